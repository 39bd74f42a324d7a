import { closeSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type HomeLayout, makePrivateFolder } from '../state/agsec-home.ts';
import { parseAnswer, type ReviewAnswer } from './answer.ts';
import { type CallKeys, GRANT_SCOPES } from './call-keys.ts';
import type { Forged } from './request-folder.ts';
import { ensureReviewKey, readReviewKey } from './review-key.ts';
import { readSealed, removeSealed, writeSealed } from './sealed-file.ts';

const SUFFIX = '.answer';

/** How long the mark of a used grant is kept, in milliseconds: longer than any such grant lives. */
const USED_LIFE = 24 * 3_600_000;

/** Files an answer, replacing one for the same call and scope. Throws the file system's error. */
export function fileAnswer(home: HomeLayout, answer: ReviewAnswer): void {
  makePrivateFolder(home.grants);
  writeSealed(pathOf(home, answer.key), 'answer', answer, ensureReviewKey(home.reviewKey));
}

/** What is on file for a call. */
export type FoundAnswer = {
  readonly answer?: ReviewAnswer;
  /** True if there was an answer that nobody with the key has written. */
  readonly forged: boolean;
};

/**
 * The answer for a call, looked up by name alone. A yes for one call is used up by finding it: of
 * hooks that find it at once one gets it.
 */
export function takeAnswer(home: HomeLayout, keys: CallKeys, now: number): FoundAnswer {
  let forged = false;
  for (const scope of GRANT_SCOPES) {
    const key = keys[scope];
    if (key === undefined) continue;
    const found = readAnswer(home, pathOf(home, key));
    if (found === 'forged') forged = true;
    if (found === 'forged' || found === undefined) continue;
    if (found.key !== key || found.scope !== scope) forged = true;
    else if (isAlive(found, now) && isUsable(home, found)) return { answer: found, forged };
  }
  return { forged };
}

/** All answers that hold, newest first. Those that are over are removed. */
export function listAnswers(
  home: HomeLayout,
  now: number,
): { readonly answers: readonly ReviewAnswer[]; readonly forged: readonly Forged[] } {
  const answers: ReviewAnswer[] = [];
  const forged: Forged[] = [];
  for (const name of namesIn(home.grants)) {
    const path = `${home.grants}/${name}`;
    const found = readAnswer(home, path);
    if (found === undefined) continue;
    if (found === 'forged' || path !== pathOf(home, found.key)) forged.push({ path });
    else if (!isAlive(found, now)) removeSealed(path);
    else if (!isUsed(home, found)) answers.push(found);
  }
  forgetUsed(home, now);
  return { answers: answers.sort((one, other) => other.created - one.created), forged };
}

/** Takes an answer back. */
export function removeAnswer(home: HomeLayout, { key }: Pick<ReviewAnswer, 'key'>): void {
  removeSealed(pathOf(home, key));
}

function readAnswer(home: HomeLayout, path: string): ReviewAnswer | 'forged' | undefined {
  const found = readSealed(path, 'answer', () => readReviewKey(home.reviewKey));
  if (found.kind === 'absent') return undefined;
  if (found.kind === 'forged') return 'forged';
  return parseAnswer(found.fields) ?? 'forged';
}

/** A time in the future is that of a clock which was set back since. */
function isAlive({ created, expires }: ReviewAnswer, now: number): boolean {
  return now < expires && now >= created - CLOCK_SKEW;
}

const CLOCK_SKEW = 60_000;

function isUsable(home: HomeLayout, answer: ReviewAnswer): boolean {
  return answer.verdict === 'denied' || answer.scope !== 'once' || useUp(home, answer);
}

/**
 * True for the one process that makes the mark of a used grant. The mark outlives the grant, so that
 * a copy of its file, put back, is good for nothing.
 */
function useUp(home: HomeLayout, answer: ReviewAnswer): boolean {
  const folder = usedFolder(home);
  makePrivateFolder(folder);
  try {
    closeSync(openSync(`${folder}/${answer.id}`, 'wx', 0o600));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  removeAnswer(home, answer);
  return true;
}

function isUsed(home: HomeLayout, { id, scope }: ReviewAnswer): boolean {
  if (scope !== 'once') return false;
  return statSync(`${usedFolder(home)}/${id}`, { throwIfNoEntry: false }) !== undefined;
}

function forgetUsed(home: HomeLayout, now: number): void {
  for (const name of filesIn(usedFolder(home))) {
    const path = `${usedFolder(home)}/${name}`;
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - made > USED_LIFE) rmSync(path, { force: true });
  }
}

function usedFolder({ grants }: HomeLayout): string {
  return `${grants}/used`;
}

function pathOf({ grants }: HomeLayout, key: string): string {
  return `${grants}/${key}${SUFFIX}`;
}

function namesIn(folder: string): readonly string[] {
  return filesIn(folder).filter((name) => name.endsWith(SUFFIX));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
