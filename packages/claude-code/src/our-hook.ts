import { binFolder, type Fields, field, fieldsOf, quoteWord } from '@agsec/runtime/adapter';
import {
  cleanExecPath,
  hasCleanExec,
  installedCommand,
  launchWords,
  type Place,
  type Scope,
} from '@agsec/runtime/hook';
import { ENVIRONMENT, PROJECT_VARIABLE } from './environment.ts';

/** Seconds the client waits for the hook; it keeps its own deadline well below. */
export const HOOK_TIMEOUT = 10;

/** Seconds after which the kernel ends the hook, wherever it hangs: time is left to say so. */
export const HOOK_LIMIT = HOOK_TIMEOUT - 1;

/** The events our hook is registered for. */
export const HOOK_EVENTS = ['PreToolUse', 'ConfigChange'] as const;

/** How an installation's hook is started. */
export type HookSetting = {
  readonly place: Place;
  readonly scope: Scope;
  /** `process.arch` of the machine. */
  readonly architecture: string;
};

/** A hook of a settings file, as the client's schema has it. */
export type HookEntry = {
  readonly type: 'command';
  readonly command: string;
  readonly args: readonly string[];
  readonly timeout: number;
  readonly onFailure: 'block';
  /** The whole command as a line, for VS Code on Linux. */
  readonly linux?: string;
  /** The same for VS Code on macOS. */
  readonly osx?: string;
};

const TOKEN_NAME = 'AGSEC_INSTALL=';
const TOKEN = /^AGSEC_INSTALL=([a-z0-9]{20,64})$/;

/**
 * Our entry. It has the client's exec form: the shell form looks `env` up in a `PATH` and prefixes
 * `CLAUDE_CODE_SHELL_PREFIX`, and a repository's settings may set both (measured with 2.1.328).
 *
 * `token` is in it for one reason: of hooks with the same command and arguments the client runs
 * only one, and a project's settings win over a person's. A repository that could guess the command
 * could replace it by the same command with `async: true`, whose answer counts for nothing.
 */
export function hookEntry(setting: HookSetting, token: string): HookEntry {
  const words = startWords(setting, token);
  const [command, ...args] = words;
  const entry = {
    type: 'command',
    command,
    args,
    timeout: HOOK_TIMEOUT,
    onFailure: 'block',
  } as const;
  return { ...entry, ...editorLine(setting, words) };
}

/**
 * VS Code runs these hooks too, without their arguments, but prefers a line of its system's (its
 * source). It need not know the token. The client passes over fields it does not know (measured with 2.1.328).
 */
function editorLine(
  { place, scope }: HookSetting,
  words: readonly string[],
): Pick<HookEntry, 'linux' | 'osx'> {
  if (scope === 'managed') return {};
  switch (place.os) {
    case 'linux':
      return { linux: lineOf(words.filter((word) => !word.startsWith(TOKEN_NAME))) };
    case 'darwin':
      return { osx: lineOf(words.map((word) => (word.startsWith(TOKEN_NAME) ? 'sh' : word))) };
    case 'win32':
      return {};
  }
}

function lineOf(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}

/**
 * A managed hook is started without the variables of repositories, so it takes the person's own
 * from the client. Any other starts with none: they are dropped before the first program that could
 * obey one. The client fills in the project's folder.
 */
function startWords(
  setting: HookSetting,
  token: string,
): readonly [string, ...(readonly string[])] {
  const { place, scope } = setting;
  const { node, home, user = '', agsecHome } = place;
  const loader = `${binFolder(place, scope)}/claude-code.cjs`;
  const environment = ENVIRONMENT;
  const command = { node, loader, environment, timeout: HOOK_TIMEOUT, scope };
  const name = `${TOKEN_NAME}${token}`;
  const shell = ['/bin/sh', '-c'];
  if (scope === 'managed') return ['/usr/bin/env', name, ...shell, installedCommand(command)];
  const person = { home, user, agsecHome };
  const project = `\${${PROJECT_VARIABLE}}`;
  const helper = helperPath(setting);
  if (helper !== undefined) {
    const variables = [name, `${PROJECT_VARIABLE}=${project}`];
    return [helper, ...launchWords({ ...command, person, variables, endsAfter: HOOK_LIMIT })];
  }
  const line = installedCommand({ ...command, person, startsClean: true });
  return ['/usr/bin/env', '-i', ...shell, line, name, project];
}

/** Where the program that starts the hook without the client's variables stands, on systems that need one. */
export function helperPath({ place, scope, architecture }: HookSetting): string | undefined {
  if (scope === 'managed' || !hasCleanExec(place.os, architecture)) return undefined;
  return cleanExecPath(place, scope, 'claude-code');
}

/** True if an entry of a settings file is one of ours, in whatever state. */
export function isOurs(entry: unknown): boolean {
  return tokenText(entry) !== undefined;
}

/** The token of an entry of ours; `undefined` if it is none, or its token is none. */
export function tokenOf(entry: unknown): string | undefined {
  return TOKEN.exec(tokenText(entry) ?? '')?.[1];
}

function tokenText(entry: unknown): string | undefined {
  const args = field(fieldsOf(entry) ?? {}, 'args');
  if (!Array.isArray(args)) return undefined;
  return args.find((arg) => typeof arg === 'string' && arg.startsWith(TOKEN_NAME));
}

/** The groups of an event in a settings file, each with its entries. */
export function hookGroups(
  settings: Fields,
  event: string,
): readonly { readonly group: Fields; readonly entries: readonly unknown[] }[] {
  const groups = field(fieldsOf(field(settings, 'hooks')) ?? {}, event);
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((each) => {
    const group = fieldsOf(each);
    const entries = group === undefined ? undefined : field(group, 'hooks');
    return group !== undefined && Array.isArray(entries) ? [{ group, entries }] : [];
  });
}

/** True if the settings register our hook for every event, exactly as it was installed. */
export function registersOurHook(settings: Fields, setting: HookSetting): boolean {
  const isEverywhere = HOOK_EVENTS.every((event) =>
    hookGroups(settings, event).some(
      ({ group, entries }) => matchesAll(group) && entries.some(isOurs),
    ),
  );
  return isEverywhere && copiesAreEqual(settings, setting);
}

/**
 * True if every entry that claims to be ours is as it was installed: of entries with the same
 * command the client runs only one, and the other fields of a changed one would count.
 */
export function copiesAreEqual(settings: Fields, setting: HookSetting): boolean {
  const events = Object.keys(fieldsOf(field(settings, 'hooks')) ?? {});
  return events
    .flatMap((event) => hookGroups(settings, event))
    .flatMap(({ entries }) => entries)
    .filter(isOurs)
    .every((entry) => {
      const token = tokenOf(entry);
      return token !== undefined && equals(entry, hookEntry(setting, token));
    });
}

function matchesAll(group: Fields): boolean {
  const matcher = field(group, 'matcher');
  return matcher === undefined || matcher === '' || matcher === '*';
}

function equals(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, at) => equals(each, other[at]));
  }
  const [left, right] = [fieldsOf(one), fieldsOf(other)];
  if (left === undefined || right === undefined) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => equals(field(left, name), field(right, name)))
  );
}
