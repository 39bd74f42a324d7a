import { rmSync } from 'node:fs';
import { readRegularFile } from '../resolve/regular-file.ts';
import { replaceFile } from '../state/replace-file.ts';
import { hmacSha256, isSameDigest } from './hmac-sha256.ts';

/** Largest file of each kind. */
const FILE_LIMIT: { readonly [kind in SealedKind]: number } = {
  request: 128 * 1024,
  answer: 128 * 1024,
  policies: 16 * 1024 * 1024,
};

/** What a file is, so that one kind cannot stand for another. */
export type SealedKind = 'request' | 'answer' | 'policies';

/** A JSON object that was read back. */
export type SealedFields = { readonly [name: string]: unknown };

export type SealedResult =
  | { readonly kind: 'genuine'; readonly fields: SealedFields }
  /** It is there, and nobody who has the key wrote it. */
  | { readonly kind: 'forged' }
  | { readonly kind: 'absent' };

/** Writes an object in one step, with the proof that who wrote it has the key. */
export function writeSealed(path: string, kind: SealedKind, fields: object, key: Uint8Array): void {
  const json = JSON.stringify(fields);
  replaceFile(path, `${json}\n${macOf(kind, json, key)}\n`);
}

/** Reads such a file. Without a key nothing is genuine. Never throws for what it finds. */
export function readSealed(
  path: string,
  kind: SealedKind,
  key: () => Uint8Array | undefined,
): SealedResult {
  const text = readText(path, FILE_LIMIT[kind]);
  if (text === undefined) return { kind: 'absent' };
  const [json = '', mac = ''] = text.split('\n');
  const secret = key();
  if (secret === undefined || !isSameDigest(macOf(kind, json, secret), mac))
    return { kind: 'forged' };
  const fields: unknown = JSON.parse(json);
  return isFields(fields) ? { kind: 'genuine', fields } : { kind: 'forged' };
}

/** Removes a file that may have gone already. */
export function removeSealed(path: string): void {
  rmSync(path, { force: true });
}

function macOf(kind: SealedKind, json: string, key: Uint8Array): string {
  return hmacSha256(key, `agsec ${kind}\n${json}`);
}

/** `undefined` if nothing is there; a file that cannot be read is an empty one, which nobody sealed. */
function readText(path: string, limit: number): string | undefined {
  try {
    const file = readRegularFile(path, limit, { followLinks: false });
    return file.kind === 'read' ? file.bytes.toString() : '';
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? undefined : '';
  }
}

function isFields(value: unknown): value is SealedFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
