import type { Stream } from '../program.ts';
import { CLEAN, joinTaints } from '../values/taint.ts';

/** A stream that is known to stay empty. */
export const NOTHING: Stream = { text: '', taint: CLEAN };

/** Longest text of one stream that is kept; a longer one is carried by its taint only. */
export const MAX_STREAM_TEXT = 65_536;

/** A stream of which only the origin matters. */
export function opaque(taint: Stream['taint'] = CLEAN): Stream {
  return { taint };
}

/** One stream after the other, as two commands that write to the same output. */
export function concatStreams(first: Stream, second: Stream): Stream {
  if (first.text === '' && second.text !== undefined) return second;
  if (second.text === '') return first;
  const taint = joinTaints(first.taint, second.taint);
  if (first.text !== undefined && second.text !== undefined)
    return bounded({ text: first.text + second.text, taint });
  const head = first.text ?? first.partial;
  const rest = second.text ?? second.partial;
  const joined: Stream =
    head === undefined && rest === undefined
      ? { taint }
      : bounded({ partial: `${head ?? '*'}${rest ?? '*'}`, taint });
  return first.generated || second.generated ? { ...joined, generated: true } : joined;
}

/** A stream that may or may not be written (behind `&&`, in a branch, in a loop). */
export function maybe(stream: Stream): Stream {
  if (stream.text === undefined || stream.text === '') return stream;
  return { partial: stream.text, taint: stream.taint };
}

function bounded(stream: Stream): Stream {
  const length = (stream.text ?? stream.partial ?? '').length;
  return length > MAX_STREAM_TEXT ? { taint: stream.taint } : stream;
}

/** The stream where its secret counts as shown: more than one program may get to read it. */
export function withoutShown(stream: Stream): Stream {
  if (stream.shown === undefined) return stream;
  const { shown: _shown, ...rest } = stream;
  return rest;
}
