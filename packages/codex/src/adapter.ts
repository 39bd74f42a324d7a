import type { Adapter } from '@agsec/runtime';
import { MOST_WAIT, secondsToWait } from '@agsec/runtime/hook';
import { CAPABILITIES } from './capabilities.ts';
import { codexPlace, defaultHome } from './client-files.ts';
import { doctor } from './doctor.ts';
import { HOME_VARIABLE } from './environment.ts';
import { type CodexHome, codexHookFor } from './hook-adapter.ts';
import { isInstalled, plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';
import { HOOK_TIMEOUT } from './our-hook.ts';
import { probe, usualCalls } from './probe.ts';
import { trustHooks } from './trust/trust-hooks.ts';
import { trustTraces } from './trust/trust-traces.ts';

/** The enforcement point for Codex, with all that installing it takes. */
export function codexAdapterFor(codexHome: CodexHome): Adapter {
  return {
    ...codexHookFor(codexHome),
    capabilities: CAPABILITIES,
    install: {
      versionCommand: ['codex', '--version'],
      waits: { usual: secondsToWait(HOOK_TIMEOUT), more: MOST_WAIT },
      signs: (place) => [defaultHome(place)],
      plan(scope, place) {
        const own = codexPlace(place, codexHome());
        return { ...plan(scope, own, process.arch), traces: trustTraces(scope, own) };
      },
      isInstalled: (scope, place, readFile) =>
        isInstalled(scope, codexPlace(place, codexHome()), readFile),
      installedHooks: (scope, place, readFile) =>
        installedHooks(scope, codexPlace(place, codexHome()), readFile),
      trust: (input) => trustHooks(input, codexPlace(input.place, codexHome())),
      doctor: (input) => doctor(input, codexPlace(input.place, codexHome())),
    },
    probe,
    usualCalls,
  };
}

/** The same for whoever runs this process. */
export const codexAdapter: Adapter = codexAdapterFor(() => process.env[HOME_VARIABLE]);
