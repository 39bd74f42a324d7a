import type { Call, Value } from '../../program.ts';

type SourcesAndTarget = { readonly sources: readonly Value[]; readonly target: Value };

/**
 * The parts of a call of the form `SOURCE… TARGET` or `-t TARGET SOURCE…` (the grammar's key is
 * `-t`). A single word that the shell may turn into several (`cp $FILES`, `mv *`) stands for both.
 * `undefined` when the program would refuse the call for want of words.
 */
export function sourcesAndTarget(call: Call): SourcesAndTarget | undefined {
  const { operands } = call.options;
  const folder = call.options.values('-t').at(-1);
  if (folder !== undefined) return { sources: operands, target: folder };
  const target = operands.at(-1);
  if (target === undefined) return undefined;
  if (operands.length > 1) return { sources: operands.slice(0, -1), target };
  return mayBeSeveral(target) ? { sources: [target], target } : undefined;
}

/** True if the shell may turn the word into several. */
export function mayBeSeveral(word: Value): boolean {
  return word.splits === true || word.pattern !== undefined;
}
