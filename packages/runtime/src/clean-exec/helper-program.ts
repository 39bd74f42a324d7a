import type { HelperProgram, Place, Scope } from '../adapter.ts';
import { cleanExec } from './clean-exec.ts';
import { cleanExecPath } from './clean-exec-path.ts';

/** Whose hook is started, where, and how long it may run. */
export type CleanExecOptions = {
  readonly agent: string;
  readonly place: Place;
  readonly scope: Scope;
  /** `process.arch` of the machine. */
  readonly architecture: string;
  /** Seconds after which the hook is ended: 1 to 255. */
  readonly endsAfter: number;
  /** Its arguments where it is started without any. Default: none, and it blocks. */
  readonly ownWords?: readonly string[];
};

/** The program that starts an agent's hook, for an installation to write; none where none can run. */
export function cleanExecPrograms(options: CleanExecOptions): readonly HelperProgram[] {
  const { agent, place, scope, architecture, endsAfter, ownWords } = options;
  const bytes = cleanExec(place.os, architecture, endsAfter, ownWords);
  if (bytes === undefined) return [];
  const path = cleanExecPath(place, scope, agent);
  return [{ path, bytes, summary: 'a program that starts the hook with an empty environment' }];
}
