import { AgsecError } from '@agsec/core';

/** What a command may use of the process it runs in. Tests pass their own. */
export type CliContext = {
  readonly environment: { readonly [name: string]: string | undefined };
  /** Absolute. */
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Standard input, piece by piece as it arrives. */
  readInput(): AsyncIterable<Uint8Array>;
  /** Names of the programs this one runs below, nearest first. */
  ancestors(): readonly string[];
  /** Asks at the terminal itself, not on standard input; `undefined`: there is none. */
  askAtTerminal(question: string): string | undefined;
  /** Waits there for one key; `undefined`: there is none. Ctrl-C and the like are `q`. */
  keyAtTerminal(question: string): Promise<string | undefined>;
};

/**
 * Exit status of every command: 0 fine, 1 findings, 2 usage or configuration. `check` has its own
 * (0 allow, 3 deny, 4 review).
 */
export type ExitStatus = 0 | 1 | 2 | 3 | 4;

/** Something the person has to change: shown without a stack, ends with status 2. */
export class CliError extends AgsecError {
  /** What to do about it, as a command or a sentence. */
  readonly help: string | undefined;

  constructor(code: string, message: string, help?: string) {
    super({ code, message });
    this.name = 'CliError';
    this.help = help;
  }
}
