import type { Value } from '../../program.ts';
import { joinAllTaints } from '../../values/taint.ts';
import { joinWords, literal } from '../../values/value.ts';
import {
  asWord,
  concat,
  list,
  MAX_TEXT,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordOf,
} from './thing.ts';

/** Methods that give the text they are called on, as far as paths and commands are concerned. */
const KEEPS = new Set([
  'decode',
  'encode',
  'strip',
  'rstrip',
  'lstrip',
  'trim',
  'trimEnd',
  'trimStart',
  'toString',
  'valueOf',
  'to_s',
  'chomp',
  'freeze',
  'expanduser',
  'resolve',
  'absolute',
  'normalize',
]);

/**
 * What a method of a text or list gives, when that can be computed; `undefined` otherwise. Knows
 * the methods with which a word is put together in Python, JavaScript, Ruby and PHP.
 */
export function callTextMethod(
  receiver: Thing,
  method: string,
  args: readonly Thing[],
): Thing | undefined {
  if (KEEPS.has(method) && receiver.kind !== 'list') return receiver;
  if (method === 'join') return joinMethod(receiver, args);
  if (method === 'concat') return args.reduce(concat, receiver);
  if (method === '%' || method === 'format') return format(receiver, args);
  const text = asWord(receiver);
  if (!text.known) return undefined;
  const [first, second] = args.map(asWord);
  switch (method) {
    case 'replace':
    case 'replaceAll':
    case 'gsub':
      return first?.known && second?.known ? replaced(text, first.text, second.text) : undefined;
    case 'split': {
      const parts =
        first === undefined ? text.text.trim().split(/\s+/) : text.text.split(first.text);
      return first === undefined || first.known
        ? list(parts.map((part) => word(part, text.taint)))
        : undefined;
    }
    case 'lower':
    case 'toLowerCase':
    case 'downcase':
      return word(text.text.toLowerCase(), text.taint);
    case 'upper':
    case 'toUpperCase':
    case 'upcase':
      return word(text.text.toUpperCase(), text.taint);
    case 'reverse':
      return receiver.kind === 'word'
        ? word([...text.text].reverse().join(''), text.taint)
        : undefined;
    case 'repeat':
      return first?.known && Number(first.text) * text.text.length <= 4_096
        ? word(text.text.repeat(Math.max(0, Number(first.text) || 0)), text.taint)
        : undefined;
    default:
      return undefined;
  }
}

/** Python's `' '.join(list)` and everyone else's `list.join(' ')`. */
function joinMethod(receiver: Thing, args: readonly Thing[]): Thing | undefined {
  const [argument] = args;
  const [items, separator] =
    receiver.kind === 'list' ? [receiver, argument ?? word(',')] : [argument, receiver];
  if (items?.kind !== 'list') return undefined;
  const between = asWord(separator);
  if (!between.known || !items.complete) return undefined;
  return joined(items.items.map(asWord), between.text);
}

function replaced({ text, taint }: Value, from: string, to: string): Thing {
  const parts = text.split(from).length - 1;
  const isTooLong = text.length + parts * (to.length - from.length) > MAX_TEXT;
  return isTooLong
    ? unknownThing(taint)
    : word(
        text.replaceAll(from, () => to),
        taint,
      );
}

/** The words as one, unless that would be too long. */
function joined(words: readonly Value[], separator: string): Thing {
  let length = 0;
  for (const each of words) length += each.text.length + separator.length;
  return length > MAX_TEXT
    ? unknownThing(joinAllTaints(words.map(({ taint }) => taint)))
    : wordOf(joinWords(words, separator));
}

/** `'a %s' % x`, `'a {}'.format(x)`: placeholders filled in order. */
function format(receiver: Thing, args: readonly Thing[]): Thing | undefined {
  const template = asWord(receiver);
  if (!template.known) return undefined;
  const [only] = args;
  const given = args.length === 1 && only?.kind === 'list' ? only.items : args;
  const pieces = template.text.split(/%[sdr]|\{\d*\}/);
  const words = pieces.flatMap((piece, index) => {
    const argument = given[index];
    const isLast = index === pieces.length - 1;
    return isLast || argument === undefined ? [literal(piece)] : [literal(piece), asWord(argument)];
  });
  const taint = joinAllTaints([template.taint, ...given.map(taintOf)]);
  const filled = joined(words, '');
  return filled.kind === 'word' ? wordOf({ ...filled.value, taint }) : unknownThing(taint);
}
