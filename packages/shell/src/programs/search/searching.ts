import type { Call, Effects, Stream, Value } from '../../program.ts';
import { NOTHING_TOLD, someLinesOf } from '../files/reading.ts';
import { keepsProcesses } from '../shapes/process-list.ts';
import { joinValues } from '../shapes/values.ts';
import {
  findsHarmlessVariables,
  findsNamesOnly,
  findsOrdinaryVariables,
} from '../text/variable-names.ts';
import { foundPaths, namedFiles, printedPaths } from './found-paths.ts';

type Search = {
  /** The patterns that stand on the command line; several fit like one. */
  readonly patterns: readonly Value[];
  /** Files and folders searched; `-` is standard input. */
  readonly paths: readonly Value[];
  readonly recursive: boolean;
  /** Globs of the names it is limited to; none means all. */
  readonly names?: readonly Value[];
  /** What is printed instead of what was found: names of files, or nothing to speak of. */
  readonly prints?: 'names' | 'nothing';
};

/** What a search prints, by the options that ask for nothing or for names only. */
export function printedBy(
  { options }: Call,
  nothing: readonly string[],
  names: readonly string[],
): Pick<Search, 'prints'> {
  if (nothing.some((key) => options.has(key))) return { prints: 'nothing' };
  return names.some((key) => options.has(key)) ? { prints: 'names' } : {};
}

/** Options by which a line found is not printed as it was. */
const CHANGES_LINES = ['-o', '-c', '-n', '-b', '-A', '-B', '-C', '-r', '-z'];

/** Reports a search in files: the pattern is data, each path is read. */
export function searches(call: Call, effects: Effects, search: Search): void {
  const { patterns, paths, recursive, names = [], prints } = search;
  const pattern = patterns.length === 0 ? undefined : joinValues(patterns, '\n');
  for (const path of paths)
    if (path.text !== '-')
      effects.action('file.grep', {
        file_path: path,
        pattern,
        recursive: recursive ? true : undefined,
      });
  if (recursive) for (const path of namedFiles(paths, names)) effects.reads(path);
  if (paths.length === 0 && !recursive) showsFound(call, effects, patterns, prints);
  if (prints === 'nothing') effects.stdout(NOTHING_TOLD);
  else if (prints === 'names' && paths.length > 0) {
    const found = recursive ? foundPaths(paths, names.length > 0 ? names : undefined) : paths;
    effects.stdout(printedPaths(found, '\n'));
  } else if (paths.length === 0) {
    const input = withFound(call.stdin ?? NOTHING_TOLD, call, patterns);
    effects.stdout(
      CHANGES_LINES.some((key) => call.options.has(key))
        ? { taint: input.taint }
        : someLinesOf(input),
    );
  }
}

/** Of a list of processes those are left that a pattern finds. */
function withFound(input: Stream, { options }: Call, patterns: readonly Value[]): Stream {
  if (options.has('-v')) return input;
  const texts = patterns.map(({ text }) => text);
  return { ...input, taint: keepsProcesses(input.taint, texts) };
}

/** Options by which lines are printed that no pattern on the command line finds. */
const PRINTS_OTHERS = ['-v', '-f', '-A', '-B', '-C', '-z', '-r', '-U'];

/** What a search shows of a list of variables that flows in. */
function showsFound(
  call: Call,
  effects: Effects,
  patterns: readonly Value[],
  prints: Search['prints'],
): void {
  if (prints !== undefined || findsNoSecret(call, patterns)) effects.withholds();
  else if (call.stdin?.shown !== undefined && findsOneKind(call, patterns)) {
    // Those of one kind: a setting that has a password in it may be among them.
    effects.withholds();
    effects.action('secret.read', { kind: 'configuration' });
  }
}

function findsOneKind({ options }: Call, patterns: readonly Value[]): boolean {
  if (patterns.length === 0 || PRINTS_OTHERS.some((key) => options.has(key))) return false;
  return patterns.every(({ text, known }) => known && findsOrdinaryVariables(text));
}

/** True if what is found in a list of variables (`env`) is names only, or holds no secret. */
function findsNoSecret({ options }: Call, patterns: readonly Value[]): boolean {
  if (patterns.length === 0 || PRINTS_OTHERS.some((key) => options.has(key))) return false;
  return patterns.every(
    ({ text, known }) =>
      known && (findsHarmlessVariables(text) || (options.has('-o') && findsNamesOnly(text))),
  );
}

/** Reads files that an option names (pattern lists, ignore lists); `-` is standard input. */
export function readsNamedBy(call: Call, effects: Effects, ...keys: readonly string[]): void {
  for (const key of keys)
    for (const path of call.options.values(key)) if (path.text !== '-') effects.reads(path);
}

/** Runs commands that options name, for each file or for the output. */
export function runsNamedBy(call: Call, effects: Effects, ...keys: readonly string[]): void {
  for (const key of keys)
    for (const command of call.options.values(key))
      if (command.text !== '') effects.line(command, { wrapper: call.name });
}
