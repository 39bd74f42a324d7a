import { closeSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import type { Script } from 'node:vm';
import { ENDS_AFTER } from '../hook/read-input.ts';
import { compileBundle } from './load-bundle.ts';

/**
 * Program the installer runs once: `warm <folder> <payload>…`. Answers the payloads with the bundles
 * in the folder, then keeps what V8 has compiled by then beside each bundle, functions that are
 * only compiled when they run included.
 */
const [, , folder = '', ...payloads] = process.argv;

const scripts = new Map<string, Script>();
const loaded = new Map<string, object>();

function load(name: string): object {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const script = compileBundle(folder, name);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module);
  scripts.set(name, script);
  loaded.set(name, module.exports);
  return module.exports;
}

/** `isWatched`: as where a program starts the hook that ends it when it hangs. */
async function answer(payload: string, isWatched: boolean): Promise<void> {
  const hook = load('hook');
  if (!('main' in hook) || typeof hook.main !== 'function')
    throw new Error('no main in the bundle');
  const nowhere = openSync('/dev/null', 'r+');
  const input = openSync(payload, 'r');
  const { execPath, platform, pid } = process;
  const env = isWatched ? { ...process.env, [ENDS_AFTER]: '60' } : process.env;
  // What is compiled has to be compiled under the flags of the start: none may be switched.
  const execArgv = process.execArgv.filter((flag) => flag !== '--no-opt');
  const uptime = (): number => 0;
  const host = { env, execArgv, execPath, platform, pid, uptime, argv: ['', '', '60'] };
  const streams = { input, output: nowhere, errors: nowhere, status: nowhere };
  await hook.main(load, { ...host, streams, kill: () => true, exit: () => undefined });
  closeSync(input);
  closeSync(nowhere);
}

async function warm(): Promise<void> {
  for (const [at, payload] of payloads.entries()) await answer(payload, at > 0);
  for (const file of readdirSync(folder)) if (file.endsWith('.cjs')) load(file.slice(0, -4));
  for (const [name, script] of scripts) {
    writeFileSync(`${folder}/${name}.cache`, script.createCachedData(), { mode: 0o600 });
  }
}

void warm();
