import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import {
  AGSEC_VERSION,
  agsecHome,
  directChunks,
  homeLayout,
  type Machine,
  nodeDisk,
} from '@agsec/runtime';
import type { CommandContext } from './command-line.ts';
import { hookBundle } from './hook-bundle.ts';

/** The context of this very process. Throws `AgsecError` `no-home`. */
export function processContext(): CommandContext {
  const machine = thisMachine();
  const { policies } = homeLayout(machine.agsecHome);
  return {
    machine,
    environment: Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    cwd: process.cwd(),
    bundle: hookBundle(),
    hasPolicies:
      existsSync(policies) && readdirSync(policies).some((name) => /\.ya?ml$/i.test(name)),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
  };
}

function thisMachine(): Machine {
  const { env, platform } = process;
  const home = env['HOME'];
  const user = loginName();
  return {
    ...(home?.startsWith('/') ? { home } : {}),
    ...(user === undefined ? {} : { user }),
    os: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    agsecHome: agsecHome(env),
    node: process.execPath,
    root: '',
    disk: nodeDisk(platform),
    chunks: directChunks,
    now: Date.now,
    version: AGSEC_VERSION,
  };
}

/** Undefined for a user id that the system has no entry for, as in some containers. */
function loginName(): string | undefined {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
