import type { CompiledPolicies } from '@agsec/core';
import type { LayerSource, LoadResult, PolicySource } from '@agsec/core/policy';
import type { CodeAnalyser, ShellAnalysis, ShellDependencies, Surroundings } from '@agsec/shell';
import type { ConfigResult } from '../state/load-config.ts';

/** The reader of shell lines. */
export type ShellChunk = {
  readonly analyse: (
    line: string,
    surroundings: Surroundings,
    dependencies: ShellDependencies,
  ) => ShellAnalysis;
};

/** The readers of inline code in other languages. */
export type CodeChunk = { readonly analyseCode: CodeAnalyser };

/** Everything that needs YAML. */
export type CompilerChunk = {
  readonly loadPolicies: (sources: readonly PolicySource[]) => LoadResult;
  readonly compilePolicies: (layers: readonly LayerSource[]) => CompiledPolicies;
  readonly loadConfig: (
    source: PolicySource,
    owner: 'managed' | 'user' | 'project',
  ) => ConfigResult;
};

/**
 * The parts of agsec that most calls do without, each loaded when first asked for. A hook gets them
 * from files beside it, the command line tool and tests by a plain import. They throw what loading
 * throws.
 */
export interface Chunks {
  shell(): ShellChunk;
  code(): CodeChunk;
  compiler(): CompilerChunk;
}
