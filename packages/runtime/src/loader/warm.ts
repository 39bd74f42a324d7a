import { closeSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import type { Script } from 'node:vm';
import { ENDS_AFTER } from '../hook/read-input.ts';
import { compileBundle } from './load-bundle.ts';

/**
 * Program the installer runs once: `warm <folder> <payload>… -- <payload>…`. Answers the payloads with
 * the bundles in the folder, then keeps what V8 has compiled by then beside each bundle, functions that
 * are only compiled when they run included. What every shell call loads, it keeps as it is after the
 * first payloads; what is behind the dashes is rarer, and only warms what rarer calls load.
 */
const [, , folder = '', ...payloads] = process.argv;

/** Bundles that every shell call loads. */
const OFTEN: readonly string[] = ['hook', 'shell'];

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
  const dashes = payloads.indexOf('--');
  for (const [at, payload] of payloads.slice(0, dashes).entries()) await answer(payload, at > 0);
  for (const name of OFTEN) keep(name);
  for (const payload of payloads.slice(dashes + 1)) await answer(payload, true);
  for (const file of readdirSync(folder)) if (file.endsWith('.cjs')) load(file.slice(0, -4));
  for (const name of scripts.keys()) if (!OFTEN.includes(name)) keep(name);
}

function keep(name: string): void {
  load(name);
  const data = scripts.get(name)?.createCachedData();
  if (data !== undefined) writeFileSync(`${folder}/${name}.cache`, data, { mode: 0o600 });
}

void warm();
