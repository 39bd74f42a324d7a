import { createHash } from 'node:crypto';
import { field } from '@agsec/runtime/adapter';
import type { HookEntry } from '../our-hook.ts';
import type { HookGroup } from '../settings/hooks-table.ts';

/**
 * The hash by which the client knows a hook it was told to trust: of its entry as compact JSON with
 * sorted keys. It covers the entry, not the program that is started (measured with 0.169).
 */
export function hookHash(
  event: string,
  { group }: Pick<HookGroup, 'group'>,
  entry: HookEntry,
): string {
  const { command, timeout, type } = entry;
  const matcher = field(group, 'matcher');
  const known = {
    event_name: snakeCase(event),
    hooks: [{ async: false, command, timeout, type }],
    ...(typeof matcher === 'string' ? { matcher } : {}),
  };
  return `sha256:${createHash('sha256').update(JSON.stringify(known)).digest('hex')}`;
}

/** Under what the client keeps the trust of a handler. */
export function trustKey(file: string, event: string, group: number, handler: number): string {
  return `${file}:${snakeCase(event)}:${group}:${handler}`;
}

/** `PreToolUse` as `pre_tool_use`. */
export function snakeCase(event: string): string {
  return event.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
}
