import type { Language, ReaderDependencies, ShellAnalysis, Surroundings } from './contract.ts';
import { MAX_LINE_LENGTH } from './parse/parse-line.ts';
import { joinTaints, NAMED_SECRET } from './values/taint.ts';
import { runOtherLanguage } from './walk/code-runner.ts';
import { emit } from './walk/emit.ts';
import { BudgetSpent } from './walk/recorder.ts';
import { runTraps } from './walk/traps.ts';
import { outermostFrame, Walker } from './walk/walker.ts';

/**
 * What a shell line would do: every simple command however nested, every effect of the programs
 * that are known, and why the reading is not complete where it is not. Pure; never throws; always
 * ends. A line over 64 KiB is `too-long`, one that makes too many commands or words `too-many`.
 *
 * A script's body is read the same way, with `surroundings.positional` its arguments.
 */
export function readLine(
  line: string,
  surroundings: Surroundings,
  dependencies: ReaderDependencies,
): ShellAnalysis {
  const walker = new Walker(dependencies);
  try {
    walkLine(walker, line, surroundings);
  } catch {
    // A line deep enough to use up the stack, or a bug: what was found stands, the rest is not read.
    walker.recorder.unknown('parse-error');
  }
  return walker.recorder.analysis();
}

/** As `readLine`, into a walker of the caller's; a bug throws. */
export function walkLine(walker: Walker, line: string, surroundings: Surroundings): void {
  if (line.length > MAX_LINE_LENGTH) {
    walker.recorder.unknown('too-long');
    return;
  }
  try {
    const frame = outermostFrame(surroundings);
    const { stdout } = walker.runText(line, frame);
    const trapped = runTraps(walker, frame);
    // What reaches the end of the line is shown to whoever sent it.
    const { secret } = joinTaints(stdout.taint, trapped.taint);
    if (secret === NAMED_SECRET)
      emit(walker.recorder, frame, 'sh', 'secret.read', { kind: secret });
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    walker.recorder.unknown('too-many');
  }
}

/** As `readLine`, for a script's body in any language. */
export function readScript(
  language: Language,
  text: string,
  surroundings: Surroundings,
  dependencies: ReaderDependencies,
): ShellAnalysis {
  if (language === 'sh') return readLine(text, surroundings, dependencies);
  const walker = new Walker(dependencies);
  try {
    runOtherLanguage(walker, outermostFrame(surroundings), language, text);
  } catch {
    // Only the line's budget ends here: what the code starts made too much of it.
    walker.recorder.unknown('too-many');
  }
  return walker.recorder.analysis();
}
