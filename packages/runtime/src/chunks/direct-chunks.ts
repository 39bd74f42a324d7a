import { everyProgram } from '@agsec/shell';
import { analyseCode } from '@agsec/shell/code';
import { refreshSet } from '../policy-store/refresh-set.ts';
import { readAction } from '../resolve/read-action.ts';
import { answerReview } from '../review/answer-review.ts';
import { noteQuestion } from '../review/note-question.ts';
import type { Chunks } from './chunks.ts';

/** Every chunk by a plain import, for the command line tool and tests. */
export const directChunks: Chunks = {
  shell: () => ({ readAction }),
  code: () => ({ analyseCode }),
  programs: (area) => ({ programs: everyProgram(area) }),
  compiler: () => ({ refreshSet }),
  review: () => ({ answerReview, noteQuestion }),
};
