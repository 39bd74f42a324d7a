import type { HookAdapter } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { parse } from './parse.ts';
import { protectedFiles } from './protected-files.ts';
import { asks, respond, respondFailure, respondNothing } from './respond.ts';
import { staysEffective } from './stays-effective.ts';

/** The enforcement point for GitHub Copilot, as far as a hook process needs it. */
export const copilotHook: HookAdapter = {
  id: 'copilot',
  title: 'GitHub Copilot',
  environment: ENVIRONMENT,
  parse,
  respond,
  asks,
  respondNothing,
  respondFailure,
  protectedFiles: (place) => protectedFiles(place, process.env),
  staysEffective: (path, text, place) => staysEffective(path, text, place, process.env),
};
