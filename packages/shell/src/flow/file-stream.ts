import { posix } from 'node:path';
import type { Stream, Taint, Value } from '../program.ts';
import { secretKind } from '../secrets/secret-path.ts';
import { joinTaints } from '../values/taint.ts';
import type { FileTable } from './files.ts';

/** What reading a path gives: what the line itself wrote there, a secret, or text unknown. */
export function fileStream(
  files: FileTable,
  path: Value,
  cwd: string | undefined,
  elsewhere: boolean,
): Stream {
  if (elsewhere) return { taint: { unknown: true } };
  const secret = secretKind(path.text);
  const taint: Taint = secret === undefined ? { unknown: true } : { secret, unknown: true };
  const written = path.known ? files.stream(path.text, cwd) : undefined;
  if (written === undefined) return { taint, ...wholeFile(path, cwd) };
  return secret === undefined ? written : { ...written, taint: joinTaints(written.taint, taint) };
}

/** The name of a file that is there before the line; a device has no end to read to. */
function wholeFile({ text, known }: Value, cwd: string | undefined): Pick<Stream, 'file'> {
  if (!known || (cwd === undefined && !text.startsWith('/'))) return {};
  const file = posix.resolve(cwd ?? '/', text);
  return /^\/(?:dev|proc)\//.test(file) ? {} : { file };
}
