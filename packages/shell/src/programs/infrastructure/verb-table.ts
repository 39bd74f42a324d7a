import { parseOptions } from '../../options.ts';
import type { Call, Effects, OptionGrammar, Program, Value } from '../../program.ts';
import { defineProgram, grammarOf, NO_OPTIONS, type OptionList } from '../shapes/define-program.ts';
import { joinOptions } from '../shapes/subcommands.ts';
import { type Severity, severityOfName, worse } from './severity.ts';

/** What a command's own options and operands make of it. */
export type Judgement = {
  readonly verb?: string;
  readonly severity: Severity;
  readonly target?: Value | undefined;
};

/**
 * What one command of a tool does besides its place in the table. `call.args` and `call.options`
 * are those behind the command's words, together with the options before them.
 */
export type CommandFacts = {
  readonly options?: OptionList;
  /** Takes the place of what the table says; `undefined` leaves it. */
  judge?(call: Call): Judgement | undefined;
  /** Files, secrets, commands it runs. */
  describe?(call: Call, effects: Effects): void;
};

/** Everything there is to know about one infrastructure tool. */
export type ToolFacts = {
  readonly names: readonly string[];
  /** The tool's name in `infra.execute`; the name it was called by if left out. */
  readonly tool?: string;
  readonly summary?: string;
  /** Options that may stand anywhere on the line. */
  readonly options: OptionList;
  /**
   * Severity by the words of a command. A segment may be `a|b`, `delete-*`, or `*` for any word; of
   * several that fit the longest decides. A command that fits none is judged by the names of its
   * words.
   */
  readonly verbs?: { readonly [path: string]: Severity };
  /** Options that make a destructive command worse. */
  readonly raises?: { readonly [option: string]: Severity };
  /** Options that make any command at least as bad as this. */
  readonly floors?: { readonly [option: string]: Severity };
  /** Options with which nothing is changed. */
  readonly dryRun?: readonly string[];
  /** Commands that show a secret, with its kind; an empty kind for those of a group that show none. */
  readonly secrets?: { readonly [path: string]: string };
  /** Words that may stand before a command without changing what it is (`gcloud beta …`). */
  readonly prefixes?: readonly string[];
  /** Options that are known behind a word of the path (`docker compose -f FILE up`). */
  readonly groups?: { readonly [word: string]: OptionList };
  /** What particular commands do besides. */
  readonly commands?: { readonly [path: string]: CommandFacts };
  /** What options that stand with any command do (`wp --exec=CODE`). */
  always?(call: Call, effects: Effects): void;
  /** The word `help` behind a command shows its manual (`aws ec2 run-instances help`). */
  readonly helpBehind?: true;
  /** How many words may name a command. Default 4. */
  readonly depth?: number;
  /** Severity of a call without a command word that is known. Default `change`. */
  readonly otherwise?: Severity;
  /** Key of an option that names the target. */
  readonly target?: string;
};

type PathWord = { readonly value: Value; readonly index: number };

/** Words that may name a command, where a tool does not say otherwise. */
const DEPTH = 4;

const HELP: OptionList = { flags: '--help' };

const TO_OPERAND: OptionList = { stopAtOperand: true };

/** Knowledge about an infrastructure tool: every call is one `infra.execute`. */
export function defineTool(facts: ToolFacts): Program {
  return defineProgram({
    names: facts.names,
    summary: facts.summary ?? 'Verb and severity of each command',
    subcommands: true,
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      describeTool(call, effects, facts);
    },
  });
}

