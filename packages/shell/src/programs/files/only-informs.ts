import type { Call } from '../../program.ts';

const INFORMING: readonly string[] = ['--help', '--version'];

/**
 * True if the call only prints its help or version: the option stands before the first operand.
 * Behind one, a program that does not permute its words (BSD, `POSIXLY_CORRECT`) takes it for an
 * operand and does its work, so there it proves nothing.
 */
export function onlyInforms(call: Call): boolean {
  const { args, options } = call;
  const asked = INFORMING.filter(
    (option) => options.has(option) || options.unknownOptions.includes(option),
  );
  if (asked.length === 0) return false;
  return args.slice(0, options.firstOperand).some((word) => asked.includes(word.text));
}

/**
 * True if one of these spellings is all the call says (`tmux -V`, `passwd -h`). For programs that
 * give the letter another meaning beside further words, or spell it by themselves.
 */
export function asksAlone(call: Call, ...spellings: readonly string[]): boolean {
  const [word] = call.args;
  return call.args.length === 1 && word?.known === true && spellings.includes(word.text);
}
