import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A policy pack: a package of YAML files without code. */
export type Pack = {
  /** `default`, `cloud` … */
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly summary: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
};

/** Packs that come with the command line tool. */
const BUNDLED = ['default', 'cloud', 'containers', 'database', 'kubernetes'] as const;

/** Name of the pack that `agsec init` installs. */
export const DEFAULT_PACK = 'default';

/** Every pack that is installed with this command, with its files. */
export function listPacks(): readonly Pack[] {
  return BUNDLED.map(readPack);
}

/** The pack of that name; `undefined` if it does not come with this command. */
export function findPack(name: string): Pack | undefined {
  const known = BUNDLED.find((each) => each === name);
  return known === undefined ? undefined : readPack(known);
}

function readPack(name: string): Pack {
  const packageName = `@agsec/policy-${name}`;
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const folder = dirname(manifest);
  const { version, description } = readManifest(manifest);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  return { name, package: packageName, version, summary: description, files };
}

function readManifest(path: string): { readonly version: string; readonly description: string } {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const text = (key: string): string => {
    const found = Object.entries(Object(json)).find(([name]) => name === key)?.[1];
    return typeof found === 'string' ? found : '';
  };
  return { version: text('version'), description: text('description') };
}
