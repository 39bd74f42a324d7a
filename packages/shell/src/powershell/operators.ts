import type { ApiCall, ApiEntry } from '../code/interpret/knowledge.ts';
import {
  asWord,
  choice,
  concat,
  constant,
  instance,
  list,
  type Thing,
  taintOf,
  unknownThing,
  word,
  wordOf,
} from '../code/interpret/thing.ts';
import { joinWords } from '../values/value.ts';
import { elements } from './cmdlet.ts';
import { character } from './library.ts';

/** Longest text and list that operators make. */
const MAX_MADE = 4_096;

function join(call: ApiCall): Thing {
  const [items, separator] = call.args;
  if (items === undefined) return unknownThing();
  if (items.kind !== 'list') return items;
  return wordOf(joinWords(items.items.flatMap(elements), asWord(separator ?? word('')).text));
}

function replaceText(subject: Thing, from: Thing, to: Thing): Thing {
  const [text, pattern, replacement] = [asWord(subject), asWord(from), asWord(to)];
  if (!text.known || !pattern.known || !replacement.known) return unknownThing(taintOf(subject));
  if (pattern.text === '') return subject;
  const made = text.text.split(pattern.text).join(replacement.text);
  return made.length > MAX_MADE ? unknownThing(text.taint) : word(made, text.taint);
}

/** `-replace`: a regular expression, computed where it is plain text, without regard to case. */
function replaceOperator(call: ApiCall): Thing {
  const [subject, pair] = call.args;
  if (subject === undefined) return unknownThing();
  const [from, to] = pair?.kind === 'list' ? pair.items : [pair];
  const pattern = asWord(from ?? word(''));
  const plain = pattern.text.replace(/\\([^\w])/g, '$1');
  if (!pattern.known || /[.*+?^$|()[\]{}]|\\/.test(pattern.text.replace(/\\[^\w]/g, '')))
    return unknownThing(taintOf(subject));
  const text = asWord(subject);
  const at = text.text.toLowerCase().indexOf(plain.toLowerCase());
  const spelling = at < 0 ? plain : text.text.slice(at, at + plain.length);
  return replaceText(subject, word(spelling), to ?? word(''));
}

function split(call: ApiCall): Thing {
  const [subject, given] = call.args;
  const text = asWord(subject ?? unknownThing());
  const separator = asWord(
    given?.kind === 'list' ? (given.items[0] ?? word(' ')) : (given ?? word(' ')),
  );
  if (!text.known || !separator.known) return unknownThing(text.taint);
  const parts =
    given === undefined ? text.text.trim().split(/\s+/) : text.text.split(separator.text);
  return list(parts.map((part) => word(part, text.taint)));
}

/** `-f`: `{0}` stands for the first value. */
function format(call: ApiCall): Thing {
  const [template, given] = call.args;
  const text = asWord(template ?? unknownThing());
  if (!text.known) return unknownThing(text.taint);
  const values = given?.kind === 'list' ? given.items : [given ?? unknownThing()];
  const pieces = text.text.split(/(\{\d+(?:[,:][^}]*)?\})/);
  return pieces.reduce<Thing>(
    (made, piece) => {
      const index = /^\{(\d+)/.exec(piece)?.[1];
      return concat(
        made,
        index === undefined ? word(piece) : (values[Number(index)] ?? unknownThing()),
      );
    },
    word('', text.taint),
  );
}

function range(call: ApiCall): Thing {
  const [from, to] = call.args.map((arg) => Number(asWord(arg).text));
  if (from === undefined || to === undefined || !Number.isInteger(from) || !Number.isInteger(to))
    return unknownThing();
  const length = Math.abs(to - from) + 1;
  if (length > MAX_MADE) return unknownThing();
  const step = to < from ? -1 : 1;
  return list(Array.from({ length }, (_, index) => constant(from + index * step)));
}

function arithmetic(compute: (left: number, right: number) => number): ApiEntry {
  return (call) => {
    const [left, right] = call.args.map(asWord);
    if (!left?.known || !right?.known) return unknownThing();
    const result = compute(Number(left.text), Number(right.text));
    return Number.isFinite(result) ? constant(result) : unknownThing();
  };
}

function multiply(call: ApiCall): Thing {
  const [left, right] = call.args.map(asWord);
  if (left === undefined || right === undefined) return unknownThing();
  const times = Number(right.text);
  if (!left.known || !right.known || !Number.isInteger(times)) return unknownThing(left.taint);
  if (Number.isFinite(Number(left.text)) && left.text !== '')
    return constant(Number(left.text) * times);
  return times < 0 || left.text.length * times > MAX_MADE
    ? unknownThing(left.taint)
    : word(left.text.repeat(times), left.taint);
}

