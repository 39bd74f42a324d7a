import type { HookAdapter } from '@agsec/runtime/hook';
import { ENVIRONMENT } from './environment.ts';
import { parse } from './parse.ts';
import { protectedFiles } from './protected-files.ts';
import { respond, respondFailure, respondNothing } from './respond.ts';
import { staysEffective } from './stays-effective.ts';

/** The enforcement point for Windsurf, as far as a hook process needs it. */
export const windsurfHook: HookAdapter = {
  id: 'windsurf',
  title: 'Windsurf',
  environment: ENVIRONMENT,
  parse,
  respond,
  respondNothing,
  respondFailure,
  protectedFiles,
  staysEffective,
};
