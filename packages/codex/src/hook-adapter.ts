import type { HookAdapter } from '@agsec/runtime/hook';
import { hold, isAsked } from './asking/holding.ts';
import { codexPlace } from './client-files.ts';
import { ENVIRONMENT } from './environment.ts';
import { parse } from './parse.ts';
import { protectedFiles } from './protected-files.ts';
import { asks, respond, respondFailure, respondNothing } from './respond.ts';
import { staysEffective } from './stays-effective.ts';

/** Gives the value of `CODEX_HOME`, when it is asked for. */
export type CodexHome = () => string | undefined;

/** The enforcement point for Codex, as far as a hook process needs it. */
export function codexHookFor(codexHome: CodexHome): HookAdapter {
  return {
    id: 'codex',
    title: 'Codex',
    environment: ENVIRONMENT,
    parse,
    respond,
    asks,
    holding: {
      hold: (event, decision, place) => hold(event, decision, codexPlace(place, codexHome())),
      isAsked: (event, place) => isAsked(event, codexPlace(place, codexHome())),
    },
    respondNothing,
    respondFailure,
    protectedFiles: (place) => protectedFiles(codexPlace(place, codexHome())),
    staysEffective: (path, text, place) =>
      staysEffective(path, text, codexPlace(place, codexHome())),
  };
}
