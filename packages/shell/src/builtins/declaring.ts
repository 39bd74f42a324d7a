import { runVariable } from '../environment/run-variable.ts';
import { NOTHING, opaque } from '../flow/stream.ts';
import type { Value } from '../program.ts';
import { isSecretVariable } from '../programs/secrets/variable-name.ts';
import { evaluateSubscript, evaluateText } from '../values/arithmetic.ts';
import { CLEAN } from '../values/taint.ts';
import { literal, unknownValue } from '../values/value.ts';
import { emitShown } from '../walk/emit.ts';
import type { FunctionCall, Outcome } from '../walk/frame.ts';
import { assign, type ShellState } from '../walk/state.ts';
import { FROM_ENVIRONMENT, list, scalar, table, UNSET, type Variable } from '../walk/variable.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';

/** Builtins that declare, set and remove variables. */
export const DECLARING: BuiltinTable = {
  export: (call) => declare(call, { exported: true }),
  readonly: (call) => declare(call, { fixed: true }),
  declare: (call) => declare(call, {}),
  typeset: (call) => declare(call, {}),
  local: (call) => declare(call, {}),
  unset: runUnset,
  set: runSet,
  shift: runShift,
  let: runLet,
  getopts: runGetopts,
};

const NAME = /^[A-Za-z_]\w*$/;

type Attributes = {
  readonly exported?: boolean;
  readonly integer?: boolean;
  readonly reference?: boolean;
  readonly table?: boolean;
  readonly list?: boolean;
  readonly change?: 'upper' | 'lower';
  readonly fixed?: true;
};

function declare(call: BuiltinCall, given: Attributes): Outcome {
  const { frame, name } = call;
  const { letters, rest } = splitOptions(call.args);
  const functions = name !== 'local' && (letters.has('f') || letters.has('F'));
  if (functions && (letters.has('p') || letters.has('F') || rest.length === 0))
    return { stdout: opaque(CLEAN) };
  if (letters.has('p') || rest.length === 0) return showVariables(call, rest, letters);
  if (functions) {
    if (given.exported || letters.has('x')) exportFunctions(frame.state, rest);
    return { stdout: NOTHING, status: 'success' };
  }
  const attributes: Attributes = {
    ...given,
    ...(letters.has('x') ? { exported: true } : {}),
    ...(letters.has('i') ? { integer: true } : {}),
    ...(letters.has('r') ? { fixed: true as const } : {}),
    ...(letters.has('n') && name !== 'export' ? { reference: true } : {}),
    ...(letters.has('A') ? { table: true } : {}),
    ...(letters.has('a') ? { list: true } : {}),
    ...(letters.has('u') ? { change: 'upper' } : letters.has('l') ? { change: 'lower' } : {}),
  };
  const isLocal = name !== 'export' && name !== 'readonly' && !letters.has('g');
  if (name === 'local' && !inFunction(frame.call)) return declareMaybe(call, rest, attributes);
  for (const word of rest) {
    const variable = word.text.split(/\+?=/, 1)[0] ?? '';
    if (isLocal && frame.call !== undefined && !frame.call.hidden.has(variable)) {
      frame.call.hidden.set(variable, frame.state.variables.get(variable));
    }
    declareOne(call, word, attributes);
  }
  return { stdout: NOTHING, status: 'success' };
}

/** `export -f name`: shells started from here have the function too. */
function exportFunctions({ functions }: ShellState, names: readonly Value[]): void {
  for (const { text } of names) {
    const definition = functions.get(text);
    if (definition !== undefined) functions.set(text, { ...definition, exported: true });
  }
}

/** Attributes no variable has that came with the environment: a list of those who have one. */
const LISTED = ['a', 'A', 'i', 'l', 'n', 'r', 't', 'u'];

