import type { Findings } from '../code/interpret/findings.ts';
import { asWord, instance, type Thing, taintOf, word } from '../code/interpret/thing.ts';
import type { Value } from '../program.ts';
import { joinAllTaints } from '../values/taint.ts';
import { joinWords, literal } from '../values/value.ts';

/** What a program started by the code prints, kept with the line that prints it. */
const PRINTS = 'program';

/**
 * Starts a program that is no cmdlet. What flows into it is handed to the reader of shell lines as
 * a pipe, so that `curl … | sh` means the same as anywhere.
 */
export function runProgram(
  findings: Findings,
  words: readonly Value[],
  input: Thing | undefined,
): Thing {
  const line = joinWords(words.map(quoted));
  const producer = input === undefined ? undefined : producerOf(input);
  const full = producer === undefined ? line : joinWords([producer, literal('|'), line]);
  if (producer === undefined) findings.argv(words);
  else findings.line(literal(full.text, full.taint));
  const taints = [
    ...words.map(({ taint }) => taint),
    ...(input === undefined ? [] : [taintOf(input)]),
  ];
  return instance(PRINTS, word(full.text), joinAllTaints(taints));
}

/** A shell line that prints what flows in. */
function producerOf(input: Thing): Value | undefined {
  if (input.kind === 'instance' && input.type === PRINTS) return asWord(input.of);
  const text = asWord(input);
  if (text.taint.remote !== undefined)
    return joinWords([literal('curl -s'), quoted(literal(text.taint.remote))]);
  return text.known ? joinWords([literal("printf '%s'"), quoted(text)]) : undefined;
}

/** A word as a POSIX shell would have to be given it; one that is not known as a variable. */
function quoted(value: Value): Value {
  return {
    text: value.known ? `'${value.text.replaceAll("'", "'\\''")}'` : '"$NOT_KNOWN"',
    known: true,
    taint: value.taint,
  };
}
