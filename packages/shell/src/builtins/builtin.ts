import type { Value } from '../program.ts';
import type { Frame, Outcome } from '../walk/frame.ts';
import type { Interpreter, RunSite } from '../walk/interpreter.ts';

/** One call of a builtin; `command.run` is already reported. */
export type BuiltinCall = {
  readonly interpreter: Interpreter;
  readonly frame: Frame;
  readonly site: RunSite;
  readonly name: string;
  readonly args: readonly Value[];
};

/** What a builtin does to the shell and what it prints. */
export type Builtin = (call: BuiltinCall) => Outcome;

export type BuiltinTable = { readonly [name: string]: Builtin };

/** Options of a builtin up to the first operand or `--`: letters, and what is left. */
export function splitOptions(
  args: readonly Value[],
  withValue = '',
): {
  readonly letters: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, Value>;
  readonly rest: readonly Value[];
} {
  const letters = new Set<string>();
  const values = new Map<string, Value>();
  let index = 0;
  for (; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined || !/^-[^-]/.test(word.text)) break;
    for (let at = 1; at < word.text.length; at += 1) {
      const letter = word.text.charAt(at);
      letters.add(letter);
      if (!withValue.includes(letter)) continue;
      const joined = word.text.slice(at + 1);
      if (joined !== '') values.set(letter, { ...word, text: joined });
      else {
        index += 1;
        const next = args[index];
        if (next !== undefined) values.set(letter, next);
      }
      break;
    }
  }
  if (args[index]?.text === '--') index += 1;
  return { letters, values, rest: args.slice(index) };
}