/** All variables, or those named, are printed: secrets among them. */
function showVariables(
  { interpreter, frame, name }: BuiltinCall,
  words: readonly Value[],
  letters: ReadonlySet<string> = new Set(),
): Outcome {
  const isDump = words.length === 0;
  const listed = name === 'readonly' || LISTED.some((letter) => letters.has(letter));
  // What the line itself gave an attribute is listed, too.
  const shown =
    isDump && listed && !letters.has('x') && name !== 'export'
      ? [...frame.state.variables.entries().keys()].some(isSecretVariable)
      : isDump || words.some((word) => !word.known || isSecretVariable(word.text));
  if (!shown) return { stdout: opaque(CLEAN) };
  const kind = isDump ? 'environment' : 'environment-variable';
  return { stdout: emitShown(interpreter.recorder, frame, name, kind) };
}

function inFunction(call: FunctionCall | undefined): boolean {
  return call !== undefined && (call.kind === 'function' || inFunction(call.caller));
}

/** Outside functions `local` is an error in bash and a declaration in zsh. */
function declareMaybe(call: BuiltinCall, words: readonly Value[], attributes: Attributes): Outcome {
  const { state } = call.frame;
  const way = state.fork();
  for (const word of words)
    declareOne({ ...call, frame: { ...call.frame, state: way } }, word, attributes);
  state.join([state.fork(), way]);
  return { stdout: NOTHING };
}

function declareOne(call: BuiltinCall, word: Value, attributes: Attributes): void {
  const { state } = call.frame;
  const { variables } = state;
  const equals = word.text.indexOf('=');
  const name = equals < 0 ? word.text : word.text.slice(0, equals);
  if (!NAME.test(name)) {
    declareOddly(call, name);
    return;
  }
  if (equals < 0) {
    const before = variables.get(name) ?? blank(attributes, call);
    if (before !== undefined) variables.set(name, { ...before, ...flagsOf(attributes, before) });
    return;
  }
  const given: Value = after(word, equals + 1);
  if (attributes.reference && given.known) {
    // Each use of it evaluates the subscript.
    evaluateSubscript(given.text, call.interpreter.expansion(call.frame));
    variables.set(name, { ...UNSET, reference: given.text });
    return;
  }
  if ((attributes.list || attributes.table) && given.known && /^\(.*\)$/s.test(given.text)) {
    if (attributes.table) variables.set(name, table(new Map()));
    call.interpreter.runText(`${name}=${given.text}`, call.frame);
    return;
  }
  const value = evaluated(call, given, attributes);
  if (attributes.change !== undefined)
    variables.set(name, { ...(variables.get(name) ?? UNSET), change: attributes.change });
  assign(state, name, value);
  const stored = variables.get(name);
  if (stored !== undefined) variables.set(name, { ...stored, ...flagsOf(attributes, stored) });
  runVariable(call.interpreter, call.frame, name, value);
}

/** `declare "$x=…"`, `declare 'a[$(cmd)]=…'`: subscripts run, and any variable may have changed. */
function declareOddly(call: BuiltinCall, name: string): void {
  evaluateSubscript(name.replace(/\+$/, ''), call.interpreter.expansion(call.frame));
}

function blank(attributes: Attributes, call: BuiltinCall): Variable | undefined {
  if (attributes.table) return table(new Map());
  if (attributes.list) return list([]);
  const fresh = call.name === 'local' || call.name === 'declare' || call.name === 'typeset';
  if (fresh && !attributes.exported) return UNSET;
  // Exporting what the environment may hold does not change what is known of it.
  return attributes.exported ? scalar(FROM_ENVIRONMENT) : undefined;
}

function flagsOf(attributes: Attributes, before: Variable): Partial<Variable> {
  return {
    ...(attributes.fixed ? { fixed: true as const } : {}),
    exported: attributes.exported ?? before.exported,
    integer: attributes.integer ?? before.integer,
    ...(attributes.change === undefined ? {} : { change: attributes.change }),
  };
}

function evaluated(call: BuiltinCall, value: Value, attributes: Attributes): Value {
  if (attributes.integer) {
    const number = evaluateText(value, call.interpreter.expansion(call.frame));
    return number === undefined ? unknownValue(value.taint) : literal(String(number));
  }
  return value;
}

