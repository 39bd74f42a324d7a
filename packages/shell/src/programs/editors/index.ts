import type { Program } from '../../program.ts';
import { ED, NANO } from './ed.ts';
import { EMACS } from './emacs.ts';
import { VIM } from './vim.ts';

/** Editors, and what they can be told to run. */
export const EDITOR_PROGRAMS: readonly Program[] = [ED, EMACS, NANO, VIM];
