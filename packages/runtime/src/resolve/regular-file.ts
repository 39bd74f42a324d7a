import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** Bytes of a regular file with the state it had before they were read. */
export type RegularFile =
  | { readonly kind: 'read'; readonly bytes: Buffer; readonly stats: Stats }
  | { readonly kind: 'too-large'; readonly stats: Stats }
  /** A FIFO, device, socket or folder: opened without blocking and left alone. */
  | { readonly kind: 'not-regular' };

/**
 * Reads a regular file of at most `limit` bytes. Never blocks on a FIFO and never reads a device.
 * Throws the file system's error (`ENOENT`, `EACCES`, with `followLinks: false` also `ELOOP`).
 */
export function readRegularFile(
  path: string,
  limit: number,
  options: { readonly followLinks: boolean } = { followLinks: true },
): RegularFile {
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
  const descriptor = openSync(path, options.followLinks ? flags : flags | constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return { kind: 'not-regular' };
    if (stats.size > limit) return { kind: 'too-large', stats };
    const bytes = readUpTo(descriptor, limit + 1, stats.size + 1);
    return bytes.length > limit ? { kind: 'too-large', stats } : { kind: 'read', bytes, stats };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads until the end of the file, `limit` bytes at most; `expected` sizes the first buffer. */
function readUpTo(descriptor: number, limit: number, expected: number): Buffer {
  let buffer = Buffer.allocUnsafe(Math.min(limit, expected));
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length === limit) return buffer.subarray(0, length);
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.min(limit, buffer.length * 2));
      buffer.copy(larger, 0, 0, length);
      buffer = larger;
    }
  }
}
