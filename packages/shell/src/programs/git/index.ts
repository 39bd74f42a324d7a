import type { Program } from '../../program.ts';
import { GIT } from './git.ts';

/** git, its commands each in a file of their own. */
export const GIT_PROGRAMS: readonly Program[] = [GIT];
