import { existsSync, readdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { AgsecError } from '@agsec/core';
import type { Adapter } from '../adapter.ts';
import { directChunks } from '../chunks/direct-chunks.ts';
import type { Machine } from '../decide/machine.ts';
import { nodeDisk } from '../resolve/disk.ts';
import { agsecHome, homeLayout } from '../state/agsec-home.ts';
import { AGSEC_VERSION } from '../state/version.ts';
import { type OwnCommandContext, runOwnCommand } from './run-own-command.ts';

/**
 * The program of an adapter's own package: runs this process's command line and sets its exit
 * status. `bundle` is the absolute path of the package's built hook.
 */
export async function ownProgram(adapter: Adapter, bundle: string): Promise<void> {
  // Who reads along may leave early: agsec-codex doctor | head
  process.stdout.once('error', (error) => {
    if (!('code' in error) || error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    process.exitCode = await runOwnCommand(process.argv.slice(2), processContext(adapter, bundle));
  } catch (error) {
    const isOfSystem = error instanceof Error && 'syscall' in error;
    if (!isOfSystem && !AgsecError.isInstance(error)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 2;
  }
}

/** The context of this very process. Throws `AgsecError` `no-home`. */
function processContext(adapter: Adapter, bundle: string): OwnCommandContext {
  const machine = thisMachine();
  const { policies } = homeLayout(machine.agsecHome);
  return {
    adapter,
    machine,
    environment: Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    cwd: process.cwd(),
    bundle,
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
