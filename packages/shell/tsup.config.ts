import { readdirSync } from 'node:fs';
import { defineConfig } from 'tsup';

const areas = readdirSync('src/areas').map((file) => file.replace(/\.ts$/, ''));

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'reader/index': 'src/reader/index.ts',
    'code/index': 'src/code/index.ts',
    ...Object.fromEntries(areas.map((area) => [`areas/${area}`, `src/areas/${area}.ts`])),
  },
  format: 'esm',
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
});
