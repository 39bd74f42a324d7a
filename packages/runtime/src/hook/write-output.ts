import { writeSync } from 'node:fs';

/** How long to wait before asking a full pipe again, in milliseconds. */
const PAUSE = 2;

/**
 * Writes text to a descriptor, all of it. Waits while the reader of a non-blocking pipe is slow, at
 * most until `timeLeft` says zero or less. False if the text did not get out whole.
 */
export function writeWhole(descriptor: number, text: string, timeLeft: () => number): boolean {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written, bytes.length - written);
    } catch (error) {
      if (!isBusy(error) || timeLeft() <= 0) return false;
      pause();
    }
  }
  return true;
}

/** Waits a little before a descriptor is asked again. */
export function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}

/** True if a descriptor that does not block had nothing to give or no room. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'EAGAIN' || error.code === 'EINTR';
}
