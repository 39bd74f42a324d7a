import { binFolder, type Fields, field, fieldsOf, isSameJson } from '@agsec/runtime/adapter';
import { cleanExecPath, installedCommand, type Place, type Scope } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { handlersOf } from './hooks-file/read-hooks.ts';

/** Seconds in which the hook answers; the client has no timeout of its own to set. */
export const HOOK_TIMEOUT = 10;

/** Seconds after which the hook is ended, wherever it hangs: the client would wait for ever. */
export const HOOK_LIMIT = HOOK_TIMEOUT - 1;

/** The events our hook is registered for: all that can be blocked. */
export const HOOK_EVENTS = [
  'pre_read_code',
  'pre_write_code',
  'pre_run_command',
  'pre_mcp_tool_use',
  'pre_user_prompt',
] as const;

/** How an installation's hook is started. */
export type HookSetting = { readonly place: Place; readonly scope: Scope };

/** A handler of a hooks file, as the client documents it. */
export type HookEntry = {
  readonly command: string;
  readonly powershell: string;
  readonly show_output: true;
};

/** The first words of our command, by which it is known for ours. */
const MARK = ': agsec-windsurf; ';

/**
 * What the client runs on Windows, where agsec does not: without it, a command that is not there would
 * let every call run.
 */
const ON_WINDOWS = `[Console]::Error.WriteLine('agsec: not available on Windows'); exit 2`;

/** Our entry. The client hands its command to `bash -c`. */
export function hookEntry({ place, scope }: HookSetting): HookEntry {
  const { node, home, user = '', agsecHome } = place;
  const line = installedCommand({
    node,
    loader: `${binFolder(place, scope)}/windsurf.cjs`,
    environment: ENVIRONMENT,
    timeout: HOOK_TIMEOUT,
    watchdog: HOOK_LIMIT,
    cleanExec: { path: cleanExecPath(place, scope, 'windsurf'), endsAfter: HOOK_LIMIT },
    scope,
    ...(scope === 'managed' ? {} : { person: { home, user, agsecHome } }),
  });
  return { command: `${MARK}${line}`, powershell: ON_WINDOWS, show_output: true };
}

/** True if a handler of a hooks file is one of ours, in whatever state. */
export function isOurs(handler: unknown): boolean {
  const command = field(fieldsOf(handler) ?? {}, 'command');
  return typeof command === 'string' && command.startsWith(MARK);
}

/**
 * True if the file registers our hook for each of its events, exactly as it was installed. Other fields
 * could take its decision away: another folder, another program on Windows.
 */
export function registersOurHook(file: Fields, setting: HookSetting): boolean {
  const entry = hookEntry(setting);
  return HOOK_EVENTS.every((event) =>
    handlersOf(file, event).some((handler) => isSameJson(handler, entry)),
  );
}
