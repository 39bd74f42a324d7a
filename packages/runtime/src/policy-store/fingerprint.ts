import { type BigIntStats, statSync } from 'node:fs';

/**
 * What a file or folder looked like: device, inode, size, mtime and ctime to the nanosecond, or why
 * it could not be looked at. Equal fingerprints mean an unchanged file, if both times are older
 * than the look (see `isSettled`): ctime cannot be set back by a program.
 */
export type Fingerprint = string;

/** How long after a change a second one might leave the same times, in nanoseconds. */
const SETTLING = 2_000_000_000n;

/** Fingerprint of a path now, links followed. Never throws. */
export function fingerprintOf(path: string): {
  readonly print: Fingerprint;
  readonly changed: bigint;
} {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return { print: 'absent', changed: 0n };
    return { print: fingerprintOfStats(stats), changed: lastChange(stats) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { print: `unreadable ${String(error.code)}`, changed: 0n };
  }
}

/** The same of what an open file was. */
export function fingerprintOfStats(stats: BigIntStats): Fingerprint {
  const { dev, ino, size, mtimeNs, ctimeNs, mode } = stats;
  return `${dev} ${ino} ${mode} ${size} ${mtimeNs} ${ctimeNs}`;
}

/** The later of a file's two times, in nanoseconds since 1970. */
export function lastChange(stats: BigIntStats): bigint {
  const { mtimeNs, ctimeNs } = stats;
  if (mtimeNs > ctimeNs) return mtimeNs;
  return ctimeNs;
}

/**
 * True if a change at `changed` lies so far before a look that began at `lookedAt` (milliseconds)
 * that a later change must show in the times. A time in the future never does.
 */
export function isSettled(changed: bigint, lookedAt: number): boolean {
  return BigInt(Math.floor(lookedAt)) * 1_000_000n - changed >= SETTLING;
}
