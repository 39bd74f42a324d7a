import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readRegularFile } from '../resolve/regular-file.ts';
import { hasSealsFolder, isSealName, namesIn, SEALS_FOLDER } from './audit-files.ts';
import { claimedHash, hashedBytes } from './record-line.ts';

/** What a seal says about one file of its day. */
export type SealedFile = {
  readonly name: string;
  /** Size of what is sealed; later lines may stand behind it. */
  readonly bytes: number;
  readonly lines: number;
  /** SHA-256 of these bytes. */
  readonly sha256: string;
};

/** The state of all files of a day, and of the seal before. */
export type Seal = {
  readonly v: 1;
  /** Counts from 1 without gaps. */
  readonly number: number;
  readonly day: string;
  readonly ts: string;
  readonly agsec: string;
  readonly files: readonly SealedFile[];
  /** The day was over its time and its files were removed; `files` is empty. */
  readonly retired?: true;
  /** Hash of the seal with the number before. */
  readonly prev: string;
  readonly hash: string;
};

/** `prev` of the first seal. */
export const FIRST_SEAL_PREV = '0'.repeat(64);

/** Name of a seal's file: they sort by number. */
export function sealFileName(number: number, day: string): string {
  return `${String(number).padStart(6, '0')}-${day}.json`;
}

/** A seal's file; `seal` is undefined when it cannot be read, `genuine` when its hash is right. */
export type StoredSeal = {
  readonly file: string;
  readonly seal: Seal | undefined;
  readonly genuine: boolean;
};

/** All seals of a log in order of their file names. */
export function readSeals(folder: string): readonly StoredSeal[] {
  if (!hasSealsFolder(folder)) return [];
  return namesIn(join(folder, SEALS_FOLDER))
    .filter(isSealName)
    .map((name) => {
      const bytes = readSeal(join(folder, SEALS_FOLDER, name));
      const line = bytes.subarray(0, bytes.at(-1) === 0x0a ? -1 : undefined);
      const claimed = claimedHash(line.toString('utf8'));
      const genuine =
        claimed !== undefined &&
        claimed === createHash('sha256').update(hashedBytes(line)).digest('hex');
      return { file: `${SEALS_FOLDER}/${name}`, seal: parseSeal(line.toString('utf8')), genuine };
    });
}

/** A seal names each file of a day in some hundred bytes. */
const LARGEST_SEAL = 64 * 1_048_576;

/** Nothing for what is no file: it is no seal either. */
function readSeal(path: string): Buffer {
  try {
    const file = readRegularFile(path, LARGEST_SEAL, { followLinks: false });
    return file.kind === 'read' ? file.bytes : Buffer.alloc(0);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return Buffer.alloc(0);
    throw error;
  }
}

function parseSeal(text: string): Seal | undefined {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null) return undefined;
  if (!('v' in json && json.v === 1 && 'number' in json && typeof json.number === 'number'))
    return undefined;
  if (
    !('day' in json && typeof json.day === 'string' && 'ts' in json && typeof json.ts === 'string')
  )
    return undefined;
  if (
    !(
      'agsec' in json &&
      typeof json.agsec === 'string' &&
      'files' in json &&
      Array.isArray(json.files)
    )
  )
    return undefined;
  if (
    !(
      'prev' in json &&
      typeof json.prev === 'string' &&
      'hash' in json &&
      typeof json.hash === 'string'
    )
  )
    return undefined;
  const { number, day, ts, agsec, prev, hash } = json;
  const retired = 'retired' in json && json.retired === true ? { retired: true as const } : {};
  const files = json.files.filter(isSealedFile);
  return { v: 1, number, day, ts, agsec, prev, hash, files, ...retired };
}

function isSealedFile(value: unknown): value is SealedFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    /^[A-Za-z0-9_][A-Za-z0-9._-]*\.jsonl$/.test(value.name) &&
    'bytes' in value &&
    typeof value.bytes === 'number' &&
    'lines' in value &&
    typeof value.lines === 'number' &&
    'sha256' in value &&
    typeof value.sha256 === 'string'
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
