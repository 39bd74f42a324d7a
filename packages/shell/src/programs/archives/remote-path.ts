import type { Value } from '../../program.ts';
import { literal, slice, withoutPrefix } from '../shapes/values.ts';

/** A file on another machine, as rsync, scp and tar spell it. */
export type RemotePath = {
  readonly host: Value;
  readonly path: Value;
  /** The whole word, for where bytes come from. */
  readonly whole: Value;
};

/**
 * `[user@]host:path`, `host::module/path`, `rsync://host[:port]/path`, `scp://host/path`;
 * `undefined` for a local path, which has a slash before its first colon.
 */
export function remotePath(word: Value): RemotePath | undefined {
  const url = word.text.match(/^(?:rsync|scp|sftp|ssh):\/\/(?:[^@/]*@)?([^/:]*)(?::\d+)?(?=\/|$)/);
  if (url !== null)
    return { host: literal(url[1] ?? ''), path: withoutPrefix(word, url[0].length), whole: word };
  const bracketed = word.text.match(/^(?:[^@/:]*@)?\[([^\]]+)\]:/);
  if (bracketed !== null)
    return {
      host: literal(bracketed[1] ?? ''),
      path: withoutPrefix(word, bracketed[0].length),
      whole: word,
    };
  const colon = word.text.indexOf(':');
  if (colon <= 0 || word.text.slice(0, colon).includes('/')) return undefined;
  const at = word.text.lastIndexOf('@', colon);
  const skipped = word.text[colon + 1] === ':' ? colon + 2 : colon + 1;
  return { host: slice(word, at + 1, colon), path: withoutPrefix(word, skipped), whole: word };
}
