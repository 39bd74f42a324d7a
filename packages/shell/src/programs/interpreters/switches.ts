import type { Value } from '../../program.ts';
import { withoutPrefix } from '../shapes/values.ts';

/**
 * What a one-letter switch takes. `rest`: what is left of the word, which may be nothing; `next`:
 * what is left of the word or else the next word; `digits`: an octal or hexadecimal number.
 */
export type SwitchKind = 'flag' | 'rest' | 'next' | 'digits';

/** Switches of perl and ruby, whose clusters getopt would read wrongly (`-lane`, `-0777pe`). */
export type Switches = {
  has(letter: string): boolean;
  values(letter: string): readonly Value[];
  readonly operands: readonly Value[];
};

/** Reads the words of a call by a table of letters; a letter not in it is a flag. */
export function parseSwitches(
  args: readonly Value[],
  table: { readonly [letter: string]: SwitchKind },
  longValues: readonly string[] = [],
): Switches {
  const seen = new Map<string, Value[]>();
  let at = 0;
  for (; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined || !/^-./.test(word.text)) break;
    if (word.text === '--') {
      at += 1;
      break;
    }
    if (word.text.startsWith('--')) {
      note(seen, word.text.slice(2).split('=', 1)[0] ?? '');
      if (longValues.includes(word.text)) at += 1;
    } else at += readCluster(word, args[at + 1], table, seen);
  }
  return {
    has: (letter) => seen.has(letter),
    values: (letter) => seen.get(letter) ?? [],
    operands: args.slice(at),
  };
}

/** Gives how many further words the cluster used. */
function readCluster(
  word: Value,
  next: Value | undefined,
  table: { readonly [letter: string]: SwitchKind },
  seen: Map<string, Value[]>,
): number {
  let index = 1;
  while (index < word.text.length) {
    const letter = word.text.charAt(index);
    const kind = Object.hasOwn(table, letter) ? table[letter] : 'flag';
    const rest = word.text.slice(index + 1);
    if (kind === 'rest' || (kind === 'next' && rest !== '')) {
      note(seen, letter, withoutPrefix(word, index + 1));
      return 0;
    }
    if (kind === 'next') {
      note(seen, letter, next);
      return 1;
    }
    note(seen, letter);
    index += 1 + (kind === 'digits' ? numberLength(rest) : 0);
  }
  return 0;
}

function numberLength(text: string): number {
  return /^(?:[xX][0-9a-fA-F]*|[0-7]*)/.exec(text)?.[0].length ?? 0;
}

function note(seen: Map<string, Value[]>, letter: string, value?: Value): void {
  const values = seen.get(letter) ?? [];
  if (value !== undefined) values.push(value);
  seen.set(letter, values);
}
