import { isUtf8 } from 'node:buffer';

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Most names of object members in a request. */
const MOST_NAMES = 10_000;

/** A text this short cannot hold more names: each takes `"":0,` at least. */
const HARMLESS_LENGTH = MOST_NAMES * '"":0,'.length;

const BYTE_ORDER_MARKS = /^\ufeff{1,2}/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * Reads one JSON document from bytes: UTF-8, whole, behind at most two byte order marks (some shells
 * put one before what they pipe, and agents another), without a key that
 * could reach an object's prototype when copied, and without so many names that looking them up
 * could take long (their hashes may be made to collide, see `START_FLAGS`).
 */
export function parseJson(bytes: Uint8Array): JsonResult {
  if (bytes.length === 0) return { ok: false, message: 'The request is empty.' };
  if (!isUtf8(bytes)) return { ok: false, message: 'The request is not UTF-8 text.' };
  if (hasTooManyNames(bytes)) {
    return { ok: false, message: `The request has more than ${MOST_NAMES} names; split it.` };
  }
  try {
    const text = (Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes)).toString();
    const value: unknown = JSON.parse(text.replace(BYTE_ORDER_MARKS, ''));
    const key = prototypeKey(value);
    if (key === undefined) return { ok: true, value };
    return { ok: false, message: `The request has the key ${key}, which no tool needs.` };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, message: 'The request is not one whole JSON document.' };
  }
}

/** Counts the colons outside texts. */
function hasTooManyNames(bytes: Uint8Array): boolean {
  if (bytes.length <= HARMLESS_LENGTH) return false;
  let names = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText && byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) inText = !inText;
    else if (byte === COLON && !inText) names += 1;
  }
  return names > MOST_NAMES;
}

/** `__proto__`, or a `constructor` with a `prototype`, anywhere in the value. */
function prototypeKey(value: unknown): string | undefined {
  const pending: unknown[] = [value];
  for (let next = pending.pop(); next !== undefined || pending.length > 0; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (Object.hasOwn(next, '__proto__')) return '__proto__';
    if (hasPrototype(next)) return 'constructor.prototype';
    for (const inner of Object.values(next)) {
      if (typeof inner === 'object' && inner !== null) pending.push(inner);
    }
  }
  return undefined;
}

function hasPrototype(value: object): boolean {
  if (!Object.hasOwn(value, 'constructor') || !('constructor' in value)) return false;
  const inner: unknown = value.constructor;
  return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, 'prototype');
}
