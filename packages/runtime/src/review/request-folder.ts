import { readdirSync, rmSync, statSync } from 'node:fs';
import { newRequestId } from '../decide/request-id.ts';
import { type HomeLayout, makePrivateFolder } from '../state/agsec-home.ts';
import { ensureReviewKey, readReviewKey } from './review-key.ts';
import { parseRequest, type ReviewRequest } from './review-request.ts';
import { readSealed, removeSealed, writeSealed } from './sealed-file.ts';

/** How long a call waits for an answer, in milliseconds. */
const REQUEST_LIFE = 24 * 3_600_000;

/** Most calls that wait; beyond it the oldest make room. */
const MOST_REQUESTS = 200;

const SUFFIX = '.request';

/** What a request is made of; id and times are the folder's. */
export type NewRequest = Omit<ReviewRequest, 'id' | 'created' | 'expires'>;

/**
 * Files a call under its key, so that the same call asked twice waits once. Gives the request that
 * waits. Throws the file system's error.
 */
export function fileRequest(home: HomeLayout, request: NewRequest, now: number): ReviewRequest {
  makePrivateFolder(home.reviews);
  const key = ensureReviewKey(home.reviewKey);
  const path = pathOf(home, request.keys.once);
  const known = readRequest(path, () => key);
  const isKnown = known !== undefined && isAlive(known, now);
  if (!isKnown) makeRoom(home);
  const filed: ReviewRequest = isKnown
    ? { ...known, ...request }
    : { ...request, id: newRequestId(), created: now, expires: now + REQUEST_LIFE };
  if (!isKnown || request.waits_until !== undefined) writeSealed(path, 'request', filed, key);
  return filed;
}

/** A file in the folder of requests or answers that nobody with the key has written. */
export type Forged = { readonly path: string };

/** Requests that wait, oldest first. Those that are over are removed. */
export function listRequests(
  home: HomeLayout,
  now: number,
): { readonly requests: readonly ReviewRequest[]; readonly forged: readonly Forged[] } {
  const requests: ReviewRequest[] = [];
  const forged: Forged[] = [];
  for (const name of namesIn(home.reviews)) {
    const path = `${home.reviews}/${name}`;
    const request = readRequest(path, () => readReviewKey(home.reviewKey));
    if (request === undefined || path !== pathOf(home, request.keys.once)) forged.push({ path });
    else if (isAlive(request, now)) requests.push(request);
    else removeSealed(path);
  }
  return { requests: requests.sort((one, other) => one.created - other.created), forged };
}

/** Takes a request away: it is answered. */
export function removeRequest(home: HomeLayout, { keys }: Pick<ReviewRequest, 'keys'>): void {
  removeSealed(pathOf(home, keys.once));
}

function readRequest(path: string, key: () => Uint8Array | undefined): ReviewRequest | undefined {
  const found = readSealed(path, 'request', key);
  return found.kind === 'genuine' ? parseRequest(found.fields) : undefined;
}

/** A time in the future is that of a clock which was set back since. */
function isAlive({ created, expires }: ReviewRequest, now: number): boolean {
  return now < expires && now >= created - CLOCK_SKEW;
}

const CLOCK_SKEW = 60_000;

function pathOf({ reviews }: HomeLayout, key: string): string {
  return `${reviews}/${key}${SUFFIX}`;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function makeRoom({ reviews }: HomeLayout): void {
  const names = namesIn(reviews);
  if (names.length < MOST_REQUESTS) return;
  const aged = names
    .map((name) => `${reviews}/${name}`)
    .map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => one.at - other.at);
  for (const { path } of aged.slice(0, names.length - MOST_REQUESTS + 1)) {
    rmSync(path, { force: true });
  }
}
