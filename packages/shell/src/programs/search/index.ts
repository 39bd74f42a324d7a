import type { Program } from '../../program.ts';
import { ACK, AG, UGREP } from './code-search.ts';
import { FD } from './fd.ts';
import { FIND } from './find.ts';
import { FZF } from './fzf.ts';
import { GREP } from './grep.ts';
import { LOCATE } from './locate.ts';
import { RIPGREP } from './ripgrep.ts';

/** Programs that find files and search in them. */
export const SEARCH_PROGRAMS: readonly Program[] = [
  ACK,
  AG,
  FD,
  FIND,
  FZF,
  GREP,
  LOCATE,
  RIPGREP,
  UGREP,
];
