import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programAreas } from '@agsec/shell';
import { defineConfig } from 'tsup';
import { lazyGrammars } from './build/lazy-grammars.ts';

/**
 * Of all that decides what a compiled policy or a kept reading is: this package's sources, and core
 * and the shell as they are built.
 */
function digestOfSources(): string {
  const core = fileURLToPath(new URL('.', import.meta.resolve('@agsec/core/policy')));
  const shell = fileURLToPath(import.meta.resolve('@agsec/shell'));
  const hash = createHash('sha256');
  for (const folder of ['src', dirname(core), dirname(shell)]) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(?:ts|js)$/.test(name)).sort()) {
      hash.update(`${file} `).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const shared = {
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
  define: {
    __AGSEC_VERSION__: JSON.stringify(version),
    __AGSEC_BUILD__: JSON.stringify(digestOfSources()),
  },
};
const areaOf = (area: string) => fileURLToPath(import.meta.resolve(`@agsec/shell/areas/${area}`));
const programs = programAreas().map((area) => [`chunks/programs-${area}`, areaOf(area)]);
const bundled = { noExternal: [/.*/], splitting: false, minify: true };

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      'adapter-kit/index': 'src/adapter-kit/index.ts',
      'hook/index': 'src/hook/index.ts',
      'testing/index': 'src/testing/index.ts',
    },
    format: 'esm',
  },
  {
    ...shared,
    ...bundled,
    entry: { 'chunks/shell': 'src/chunks/shell.ts' },
    inject: ['src/chunks/lazy-text-decoder.ts'],
    format: 'cjs',
  },
  {
    ...shared,
    ...bundled,
    entry: { 'chunks/code': 'src/chunks/code.ts' },
    esbuildPlugins: [lazyGrammars()],
    format: 'cjs',
  },
  {
    ...shared,
    ...bundled,
    entry: {
      'chunks/compiler': 'src/chunks/compiler.ts',
      'chunks/review': 'src/chunks/review.ts',
      'chunks/upkeep': 'src/chunks/upkeep.ts',
      ...Object.fromEntries(programs),
      'chunks/loader': 'src/loader/main.ts',
      'chunks/warm': 'src/loader/warm.ts',
    },
    format: 'cjs',
  },
]);
