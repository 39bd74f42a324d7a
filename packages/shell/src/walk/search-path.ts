import { isSystemProgram } from './command-name.ts';
import type { ShellState } from './state.ts';

/** Most folders of a search path that are looked at. */
const MAX_FOLDERS = 8;

/**
 * Folders that the line puts into PATH before those it had, where a bare name is found first. Those
 * of the system hold what the name means anyway.
 */
export function foldersBefore({ variables }: ShellState): readonly string[] {
  const folders = new Set<string>();
  for (const { text, known } of variables.get('PATH')?.values ?? []) {
    const entries = text.split(':');
    const old = known ? -1 : entries.findIndex((entry) => entry.includes('*'));
    for (const entry of old < 0 ? entries : entries.slice(0, old))
      if (!isSystemProgram(`${entry}/x`)) folders.add(entry === '' ? '.' : entry);
  }
  return [...folders].slice(0, MAX_FOLDERS);
}
