import type { OptionGrammar, Program } from '../../program.ts';

/**
 * A program's options, written the way manuals list them: spellings separated by spaces, those of
 * one option joined by `|`, its canonical key first (`-u|--user`).
 */
export type OptionList = Omit<OptionGrammar, 'options'> & {
  /** Take no value. */
  readonly flags?: string;
  /** Take a value, joined or as the next word. */
  readonly values?: string;
  /** Take a value only when it is joined (`--color=auto`, `-i.bak`). */
  readonly optional?: string;
};

export type ProgramFacts = Omit<Program, 'grammar'> & { readonly options: OptionList };

/** A `Program` whose grammar is built from its option list when it is first asked for. */
export function defineProgram(facts: ProgramFacts): Program {
  return new DefinedProgram(facts);
}

/** A class rather than an object made by spreading: hundreds are made whenever a line is read. */
class DefinedProgram implements Program {
  readonly names: readonly string[];
  readonly summary: string;
  readonly subcommands?: true;
  readonly describe: Program['describe'];
  readonly #options: OptionList;
  #grammar: OptionGrammar | undefined;

  constructor(facts: ProgramFacts) {
    this.names = facts.names;
    this.summary = facts.summary;
    if (facts.subcommands) this.subcommands = true;
    this.describe = facts.describe;
    this.#options = facts.options;
  }

  get grammar(): OptionGrammar {
    this.#grammar ??= grammarOf(this.#options);
    return this.#grammar;
  }
}

/** An option list that adds nothing. */
export const NO_OPTIONS: OptionList = {};

/**
 * The grammar an option list stands for; later lists add to or replace earlier ones. It is made once
 * for lists that stay the same objects: a line may run a program a thousand times.
 */
export function grammarOf(...lists: readonly OptionList[]): OptionGrammar {
  let made = MADE;
  for (const list of lists) made = made.followedBy(list);
  made.grammar ??= makeGrammar(lists);
  return made.grammar;
}

/** Grammars by the lists they were made of, one after the other. */
class Made {
  grammar: OptionGrammar | undefined;
  readonly #next = new WeakMap<OptionList, Made>();

  followedBy(list: OptionList): Made {
    const known = this.#next.get(list);
    if (known !== undefined) return known;
    const made = new Made();
    this.#next.set(list, made);
    return made;
  }
}

const MADE = new Made();

function makeGrammar(lists: readonly OptionList[]): OptionGrammar {
  const options: { [spelling: string]: string } = {};
  let settings: Omit<OptionGrammar, 'options'> = {};
  for (const { flags, values, optional, ...rest } of lists) {
    settings = { ...settings, ...rest };
    enter(options, flags, 'flag');
    enter(options, values, 'value');
    enter(options, optional, 'optional');
  }
  return { ...settings, options };
}

function enter(options: { [spelling: string]: string }, list: string | undefined, kind: string) {
  for (const group of list?.split(' ') ?? []) {
    const [canonical, ...aliases] = group.split('|');
    if (canonical === undefined || canonical === '') continue;
    options[canonical] = kind;
    for (const alias of aliases) options[alias] = canonical;
  }
}
