import type { Adapter } from '@agsec/runtime';
import { secondsToWait } from '@agsec/runtime/hook';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { clineHook } from './hook-adapter.ts';
import { HOOK_TIMEOUT, MORE_WAIT } from './hook-file.ts';
import { isInstalled, plan, signs } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for Cline, with all that installing it takes. */
export const clineAdapter: Adapter = {
  ...clineHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['cline', '--version'],
    waits: { usual: secondsToWait(HOOK_TIMEOUT), more: MORE_WAIT },
    signs,
    plan: (scope, place) => plan(scope, place, process.arch),
    isInstalled,
    installedHooks,
    doctor,
  },
  probe,
  usualCalls,
};
