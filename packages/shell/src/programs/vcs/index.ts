import type { Program } from '../../program.ts';
import { JJ } from './jujutsu.ts';
import { HG } from './mercurial.ts';
import { RARER_SYSTEMS } from './rarer-systems.ts';
import { SVN } from './subversion.ts';

/** Version control other than git: what its commands lose, in the words git's losses have. */
export const VCS_PROGRAMS: readonly Program[] = [HG, SVN, JJ, ...RARER_SYSTEMS];
