import type { HookAdapter } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { parse } from './parse.ts';
import { protectedFiles } from './protected-files.ts';
import { asks, respond, respondFailure, respondNothing } from './respond.ts';
import { staysEffective } from './stays-effective.ts';

/** The enforcement point for Cursor, as far as a hook process needs it. */
export const cursorHook: HookAdapter = {
  id: 'cursor',
  title: 'Cursor',
  environment: ENVIRONMENT,
  parse,
  respond,
  asks,
  respondNothing,
  respondFailure,
  protectedFiles,
  staysEffective,
};
