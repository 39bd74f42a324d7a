import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

export default defineConfig({
  entry: { agsec: 'src/agsec.ts' },
  format: 'esm',
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
  define: { __AGSEC_VERSION__: JSON.stringify(version) },
});
