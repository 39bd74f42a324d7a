import type { InputReader } from '../flow/descriptors.ts';
import { NOTHING } from '../flow/stream.ts';
import type { Value } from '../program.ts';
import { evaluateText } from '../values/arithmetic.ts';
import { splitFields } from '../values/split-fields.ts';
import { CLEAN, joinTaints } from '../values/taint.ts';
import { literal, unknownValue } from '../values/value.ts';
import { separators } from '../values/variables.ts';
import { readEndpoint } from '../walk/endpoints.ts';
import type { Outcome } from '../walk/frame.ts';
import { assign, assignOneOf } from '../walk/state.ts';
import { list } from '../walk/variable.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';

/** Most different records that are kept side by side. */
const MAX_RECORDS = 6;

/** Builtins that fill variables from input. */
export const READING: BuiltinTable = {
  read: runRead,
  mapfile: runMapfile,
  readarray: runMapfile,
};

function runRead(call: BuiltinCall): Outcome {
  const { frame, interpreter } = call;
  const { letters, values, rest } = splitOptions(call.args, 'adinNptu');
  const input = inputOf(call, values.get('u'));
  const taint = joinTaints(input?.stream.taint ?? CLEAN, { unknown: true });
  // Anything but plain lines depends on more than the text.
  const plain = !['d', 'n', 'N', 't', 'i'].some((letter) => letters.has(letter));
  const line = plain ? input?.nextLine() : undefined;
  if (!plain) input?.cut();
  const text = line !== undefined && (letters.has('r') || !line.includes('\\')) ? line : undefined;
  const separator = separators(interpreter.expansion(frame));
  const array = values.get('a');
  if (array !== undefined) {
    const words =
      text === undefined || separator === undefined ? undefined : split(text, separator);
    const elements = words?.map((word) => literal(word, taint));
    frame.state.variables.set(
      array.text,
      elements === undefined ? list([], taint) : list(elements),
    );
    return { stdout: NOTHING };
  }
  const names = rest.length === 0 ? [literal('REPLY')] : rest;
  const [only] = names;
  if (text === undefined && names.length === 1 && only?.known) {
    const records = possibleRecords(call, input, values.get('d'));
    if (records !== undefined) {
      assignOneOf(frame.state, only.text, records);
      return { stdout: NOTHING };
    }
  }
  const given =
    text === undefined || separator === undefined
      ? undefined
      : distribute(text, separator, names.length, rest.length === 0);
  names.forEach((name, index) => {
    const word = given?.[index];
    setName(
      call,
      name,
      word === undefined ? unknownValue(taint) : literal(word, input?.stream.taint),
    );
  });
  return { stdout: NOTHING };
}

/**
 * The records that come in, though nobody knows which is next: of a path that `find` prints at least
 * the folder is known.
 */
function possibleRecords(
  { interpreter, frame, args, name }: BuiltinCall,
  input: InputReader | undefined,
  delimiter: Value | undefined,
): readonly Value[] | undefined {
  const { letters } = splitOptions(args, name === 'read' ? 'adinNptu' : 'dnOsuCc');
  // Not whole records, or not only what comes in.
  const partly = name === 'read' ? 'nNti' : 'nOsC';
  if (input === undefined || [...partly].some((letter) => letters.has(letter))) return undefined;
  if (delimiter !== undefined && (!delimiter.known || delimiter.text.length > 1)) return undefined;
  const end = delimiter === undefined ? '\n' : delimiter.text || '\0';
  const separator = separators(interpreter.expansion(frame));
  const records = input.possibleRecords(end);
  if (separator === undefined || records === undefined || records.length > MAX_RECORDS)
    return undefined;
  const taint = joinTaints(input.stream.taint, { unknown: true });
  return records.map((record) => {
    const text = /\s/.test(separator) ? record.trim() : record;
    return { text, known: false, pattern: text, taint };
  });
}

function setName({ frame, interpreter }: BuiltinCall, name: Value, value: Value): void {
  const [, base, subscript] = /^(\w+)\[(.*)\]$/s.exec(name.text) ?? [];
  if (subscript !== undefined) evaluateText(literal(subscript), interpreter.expansion(frame));
  if (base !== undefined) frame.state.variables.set(base, list([], value.taint));
  else if (name.known) assign(frame.state, name.text, value);
}

function inputOf(
  { frame, interpreter }: BuiltinCall,
  descriptor: Value | undefined,
): InputReader | undefined {
  if (descriptor === undefined) return frame.input;
  const endpoint = frame.state.descriptors.get(descriptor.text);
  return endpoint === undefined ? undefined : readEndpoint(interpreter, endpoint);
}

function split(text: string, separator: string): readonly string[] {
  return splitFields(text, separator).map(({ start, end }) => text.slice(start, end));
}

/** The words of a line for so many names; the last takes the rest of the line. */
function distribute(
  text: string,
  separator: string,
  count: number,
  keepsBlanks: boolean,
): readonly string[] {
  if (keepsBlanks) return [text];
  const fields = splitFields(text, separator);
  return Array.from({ length: count }, (_, index) => {
    const field = fields[index];
    if (field === undefined) return '';
    const isLast = index === count - 1;
    return text.slice(field.start, isLast ? (fields.at(-1)?.end ?? field.end) : field.end);
  });
}

/** `mapfile [-t] [name]`: an array of the lines. */
function runMapfile(call: BuiltinCall): Outcome {
  const { frame } = call;
  const { letters, values, rest } = splitOptions(call.args, 'dnOsuCc');
  const input = inputOf(call, values.get('u'));
  const taint = joinTaints(input?.stream.taint ?? CLEAN, { unknown: true });
  const name = rest[0]?.text ?? 'MAPFILE';
  const text = input?.rest().text;
  const plain = ['d', 'n', 'O', 's', 'C'].every((letter) => !letters.has(letter));
  const callback = values.get('C');
  if (callback !== undefined)
    call.interpreter.runText(callback.text, { ...frame, depth: frame.depth + 1 });
  if (text === undefined || !plain) {
    const records = possibleRecords(call, input, values.get('d'));
    const elements = records?.map((record) => ({ ...record, splits: true }));
    frame.state.variables.set(name, elements === undefined ? list([], taint) : list(elements));
    return { stdout: NOTHING };
  }
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const elements = lines.map((line) =>
    literal(letters.has('t') ? line.replace(/\n$/, '') : line, input?.stream.taint),
  );
  frame.state.variables.set(name, list(elements));
  return { stdout: NOTHING };
}
