import type { Call, Value } from '../../program.ts';

/** The words behind the one that gave `value` to an option, whether joined to it or not. */
export function wordsAfter(call: Call, value: Value): readonly Value[] {
  const own = call.args.indexOf(value);
  const at = own >= 0 ? own : call.args.findIndex((word) => isJoined(word.text, value.text));
  return at < 0 ? [] : call.args.slice(at + 1);
}

function isJoined(word: string, value: string): boolean {
  return word.startsWith('-') && word.length > value.length && word.endsWith(value);
}
