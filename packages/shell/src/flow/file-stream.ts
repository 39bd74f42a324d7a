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
  if (written === undefined) return { taint };
  return secret === undefined ? written : { ...written, taint: joinTaints(written.taint, taint) };
}
