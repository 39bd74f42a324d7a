import type { Value } from '../../program.ts';
import { literal } from '../shapes/values.ts';

/** The host of `user@host` or `ssh://user@host:port`. */
export function loginHost(value: Value): { readonly host: Value; readonly port?: number } {
  const match = /^(?:ssh:\/\/)?(?:.*@)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?/.exec(value.text);
  const name = (match?.[1] ?? value.text).replace(/^\[|\]$/g, '');
  const open = !value.known && name.includes('*');
  const host = open
    ? { text: name, known: false, pattern: name, taint: value.taint }
    : literal(name, value.taint);
  const port = match?.[2];
  return { host, ...(port === undefined ? {} : { port: Number(port) }) };
}