function describeTool(call: Call, effects: Effects, facts: ToolFacts): void {
  const all = grammarOf(facts.options, HELP);
  const depth = facts.depth ?? DEPTH;
  const path = pathOf(call, facts, depth);
  const words = path.slice(0, depth).map((word) => word.value.text);
  if (words.length === 0 && facts.otherwise === undefined) return;
  const isManual = facts.helpBehind === true && path.at(-1)?.value.text === 'help';
  const whole = { ...call, options: parseOptions(call.args, all) };
  if (
    ['--help', '-help'].some((key) => isGiven(whole, all, key)) ||
    onlyInforms(words) ||
    isManual
  ) {
    if (words[0]?.startsWith('completion')) effects.stdout({ text: '', taint: {} });
    return;
  }
  if (path[0]?.value.known === false) effects.unknown('dynamic-command');
  const isDry = facts.dryRun?.some((key) => isGiven(whole, all, key)) ?? false;
  const command = isDry ? undefined : commandOf(call, facts, path.slice(0, depth));
  const table = judgeByTable(facts, words);
  const severity = isDry ? 'read' : adjusted(whole, facts, table.fact);
  const named = facts.target === undefined ? undefined : whole.options.values(facts.target).at(-1);
  const judged = {
    verb: words.slice(0, table.length).join(' '),
    severity,
    target: named ?? path[table.length]?.value,
    ...command?.facts.judge?.(command.call),
  };
  effects.action('infra.execute', {
    tool: facts.tool ?? call.name,
    verb: judged.verb,
    destructive: judged.severity === 'destroy' || judged.severity === 'irreversible',
    severity: judged.severity,
    target: judged.target,
  });
  facts.always?.(whole, effects);
  if (isDry) return;
  reportSecret(effects, facts, words);
  command?.facts.describe?.(command.call, effects);
}

function judgeByTable(facts: ToolFacts, words: readonly string[]): Match<Severity> {
  const found = bestMatch(facts.verbs ?? NONE, words) ?? nameMatch(words);
  if (found === undefined)
    return { fact: facts.otherwise ?? 'change', length: Math.min(words.length, 1) };
  return removalInGroup(words, found) ?? found;
}

/**
 * A table that knows only the group (`acl`, `config`) of a command says that it changes; the verb that
 * follows may take something away all the same (`acl auth-method delete`).
 */
function removalInGroup(
  words: readonly string[],
  found: Match<Severity>,
): Match<Severity> | undefined {
  if (found.fact !== 'change') return undefined;
  if (severityOfName(words[found.length - 1] ?? '') !== undefined) return undefined;
  const rest = words.slice(found.length);
  const at = rest.findIndex((word) => severityOfName(word) !== undefined);
  const verb = severityOfName(rest[at] ?? '');
  if (verb?.firm !== true || verb.severity !== 'destroy') return undefined;
  return { fact: verb.severity, length: found.length + at + 1 };
}

function onlyInforms(words: readonly string[]): boolean {
  const [first = ''] = words;
  return /^(?:help|completions?)$/.test(first) || (first === 'version' && words.length === 1);
}

/** The operands, each with where it stands, as far as they may name a command and its target. */
function pathOf(call: Call, facts: ToolFacts, depth: number): readonly PathWord[] {
  const path: PathWord[] = [];
  const lists: OptionList[] = [facts.options];
  let start = 0;
  while (path.length <= depth && start < call.args.length) {
    const grammar = grammarOf(...lists, TO_OPERAND);
    const options = parseOptions(call.args.slice(start), grammar);
    const [value] = options.operands;
    if (value === undefined) break;
    const index = start + options.firstOperand;
    start = index + 1;
    if (path.length === 0 && facts.prefixes?.includes(value.text)) continue;
    path.push({ value, index });
    const group = facts.groups?.[value.text];
    if (group !== undefined) lists.push(group);
  }
  return path;
}

/** A table without entries. */
const NONE: { readonly [path: string]: never } = {};

type Match<Fact> = { readonly fact: Fact; readonly length: number };

function bestMatch<Fact>(
  table: { readonly [path: string]: Fact },
  words: readonly string[],
): Match<Fact> | undefined {
  let best: Path | undefined;
  for (const path of pathsOf(table)) {
    if (!path.segments.every((segment, index) => fits(segment, words[index]))) continue;
    const wins =
      best === undefined ||
      path.segments.length > best.segments.length ||
      (path.segments.length === best.segments.length && path.exact > best.exact);
    if (wins) best = path;
  }
  const fact = best === undefined ? undefined : table[best.text];
  return best === undefined || fact === undefined
    ? undefined
    : { fact, length: best.segments.length };
}

