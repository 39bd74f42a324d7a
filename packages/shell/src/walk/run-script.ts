import type { Language } from '../contract.ts';
import { concatStreams } from '../flow/stream.ts';
import type { Stream } from '../program.ts';
import { runOtherLanguage } from './code-runner.ts';
import { emit } from './emit.ts';
import type { Frame, Outcome } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { runTraps } from './traps.ts';

export type ScriptRun = {
  readonly language: Language;
  /** Program that reads the code. */
  readonly via: string;
  readonly stream: Stream;
  readonly source: 'inline' | 'stdin' | 'decoded' | 'file';
  readonly filePath?: string;
  /** What the code comes to is printed. */
  readonly prints?: true;
};

/**
 * Code reaches an interpreter: reported as `code.execute`, read as far as its text is known, and
 * named as unknown by where it comes from when it is not. A line for a shell has that shell to
 * itself, which at its end runs what was left for then.
 */
export function runScript(interpreter: Interpreter, frame: Frame, run: ScriptRun): Stream {
  const { stdout } = runCode(interpreter, frame, run);
  return run.language === 'sh' ? concatStreams(stdout, runTraps(interpreter, frame)) : stdout;
}

/** As `runScript` in this very shell, with all that gives back. */
export function runCode(interpreter: Interpreter, frame: Frame, run: ScriptRun): Outcome {
  const { stream, language, via } = run;
  emit(interpreter.recorder, frame, via, 'code.execute', {
    language,
    source: sourceOf(run),
    code: stream.text,
    file_path: run.filePath,
  });
  if (stream.text === undefined) reportUnread(interpreter, run);
  const text = stream.text ?? readablePart(stream);
  const unread: Outcome = { stdout: { taint: { ...stream.taint, unknown: true } } };
  if (text === undefined) return unread;
  const { holes: _outer, ...rest } = frame;
  const inner: Frame = stream.text === undefined ? { ...rest, holes: stream.taint } : rest;
  if (language === 'sh') return interpreter.runText(text, inner);
  if (stream.text !== undefined && text.trim() !== '')
    runOtherLanguage(interpreter, inner, language, run.prints ? printed(text) : text);
  return unread;
}

/** An expression of JavaScript, printed; several statements stay as they are. */
function printed(text: string): string {
  return /[;\n]/.test(text.trim().replace(/;$/, ''))
    ? text
    : `console.log((${text.trim().replace(/;$/, '')}\n))`;
}

/** Text of which some is known; a text of holes alone says nothing. */
function readablePart({ partial }: Stream): string | undefined {
  return partial === undefined || /^[*\s]*$/.test(partial) ? undefined : partial;
}

function sourceOf({ stream, source }: ScriptRun): string {
  if (stream.taint.remote !== undefined) return 'remote';
  return stream.taint.decoded ? 'decoded' : source;
}

function reportUnread({ recorder }: Interpreter, { stream, language, source }: ScriptRun): void {
  const { taint } = stream;
  const partial = readablePart(stream);
  if (taint.remote !== undefined) recorder.unknown('remote-code');
  else if (taint.decoded) recorder.unknown('decoded-code');
  else if (source === 'file') recorder.unknown(stream.generated ? 'dynamic-code' : 'script-body');
  else if (language !== 'sh') recorder.unknown('dynamic-code');
  // Words the environment fills are read as words; what other commands print may be anything.
  else if (partial === undefined || taint.unknown) recorder.unknown('dynamic-command');
}
