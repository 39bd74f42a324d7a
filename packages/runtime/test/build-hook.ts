import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programAreas } from '@agsec/shell';
import { build } from 'tsup';
import { lazyGrammars } from '../build/lazy-grammars.ts';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Where a built hook and its chunks lie, and how they go. */
export type BuiltHook = {
  readonly bundle: string;
  readonly chunks: string;
  readonly remove: () => void;
};

/** Builds the hook of the test agent and the chunks as the packages do. */
export async function buildHook(): Promise<BuiltHook> {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-built-'));
  const entry = join(folder, 'hook.ts');
  writeFileSync(
    entry,
    `import { bundledChunks, runHook } from '${packageFolder}src/hook/index.ts';
     import { testAdapter } from '${packageFolder}test/test-adapter.ts';
     export function main(load, host) {
       return runHook(testAdapter, bundledChunks(load), host);
     }`,
  );
  const names = ['shell', 'code', 'compiler', 'review', 'upkeep'];
  const sources = Object.fromEntries(names.map((name) => [name, `chunks/${name}`]));
  const areas = Object.fromEntries(
    programAreas().map((area) => [`programs-${area}`, `../../shell/src/areas/${area}`]),
  );
  const programs = { loader: 'loader/main', warm: 'loader/warm' };
  const entries = Object.entries({ ...sources, ...areas, ...programs });
  await build({
    entry: {
      hook: entry,
      ...Object.fromEntries(
        entries.map(([name, path]) => [`chunks/${name}`, `${packageFolder}src/${path}.ts`]),
      ),
    },
    outDir: join(folder, 'dist'),
    outExtension: () => ({ js: '.cjs' }),
    format: 'cjs',
    target: 'node20',
    config: false,
    silent: true,
    clean: false,
    dts: false,
    minify: true,
    splitting: false,
    noExternal: [/./],
    esbuildPlugins: [lazyGrammars()],
    removeNodeProtocol: false,
    tsconfig: join(packageFolder, '../../tsconfig.json'),
  });
  return {
    bundle: join(folder, 'dist/hook.cjs'),
    chunks: join(folder, 'dist/chunks'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
