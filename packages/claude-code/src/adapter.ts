import type { Adapter } from '@agsec/runtime';
import { hasCleanExec, MOST_WAIT, secondsToWait } from '@agsec/runtime/hook';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { claudeCodeHook } from './hook-adapter.ts';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { HOOK_TIMEOUT } from './our-hook.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for Claude Code, with all that installing it takes. */
export const claudeCodeAdapter: Adapter = {
  ...claudeCodeHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['claude', '--version'],
    waits: {
      usual: secondsToWait(HOOK_TIMEOUT),
      // Elsewhere a script of ours starts the hook, which is the same for every wait.
      more: hasCleanExec(process.platform, process.arch) ? MOST_WAIT : 0,
    },
    plan: (scope, place) => plan(scope, place, process.arch),
    isInstalled: (scope, place, readFile) => isInstalled(scope, place, readFile, process.arch),
    installedHooks,
    doctor,
  },
  probe,
  usualCalls,
};
