import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** A file beside the loader that is not the one agsec installed. Its message is for people. */
export class ChangedFile extends Error {}

/**
 * One file of a table: `|<name> <size> <inode> <mtime> <ctime> <SHA-256>`, times in milliseconds. The
 * times are compared as they are printed: both sides print the same number.
 */
export function tableEntry(name: string, stats: Stats, sha256: string): string {
  return `${tableStart(name, stats)}${sha256}`;
}

function tableStart(name: string, { size, ino, mtimeMs, ctimeMs }: Stats): string {
  return `|${name} ${size} ${ino} ${mtimeMs} ${ctimeMs} `;
}

/** Largest file that is read, in bytes; several times the size of the largest there is. */
const SIZE_LIMIT = 4 * 1024 * 1024;

/**
 * The bytes of a file as the table knows it. One that looks the same as when it was installed is
 * taken as it is, which costs next to nothing; of any other the digest decides, so that a copy or a
 * restored backup is as good. Throws `ChangedFile`, and the file system's error.
 */
export function readKnown(
  folder: string,
  name: string,
  table: string,
  require: NodeJS.Require,
): Buffer {
  const path = `${folder}/${name}`;
  const descriptor = openSync(path, 'r');
  try {
    const stats = fstatSync(descriptor);
    const room = Buffer.allocUnsafeSlow(Math.min(stats.size, SIZE_LIMIT));
    const length = readSync(descriptor, room, 0, room.length, 0);
    const bytes = room.subarray(0, length);
    const looksSame = length === stats.size && table.includes(tableStart(name, stats));
    if (!looksSame) requireDigest(path, digestIn(table, name), bytes, require);
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** Whether the table names a file. */
export function isInTable(table: string, name: string): boolean {
  return table.includes(`|${name} `);
}

/** The SHA-256 a table gives for a file. */
export function digestIn(table: string, name: string): string | undefined {
  const start = table.indexOf(`|${name} `);
  return start === -1
    ? undefined
    : table
        .slice(start + 1)
        .split('|', 1)[0]
        ?.split(' ')
        .at(-1);
}

function requireDigest(
  path: string,
  expected: string | undefined,
  bytes: Uint8Array,
  require: NodeJS.Require,
): void {
  const { createHash }: typeof import('node:crypto') = require('node:crypto');
  if (createHash('sha256').update(bytes).digest('hex') === expected) return;
  throw new ChangedFile(`${path} was changed after it was installed`);
}
