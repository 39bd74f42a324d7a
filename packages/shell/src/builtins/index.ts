import type { Builtin } from './builtin.ts';
import { DECLARING } from './declaring.ts';
import { EVALUATING } from './evaluating.ts';
import { FOLDERS } from './folders.ts';
import { LEAVING } from './leaving.ts';
import { NAMES } from './names.ts';
import { OUTPUT } from './output.ts';
import { READING } from './reading.ts';
import { SETTINGS } from './settings.ts';

const TABLES = [EVALUATING, DECLARING, FOLDERS, LEAVING, NAMES, OUTPUT, READING, SETTINGS] as const;

/** The shell's own command of that name, if it is one with something to follow. */
export function findBuiltin(name: string): Builtin | undefined {
  for (const table of TABLES) if (Object.hasOwn(table, name)) return table[name];
  return undefined;
}
