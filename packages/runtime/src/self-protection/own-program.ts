import type { Action } from '@agsec/core';
import type { Place } from '../adapter.ts';
import { binFolder } from '../install/bin-folder.ts';
import { formsOf } from '../resolve/action-values.ts';
import { certainFolder, pathRelation } from './path-relation.ts';

/**
 * Whether a call would start a program of the installed hooks, by its path or as another's script.
 * Each is for an agent itself to start: one runs what it is given, another answers as a person's
 * hook does and uses their answers up.
 */
export function runsOwnProgram(action: Action, place: Place, foldsCase: boolean): boolean {
  const name = PROGRAM[action.name];
  if (name === undefined) return false;
  const folders = [binFolder(place, 'user'), binFolder(place, 'managed')];
  const isUnknown = action.unknown.includes(name);
  return formsOf(action, name).some((form) => {
    const path = isUnknown ? certainFolder(form) : form;
    return (
      path !== undefined &&
      folders.some((folder) => {
        const relation = pathRelation(path, folder, foldsCase);
        return relation === 'inside' || (isUnknown && relation === 'same');
      })
    );
  });
}

/** Where an action says which file runs. */
const PROGRAM: { readonly [action: string]: string } = {
  'command.run': 'path',
  'code.execute': 'file_path',
};
