import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles TypeScript text that imports sources of this package (`./src/…`) into one CommonJS file, so
 * that a test can run it in other processes. Returns the file's path.
 */
export async function bundleScript(name: string, source: string): Promise<string> {
  // The home of a test file is removed after it. Some scripts are run by another user.
  const folder = mkdtempSync(join(homedir(), 'agsec-script-'));
  for (const path of [homedir(), folder]) chmodSync(path, 0o755);
  const entry = join(folder, `${name}.ts`);
  writeFileSync(entry, source.replace(/'\.\/(src|test)\//g, `'${packageFolder}$1/`));
  await build({
    entry: { [name]: entry },
    outDir: folder,
    outExtension: () => ({ js: '.cjs' }),
    format: 'cjs',
    target: 'node20',
    config: false,
    silent: true,
    clean: false,
    dts: false,
    noExternal: [/./],
    tsconfig: join(packageFolder, '../../tsconfig.json'),
  });
  return join(folder, `${name}.cjs`);
}
