import type { Call, Value } from '../../program.ts';
import { joinValues, literal } from '../shapes/values.ts';

type SourcesAndTarget = {
  readonly sources: readonly Value[];
  readonly target: Value;
  /** The target is given as a folder (`-t`), or more than one source goes there. */
  readonly isFolder: boolean;
};

/**
 * The parts of a call of the form `SOURCE… TARGET` or `-t TARGET SOURCE…` (the grammar's key is
 * `-t`). A single word that the shell may turn into several (`cp $FILES`, `mv *`) stands for both.
 * `undefined` when the program would refuse the call for want of words.
 */
export function sourcesAndTarget(call: Call): SourcesAndTarget | undefined {
  const { operands } = call.options;
  const folder = call.options.values('-t').at(-1);
  if (folder !== undefined) return { sources: operands, target: folder, isFolder: true };
  const target = operands.at(-1);
  if (target === undefined) return undefined;
  if (operands.length > 1)
    return { sources: operands.slice(0, -1), target, isFolder: operands.length > 2 };
  return mayBeSeveral(target) ? { sources: [target], target, isFolder: false } : undefined;
}

/** True if the shell may turn the word into several. */
export function mayBeSeveral(word: Value): boolean {
  return word.splits === true || word.pattern !== undefined;
}

/**
 * Where a source arrives: under its own name in a target that is certainly a folder, else at the
 * target as written; whether that is a folder is then only on disk to see. With `-T` (the grammar's
 * key) the target is never one.
 */
export function arrivalOf(
  call: Call,
  source: Value,
  { target, isFolder }: Pick<SourcesAndTarget, 'target' | 'isFolder'>,
): Value {
  const name = source.text.slice(source.text.lastIndexOf('/') + 1);
  const isNamed = source.known && !mayBeSeveral(source) && !/^\.{0,2}$/.test(name);
  const isCertain = isFolder || isKnownFolder(target, call);
  if (!isNamed || !isCertain || call.options.has('-T')) return target;
  return joinValues([target, literal(name)], target.text.endsWith('/') ? '' : '/');
}

/** True for a path that can only be a folder: it ends as one, or the call runs in or below it. */
export function isKnownFolder(path: Value, { cwd, home }: Pick<Call, 'cwd' | 'home'>): boolean {
  if (!path.known || path.text === '') return false;
  if (/(?:^|\/)\.{0,2}$/.test(path.text) || path.text === home) return true;
  return cwd !== undefined && `${cwd}/`.startsWith(`${path.text}/`);
}

/** True if a file at the target stays, or is kept beside what takes its place. */
export function keepsTarget({ options }: Pick<Call, 'options'>): boolean {
  return options.has('-n') || options.has('-b') || options.has('--backup');
}
