import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import { HOOK_EVENTS, type HookEntry, isOurs } from '../our-hook.ts';
import { groupsOf } from '../settings/hooks-table.ts';
import { tableIn } from '../settings/read-config.ts';
import { hookHash, trustKey } from './hook-hash.ts';

/** What the client will do with a hook of ours. */
export type TrustState = 'trusted' | 'untrusted' | 'modified' | 'disabled';

export type HookTrust = { readonly event: string; readonly state: TrustState };

/**
 * What a person's settings say about each hook of ours in a file. `names` are the names the client
 * may know the file by. Empty if the file holds none.
 */
export function trustStates(
  hooks: Fields,
  names: readonly string[],
  config: Fields,
): readonly HookTrust[] {
  const states = tableIn(tableIn(config, 'hooks'), 'state');
  return HOOK_EVENTS.flatMap((event) =>
    groupsOf(hooks, event).flatMap(({ group, index, handlers }) =>
      handlers.flatMap((handler, at) => {
        const entry = entryOf(handler);
        if (!isOurs(handler) || entry === undefined) return [];
        const kept = names
          .map((name) => fieldsOf(field(states, trustKey(name, event, index, at))))
          .find((each) => each !== undefined);
        return [{ event, state: stateOf(kept, hookHash(event, { group }, entry)) }];
      }),
    ),
  );
}

function stateOf(kept: Fields | undefined, hash: string): TrustState {
  if (kept === undefined) return 'untrusted';
  if (field(kept, 'enabled') === false) return 'disabled';
  const trusted = field(kept, 'trusted_hash');
  if (trusted === undefined) return 'untrusted';
  return trusted === hash ? 'trusted' : 'modified';
}

function entryOf(handler: unknown): HookEntry | undefined {
  const fields = fieldsOf(handler) ?? {};
  const [command, timeout] = [field(fields, 'command'), field(fields, 'timeout')];
  if (typeof command !== 'string' || typeof timeout !== 'number') return undefined;
  return { type: 'command', command, timeout };
}
