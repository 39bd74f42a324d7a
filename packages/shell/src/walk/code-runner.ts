import type {
  DerivedAction,
  Language,
  RunFromCode,
  ShellAnalysis,
  Surroundings,
} from '../contract.ts';
import { InputReader } from '../flow/descriptors.ts';
import type { Stream, Value } from '../program.ts';
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

/**
 * What the code would start, read apart from the line and given back to the analyser, and the files
 * of the line as the code finds and leaves them.
 */
function runnerFor(interpreter: Interpreter, frame: Frame, language: Language): RunFromCode {
  const { files } = interpreter;
  type Walk = (apart: Interpreter, inner: Frame) => void;
  const read = (cwd: Value | undefined, stdin: Stream | undefined, walk: Walk): ShellAnalysis => {
    const apart = interpreter.apart();
    const state = frame.state.child();
    if (cwd !== undefined)
      state.folders = cwd.known ? changeFolder(state.folders, cwd.text) : ANYWHERE;
    const input = stdin === undefined ? {} : { input: new InputReader(stdin) };
    walk(apart, { ...frame, state, ...input, wrappers: [], depth: frame.depth + 1 });
    return apart.recorder.analysis();
  };
  return {
    line: (text, cwd, stdin) =>
      read(cwd, stdin, (apart, inner) => {
        const stream = streamOfValue(text);
        runScript(apart, inner, { language: 'sh', via: language, stream, source: 'inline' });
      }),
    argv: (words, cwd, stdin) =>
      read(cwd, stdin, (apart, inner) => {
        apart.runWords(words, inner, { level: 'program', assignments: [] });
      }),
    reads: (path, cwd) => (frame.elsewhere ? undefined : files.stream(path, cwd)),
    writes: (path, content, { append = false }, cwd) => {
      if (!frame.elsewhere)
        files.write(path, cwd, content, { append, maybe: frame.isMaybe ?? false });
    },
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
