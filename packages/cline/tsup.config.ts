import { defineConfig } from 'tsup';

const shared = { target: 'node20', removeNodeProtocol: false, tsconfig: 'tsconfig.build.json' };
const bundled = { noExternal: [/.*/], splitting: false, minify: true };

export default defineConfig([
  { ...shared, entry: { index: 'src/index.ts', bin: 'src/bin.ts' }, format: 'esm' },
  { ...shared, ...bundled, entry: { hook: 'src/hook.ts' }, format: 'cjs' },
]);
