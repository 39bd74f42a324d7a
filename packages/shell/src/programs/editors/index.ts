import type { Program } from '../../program.ts';
import { CONVERTERS } from './converters.ts';
import { DOCUMENTS } from './documents.ts';
import { ED, NANO } from './ed.ts';
import { EMACS } from './emacs.ts';
import { FFMPEG } from './ffmpeg.ts';
import { IMAGE_MAGICK } from './image-magick.ts';
import { VIM } from './vim.ts';

/** Editors, programs that convert documents, pictures and sound, and what they can be told to run. */
export const EDITOR_PROGRAMS: readonly Program[] = [
  ED,
  EMACS,
  NANO,
  VIM,
  ...DOCUMENTS,
  ...CONVERTERS,
  FFMPEG,
  IMAGE_MAGICK,
];
