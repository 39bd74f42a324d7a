import { agsecHome, type Place, type Scope } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { loginName } from './login-name.ts';

/** The folders and programs an installation from here refers to. Throws `CliError` without a home. */
export function installPlace({ environment, cwd }: CliContext, scope: Scope): Place {
  const home = environment['HOME'];
  if (!home?.startsWith('/'))
    throw new CliError(
      'no-home',
      'HOME is not set, so the settings of an agent cannot be found.',
      'Set HOME to your home folder.',
    );
  const user = loginName();
  const { platform } = process;
  return {
    home: home === '/' ? home : home.replace(/\/+$/, ''),
    ...(user === undefined ? {} : { user }),
    agsecHome: agsecHome(environment),
    node: process.execPath,
    projects: [cwd],
    os: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
    scope,
    root: '',
  };
}

/** Where root's programs, bundles and compiled policies are. */
export const MANAGED_LIBRARY = '/usr/local/lib/agsec';

/** Where root's policies and configuration are. */
export const MANAGED_STATE = '/etc/agsec';
