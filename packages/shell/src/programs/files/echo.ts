import type { Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues } from '../shapes/values.ts';
import { resolveEscapes } from './escapes.ts';

/**
 * `echo`: prints its words. Only leading `-n`, `-e`, `-E` (bundled or not) are options. Without `-e`
 * and `-E` bash prints a backslash as it is, dash and zsh do not: such a text is not known.
 */
export const ECHO = defineProgram({
  names: ['echo', 'gecho'],
  summary: 'prints its words: constant text is followed through pipes',
  options: {},
  describe(call, effects) {
    const first = call.args.findIndex((word) => !/^-[neE]+$/.test(word.text));
    const count = first < 0 ? call.args.length : first;
    const flags = call.args
      .slice(0, count)
      .map((word) => word.text)
      .join('');
    effects.stdout(printed(call.args.slice(count), flags));
  },
});

/** A backslash with all that may belong to it. */
const ESCAPED = /\\(?:0?[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[\s\S])/g;

function printed(words: readonly Value[], flags: string): Stream {
  const { text, known, pattern, taint } = joinValues(words);
  const newline = flags.includes('n') ? '' : '\n';
  const escapes = flags.lastIndexOf('e') > flags.lastIndexOf('E');
  if (!known || pattern !== undefined) return { partial: text + newline, taint };
  if (!text.includes('\\')) return { text: text + newline, taint };
  const unescaped = resolveEscapes(text, 'echo');
  if (escapes) return { text: unescaped.text + (unescaped.stopped ? '' : newline), taint };
  if (flags.includes('E')) return { text: text + newline, taint };
  return unescaped.text === text
    ? { text: text + newline, taint }
    : { partial: text.replace(ESCAPED, '*') + newline, taint };
}
