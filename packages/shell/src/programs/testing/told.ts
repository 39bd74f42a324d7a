import type { DerivedAction, ShellAnalysis } from '../../contract.ts';
import { describeWords } from '../../describe-call.ts';
import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, Stream } from '../../program.ts';
import { literal } from '../shapes/values.ts';

/** Where tests of program knowledge run their calls. */
export const SURROUNDINGS = { cwd: '/w', home: '/home/u', os: 'linux' } as const;

/**
 * What a call of these words would do, for tests of program knowledge: each derived action as one
 * line, `file.delete file_path=a recursive=true`, with `?name` for every unknown parameter, and
 * `unknown: reason` for what could not be read. The call's own `command.run` is left out.
 */
export function told(programs: readonly Program[], ...words: readonly string[]): readonly string[] {
  return linesOf(describeWords(words, SURROUNDINGS, programs));
}

/** The analysis as such lines. */
export function linesOf(analysis: ShellAnalysis): readonly string[] {
  const own = analysis.actions.findIndex(({ name }) => name === 'command.run');
  const actions = analysis.actions.filter((_, index) => index !== own);
  return [
    ...actions.map(lineOf),
    ...analysis.unknown.map((reason) => `unknown: ${reason}`),
    ...analysis.scripts.map((script) => `script: ${script.path}`),
  ];
}

function lineOf({ name, params, unknown, via }: DerivedAction): string {
  if (name === 'command.run')
    return `run ${[...(via?.wrappers ?? []), params['command']].join(' ')}`;
  const shown = Object.entries(params)
    .filter(([key]) => key !== 'cwd')
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [name, ...shown, ...unknown.map((key: string) => `?${key}`)].join(' ');
}

/** What a call prints when `stdin` flows in; `undefined` if it tells nothing of it. */
export function printed(
  program: Program,
  words: readonly string[],
  stdin?: Stream,
): Stream | undefined {
  const args = words.map((word) => literal(word));
  const call: Call = {
    name: program.names[0] ?? '',
    args,
    options: parseOptions(args, program.grammar),
    env: {},
    ...(stdin === undefined ? {} : { stdin }),
  };
  let output: Stream | undefined;
  const nothing = (): Stream => ({ taint: {} });
  const effects: Effects = {
    action: () => undefined,
    run: nothing,
    line: nothing,
    code: () => undefined,
    interactive: () => undefined,
    makes: () => undefined,
    generates: () => undefined,
    script: () => undefined,
    stdout: (stream) => {
      output = stream;
    },
    reads: nothing,
    writes: () => undefined,
    shows: () => undefined,
    withholds: () => undefined,
    sends: () => undefined,
    unknown: () => undefined,
  };
  program.describe(call, effects);
  return output;
}
