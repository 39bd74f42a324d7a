import type { ShellAnalysis, ShellDependencies, Surroundings } from './contract.ts';
import { everyProgram } from './every-program.ts';
import type { Program } from './program.ts';
import { indexPrograms } from './program-registry.ts';
import { literal } from './values/value.ts';
import { outermostFrame, Walker } from './walk/walker.ts';

/**
 * What a call of these literal words would do, as another program would start it: no shell reads
 * them. `programs` are looked up before the registry's.
 */
export function describeWords(
  argv: readonly string[],
  surroundings: Surroundings = {},
  programs: readonly Program[] = [],
  dependencies: ShellDependencies = {},
): ShellAnalysis {
  const walker = new Walker({ ...dependencies, programs: everyProgram }, indexPrograms(programs));
  const words = argv.map((text) => literal(text));
  walker.runWords(words, outermostFrame(surroundings), { level: 'program', assignments: [] });
  return walker.recorder.analysis();
}