/** A path of a table: for each of its words the spellings it may have. */
type Path = {
  readonly text: string;
  readonly segments: readonly (readonly string[])[];
  /** How many of its words are not just any. */
  readonly exact: number;
};

const PATHS = new WeakMap<object, readonly Path[]>();

function pathsOf(table: { readonly [path: string]: unknown }): readonly Path[] {
  const known = PATHS.get(table);
  if (known !== undefined) return known;
  const paths = Object.keys(table).map((text) => {
    const words = text.split(' ');
    const exact = words.filter((word) => word !== '*').length;
    return { text, segments: words.map((word) => word.split('|')), exact };
  });
  PATHS.set(table, paths);
  return paths;
}

function fits(spellings: readonly string[], word: string | undefined): boolean {
  if (word === undefined) return false;
  return spellings.some((each) =>
    each.endsWith('*') ? word.startsWith(each.slice(0, -1)) : each === word,
  );
}

/** The first word that is surely a verb, else the first that may be one. */
function nameMatch(words: readonly string[]): Match<Severity> | undefined {
  let soft: Match<Severity> | undefined;
  for (const [index, word] of words.entries()) {
    const found = severityOfName(word);
    if (found === undefined) continue;
    const match = { fact: found.severity, length: index + 1 };
    if (found.firm) return match;
    soft ??= match;
  }
  return soft;
}

function adjusted(call: Call, facts: ToolFacts, base: Severity): Severity {
  let severity = base;
  for (const [key, floor] of Object.entries(facts.floors ?? {}))
    if (call.options.has(key)) severity = worse(severity, floor);
  if (severity === 'destroy' || severity === 'irreversible')
    for (const [key, raised] of Object.entries(facts.raises ?? {}))
      if (call.options.has(key)) severity = worse(severity, raised);
  return severity;
}

/**
 * True if an option that makes a call harmless is really given: switched on, and not behind an
 * unknown option that may have taken it as its value.
 */
function isGiven(call: Call, grammar: OptionGrammar, key: string): boolean {
  const { options } = call;
  if (!options.has(key) && !options.unknownOptions.includes(key)) return false;
  if (options.values(key).some((value) => /^(?:none|false|no|0)$/.test(value.text))) return false;
  return !call.args.some((word, index) => {
    const before = call.args[index - 1]?.text ?? '';
    if (!options.unknownOptions.includes(before) || before.includes('=')) return false;
    return word.text === key || parseOptions([word], grammar).has(key);
  });
}

function reportSecret(effects: Effects, facts: ToolFacts, words: readonly string[]): void {
  const kind = bestMatch(facts.secrets ?? NONE, words)?.fact;
  if (kind === undefined || kind === '') return;
  effects.shows(kind);
}

/** The facts of the command the path names, and the call as that command sees it. */
function commandOf(
  call: Call,
  facts: ToolFacts,
  path: readonly PathWord[],
): { readonly facts: CommandFacts; readonly call: Call } | undefined {
  const match = bestMatch(
    facts.commands ?? NONE,
    path.map((word) => word.value.text),
  );
  const last = match === undefined ? undefined : path[match.length - 1];
  if (match === undefined || last === undefined) return undefined;
  const groups = path.map((word) => facts.groups?.[word.value.text] ?? NO_OPTIONS);
  const args = call.args.slice(last.index + 1);
  const before = parseOptions(call.args.slice(0, last.index), grammarOf(facts.options, ...groups));
  const after = parseOptions(
    args,
    grammarOf(facts.options, ...groups, match.fact.options ?? NO_OPTIONS),
  );
  return { facts: match.fact, call: { ...call, args, options: joinOptions(before, after) } };
}
