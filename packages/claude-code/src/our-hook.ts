import { binFolder, type Fields, field, fieldsOf, isSameJson } from '@agsec/runtime/adapter';
import {
  cleanExecPath,
  hasCleanExec,
  type InstalledCommand,
  installedCommand,
  launchWords,
  type Place,
  type Scope,
} from '@agsec/runtime/hook';
import { ENVIRONMENT, PROJECT_VARIABLE } from './environment.ts';

/** Seconds the client waits for the hook, unless for a person; it keeps its own deadline well below. */
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
  const [command, ...args] = startWords(setting, token);
  const timeout = HOOK_TIMEOUT + (setting.place.reviewWait ?? 0);
  return { type: 'command', command, args, timeout, onFailure: 'block' };
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
  const name = `${TOKEN_NAME}${token}`;
  const program = programPath(setting);
  if (program === undefined) {
    const line = installedCommand(nodeCommand(setting));
    return ['/usr/bin/env', name, '/bin/sh', '-c', line];
  }
  const project = `\${${PROJECT_VARIABLE}}`;
  const { place, architecture } = setting;
  if (!hasCleanExec(place.os, architecture)) return [program, project, name];
  return [program, ...programWords(setting, [name, `${PROJECT_VARIABLE}=${project}`])];
}

/** What starts node, whatever starts it. */
export function nodeCommand({ place, scope }: HookSetting): InstalledCommand {
  const loader = `${binFolder(place, scope)}/claude-code.cjs`;
  const { node, reviewWait: wait } = place;
  return { node, loader, environment: ENVIRONMENT, timeout: HOOK_TIMEOUT, wait, scope };
}

/** Arguments of the static program: the variables of the client's that are given, and ours. */
export function programWords(
  setting: HookSetting,
  variables: readonly string[],
): readonly string[] {
  const person = personOf(setting);
  return launchWords({ ...nodeCommand(setting), person, variables, endsAfter: HOOK_LIMIT });
}

/** Whose hook it is, for a command that is one person's. */
export function personOf({ place }: HookSetting): NonNullable<InstalledCommand['person']> {
  const { home, user = '', agsecHome } = place;
  return { home, user, agsecHome };
}

/**
 * Where the program stands that starts the hook without the client's variables; a managed hook needs
 * none. The programs of the two other scopes tell the hook of theirs.
 */
export function programPath({ place, scope }: HookSetting): string | undefined {
  return scope === 'managed' ? undefined : cleanExecPath(place, scope, PROGRAM_OF[scope]);
}

/** Whose program it is, as its name says. */
export const PROGRAM_OF = { user: 'claude-code', project: 'claude-code-project' } as const;

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
      return token !== undefined && isSameJson(entry, hookEntry(setting, token));
    });
}

function matchesAll(group: Fields): boolean {
  const matcher = field(group, 'matcher');
  return matcher === undefined || matcher === '' || matcher === '*';
}
