import { AGSEC_VERSION, agsecHome, directChunks, type Machine, nodeDisk } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { loginName } from '../setup/login-name.ts';

/** This machine, as decisions see it. Throws `AgsecError` `no-home`. */
export function machineOf({ environment }: Pick<CliContext, 'environment'>): Machine {
  const home = environment['HOME'];
  const user = loginName();
  const { platform } = process;
  return {
    ...(home?.startsWith('/') ? { home } : {}),
    ...(user === undefined ? {} : { user }),
    os: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    agsecHome: agsecHome(environment),
    node: process.execPath,
    root: '',
    disk: nodeDisk(platform),
    chunks: directChunks,
    now: Date.now,
    version: AGSEC_VERSION,
  };
}
