/** A line of input without its end, or why it is none. */
export type InputLine = { readonly bytes: Uint8Array } | 'too-long';

const LINE_FEED = 0x0a;

/**
 * The lines of a stream as they become complete; what follows the last line feed is one too unless
 * it is empty. A line of more than `limit` bytes is not kept.
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<InputLine> {
  let pending: Uint8Array[] = [];
  let length = 0;
  const take = (): InputLine => {
    const line = length > limit ? 'too-long' : { bytes: Buffer.concat(pending, length) };
    pending = [];
    length = 0;
    return line;
  };
  const keep = (bytes: Uint8Array): void => {
    length += bytes.length;
    if (length > limit) pending = [];
    else pending.push(bytes);
  };
  for await (const chunk of input) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end < 0) break;
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  }
  if (length > 0) yield take();
}
