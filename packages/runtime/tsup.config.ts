import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { programAreas } from '@agsec/shell';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const shared = {
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
  define: { __AGSEC_VERSION__: JSON.stringify(version) },
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
    entry: {
      'chunks/shell': 'src/chunks/shell.ts',
      'chunks/code': 'src/chunks/code.ts',
      'chunks/compiler': 'src/chunks/compiler.ts',
      'chunks/review': 'src/chunks/review.ts',
      ...Object.fromEntries(programs),
      'chunks/loader': 'src/loader/main.ts',
      'chunks/warm': 'src/loader/warm.ts',
    },
    format: 'cjs',
  },
]);
