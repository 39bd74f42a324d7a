import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const shared = {
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
  define: { __AGSEC_VERSION__: JSON.stringify(version) },
};
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
      'chunks/loader': 'src/loader/main.ts',
      'chunks/warm': 'src/loader/warm.ts',
    },
    format: 'cjs',
  },
]);
