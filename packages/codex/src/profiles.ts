import { readdirSync } from 'node:fs';
import { below } from './client-files.ts';

const ENDING = '.config.toml';

/** The names among them that are of files the client lays over `config.toml` with `--profile` (0.169). */
export function profilesAmong(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.endsWith(ENDING) && name !== ENDING).sort();
}

/** The profiles in a folder of the client; none if there is no such folder, or it cannot be read. */
export function profilesIn(folder: string): readonly string[] {
  try {
    return profilesAmong(readdirSync(folder)).map((name) => below(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}