/** `$x[…]`: of a list its items, of a text its characters. */
function pick(call: ApiCall): Thing {
  const [subject, index] = call.args;
  if (subject === undefined || index === undefined) return unknownThing();
  if (subject.kind === 'record') {
    const key = asWord(index);
    return subject.entries.get(key.text.toLowerCase()) ?? unknownThing(taintOf(subject));
  }
  const text = asWord(subject);
  const items =
    subject.kind === 'list'
      ? subject.items
      : text.known
        ? [...text.text].map((each) => word(each, text.taint))
        : undefined;
  if (items === undefined) return unknownThing(taintOf(subject));
  const wanted = elements(index);
  const found = wanted.map((each) => {
    const item = each.known ? items.at(Number(each.text)) : undefined;
    return item ?? (each.known ? word('') : unknownThing(taintOf(subject)));
  });
  const [only] = found;
  if (index.kind === 'list') return list(found);
  return only ?? choice(items);
}

function cast(call: ApiCall): Thing {
  const type = call.word(0).text;
  const value = call.need(1);
  if (type === 'char') return character(value);
  if (type === 'char[]')
    return value.kind === 'list'
      ? list(value.items.map(character))
      : list([...asWord(value).text].map((each) => word(each)));
  if (type === 'string' && value.kind === 'list') return join(call.withArgs([value, word(' ')]));
  if (/^(?:int|byte|long|int32|int64)$/.test(type)) return integer(value);
  if (type === 'scriptblock') return instance('script', value);
  return value;
}

function integer(value: Thing): Thing {
  const text = asWord(value);
  const number = Number(text.text);
  return text.known && Number.isFinite(number) ? constant(Math.round(number)) : value;
}

/** `$x.$name` or `$x.('na' + 'me')`. */
function member(call: ApiCall): Thing {
  const object = call.need(0);
  const name = call.word(1);
  if (!name.known) return instance('method ?#dynamic', object);
  const key = name.text.toLowerCase();
  if (object.kind === 'api') return { kind: 'api', path: `${object.path}.${key}` };
  if (object.kind === 'record') return object.entries.get(key) ?? unknownThing();
  const type = object.kind === 'instance' ? object.type : object.kind;
  return instance(`method ${type}#${key}`, object);
}

const textCall =
  (compute: (text: string, args: readonly string[]) => string | undefined): ApiEntry =>
  (call) => {
    const text = asWord(call.receiver);
    const args = call.args.map(asWord);
    if (!text.known || args.some(({ known }) => !known))
      return unknownThing(taintOf(call.receiver));
    const made = compute(
      text.text,
      args.map((arg) => arg.text),
    );
    return made === undefined || made.length > MAX_MADE
      ? unknownThing(text.taint)
      : word(made, text.taint);
  };

const same: ApiEntry = (call) => call.receiver;

/** Most characters and items that all operators of one piece of code may handle. */
const MAX_HANDLED = 200_000;

/** The operators with a bound on their work together; past it nothing is computed any more. */
export function boundedOperators(): { readonly [name: string]: ApiEntry } {
  let handled = 0;
  const bounded =
    (entry: ApiEntry): ApiEntry =>
    (call) => {
      for (const thing of [call.receiver, ...call.args]) handled += sizeOf(thing);
      if (handled > MAX_HANDLED) {
        call.findings.unknown('too-many');
        return unknownThing();
      }
      const result = entry(call);
      handled += result === undefined ? 0 : sizeOf(result);
      return result;
    };
  return Object.fromEntries(
    Object.entries(OPERATOR_CALLS).map(([name, entry]) => [name, bounded(entry)]),
  );
}

function sizeOf(thing: Thing): number {
  if (thing.kind === 'list') return thing.items.length;
  return thing.kind === 'word' ? thing.value.text.length : 1;
}

/** Operators, casts, indices and the methods texts are put together with. */
const OPERATOR_CALLS: { readonly [name: string]: ApiEntry } = {
  '-join': join,
  '-replace': replaceOperator,
  '-split': split,
  '-f': format,
  '..': range,
  '*': multiply,
  '-': arithmetic((left, right) => left - right),
  '-bxor': arithmetic((left, right) => left ^ right),
  negative: (call) =>
    arithmetic((left, right) => left - right)(call.withArgs([constant(0), call.need(0)])),
  '@()': (call) => (call.args[0]?.kind === 'list' ? call.args[0] : list(call.args)),
  pick,
  cast,
  member,
  'word#replace': (call) => replaceText(call.receiver, call.need(0), call.need(1)),
  'word#substring': textCall((text, [from, length]) =>
    text.substr(Number(from), length === undefined ? undefined : Number(length)),
  ),
  'word#remove': textCall(
    (text, [from, length]) =>
      text.slice(0, Number(from)) +
      (length === undefined ? '' : text.slice(Number(from) + Number(length))),
  ),
  'word#insert': textCall(
    (text, [at, piece]) => text.slice(0, Number(at)) + piece + text.slice(Number(at)),
  ),
  'word#tolower': textCall((text) => text.toLowerCase()),
  'word#toupper': textCall((text) => text.toUpperCase()),
  'word#tolowerinvariant': textCall((text) => text.toLowerCase()),
  'word#trim': textCall((text) => text.trim()),
  'word#split': (call) => split(call.withArgs([call.receiver, ...call.args])),
  'word#tochararray': (call) => {
    const text = asWord(call.receiver);
    return text.known
      ? list([...text.text].map((each) => word(each, text.taint)))
      : unknownThing(text.taint);
  },
  'word#tostring': same,
  'list#tostring': same,
  'path#tostring': same,
};
