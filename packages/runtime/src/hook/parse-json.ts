import { isUtf8 } from 'node:buffer';

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/**
 * Reads one JSON document from bytes: UTF-8 without a byte order mark, whole, and without a key
 * that could reach an object's prototype when copied.
 */
export function parseJson(bytes: Uint8Array): JsonResult {
  if (bytes.length === 0) return { ok: false, message: 'The request is empty.' };
  if (!isUtf8(bytes)) return { ok: false, message: 'The request is not UTF-8 text.' };
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const key = prototypeKey(value);
    if (key === undefined) return { ok: true, value };
    return { ok: false, message: `The request has the key ${key}, which no tool needs.` };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, message: 'The request is not one whole JSON document.' };
  }
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
