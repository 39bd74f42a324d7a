import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'code/index': 'src/code/index.ts',
  },
  format: 'esm',
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
});
