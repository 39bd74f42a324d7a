import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { beforeAll, describe, expect, it } from 'vitest';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

type Metafile = {
  readonly inputs: { readonly [path: string]: unknown };
  readonly outputs: {
    readonly [path: string]: { readonly imports: readonly { readonly path: string }[] };
  };
};

let metafile: Metafile;

/** What `@agsec/runtime/hook` and all it imports come to, bundled as an adapter bundles it. */
beforeAll(async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'agsec-boundary-'));
  await build({
    entry: { hook: join(packageFolder, 'src/hook/index.ts') },
    outDir,
    format: 'cjs',
    target: 'node20',
    config: false,
    silent: true,
    clean: false,
    metafile: true,
    noExternal: [/./],
    removeNodeProtocol: false,
    tsconfig: join(packageFolder, '../../tsconfig.json'),
  });
  metafile = JSON.parse(readFileSync(join(outDir, 'metafile-cjs.json'), 'utf8'));
  rmSync(outDir, { recursive: true, force: true });
}, 60_000);

describe('the path of every call', () => {
  it.each([
    'yaml',
    'zod',
    'micromatch',
    'picomatch',
    'commander',
    'unbash',
    '@lezer',
    'jsonc-parser',
  ])('does not load %s', (name) => {
    const found = Object.keys(metafile.inputs).filter((path) =>
      path.includes(`node_modules/${name}`),
    );
    expect(found).toEqual([]);
  });

  it('reads neither shell lines nor policies by itself', () => {
    const folders = /packages\/(?:shell\/src|core\/src\/policy)\//;
    const files = Object.keys(metafile.inputs);
    expect(files.filter((path) => folders.test(path))).toEqual([]);
    expect(files.some((path) => path.endsWith('core/src/engine/evaluate.ts'))).toBe(true);
  });

  it('asks node for nothing that is not loaded at its start', () => {
    const asked = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
    const names = new Set(asked.map(({ path }) => path.replace(/^node:/, '')));
    const atStart = ['buffer', 'fs', 'path', 'vm'];
    expect([...names].filter((name) => !atStart.includes(name))).toEqual([]);
  });
});
