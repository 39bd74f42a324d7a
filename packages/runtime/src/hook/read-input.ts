import { read } from 'node:fs';

/** What came in on standard input. */
export type Input =
  | { readonly kind: 'complete'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** The other end had not closed by the deadline. A read is then still pending. */
  | { readonly kind: 'late' }
  | { readonly kind: 'failed'; readonly message: string };

const CHUNK = 64 * 1024;

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
        if (count === 0) return finish({ kind: 'complete', bytes: Buffer.concat(chunks, length) });
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
function isEnd(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EOF';
}
