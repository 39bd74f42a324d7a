import type { HookAdapter } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { parse } from './parse.ts';
import { protectedFiles } from './protected-files.ts';
import { respond, respondFailure, respondNothing } from './respond.ts';
import { staysEffective } from './stays-effective.ts';

/** The enforcement point for Cline, as far as a hook process needs it. */
export const clineHook: HookAdapter = {
  id: 'cline',
  title: 'Cline',
  environment: ENVIRONMENT,
  parse,
  respond,
  respondNothing,
  respondFailure,
  protectedFiles,
  staysEffective,
};
