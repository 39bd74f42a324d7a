import { type Stats, statSync } from 'node:fs';

/**
 * What a file or folder looked like: device, inode, size, mtime and ctime (milliseconds, which a number
 * holds to half a microsecond), or why it could not be looked at. Equal fingerprints mean an unchanged file, if both times are older
 * than the look (see `isSettled`): ctime cannot be set back by a program.
 */
export type Fingerprint = string;

/** How long after a change a second one might leave the same times, in milliseconds. */
const SETTLING = 2_000;

/** Fingerprint of a path now, links followed. Never throws. */
export function fingerprintOf(path: string): {
  readonly print: Fingerprint;
  readonly changed: number;
} {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { print: 'absent', changed: 0 };
    return { print: fingerprintOfStats(stats), changed: lastChange(stats) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { print: `unreadable ${String(error.code)}`, changed: 0 };
  }
}

/** The same of what an open file was. */
export function fingerprintOfStats(stats: Stats): Fingerprint {
  const { dev, ino, size, mtimeMs, ctimeMs, mode } = stats;
  return `${dev} ${ino} ${mode} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** The later of a file's two times, in milliseconds since 1970. */
export function lastChange({ mtimeMs, ctimeMs }: Stats): number {
  return Math.max(mtimeMs, ctimeMs);
}

/**
 * True if a change at `changed` lies so far before a look that began at `lookedAt` (milliseconds)
 * that a later change must show in the times. A time in the future never does.
 */
export function isSettled(changed: number, lookedAt: number): boolean {
  return lookedAt - changed >= SETTLING;
}
