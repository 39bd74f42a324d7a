import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    'policy/index': 'src/policy/index.ts',
    internal: 'src/internal.ts',
  },
  format: 'esm',
  target: 'node20',
  removeNodeProtocol: false,
  tsconfig: 'tsconfig.build.json',
});
