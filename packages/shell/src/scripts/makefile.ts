/** What making one target runs. */
export type MakeRecipe = {
  /** Shell lines in the order make would run them, prerequisites first. */
  readonly lines: readonly string[];
  /** False if the file has parts that are not read: includes, pattern rules, conditions, functions. */
  readonly complete: boolean;
};

/** Rules visited for one target; a makefile with more is not read to the end. */
const RULE_LIMIT = 200;

/** Settings under which recipe lines are not lines for `sh`. */
const SHELL_SETTINGS = new Set(['SHELL', '.SHELLFLAGS', '.ONESHELL', 'MAKEFLAGS']);

/**
 * The recipe lines of a makefile's target (GNU make manual, "Rule Syntax"). An empty name is the
 * first target. Variables assigned in the file are filled in; others become a shell parameter that
 * nobody has set, which a reader of the lines knows to be unknown. `undefined`: no such target.
 */
export function makeRecipe(text: string, target: string): MakeRecipe | undefined {
  const makefile = new Makefile(text);
  const goal = target === '' ? makefile.firstTarget : target;
  if (goal === undefined) return undefined;
  return makefile.recipeOf(goal);
}

class Rule {
  readonly prerequisites: string[] = [];
  readonly recipe: string[] = [];
}

class Makefile {
  readonly #rules = new Map<string, Rule>();
  readonly #variables = new Map<string, string>();
  #current: readonly Rule[] = [];
  #complete = true;
  firstTarget: string | undefined;

  constructor(text: string) {
    for (const line of text.replace(/\\\r?\n[ \t]*/g, ' ').split(/\r?\n/)) this.#readLine(line);
  }

  recipeOf(goal: string): MakeRecipe | undefined {
    if (!this.#rules.has(goal)) return undefined;
    const lines: string[] = [];
    const seen = new Set<string>();
    const visit = (name: string): void => {
      const rule = this.#rules.get(name);
      if (rule === undefined || seen.has(name) || seen.size === RULE_LIMIT) return;
      seen.add(name);
      for (const prerequisite of rule.prerequisites) visit(prerequisite);
      lines.push(...rule.recipe.map((line) => this.#expand(line, name)));
    };
    visit(goal);
    return { lines, complete: this.#complete && seen.size < RULE_LIMIT };
  }

  #readLine(line: string): void {
    const bare = line.replace(/(^|\s)#.*$/, '').trim();
    if (line.startsWith('\t')) this.#addRecipe(line);
    else if (bare !== '' && !this.#readAssignment(bare) && !this.#readRule(bare)) {
      this.#complete = false;
    }
  }

  #addRecipe(line: string): void {
    for (const rule of this.#current) rule.recipe.push(line.replace(/^[@+\s-]+/, ''));
  }

  #readAssignment(line: string): boolean {
    const match = /^(?:override\s+|export\s+)?([\w.-]+)\s*(\?|\+|::?|!)?=\s*(.*)$/.exec(line);
    if (match === null) return /^(?:un)?export(?:\s|$)/.test(line);
    const [, name = '', kind, value = ''] = match;
    const runs = kind === '!' || value.includes('$(shell');
    if (runs || kind === '+' || SHELL_SETTINGS.has(name)) this.#complete = false;
    this.#variables.set(name, value);
    return true;
  }

  #readRule(line: string): boolean {
    const colon = line.indexOf(':');
    if (colon < 0 || line.includes('%') || line.includes('$') || line.includes('=')) return false;
    const rest = line.slice(colon).replace(/^::?/, '');
    const semicolon = rest.indexOf(';');
    const prerequisites = words(semicolon < 0 ? rest : rest.slice(0, semicolon));
    const targets = words(line.slice(0, colon));
    this.#current = targets.map((name) => this.#ruleFor(name));
    for (const rule of this.#current) rule.prerequisites.push(...prerequisites);
    if (semicolon >= 0) this.#addRecipe(rest.slice(semicolon + 1));
    this.firstTarget ??= targets.find((name) => !name.startsWith('.'));
    if (targets.some((name) => SHELL_SETTINGS.has(name))) this.#complete = false;
    return true;
  }

  #ruleFor(name: string): Rule {
    const rule = this.#rules.get(name) ?? new Rule();
    this.#rules.set(name, rule);
    return rule;
  }

  #expand(line: string, target: string): string {
    const reference = /\$(?:\$|@|\(shell\s|\(([\w.-]+)\)|\{([\w.-]+)\}|\([^)]*\)|.)/g;
    return line.replace(reference, (all: string, round?: string, curly?: string) => {
      if (all === '$$') return '$';
      if (all === '$@') return target;
      if (all.startsWith('$(shell')) return '$(';
      const value = this.#variables.get(round ?? curly ?? '');
      return value === undefined || value.includes('$') ? '"$AGSEC_UNKNOWN"' : value;
    });
  }
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '' && word !== '|');
}
