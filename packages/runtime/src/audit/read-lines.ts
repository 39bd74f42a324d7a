import { storedBytes } from './stored-bytes.ts';

/** One line of a file as it stands there, without its line break. */
export type RawLine = {
  readonly bytes: Buffer;
  /** 1-based. */
  readonly number: number;
  /** Byte offset of its first byte. */
  readonly offset: number;
  /** False for a last line without a line break. */
  readonly complete: boolean;
};

const CHUNK = 65_536;
const NEWLINE = 0x0a;

/** A writer looks back this far for the last whole record. */
const LONGEST_PIECE = 2 * 1_048_576;

function tooLong(path: string, line: number): Error {
  const message = `line ${line} of ${path} is longer than any record`;
  return Object.assign(new Error(message), { code: 'EFBIG' });
}

/**
 * The lines of a file, read in chunks from the byte `from` (a line's start) on. A line is held in
 * memory as a whole. Throws what `storedBytes` throws, and an error `EFBIG` at a line that nobody could
 * have written: neither a record nor what a writer takes for a torn one.
 */
export function* readLines(path: string, from = 0): Generator<RawLine> {
  const read = storedBytes(path);
  let rest: Buffer[] = [];
  let offset = from;
  let position = from;
  let number = 0;
  for (;;) {
    const chunk = read(position, CHUNK);
    if (chunk.length === 0) break;
    position += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const bytes = Buffer.concat([...rest, chunk.subarray(start, end)]);
      number += 1;
      yield { bytes, number, offset, complete: true };
      offset += bytes.length + 1;
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    if (position - offset > LONGEST_PIECE) throw tooLong(path, number + 1);
  }
  const bytes = Buffer.concat(rest);
  if (bytes.length > 0) yield { bytes, number: number + 1, offset, complete: false };
}
