import type { Adapter } from '@agsec/runtime';
import { MOST_WAIT, secondsToWait } from '@agsec/runtime/hook';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { cursorHook } from './hook-adapter.ts';
import { isInstalled, plan, signs } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { DROPS_FILE, OLDEST_CLIENT } from './oldest-client.ts';
import { HOOK_TIMEOUT } from './our-hook.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for Cursor, with all that installing it takes. */
export const cursorAdapter: Adapter = {
  ...cursorHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['cursor', '--version'],
    waits: { usual: secondsToWait(HOOK_TIMEOUT), more: MOST_WAIT },
    oldestClient: { version: OLDEST_CLIENT, why: DROPS_FILE },
    signs,
    plan: (scope, place) => plan(scope, place, process.arch),
    isInstalled,
    installedHooks,
    doctor,
  },
  probe,
  usualCalls,
};
