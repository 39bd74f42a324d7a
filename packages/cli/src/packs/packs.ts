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

/** Packs that come with the command line tool: their manifests. */
const BUNDLED = {
  default: (require: NodeJS.Require) => require.resolve('@agsec/policy-default/package.json'),
  cloud: (require: NodeJS.Require) => require.resolve('@agsec/policy-cloud/package.json'),
  containers: (require: NodeJS.Require) => require.resolve('@agsec/policy-containers/package.json'),
  database: (require: NodeJS.Require) => require.resolve('@agsec/policy-database/package.json'),
  kubernetes: (require: NodeJS.Require) => require.resolve('@agsec/policy-kubernetes/package.json'),
} as const;

/** Name of the pack without which nothing is allowed. */
export const DEFAULT_PACK = 'default';

/** Every pack that is installed with this command, with its files. */
export function listPacks(): readonly Pack[] {
  return Object.entries(BUNDLED).map(([name, locate]) => readPack(name, locate));
}

/** The pack of that name; `undefined` if it does not come with this command. */
export function findPack(name: string): Pack | undefined {
  return listPacks().find((pack) => pack.name === name);
}

function readPack(name: string, locate: (require: NodeJS.Require) => string): Pack {
  const manifest = locate(createRequire(import.meta.url));
  const folder = dirname(manifest);
  const { version, description } = readManifest(manifest);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  return {
    name,
    package: `@agsec/policy-${name}`,
    version,
    summary: description.replace(/ Data only\.$/, ''),
    files,
  };
}

function readManifest(path: string): { readonly version: string; readonly description: string } {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const text = (key: string): string => {
    const found = Object.entries(Object(json)).find(([name]) => name === key)?.[1];
    return typeof found === 'string' ? found : '';
  };
  return { version: text('version'), description: text('description') };
}
