import { readdirSync, rmSync, statSync } from 'node:fs';
import type { HeldCall } from '../adapter.ts';
import { type HomeLayout, makePrivateFolder } from '../state/agsec-home.ts';
import { replaceFile } from '../state/replace-file.ts';

/** How long a question may stay unanswered, in milliseconds: an agent may wait over a weekend. */
const QUESTION_LIFE = 7 * 24 * 3_600_000;

/**
 * Notes that an agent is about to ask a person about a held call: the program it is held in runs
 * nothing without. What is asked is not kept, since it may hold a secret. Throws the file system's
 * error.
 */
export function noteQuestion({ questions }: HomeLayout, { token }: HeldCall, now: number): void {
  makePrivateFolder(questions);
  for (const name of readdirSync(questions)) {
    const path = `${questions}/${name}`;
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - made > QUESTION_LIFE) rmSync(path, { force: true });
  }
  replaceFile(`${questions}/${token}`, '');
}
