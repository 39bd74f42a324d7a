import type { Action, Decision, Event } from '@agsec/core';
import { formsOf, stringsOf } from '../resolve/action-values.ts';
import { sha256Hex } from '../state/sha256.ts';

/** What a refused call wanted, whatever way it took. */
export type Wanted = {
  /** SHA-256 of the call as it was sent. */
  readonly call: string;
  /** Effects on resources, `write /p/.env`; empty if it wanted nothing that has a name. */
  readonly wanted: readonly string[];
};

/** The effect on a file that actions have in common. */
const FILE_EFFECTS: { readonly [name: string]: string } = {
  'file.read': 'read',
  'file.grep': 'read',
  'file.write': 'write',
  'file.edit': 'write',
  'notebook.edit': 'write',
  'file.link': 'write',
  'file.chmod': 'write',
  'file.delete': 'delete',
  'file.move': 'delete',
};

/**
 * The resources that a call was refused for, and the call itself. What was only reviewed in a call
 * that was denied for something else is none of them.
 */
export function wantedBy(event: Event, decision: Pick<Decision, 'effect' | 'actions'>): Wanted {
  const refused = decision.actions.flatMap(({ operation, derived, effect }) => {
    const found = event.operations[operation];
    if (found === undefined || effect !== decision.effect) return [];
    return (derived === undefined ? found.action : found.derived[derived]) ?? [];
  });
  // What no statement spoke about was refused for what the tool itself would do.
  const objects = refused.length > 0 ? refused : event.operations.map(({ action }) => action);
  const sent = event.operations.map(({ action }) => [action.name, action.params]);
  return {
    call: sha256Hex(JSON.stringify([event.tool, sent])),
    wanted: [...new Set(objects.flatMap(effectsOf))],
  };
}

function effectsOf(action: Action): readonly string[] {
  const { name, params, unknown } = action;
  const effect = FILE_EFFECTS[name];
  if (effect !== undefined) {
    const paths = unknown.includes('file_path') ? [] : formsOf(action, 'file_path');
    return paths.map((path) => `${effect} ${path}`);
  }
  if (name.startsWith('web.') || name.startsWith('net.')) {
    return stringsOf(params['host']).map((host) => `reach ${host}`);
  }
  if (name.startsWith('git.')) {
    const what = [params['remote'], params['branches'], params['paths']].flatMap(stringsOf);
    return [`${name} ${what.join(' ')}`];
  }
  return [];
}