function after(word: Value, start: number): Value {
  const { pattern, splits: _splits, ...rest } = word;
  const text = word.text.slice(start);
  if (word.known) return { ...rest, text };
  return { ...rest, text, ...(pattern === undefined ? {} : { pattern: pattern.slice(start) }) };
}

function runUnset({ frame, args, interpreter }: BuiltinCall): Outcome {
  const { letters, rest } = splitOptions(args);
  for (const word of rest) {
    const [, subscript] = /^\w+\[(.*)\]$/s.exec(word.text) ?? [];
    if (subscript !== undefined) {
      if (!/^[@*]$/.test(subscript)) evaluateText(literal(subscript), interpreter.expansion(frame));
      const name = word.text.slice(0, word.text.indexOf('['));
      frame.state.variables.set(name, list([], CLEAN));
      continue;
    }
    if (letters.has('n')) {
      // Only a name reference goes; any other variable stays as it is.
      if (frame.state.variables.get(word.text)?.reference !== undefined)
        frame.state.variables.set(word.text, UNSET);
      continue;
    }
    const isFixed = frame.state.variables.get(word.text)?.fixed === true;
    if (!letters.has('f') && word.known && !isFixed) frame.state.variables.set(word.text, UNSET);
    if (!letters.has('v') && word.known)
      frame.state.functions.set(word.text, { bodies: keptBodies(frame.state, word.text, letters) });
  }
  return { stdout: NOTHING, status: 'success' };
}

/** `unset x` takes the variable if there is one, else the function. */
function keptBodies(
  state: BuiltinCall['frame']['state'],
  name: string,
  letters: ReadonlySet<string>,
) {
  const bodies = state.functions.get(name)?.bodies ?? [];
  return letters.has('f') ? [] : bodies;
}

const LONG_OPTIONS: { readonly [letter: string]: string } = {
  a: 'allexport',
  e: 'errexit',
  f: 'noglob',
};

/** `set -ef`, `set -o noglob`, `set -- words`. */
function runSet(call: BuiltinCall): Outcome {
  const { frame, args } = call;
  const { state } = frame;
  if (args.length === 0) return showVariables(call, []);
  let index = 0;
  for (; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined || word.text === '--') break;
    if (!/^[-+]\w/.test(word.text)) break;
    const on = word.text.startsWith('-');
    if (/^[-+]\w*o$/.test(word.text)) {
      index += 1;
      const option = args[index]?.text;
      if (option !== undefined) state.options.set(option, on);
    }
    for (const letter of word.text.slice(1)) {
      const option = LONG_OPTIONS[letter];
      if (option !== undefined) state.options.set(option, on);
    }
  }
  const marker = args[index];
  if (marker !== undefined) {
    const words = args.slice(marker.text === '--' || marker.text === '-' ? index + 1 : index);
    state.positional = { words, open: false };
  }
  return { stdout: NOTHING, status: 'success' };
}

function runShift({ frame, args }: BuiltinCall): Outcome {
  const { state } = frame;
  const [by] = args;
  const count = by === undefined ? 1 : by.known ? Number.parseInt(by.text, 10) : Number.NaN;
  const { words, open } = state.positional;
  const sure = !words.slice(0, count).some((word) => word.splits);
  if (Number.isNaN(count) || !sure) state.positional = { words: [], open: true };
  else if (count <= words.length) state.positional = { words: words.slice(count), open };
  else if (open) state.positional = { words: [], open };
  return { stdout: NOTHING };
}

function runLet({ interpreter, frame, args }: BuiltinCall): Outcome {
  for (const word of args) evaluateText(word, interpreter.expansion(frame));
  return { stdout: NOTHING };
}

function runGetopts({ frame, args }: BuiltinCall): Outcome {
  const name = args[1];
  for (const variable of [name?.known ? name.text : undefined, 'OPTARG', 'OPTIND'])
    if (variable !== undefined) frame.state.variables.set(variable, scalar(unknownValue()));
  return { stdout: NOTHING };
}
