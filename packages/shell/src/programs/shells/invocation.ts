import type { Value } from '../../program.ts';

/** How one shell's option words differ from the others'. */
export type ShellDialect = {
  /** Long options that take the next word. */
  readonly longValues: readonly string[];
  /** Letters whose value is the next word wherever they stand in a cluster (`-euo pipefail`). */
  readonly nextWord: string;
  /** Letters whose value is the rest of the cluster, or the next word if there is none. */
  readonly restOfWord: string;
};

/** What a shell's words ask it to run. */
export type Invocation = {
  /** The text of `-c`. */
  readonly line?: Value;
  /** `$0` and the positional parameters of the text or the standard input. */
  readonly positional: readonly Value[];
  /** Script file and its arguments. */
  readonly script?: Value;
  readonly args: readonly Value[];
  /** `-s`, or no script: commands come from standard input. */
  readonly readsInput: boolean;
  /** `-n`: commands are read and not run. */
  readonly checksOnly: boolean;
  /** `-i`: it waits for commands whatever else it is given. */
  readonly isInteractive: boolean;
  /** Prints help or its version. */
  readonly informs: boolean;
  /** Values of long options, by their name. */
  readonly long: ReadonlyMap<string, Value>;
  /** Some word among the options is not known. */
  readonly doubtful: boolean;
};

/** Reads the words after a shell's name (sh(1p), bash(1), zshbuiltins, dash(1), ksh(1)). */
export function parseInvocation(args: readonly Value[], dialect: ShellDialect): Invocation {
  const seen = new Set<string>();
  const long = new Map<string, Value>();
  let doubtful = false;
  let at = 0;
  for (; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined) break;
    if (word.text === '--' || word.text === '-') {
      at += 1;
      break;
    }
    if (!word.known && /^[*-]/.test(word.text) && (word.splits || word.text.startsWith('-')))
      doubtful = true;
    else if (word.text.startsWith('--'))
      at += takeLong(word.text, args[at + 1], dialect, long, seen);
    else if (/^[-+]./.test(word.text)) at += takeCluster(word.text, dialect, seen);
    else break;
  }
  return settle(args.slice(at), seen, long, doubtful);
}

/** Gives how many further words the option used. */
function takeLong(
  text: string,
  next: Value | undefined,
  dialect: ShellDialect,
  long: Map<string, Value>,
  seen: Set<string>,
): number {
  const [name = ''] = text.slice(2).split('=', 1);
  seen.add(name);
  if (!dialect.longValues.includes(name) || text.includes('=') || next === undefined) return 0;
  long.set(name, next);
  return 1;
}

function takeCluster(text: string, dialect: ShellDialect, seen: Set<string>): number {
  const sign = text.charAt(0);
  let used = 0;
  for (let index = 1; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (sign === '-') seen.add(letter);
    else seen.delete(letter);
    if (dialect.nextWord.includes(letter)) used += 1;
    if (!dialect.restOfWord.includes(letter)) continue;
    return index + 1 < text.length ? used : used + 1;
  }
  return used;
}

function settle(
  rest: readonly Value[],
  seen: ReadonlySet<string>,
  long: ReadonlyMap<string, Value>,
  doubtful: boolean,
): Invocation {
  const [first, ...others] = rest;
  const common = {
    long,
    doubtful,
    checksOnly: seen.has('n') || seen.has('D'),
    isInteractive: seen.has('i'),
    informs: seen.has('help') || seen.has('version'),
  };
  if (seen.has('c') && first !== undefined)
    return { ...common, line: first, positional: others, args: [], readsInput: false };
  if (seen.has('s') || first === undefined)
    return { ...common, positional: rest, args: [], readsInput: true };
  return { ...common, script: first, args: others, positional: [], readsInput: false };
}
