import { writeSync } from 'node:fs';
import { loadBundle } from './load-bundle.ts';

// The program `<bin>/<agent>.cjs`. Installing writes the folder of the bundles, and what is known of
// the files in it, in place of the marks.
const path = `${__dirname}/@AGSEC_BUNDLES@`;
const folder = { path, table: '@AGSEC_FILES@', loader: __filename };
const load = (name: string): object => loadBundle(folder, name, require);

process.exitCode = 2;
try {
  const hook = load('hook');
  if (!('main' in hook) || typeof hook.main !== 'function')
    throw new Error('its bundle is damaged');
  hook.main(load);
} catch (error) {
  const reason = error instanceof Error ? error.message : 'unknown error';
  writeSync(2, `agsec: the hook cannot start: ${reason}. A person can run \`agsec doctor\`.\n`);
  process.exit(2);
}
