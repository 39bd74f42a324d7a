import type { Call, Effects, Stream, Taint, Value } from '../../program.ts';
import { joinTaint } from '../shapes/values.ts';

/**
 * What a call that reads files, or standard input when it is given none, gets to see. `-` is
 * standard input.
 */
export function readInputs(
  call: Call,
  effects: Effects,
  paths: readonly Value[] = call.options.operands,
): Stream {
  if (paths.length === 0) return call.stdin ?? { taint: {} };
  const streams = paths.map((path) =>
    path.text === '-' ? (call.stdin ?? { taint: {} }) : effects.reads(path),
  );
  return joinStreams(streams);
}

/** The streams one after the other; the text only if all of them have theirs. */
function joinStreams(streams: readonly Stream[]): Stream {
  const [only] = streams;
  if (only !== undefined && streams.length === 1) return only;
  const taint = streams.reduce((sum: Taint, stream) => joinTaint(sum, stream.taint), {});
  let text = '';
  for (const stream of streams) {
    if (stream.text === undefined) return { taint };
    text += stream.text;
  }
  return streams.length === 0 ? { taint } : { text, taint };
}

/** What a filter lets through: whole lines of the stream, though nobody knows which. */
export function someLinesOf({ text, partial, taint }: Stream): Stream {
  const lines = text ?? partial;
  return lines === undefined ? { taint } : { partial: lines, taint: { ...taint, unknown: true } };
}

/** The stream after a program changed its text; without text when the outcome is not known. */
export function mapText(stream: Stream, change: (text: string) => string | undefined): Stream {
  const text = stream.text === undefined ? undefined : change(stream.text);
  return text === undefined ? { taint: stream.taint } : { text, taint: stream.taint };
}

/**
 * As `mapText`, for a program that can turn text that says nothing into a command (`base64 -d`,
 * `rev`, `tr`): the outcome is tainted as decoded.
 */
export function decodeText(stream: Stream, change: (text: string) => string | undefined): Stream {
  const decoded = mapText(stream, change);
  return { ...decoded, taint: { ...decoded.taint, decoded: true } };
}

/** A stream that holds nothing of what was read (a count, a checksum, a name). */
export const NOTHING_TOLD: Stream = { taint: {} };
