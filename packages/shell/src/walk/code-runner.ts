import type {
  DerivedAction,
  Language,
  RunFromCode,
  ShellAnalysis,
  Surroundings,
} from '../contract.ts';
import type { Value } from '../program.ts';
import { streamOfValue } from '../values/value.ts';
import { ANYWHERE, changeFolder } from './folders.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { BudgetSpent } from './recorder.ts';
import { runWrittenModules } from './run-modules.ts';
import { runScript } from './run-script.ts';

/** Hands code that is not the shell's to the analyser for it; without one it is not known. */
export function runOtherLanguage(
  interpreter: Interpreter,
  frame: Frame,
  language: Language,
  text: string,
): void {
  const { recorder, dependencies } = interpreter;
  if (dependencies.code === undefined) {
    recorder.unknown('dynamic-code');
    return;
  }
  try {
    const run = runnerFor(interpreter, frame, language);
    const findings = dependencies.code(language, text, surroundingsOf(frame), run);
    recorder.add(findings, (action) => placed(action, frame));
    runWrittenModules(interpreter, frame, language, text);
  } catch (error) {
    if (error instanceof BudgetSpent) throw error;
    recorder.unknown('dynamic-code');
  }
}

/** What the code would start, read apart from the line and given back to the analyser. */
function runnerFor(interpreter: Interpreter, frame: Frame, language: Language): RunFromCode {
  const read = (cwd: Value | undefined, walk: (apart: Interpreter, inner: Frame) => void) => {
    const apart = interpreter.apart();
    const state = frame.state.child();
    if (cwd !== undefined)
      state.folders = cwd.known ? changeFolder(state.folders, cwd.text) : ANYWHERE;
    walk(apart, { ...frame, state, wrappers: [], depth: frame.depth + 1 });
    return apart.recorder.analysis();
  };
  return {
    line: (text, cwd): ShellAnalysis =>
      read(cwd, (apart, inner) => {
        const stream = streamOfValue(text);
        runScript(apart, inner, { language: 'sh', via: language, stream, source: 'inline' });
      }),
    argv: (words, cwd): ShellAnalysis =>
      read(cwd, (apart, inner) => {
        apart.runWords(words, inner, { level: 'program', assignments: [] });
      }),
  };
}

/** An action of the code as one of the command that runs the code. */
function placed(action: DerivedAction, frame: Frame): DerivedAction {
  const { wrappers } = frame;
  const via = action.via ?? { name: 'code', wrappers: [] };
  return {
    ...action,
    via: { ...via, wrappers: [...wrappers, ...via.wrappers] },
    ...(frame.elsewhere ? { elsewhere: true } : {}),
  };
}

/** The place as an analyser of code is told about it. */
export function surroundingsOf(frame: Frame): Surroundings {
  const { positional: _line, cwd: _start, ...rest } = frame.state.surroundings;
  const [cwd] = frame.state.folders;
  const { words, open } = frame.state.positional;
  const isSure = !open && !words.some((each) => each.splits);
  return {
    ...rest,
    ...(isSure ? { positional: words.map(({ text, known }) => (known ? text : null)) } : {}),
    ...(cwd === undefined ? {} : { cwd }),
  };
}
