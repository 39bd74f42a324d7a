import type { Call, Effects, Program, Value } from '../../program.ts';
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
  /** By the first two operands: the file below the home folder that the call changes. */
  readonly edits?: { readonly [words: string]: string };
};

const ASKS_ONLY = [
  '--version',
  '-v',
  '-V',
  '--list-models',
  '--list-extensions',
  '--list-sessions',
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
      if (first !== undefined && facts.quiet.includes(first.text)) return;
      effects.action('agent.spawn', {
        type: facts.agent,
        prompt: promptOf(call, facts),
        ...(isUnguarded(call, facts) ? { unguarded: true } : {}),
      });
    },
  });
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
