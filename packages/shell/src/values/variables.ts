import { posix } from 'node:path';
import type { Taint, Value } from '../program.ts';
import { isSecretVariable } from '../programs/secrets/variable-name.ts';
import type { ShellState } from '../walk/state.ts';
import { FROM_ENVIRONMENT, NO_VALUE, type Variable } from '../walk/variable.ts';
import type { Expansion } from './expansion.ts';
import { CLEAN, NAMED_SECRET } from './taint.ts';
import { literal, unknownValue } from './value.ts';

/**
 * How a parameter reads: `set` by the line or by what is known of the place, surely `unset`, or
 * left to the `environment`, where it may be either.
 */
export type Reading = {
  readonly kind: 'set' | 'unset' | 'environment';
  readonly value: Value;
};

const EMPTY: Reading = { kind: 'unset', value: literal('') };
const DEFAULT_IFS = ' \t\n';

/** Variables that bash fills with numbers of its own. */
const NUMERIC =
  /^(?:UID|EUID|PPID|BASHPID|RANDOM|SRANDOM|SECONDS|LINENO|EPOCHSECONDS|EPOCHREALTIME|SHLVL|COLUMNS|LINES|HISTCMD|[$?!])$/;

/** The number of the program that started the shell, by its name: for an agent's shell, the agent. */
const PARENT: Value = { text: '$PPID', known: false, pattern: '*', taint: {} };

/** Variables whose value in any environment is an absolute path or a list of them. */
const ABSOLUTE = /^(?:PATH|SHELL|BASH)$/;

export function readScalar(name: string, expansion: Expansion): Reading {
  const variable = resolveReference(name, expansion);
  if (variable !== undefined) return readVariable(name, variable, expansion);
  return readSpecial(name, expansion);
}

/** The variable a name stands for, `declare -n` followed; absent if the line never set it. */
export function resolveReference(name: string, { frame }: Expansion): Variable | undefined {
  let variable = frame.state.variables.get(name);
  for (let hops = 0; variable?.reference !== undefined && hops < 8; hops += 1)
    variable = frame.state.variables.get(variable.reference);
  return variable;
}

function readVariable(name: string, variable: Variable, expansion: Expansion): Reading {
  if (variable.kind === 'unset') return EMPTY;
  if (variable.kind === 'scalar') {
    const [only, ...others] = variable.values;
    if (only === undefined) return EMPTY;
    const value = others.length === 0 ? only : expansion.choose(name, variable.values);
    if (value === NO_VALUE) return EMPTY;
    return { kind: value === FROM_ENVIRONMENT ? 'environment' : 'set', value };
  }
  const first = variable.elements.get('0');
  if (first?.splits) return { kind: 'environment', value: unknownValue(first.taint) };
  if (first !== undefined) return { kind: 'set', value: first };
  const { rest } = variable;
  return rest === undefined ? EMPTY : { kind: 'environment', value: unknownValue(rest) };
}

function readSpecial(name: string, expansion: Expansion): Reading {
  const { state, elsewhere } = expansion.frame;
  const { home, user } = state.surroundings;
  const from = (text: string | undefined, otherwise = unknownValue()): Reading =>
    text === undefined || elsewhere
      ? { kind: 'environment', value: otherwise }
      : { kind: 'set', value: literal(text) };
  if (/^\d+$/.test(name)) return readPositional(Number(name), expansion);
  if (name === '#') return countPositional(expansion);
  if (name === 'IFS') return { kind: 'set', value: literal(DEFAULT_IFS) };
  if (name === 'HOME') return from(home, unsure('~'));
  if (name === 'USER' || name === 'LOGNAME') return from(user);
  if (name === 'PWD') return from(state.folders[0]);
  if (name === 'OLDPWD') return from(state.oldFolders[0]);
  if (name === 'PPID') return { kind: 'set', value: PARENT };
  if (NUMERIC.test(name)) return { kind: 'set', value: unknownValue() };
  if (ABSOLUTE.test(name))
    return { kind: 'set', value: { text: '/*', known: false, pattern: '/*', taint: {} } };
  const taint: Taint = isSecretVariable(name) ? { secret: NAMED_SECRET } : CLEAN;
  return { kind: 'environment', value: unknownValue(taint) };
}

function readPositional(index: number, { frame }: Expansion): Reading {
  const { words, open } = frame.state.positional;
  if (index === 0) return readName(frame.state);
  const word = words[index - 1];
  if (word !== undefined && !words.slice(0, index).some((each) => each.splits))
    return { kind: 'set', value: word };
  if (open || word !== undefined)
    return { kind: 'environment', value: unknownValue({ unknown: true }) };
  return EMPTY;
}

/** `$0`, which an assignment to BASH_ARGV0 changes. */
function readName({ shellName, variables }: ShellState): Reading {
  const value = variables.get('BASH_ARGV0') === undefined ? shellName : undefined;
  return { kind: 'set', value: value ?? unknownValue() };
}

function countPositional({ frame }: Expansion): Reading {
  const { words, open } = frame.state.positional;
  const sure = !open && !words.some((word) => word.splits);
  return { kind: 'set', value: sure ? literal(String(words.length)) : unknownValue() };
}

/** The characters words are split at; `undefined` if IFS is not known. */
export function separators(expansion: Expansion): string | undefined {
  const { variables } = expansion.frame.state;
  if (variables.get('IFS') === undefined) return DEFAULT_IFS;
  const { value, kind } = readScalar('IFS', expansion);
  if (kind === 'unset') return DEFAULT_IFS;
  return value.known ? value.text : undefined;
}

/** `~`, `~name`, `~+`, `~-` and what follows up to the end of the text. */
export function expandTilde(text: string, expansion: Expansion): Value {
  const slash = text.indexOf('/');
  const prefix = slash < 0 ? text : text.slice(0, slash);
  const rest = slash < 0 ? '' : text.slice(slash);
  const root = tildeRoot(prefix.slice(1), expansion);
  if (root === undefined) return literal(text);
  return { text: root.text + rest, known: root.known, taint: root.taint };
}

function tildeRoot(name: string, expansion: Expansion): Value | undefined {
  const { state, elsewhere } = expansion.frame;
  const { home, user } = state.surroundings;
  if (name === '' || name === user) {
    const set = state.variables.get('HOME');
    if (name === '' && set !== undefined) return readScalar('HOME', expansion).value;
    return home === undefined || elsewhere ? unsure('~') : literal(home);
  }
  if (name === '+') return readScalar('PWD', expansion).value;
  if (name === '-') return readScalar('OLDPWD', expansion).value;
  if (!/^[\w][\w.-]*$/.test(name)) return undefined;
  if (name === 'root') return unsure(state.surroundings.os === 'darwin' ? '/var/root' : '/root');
  return unsure(home === undefined ? `~${name}` : `${posix.dirname(home)}/${name}`);
}

function unsure(text: string): Value {
  return { text, known: false, taint: {} };
}
