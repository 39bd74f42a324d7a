import type { HookAdapter } from '@agsec/runtime/hook';
import { besideOwnHook, ownPlace } from './beside-own-hook.ts';
import { ENVIRONMENT } from './environment.ts';
import { parse } from './parse.ts';
import { protectedFiles } from './protected-files.ts';
import { respond, respondFailure, respondNothing } from './respond.ts';
import { staysEffective } from './stays-effective.ts';

/** The enforcement point for Claude Code, as far as a hook process needs it. */
export const claudeCodeHook: HookAdapter = {
  id: 'claude-code',
  title: 'Claude Code',
  environment: ENVIRONMENT,
  parse: (input, environment) => besideOwnHook(parse(input, environment), ownPlace),
  respond,
  respondNothing,
  respondFailure,
  protectedFiles,
  staysEffective: (path, text, place) => staysEffective(path, text, place, process.arch),
};
