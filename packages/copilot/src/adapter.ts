import type { Adapter } from '@agsec/runtime';
import { MOST_WAIT, secondsToWait } from '@agsec/runtime/hook';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { copilotHook } from './hook-adapter.ts';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { HOOK_TIMEOUT } from './our-hook.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for GitHub Copilot, with all that installing it takes. */
export const copilotAdapter: Adapter = {
  ...copilotHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['copilot', '--version'],
    waits: { usual: secondsToWait(HOOK_TIMEOUT), more: MOST_WAIT },
    plan: (scope, place) => plan(scope, place, process.env, process.arch),
    isInstalled: (scope, place, readFile) => isInstalled(scope, place, process.env, readFile),
    installedHooks: (scope, place, readFile) => installedHooks(scope, place, process.env, readFile),
    doctor: (input) => doctor(input, process.env),
  },
  probe,
  usualCalls,
};
