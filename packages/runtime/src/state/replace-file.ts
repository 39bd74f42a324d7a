import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

export type ReplaceOptions = {
  /** Permission bits of the new file; default 0600. */
  readonly mode?: number;
  /** Wait until the bytes are on the disk. Default false: what can be made again need not wait. */
  readonly durable?: boolean;
};

/**
 * Gives a file new content in one step: a reader sees the old or the new one, whole. Throws the
 * file system's error and leaves the old file and no rest behind.
 */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  options: ReplaceOptions = {},
): void {
  const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.tmp`;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    const descriptor = openSync(temporary, 'wx', options.mode ?? 0o600);
    try {
      writeAll(descriptor, bytes);
      if (options.durable) fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written, bytes.length - written);
  }
}
