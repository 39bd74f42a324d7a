import { binFolder, type Fields, field, fieldsOf, isSameJson } from '@agsec/runtime/adapter';
import { cleanExecPath, installedCommand, type Place, type Scope } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { handlersOf } from './hooks-file/read-hooks.ts';

/** Seconds the client waits for the hook, unless for a person; it keeps its own deadline well below. */
export const HOOK_TIMEOUT = 10;

/** Seconds after which the hook is ended, wherever it hangs: time is left to say so. */
export const HOOK_LIMIT = HOOK_TIMEOUT - 1;

/**
 * The events our hook is registered for: every one of them is asked before something happens, and
 * every client from `OLDEST_CLIENT` on knows it.
 */
export const HOOK_EVENTS = [
  'preToolUse',
  'beforeShellExecution',
  'beforeMCPExecution',
  'beforeReadFile',
] as const;

/** How an installation's hook is started. */
export type HookSetting = { readonly place: Place; readonly scope: Scope };

/** A handler of a hooks file, as the client's schema has it. */
export type HookEntry = {
  readonly command: string;
  readonly timeout: number;
  readonly failClosed: true;
};

/** The first words of our command, by which it is known for ours. */
const MARK = '{ : agsec-cursor; ';

/**
 * Our entry. The client hands its command to `/bin/sh -c`, and may append a here-document with the
 * call to it, which a list would hand to its last part (measured with the SDK 1.0.32). In braces a
 * list is one command, which has one input.
 */
export function hookEntry({ place, scope }: HookSetting): HookEntry {
  const { node, home, user = '', agsecHome, reviewWait: wait = 0 } = place;
  const line = installedCommand({
    node,
    loader: `${binFolder(place, scope)}/cursor.cjs`,
    environment: ENVIRONMENT,
    timeout: HOOK_TIMEOUT,
    wait,
    cleanExec: { path: cleanExecPath(place, scope, 'cursor'), endsAfter: HOOK_LIMIT },
    scope,
    ...(scope === 'managed' ? {} : { person: { home, user, agsecHome } }),
  });
  const timeout = HOOK_TIMEOUT + wait;
  return { command: `${MARK}${line}; }`, timeout, failClosed: true };
}

/** True if a handler of a hooks file is one of ours, in whatever state. */
export function isOurs(handler: unknown): boolean {
  const command = field(fieldsOf(handler) ?? {}, 'command');
  return typeof command === 'string' && command.startsWith(MARK);
}

/**
 * True if the file registers our hook for each of its events, exactly as it was installed. Other fields
 * could take its decision away: a matcher, another type.
 */
export function registersOurHook(file: Fields, setting: HookSetting): boolean {
  const entry = hookEntry(setting);
  return HOOK_EVENTS.every((event) =>
    handlersOf(file, event).some((handler) => isSameJson(handler, entry)),
  );
}
