import type { Value } from '../../program.ts';

/** A command that `-exec` and its like run for what was found. */
type FindCommand = {
  readonly kind: 'command';
  readonly argv: readonly Value[];
  /** `-execdir`, `-okdir`: runs in the folder of what was found. */
  readonly inFolder: boolean;
};

type FindAction =
  | FindCommand
  | { readonly kind: 'delete' }
  | { readonly kind: 'write'; readonly file: Value };

/** What one action of an expression is done to: names that must fit, `undefined` for any name. */
export type FoundAction = {
  readonly action: FindAction;
  readonly names: readonly Value[] | undefined;
};

export type FindExpression = {
  readonly actions: readonly FoundAction[];
  /** Names that what is printed must fit. */
  readonly names: readonly Value[] | undefined;
  /** Files an expression reads (`-files0-from`). */
  readonly lists: readonly Value[];
  /** `-help` or `-version` stands where a test may: nothing else happens. */
  readonly informs: boolean;
};

/** Tests and options with one argument: find(1) of GNU findutils and of FreeBSD and macOS. */
const TAKES_ONE = new Set(
  '-amin -anewer -atime -cmin -cnewer -context -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links -lname -maxdepth -mindepth -mmin -mtime -name -newer -path -perm -printf -regex -regextype -samefile -size -type -uid -used -user -wholename -xtype -flags -Bmin -Bnewer -Btime -mnewer -xattrname -files0-from -D'.split(
    ' ',
  ),
);

const WRITES = new Set(['-fprint', '-fprint0', '-fls', '-fprintf']);
const COMMANDS = new Set(['-exec', '-execdir', '-ok', '-okdir']);
const NAME_TESTS = new Set(['-name', '-iname']);
const INFORMS = new Set(['-help', '--help', '-version', '--version']);

/** Reads a find expression: its actions, each with the names it is restricted to. */
export function readFindExpression(words: readonly Value[]): FindExpression {
  return new ExpressionReader(words).read();
}

/** Deepest nesting of parentheses that is told apart; deeper ones restrict nothing. */
const DEEPEST = 100;

/** What a part of an expression does and restricts. */
type Part = {
  readonly names: readonly Value[] | undefined;
  readonly actions: readonly FoundAction[];
};

class ExpressionReader {
  readonly #words: readonly Value[];
  readonly #lists: Value[] = [];
  #next = 0;
  #depth = 0;
  #informs = false;

  constructor(words: readonly Value[]) {
    this.#words = words;
  }

  read(): FindExpression {
    const actions: FoundAction[] = [];
    let names: readonly Value[] | undefined;
    // A `)` too many ends a list early; what stands behind it is read all the same.
    do {
      const part = this.#list();
      actions.push(...part.actions);
      names = part.names;
    } while (this.#next < this.#words.length);
    return { actions, names, lists: this.#lists, informs: this.#informs };
  }

  /** Branches separated by `-o`, `-or` and `,` up to a `)`. */
  #list(): Part {
    const branches: Part[] = [];
    for (;;) {
      branches.push(this.#branch());
      const separator = this.#take();
      if (separator === undefined || separator.text === ')') break;
    }
    const names = branches.every((branch) => branch.names !== undefined)
      ? branches.flatMap((branch) => branch.names ?? [])
      : undefined;
    return { names, actions: branches.flatMap((branch) => branch.actions) };
  }

  /** Tests and actions that must all hold, up to a separator. */
  #branch(): Part {
    let names: readonly Value[] | undefined;
    const actions: FoundAction[] = [];
    for (;;) {
      const word = this.#words[this.#next];
      if (word === undefined || ['-o', '-or', ',', ')'].includes(word.text)) break;
      const part = this.#factor();
      names ??= part.names;
      for (const { action, names: own } of part.actions)
        actions.push({ action, names: own ?? names });
    }
    return { names, actions };
  }

  #factor(): Part {
    const word = this.#take();
    if (word === undefined) return NO_PART;
    const { text } = word;
    if (text === '(') return this.#group();
    if (text === '!' || text === '-not') return this.#negated();
    if (NAME_TESTS.has(text)) {
      const name = this.#take();
      return name === undefined ? NO_PART : { names: [name], actions: [] };
    }
    if (COMMANDS.has(text)) return action({ kind: 'command', ...this.#command(text) });
    if (WRITES.has(text)) return this.#write(text);
    if (text === '-delete') return action({ kind: 'delete' });
    if (INFORMS.has(text)) this.#informs = true;
    if (text === '-files0-from') this.#lists.push(...this.#takeOne());
    else if (TAKES_ONE.has(text) || /^-newer[aBcmt]{2}$/.test(text)) this.#take();
    // BSD's `-depth N` restricts; GNU's `-depth` stands alone.
    else if (text === '-depth' && /^[-+]?\d+$/.test(this.#words[this.#next]?.text ?? ''))
      this.#take();
    return NO_PART;
  }

  #group(): Part {
    if (this.#depth >= DEEPEST) return NO_PART;
    this.#depth += 1;
    const part = this.#list();
    this.#depth -= 1;
    return part;
  }

  /** A test that must not hold restricts to no name. */
  #negated(): Part {
    while (['!', '-not'].includes(this.#words[this.#next]?.text ?? '')) this.#next += 1;
    return { ...this.#factor(), names: undefined };
  }

  /** The words up to `;`, or to a `+` behind `{}`. */
  #command(test: string): { argv: readonly Value[]; inFolder: boolean } {
    const argv: Value[] = [];
    for (;;) {
      const word = this.#take();
      if (word === undefined || word.text === ';') break;
      if (word.text === '+' && argv.at(-1)?.text === '{}') break;
      argv.push(word);
    }
    return { argv, inFolder: test.endsWith('dir') };
  }

  #write(test: string): Part {
    const file = this.#take();
    if (test === '-fprintf') this.#take();
    return file === undefined ? NO_PART : action({ kind: 'write', file });
  }

  #takeOne(): readonly Value[] {
    const word = this.#take();
    return word === undefined ? [] : [word];
  }

  #take(): Value | undefined {
    const word = this.#words[this.#next];
    this.#next += 1;
    return word;
  }
}

const NO_PART: Part = { names: undefined, actions: [] };

function action(what: FindAction): Part {
  return { names: undefined, actions: [{ action: what, names: undefined }] };
}
