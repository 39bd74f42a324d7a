import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Every recorded payload of a folder (`<event>.<case>.json`) under its name without `.json`. */
export function readFixtures(folder: string | URL): ReadonlyMap<string, unknown> {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder);
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort();
  return new Map(
    names.map((name) => {
      const payload: unknown = JSON.parse(readFileSync(join(path, name), 'utf8'));
      return [name.slice(0, -'.json'.length), payload];
    }),
  );
}
