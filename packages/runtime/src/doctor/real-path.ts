import { realpathSync } from 'node:fs';

/** A path without symbolic links; undefined where there is nothing, or nothing can be found out. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
