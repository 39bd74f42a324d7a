import type { Call, Effects, Program, Value } from '../../program.ts';
import { sourceOfAll } from '../packages/package-action.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** The command line of a coding agent. */
export type AgentFacts = {
  readonly names: readonly string[];
  /** How policies know it (`agent.spawn`, `params.type`). */
  readonly agent: string;
  readonly options: OptionList;
  /** Keys of options with which it does not ask before it acts, or leaves settings and hooks out. */
  readonly unguarded: readonly string[];
  /** The same, for some values of an option only. */
  readonly unguardedValues?: { readonly [key: string]: RegExp };
  /** Variables that give it other settings than its user's. */
  readonly variables?: readonly string[];
  /** Keys of options whose value is what it is asked to do. */
  readonly prompts?: readonly string[];
  /** First operands with which no agent starts: they show, sign in, update or configure. */
  readonly quiet: readonly string[];
  /** First operands with which one starts, and which are no prompt. */
  readonly verbs?: readonly string[];
  /** First operands that print a secret with which to sign in. */
  readonly shows?: readonly string[];
  /** The only first operands with which one starts, of a program that is more than an agent. */
  readonly startsOnly?: readonly string[];
  /** First operands that have commands of their own, of which some only tell (`threads list`). */
  readonly groups?: readonly string[];
  /** By the first two operands: the file below the home folder that the call changes. */
  readonly edits?: { readonly [words: string]: string };
};

const ASKS_ONLY = [
  '--version',
  '-v',
  '-V',
  '--list-models',
  '--models',
  '--list-extensions',
  '--list-sessions',
  '--show-repo-map',
  '--show-prompts',
];

/** Knowledge about one agent: a start of it is `agent.spawn`. */
export function defineAgent(facts: AgentFacts): Program {
  return defineProgram({
    names: facts.names,
    summary: 'Starts an agent (`agent.spawn`); options that switch its checks or settings off',
    options: facts.options,
    describe(call, effects) {
      const [first] = call.options.operands;
      if (asksForHelp(call) || call.args.some(({ text }) => ASKS_ONLY.includes(text))) return;
      editsSettings(call, effects, facts);
      installsExtension(call, effects, facts);
      if (first !== undefined && facts.shows?.includes(first.text)) effects.shows('access-token');
      if (facts.startsOnly?.includes(first?.text ?? '') === false) return;
      if (first !== undefined && facts.quiet.includes(first.text)) return;
      if (onlyTells(call, facts)) return;
      effects.action('agent.spawn', {
        type: facts.agent,
        prompt: promptOf(call, facts),
        ...(isUnguarded(call, facts) ? { unguarded: true } : {}),
      });
    },
  });
}

/** `extensions install ADDRESS`: code that the agent loads from then on. */
function installsExtension({ options }: Call, effects: Effects, { agent }: AgentFacts): void {
  const [kind, verb, ...packages] = options.operands;
  if (!/^(?:extension|plugin|skill)s?$/.test(kind?.text ?? '')) return;
  if (!/^(?:install|add|i)$/.test(verb?.text ?? '')) return;
  effects.action('package.install', {
    manager: agent,
    packages,
    source: sourceOfAll(agent, packages),
  });
}

/** Commands of a group by which no agent starts. */
const TELLS = /^(?:list|ls|show|view|info|status|history|logs|path|validate|help)$/;

function onlyTells({ options }: Call, { groups = [] }: AgentFacts): boolean {
  const [first, second] = options.operands;
  if (first === undefined || !groups.includes(first.text)) return false;
  return second !== undefined && TELLS.test(second.text);
}

function promptOf(call: Call, { prompts = [], verbs = [] }: AgentFacts): Value | undefined {
  const given = prompts.flatMap((key) => call.options.values(key)).at(-1);
  return given ?? call.options.operands.find(({ text }) => !verbs.includes(text));
}

function isUnguarded(call: Call, facts: AgentFacts): boolean {
  const { options } = call;
  const changed = ['HOME', ...(facts.variables ?? [])].some((name) => call.env[name] !== undefined);
  const switched = facts.unguarded.some(
    (key) => options.has(key) || options.unknownOptions.includes(key),
  );
  const chosen = Object.entries(facts.unguardedValues ?? {}).some(([key, values]) =>
    options.values(key).some((value) => !value.known || values.test(value.text)),
  );
  return changed || switched || chosen;
}

function editsSettings(call: Call, effects: Effects, { edits = {} }: AgentFacts): void {
  const [first, second] = call.options.operands;
  const words = [first?.text, second?.text].filter((word) => word !== undefined).join(' ');
  const file = Object.hasOwn(edits, words) ? edits[words] : undefined;
  if (file !== undefined && call.home !== undefined)
    effects.action('file.edit', { file_path: `${call.home}/${file}` });
}
