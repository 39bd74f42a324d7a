import { read, readSync } from 'node:fs';
import { isBusy, pause } from './write-output.ts';

/** What came in on standard input. */
export type Input =
  | { readonly kind: 'complete'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The other end had not closed by the deadline. A read is then still pending. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly message: string };

const CHUNK = 64 * 1024;

/**
 * Variable by which the command that starts a hook tells it that the kernel ends it after so many
 * seconds. A read that does not return then ends as well, so that it need not be one in the
 * background.
 */
export const ENDS_AFTER = 'AGSEC_ENDS_AFTER';

/** Reads a descriptor to its end, at most `limit` bytes, however long that takes. */
export function readInputNow(descriptor: number, limit: number): Exclude<Input, { kind: 'late' }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const count = readOnce(descriptor, chunk);
    if (count === 'busy') continue;
    if (typeof count === 'object') return { kind: 'failed', ...count };
    if (count === 0) return { kind: 'complete', bytes: joined(chunks, length) };
    chunks.push(chunk.subarray(0, count));
    length += count;
    if (length > limit) return { kind: 'too-large' };
  }
}

/** Most requests are one chunk. */
function joined(chunks: readonly Buffer[], length: number): Buffer {
  const [first] = chunks;
  return first?.length === length ? first : Buffer.concat(chunks, length);
}

/** Bytes read, or why none could be; waits a little where the other end has not written yet. */
function readOnce(
  descriptor: number,
  chunk: Buffer,
): number | 'busy' | { readonly message: string } {
  try {
    return readSync(descriptor, chunk, 0, chunk.length, null);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (isEnd(error)) return 0;
    if (!isBusy(error)) return { message: error.message };
    pause();
    return 'busy';
  }
}

/**
 * Reads a descriptor to its end, at most `limit` bytes, in at most `milliseconds`. Reads one chunk
 * after the other in the thread pool: a synchronous read cannot be given up, and the stream of
 * `process.stdin` costs a tenth of node's start.
 *
 * After `late` the process cannot end by itself: libuv waits for the pending read.
 */
export function readInput(descriptor: number, limit: number, milliseconds: number): Promise<Input> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => finish({ kind: 'late' }), Math.max(0, milliseconds));
    const finish = (input: Input) => {
      clearTimeout(timer);
      resolve(input);
    };
    const next = (chunk: Buffer) => {
      read(descriptor, chunk, 0, chunk.length, null, (error, count) => {
        if (error !== null && isEnd(error)) count = 0;
        else if (error !== null) return finish({ kind: 'failed', message: error.message });
        if (count === 0) return finish({ kind: 'complete', bytes: joined(chunks, length) });
        chunks.push(chunk.subarray(0, count));
        length += count;
        if (length > limit) return finish({ kind: 'too-large' });
        next(Buffer.allocUnsafe(CHUNK));
      });
    };
    next(Buffer.allocUnsafe(CHUNK));
  });
}

/** Windows and closed pipes report the end as an error. */
function isEnd(error: Error): boolean {
  return 'code' in error && error.code === 'EOF';
}
