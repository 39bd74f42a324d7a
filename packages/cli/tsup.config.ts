import { defineConfig } from 'tsup';

export default defineConfig({
  entry: { agsec: 'src/agsec.ts' },
  format: 'esm',
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
});
