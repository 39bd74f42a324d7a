import type { Language, ShellAnalysis, ShellDependencies, Surroundings } from './contract.ts';
import { everyProgram } from './every-program.ts';
import { readLine, readScript } from './read-line.ts';

/** As `readLine`, with all that is known about programs at hand. */
export function analyse(
  line: string,
  surroundings: Surroundings,
  dependencies: ShellDependencies = {},
): ShellAnalysis {
  return readLine(line, surroundings, { ...dependencies, programs: everyProgram });
}

/** As `readScript`, with all that is known about programs at hand. */
export function analyseScript(
  language: Language,
  text: string,
  surroundings: Surroundings,
  dependencies: ShellDependencies = {},
): ShellAnalysis {
  return readScript(language, text, surroundings, { ...dependencies, programs: everyProgram });
}
