import type { ScriptReference } from '../contract.ts';
import { InputReader } from '../flow/descriptors.ts';
import type { Stream, Value } from '../program.ts';
import { targetFiles, targetLines } from '../scripts/run-target.ts';
import { CLEAN } from '../values/taint.ts';
import { literal } from '../values/value.ts';
import { isSystemProgram } from './command-name.ts';
import { emit } from './emit.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { runScript } from './run-script.ts';

export type FileRun = {
  /** Program that runs the file. */
  readonly via: string;
  readonly reference: Omit<ScriptReference, 'wrappers'>;
  /** Only what the file does is reported and not that it is run: it need not exist. */
  readonly quiet?: boolean;
};

/**
 * A program runs a file: what the line wrote there is read here, anything else is named for the
 * runtime. Paths are relative to the reference's folder.
 */
export function runFile(interpreter: Interpreter, frame: Frame, run: FileRun): void {
  const { files } = interpreter;
  const { reference } = run;
  const { cwd, path, target } = reference;
  const paths = target === undefined ? [path] : targetFiles(path, target);
  const written = paths.flatMap((each) => files.named(each, cwd));
  const contents = written.flatMap((each) => files.contents(each, cwd));
  // What was fetched and unpacked a moment ago nobody has read, and there is no file yet to read.
  const arrived = paths.some((each) => files.mayHaveArrived(each, cwd));
  if (arrived && written.length === 0) interpreter.recorder.unknown('dynamic-code');
  const isNew = written.some((each) => !files.mayHoldOlder(each, cwd));
  if (!isNew || contents.some(({ text }) => text === undefined)) nameFile(interpreter, frame, run);
  for (const stream of contents) runContent(interpreter, frame, run, stream);
}

function nameFile(
  { recorder }: Interpreter,
  frame: Frame,
  { via, reference, quiet }: FileRun,
): void {
  const { language, path, cwd } = reference;
  if (!quiet)
    emit(recorder, frame, via, 'code.execute', {
      language,
      source: 'file',
      file_path: path,
      ...(cwd === undefined ? {} : { cwd }),
    });
  recorder.script({
    ...reference,
    wrappers: frame.wrappers,
    ...(frame.elsewhere ? { elsewhere: true } : {}),
  });
}

function runContent(interpreter: Interpreter, frame: Frame, run: FileRun, stream: Stream): void {
  const { via, reference } = run;
  const { path, target, args, language = 'sh' } = reference;
  if (stream.text === undefined && stream.file !== undefined && isSystemProgram(stream.file)) {
    const argv = [stream.file, ...args].map((text) => argument(text));
    interpreter.runWords(argv, innerFrame(frame, [], path), { level: 'program', assignments: [] });
    return;
  }
  const common = { language, via, source: 'file', filePath: path } as const;
  const starter = reference.language === undefined ? starterOf(stream.text, path) : [];
  if (starter.length > 0) {
    const argv = [...starter, ...args].map((text) => argument(text));
    interpreter.runWords(argv, innerFrame(frame, [], path), { level: 'program', assignments: [] });
    return;
  }
  if (target === undefined || stream.text === undefined) {
    const inner = innerFrame(frame, args, path);
    runScript(interpreter, inner, { ...common, stream });
    return;
  }
  for (const line of targetLines(stream.text, target, args))
    runScript(interpreter, innerFrame(frame, [], path), {
      ...common,
      stream: { text: line, taint: stream.taint },
    });
}

const NAMES_SHELL = /^(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?(?:ba|da|z|k|mk|a)?sh(?:\s|$)/;

/** What the kernel starts for a file with a `#!` line that names no shell: execve(2). */
function starterOf(text: string | undefined, path: string): readonly string[] {
  const [, line = ''] = /^#![ \t]*(\S.*)/.exec(text ?? '') ?? [];
  if (line === '' || NAMES_SHELL.test(line)) return [];
  const [program = '', ...words] = line.trim().split(/[ \t]+/);
  // All that stands behind the program is one word.
  return words.length === 0 ? [program, path] : [program, words.join(' '), path];
}

function argument(text: string): Value {
  return { text, known: !text.includes('*'), taint: CLEAN };
}

/** The place the file's code runs in: a shell of its own. */
function innerFrame(frame: Frame, args: readonly string[], path: string): Frame {
  const { input, holes: _holes, call: _call, loop: _loop, ...rest } = frame;
  const state = frame.state.child();
  state.positional = {
    words: args.map(argument),
    open: false,
  };
  state.shellName = literal(path);
  return {
    ...rest,
    state,
    ...(input === undefined ? {} : { input: new InputReader(input.rest()) }),
    depth: frame.depth + 1,
  };
}
