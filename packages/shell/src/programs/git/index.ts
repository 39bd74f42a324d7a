import type { Program } from '../../program.ts';
import { GIT } from './git.ts';
import { OTHER_FRONT_ENDS } from './other-front-ends.ts';

/** git, its commands each in a file of their own, and programs that stand for it or do its work. */
export const GIT_PROGRAMS: readonly Program[] = [GIT, ...OTHER_FRONT_ENDS];
