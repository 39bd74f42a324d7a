import type { Effects } from '../../program.ts';
import { isSecretVariable } from '../secrets/variable-name.ts';

/**
 * Reports that a filter keeps of a list of variables (`env`, `printenv`) only what stands before the
 * `=`, or only variables that hold no secret, and that it reads nothing else.
 */
export function printsNames(effects: Effects, operands: number): void {
  if (operands > 0) return;
  effects.withholds();
  effects.stdout({ taint: {} });
}

/** An `s` command by which all that stands behind the first `=` of a line goes. */
const CUTS_VALUES = /^s([/|#,])=\.\*\$?\1[^\\&/|#,;\n]*\1g?;?$/;

/** True if a sed script takes the values from a list of variables and does nothing else. */
export function cutsValues(script: string): boolean {
  return CUTS_VALUES.test(script.trim());
}

/** True if an awk program, with `=` between fields, prints the names of a list of variables. */
export function printsFirstField(program: string): boolean {
  return /^(?:\/[\w^=.*]*\/)?\s*\{\s*print\s*\(?\s*\$1\s*\)?\s*;?\s*\}\s*$/.test(program.trim());
}

/** A pattern of `grep -o` that ends before a value starts. */
const NAME_ONLY = /^\^(?:\[\^=\]|\[[\w-]+\]|\\w)(?:\*|\\?\+)=?$/;

/** Last words of names that hold no secret and that no longer name starts with (`JAVA_HOME`). */
const COMPLETE_NAME = /(?:^|_)(?:PATH|HOME|ENV|LANG|SHELL|TERM|DISPLAY|VERSION|EDITOR|PORT)$/;

/**
 * True if every line of a list of variables that a pattern finds holds no secret: `^NODE=` finds one
 * variable, `JAVA_HOME` those that are so called. `NODE` would find `NODE_AUTH_TOKEN`.
 */
export function findsHarmlessVariables(pattern: string): boolean {
  const [, start, group, name = group, end] =
    pattern.match(/^(\^?)(?:\(([A-Za-z_][\w|]*)\)|([A-Za-z_][\w|]*))(=?)$/) ?? [];
  if (name === undefined) return false;
  if (group === undefined && name.includes('|')) return false;
  const isExact = start === '^' && end === '=';
  return name
    .split('|')
    .every((each) => each !== '' && !isSecretVariable(each) && (isExact || isComplete(each)));
}

/**
 * True if a pattern finds variables by a part of their name that no secret is called by (`NODE_`,
 * `^AWS|^npm_`): some of them, which may still hold one.
 */
export function findsOrdinaryVariables(pattern: string): boolean {
  return pattern
    .split(/\\?\|/)
    .map((each) => each.replace(/^(\^?)\\?\(/, '$1').replace(/\\?\)$/, ''))
    .every((each) => /^\^?[A-Za-z_]\w{2,}=?$/.test(each) && !isSecretVariable(each));
}

/** True if `grep -o` prints names and no values. */
export function findsNamesOnly(pattern: string): boolean {
  return NAME_ONLY.test(pattern);
}

function isComplete(name: string): boolean {
  return COMPLETE_NAME.test(name.toUpperCase());
}
