import { binFolder, type Fields, field, fieldsOf, isSameJson } from '@agsec/runtime/adapter';
import { cleanExecPath, installedCommand, type Place, type Scope } from '@agsec/runtime/hook';
import { ENVIRONMENT, TERMINAL_VARIABLE } from './environment.ts';
import { entriesOf, eventsOf } from './hook-file.ts';

/** Seconds the hook gives itself to answer; it denies before. */
export const HOOK_TIMEOUT = 10;

/** Seconds after which the command itself ends as a deny, whatever node does. */
export const HOOK_LIMIT = 15;

/**
 * Seconds the client is told to wait, unless for a person. Past them it lets the call run, so nothing may
 * get there. It keeps to more as well (100 s measured with 1.0.102).
 */
export const CLIENT_TIMEOUT = 60;

/** The events our hook is registered for. */
export const HOOK_EVENTS = ['preToolUse', 'permissionRequest'] as const;

export type HookEvent = (typeof HOOK_EVENTS)[number];

/**
 * The permission service names a tool of an MCP server `<server>/<tool>`. Other calls it asks about
 * have been judged by then. `preToolUse` has no matcher: one that fits nothing skips the hook.
 */
const MCP_MATCHER = '.+/.+';

/** How an installation's hook is started. */
export type HookSetting = { readonly place: Place; readonly scope: Scope };

/** A hook of a hook file, as the client's reference has it. */
export type HookEntry = {
  readonly type: 'command';
  readonly bash: string;
  readonly powershell: string;
  readonly timeoutSec: number;
  readonly matcher?: string;
};

/** Windows is not supported: there every call is denied, rather than run unseen. */
const POWERSHELL =
  "[Console]::Error.WriteLine('agsec: this hook was installed on another system'); exit 2";

/** Our entry for an event. The same bytes after every upgrade. */
export function hookEntry(setting: HookSetting, event: HookEvent): HookEntry {
  return {
    type: 'command',
    bash: shellLine(setting),
    powershell: POWERSHELL,
    timeoutSec: CLIENT_TIMEOUT + (setting.place.reviewWait ?? 0),
    ...(event === 'permissionRequest' ? { matcher: MCP_MATCHER } : {}),
  };
}

/**
 * Whether there is a terminal the command finds out itself, because the client's variables are the
 * same in all its sessions.
 */
const LOOK_FOR_TERMINAL = `unset ${TERMINAL_VARIABLE}; { true </dev/tty; } 2>/dev/null && ${TERMINAL_VARIABLE}=1; `;

function shellLine({ place, scope }: HookSetting): string {
  const { node, home, user = '', agsecHome, reviewWait: wait } = place;
  const person = scope === 'managed' ? {} : { person: { home, user, agsecHome } };
  const command = installedCommand({
    node,
    loader: `${binFolder(place, scope)}/copilot.cjs`,
    ...person,
    environment: ENVIRONMENT,
    timeout: HOOK_TIMEOUT,
    wait,
    watchdog: HOOK_LIMIT,
    cleanExec: { path: cleanExecPath(place, scope, 'copilot'), endsAfter: HOOK_LIMIT },
    scope,
  });
  return LOOK_FOR_TERMINAL + command;
}

/** True if an entry of a hook file is one of ours, in whatever state. */
export function isOurs(entry: unknown): boolean {
  const fields = fieldsOf(entry) ?? {};
  return ['bash', 'command', 'powershell'].some((name) => {
    const line = field(fields, name);
    return typeof line === 'string' && /\/copilot\.cjs\b/.test(line);
  });
}

/** True if a hook file registers our hook for every event, and only as it was installed. */
export function registersOurHook(file: Fields, setting: HookSetting): boolean {
  return HOOK_EVENTS.every((event) => {
    const ours = entriesOf(file, event).filter(isOurs);
    return ours.length === 1 && isSameJson(ours[0], hookEntry(setting, event));
  });
}

/** Events for which a hook file, or settings, have a hook that is not ours. */
export function foreignHooks(file: Fields): readonly string[] {
  return eventsOf(file).filter((event) => entriesOf(file, event).some((entry) => !isOurs(entry)));
}
