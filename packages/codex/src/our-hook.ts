import { binFolder, type Fields, field, fieldsOf, quoteWord } from '@agsec/runtime/adapter';
import { cleanExecPath, installedCommand, type Place, type Scope } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { groupsOf } from './settings/hooks-table.ts';

/** Seconds the client waits for the hook, unless for a person; it keeps its own deadline well below. */
export const HOOK_TIMEOUT = 15;

/** After how many seconds the installed line itself denies: later than the hook, before the client. */
export const HOOK_LIMIT = HOOK_TIMEOUT - 1;

/**
 * The events our hook is registered for: the two that can stop a call, and the one that tells the
 * folder a session was started in. The folder a call names is chosen by the model.
 */
export const HOOK_EVENTS = ['PreToolUse', 'PermissionRequest', 'SessionStart'] as const;

/** How an installation's hook is started. */
export type HookSetting = { readonly place: Place; readonly scope: Scope };

/** A handler of a hooks file, as the client's schema has it. */
export type HookEntry = {
  readonly type: 'command';
  readonly command: string;
  readonly timeout: number;
};

/** The first words of our command, by which it is known for ours. */
const MARK = `/bin/sh -c ': agsec-codex; `;

/**
 * Our entry. The client hands its command to the person's own shell, so that it is one plain word
 * list that every shell reads alike.
 */
export function hookEntry({ place, scope }: HookSetting): HookEntry {
  const { node, home, user = '', agsecHome, reviewWait: wait = 0 } = place;
  const line = installedCommand({
    node,
    loader: `${binFolder(place, scope)}/codex.cjs`,
    environment: ENVIRONMENT,
    timeout: HOOK_TIMEOUT,
    wait,
    watchdog: HOOK_LIMIT,
    cleanExec: { path: cleanExecPath(place, scope, 'codex'), endsAfter: HOOK_LIMIT },
    scope,
    ...(scope === 'managed' ? {} : { person: { home, user, agsecHome } }),
  });
  const command = `/bin/sh -c ${quoteWord(`: agsec-codex; ${line}`)}`;
  return { type: 'command', command, timeout: HOOK_TIMEOUT + wait };
}

/** True if a handler is one of ours, in whatever state. */
export function isOurs(handler: unknown): boolean {
  const command = field(fieldsOf(handler) ?? {}, 'command');
  return typeof command === 'string' && command.startsWith(MARK);
}

/** True if a table of hooks registers our hook for each of its events, exactly as it was installed. */
export function registersOurHook(hooks: Fields, setting: HookSetting): boolean {
  const entry = hookEntry(setting);
  return HOOK_EVENTS.every((event) =>
    groupsOf(hooks, event).some(
      ({ group, handlers }) =>
        matchesAll(group) && handlers.some((handler) => isEntry(handler, entry)),
    ),
  );
}

/** The client takes a missing, an empty and this matcher for all; any other is an expression. */
function matchesAll(group: Fields): boolean {
  const matcher = field(group, 'matcher');
  return matcher === undefined || matcher === '' || matcher === '*';
}

/** Other fields could take its decision away: `async` does. */
function isEntry(handler: unknown, entry: HookEntry): boolean {
  const fields = fieldsOf(handler) ?? {};
  return (
    Object.keys(fields).length === Object.keys(entry).length &&
    Object.entries(entry).every(([name, value]) => field(fields, name) === value)
  );
}
