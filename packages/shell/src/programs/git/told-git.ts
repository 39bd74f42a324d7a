import type { DerivedAction, ShellAnalysis } from '../../contract.ts';
import { describeWords } from '../../describe-call.ts';
import { FILE_PROGRAMS } from '../files/index.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';
import { VCS_PROGRAMS } from '../vcs/index.ts';
import { GIT_PROGRAMS } from './index.ts';

/** A call in a test: words separated by blanks, or one by one. */
export type Words = string | readonly string[];

/** What a call would do, version control and the file programs being known. */
export function analysisOf(line: Words): ShellAnalysis {
  const words = typeof line === 'string' ? line.split(' ') : line;
  return describeWords(words, SURROUNDINGS, [...GIT_PROGRAMS, ...VCS_PROGRAMS, ...FILE_PROGRAMS]);
}

/** The git actions of a call. */
export function gitActionsOf(line: Words): readonly DerivedAction[] {
  return analysisOf(line).actions.filter(({ name }) => name.startsWith('git.'));
}

/** What the git actions of a call would lose. */
export function lossesOf(line: Words): readonly unknown[] {
  return gitActionsOf(line).flatMap(({ params }) => params['destroys'] ?? []);
}

/** Everything a call would do but its git actions, as lines. */
export function othersOf(line: Words): readonly string[] {
  return linesOf(analysisOf(line)).filter((each) => !each.startsWith('git.'));
}
