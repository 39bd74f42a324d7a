import { mkdtempSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programAreas } from '@agsec/shell';
import { build } from 'tsup';
import { bundleScript } from './bundle-script.ts';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** The built hook of the sample agent, and the chunks it is installed with, from the sources. */
export type SampleHook = { readonly bundle: string; readonly chunks: string };

const HOOK = `
import { bundledChunks } from './src/chunks/bundled-chunks.ts';
import { runHook } from './src/hook/run-hook.ts';
import { sampleAdapter } from './test/sample-adapter.ts';
export function main(load: never, host: never) {
  return runHook(sampleAdapter, bundledChunks(load), host);
}
`;

/** Builds both; takes some seconds. */
export async function buildSampleHook(): Promise<SampleHook> {
  const chunks = mkdtempSync(join(homedir(), 'agsec-chunks-'));
  const source = (name: string): string => join(packageFolder, 'src', name);
  const [bundle] = await Promise.all([
    bundleScript('hook', HOOK),
    build({
      entry: {
        shell: source('chunks/shell.ts'),
        code: source('chunks/code.ts'),
        compiler: source('chunks/compiler.ts'),
        review: source('chunks/review.ts'),
        upkeep: source('chunks/upkeep.ts'),
        ...Object.fromEntries(
          programAreas().map((area) => [
            `programs-${area}`,
            join(packageFolder, `../shell/src/areas/${area}.ts`),
          ]),
        ),
        loader: source('loader/main.ts'),
        warm: source('loader/warm.ts'),
      },
      outDir: chunks,
      outExtension: () => ({ js: '.cjs' }),
      format: 'cjs',
      target: 'node20',
      config: false,
      silent: true,
      clean: false,
      dts: false,
      splitting: false,
      noExternal: [/./],
      removeNodeProtocol: false,
      tsconfig: join(packageFolder, '../../tsconfig.json'),
    }),
  ]);
  return { bundle, chunks };
}
