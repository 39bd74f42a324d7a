import { lstatSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { monotonicMs, ownIdentity, processStatus } from './process-identity.ts';

/** A lock that this process holds. */
export type FileLock = {
  /** Whether the lock is still ours; false if another took it for abandoned. */
  isHeld(): boolean;
  /** Gives the lock back. Does nothing to a lock that is no longer ours. */
  release(): void;
};

/** A lock is held for milliseconds. One whose holder cannot be judged is given up after this time, */
const ABANDONED_AFTER_MS = 10_000;
/** and one whose holder seems to run (it was stopped, or its number was given out again) after this. */
const STOPPED_AFTER_MS = 60_000;
/** A process can die in the middle of taking over; a chain of such deaths longer than this waits. */
const DEEPEST_TAKEOVER = 8;

/**
 * Takes the lock at `path`, waiting until `deadlineAt` (milliseconds since the epoch, as
 * `Date.now()`); undefined when it could not be had. It tries once even when the deadline has
 * passed. A holder that has died is replaced at once. File system errors are thrown (`ENOENT`: no
 * such folder).
 *
 * The lock is a symbolic link whose target names its holder: made with that content in one atomic
 * step, so there is no moment at which a lock has no owner.
 */
export function acquireLock(path: string, deadlineAt: number): FileLock | undefined {
  const token = newToken();
  const waitUntil = monotonicMs() + Math.max(0, deadlineAt - Date.now());
  for (let attempt = 0; ; attempt += 1) {
    if (tryLink(token, path)) return heldLock(token, path);
    const freed = removeIfAbandoned(path, token, 0);
    if (freed) continue;
    const left = waitUntil - monotonicMs();
    if (left <= 0) return undefined;
    sleep(Math.min(left, 0.2 + Math.random() * Math.min(4, 0.5 * (attempt + 1))));
  }
}

function heldLock(token: string, path: string): FileLock {
  const isHeld = (): boolean => holderOf(path) === token;
  const release = (): void => {
    if (isHeld()) removeLink(path);
  };
  return { isHeld, release };
}

/**
 * Removes a lock whose holder is dead; true if the lock is worth another try.
 *
 * Two processes may find the same dead holder, and the slower one must not remove the lock that the
 * faster one has taken meanwhile. So whoever removes a dead lock first takes a claim named after that
 * very holder (again a lock, again with takeover), and under it looks again: while the claim exists,
 * nobody else may remove that holder's lock, and the holder itself is dead.
 */
function removeIfAbandoned(path: string, token: string, depth: number): boolean {
  const holder = holderOf(path);
  if (holder === undefined) return true;
  if (depth > DEEPEST_TAKEOVER || !isAbandoned(holder, path)) return false;
  const claim = `${path}.${nonceOf(holder)}`;
  if (!tryLink(token, claim)) return removeIfAbandoned(claim, token, depth + 1);
  try {
    if (holderOf(path) === holder) removeLink(path);
  } finally {
    removeLink(claim);
  }
  return true;
}

function isAbandoned(holder: string, path: string): boolean {
  const [, pid, space = '', at] = HOLDER.exec(holder) ?? [];
  const status =
    pid === undefined ? 'unknown' : processStatus({ pid: Number(pid), space, at: Number(at) });
  if (status === 'gone') return true;
  const age = Math.abs(ageOf(path) ?? 0);
  return age > (status === 'running' ? STOPPED_AFTER_MS : ABANDONED_AFTER_MS);
}

const HOLDER = /^([0-9]{1,10}):([0-9]*):([0-9]{1,15}):/;

function newToken(): string {
  const { pid, space, at } = ownIdentity();
  const nonce = `${process.hrtime().join('')}${Math.floor(Math.random() * 2 ** 40)}`;
  return [pid, space, at, nonce].join(':');
}

function nonceOf(holder: string): string {
  return (holder.split(':')[3] ?? '').replace(/[^0-9]/g, '').slice(0, 40) || 'foreign';
}

/** Target of the lock; '' if something that is no link stands there, undefined if nothing does. */
function holderOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    if (hasCode(error, 'EINVAL')) return '';
    throw error;
  }
}

function tryLink(token: string, path: string): boolean {
  try {
    symlinkSync(token, path);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function removeLink(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/** Milliseconds since the lock was made, by the clock of this machine; undefined if it is gone. */
function ageOf(path: string): number | undefined {
  const made = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined ? undefined : Date.now() - made;
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
