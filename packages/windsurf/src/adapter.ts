import type { Adapter } from '@agsec/runtime';
import { CAPABILITIES } from './capabilities.ts';
import { doctor } from './doctor.ts';
import { windsurfHook } from './hook-adapter.ts';
import { isInstalled, plan, signs } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { probe, usualCalls } from './probe.ts';

/** The enforcement point for Windsurf, with all that installing it takes. */
export const windsurfAdapter: Adapter = {
  ...windsurfHook,
  capabilities: CAPABILITIES,
  install: {
    versionCommand: ['windsurf', '--version'],
    signs,
    plan: (scope, place) => plan(scope, place, process.arch),
    isInstalled,
    installedHooks,
    doctor,
  },
  probe,
  usualCalls,
};
