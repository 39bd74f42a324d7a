import type { Adapter } from '@agsec/runtime';
import { secondsToWait } from '@agsec/runtime/hook';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { windsurfHook } from './hook-adapter.ts';
import { isInstalled, plan, signs } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { HOOK_TIMEOUT } from './our-hook.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for Windsurf, with all that installing it takes. */
export const windsurfAdapter: Adapter = {
  ...windsurfHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['windsurf', '--version'],
    // The client documents no timeout; past one it has none the less, a call might run.
    waits: { usual: secondsToWait(HOOK_TIMEOUT), more: 0 },
    signs,
    plan: (scope, place) => plan(scope, place, process.arch),
    isInstalled,
    installedHooks,
    doctor,
  },
  probe,
  usualCalls,
};
