import type { Adapter } from '@agsec/runtime';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { claudeCodeHook } from './hook-adapter.ts';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for Claude Code, with all that installing it takes. */
export const claudeCodeAdapter: Adapter = {
  ...claudeCodeHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['claude', '--version'],
    plan: (scope, place) => plan(scope, place, process.arch),
    isInstalled: (scope, place, readFile) => isInstalled(scope, place, readFile, process.arch),
    installedHooks,
    doctor,
  },
  probe,
  usualCalls,
};
