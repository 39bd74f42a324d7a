import type { ParsedScript } from 'unbash';
import type { Stream, Value } from '../program.ts';
import type { Frame } from '../walk/frame.ts';

/** What expanding words needs from the walk around them. */
export type Expansion = {
  readonly frame: Frame;
  /** Set within the body of a here-document, where single quotes do not quote. */
  readonly inHereDoc?: true;
  /** Runs a command substitution; gives what it prints. */
  substitute(script: ParsedScript): Stream;
  /** Starts a process substitution; gives the path that stands for it. */
  connect(operator: '<' | '>', script: ParsedScript): Value;
  /** The value of a variable that may hold one of several. */
  choose(name: string, values: readonly Value[]): Value;
  /** Counts words made, so that expansions stay within the line's budget. */
  countWords(words: number): void;
};
