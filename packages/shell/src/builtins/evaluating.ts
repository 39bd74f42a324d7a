import { NOTHING, opaque } from '../flow/stream.ts';
import type { Stream, Value } from '../program.ts';
import { CLEAN } from '../values/taint.ts';
import { joinWords, streamOfValue } from '../values/value.ts';
import { emit } from '../walk/emit.ts';
import type { Frame, FunctionCall, Outcome } from '../walk/frame.ts';
import { joinReturns } from '../walk/functions.ts';
import { runCode } from '../walk/run-script.ts';
import { type BuiltinCall, type BuiltinTable, splitOptions } from './builtin.ts';
import { showHistory } from './history.ts';
import { findBuiltin } from './index.ts';

/** Builtins that run words or text. */
export const EVALUATING: BuiltinTable = {
  eval: runEval,
  source: runSource,
  '.': runSource,
  exec: runExec,
  command: runCommand,
  which: runWhich,
  builtin: (call) => runAs(call, call.args, 'builtin'),
  noglob: (call) => runAs(call, call.args, 'shell'),
  nocorrect: (call) => runAs(call, call.args, 'shell'),
  trap: runTrap,
  fc: runHistory,
};

function runEval(call: BuiltinCall): Outcome {
  const { args, frame, interpreter } = call;
  const words = args[0]?.text === '--' ? args.slice(1) : args;
  if (words.length === 0) return { stdout: NOTHING, status: 'success' };
  const text = joinWords(words);
  return runCode(
    interpreter,
    { ...frame, depth: frame.depth + 1 },
    {
      language: 'sh',
      via: call.name,
      stream: streamOfValue(text),
      source: 'inline',
    },
  );
}

const STANDARD_INPUT = /^(?:-|\/dev\/(?:stdin|fd\/0)|\/proc\/(?:self|thread-self)\/fd\/0)$/;

/** `source file args`: the file's text runs in this shell. */
function runSource(call: BuiltinCall): Outcome {
  const { args, frame, interpreter } = call;
  const [path, ...words] = args[0]?.text === '--' ? args.slice(1) : args;
  // fish reads standard input then.
  if (path === undefined)
    return frame.input === undefined
      ? { stdout: NOTHING }
      : sourceStream(call, [], frame.input.rest());
  const { state } = frame;
  const [cwd] = state.folders;
  if (STANDARD_INPUT.test(path.text))
    return sourceStream(call, words, frame.input?.rest() ?? opaque());
  const { files } = interpreter;
  const contents = files.named(path.text, cwd).flatMap((each) => files.contents(each, cwd));
  const older = contents.length === 0 || interpreter.files.mayHoldOlder(path.text, cwd);
  if (older || contents.some((content) => content.text === undefined))
    nameSourcedFile(call, path, words);
  if (contents.length === 0) return { stdout: opaque({ unknown: true }) };
  const ways = contents.map((content) => {
    const inner = { ...call, frame: { ...frame, state: state.fork() } };
    return { outcome: sourceStream(inner, words, content, path.text), state: inner.frame.state };
  });
  const [only] = ways;
  state.join([...ways.map((way) => way.state), ...(older ? [state.fork()] : [])]);
  return ways.length === 1 && only !== undefined && !older
    ? only.outcome
    : { stdout: opaque({ unknown: true }) };
}

/** A file for the runtime to read, as what it holds is not, or not only, what the line wrote. */
function nameSourcedFile(
  { interpreter, frame, name }: BuiltinCall,
  path: Value,
  words: readonly Value[],
): void {
  const [cwd] = frame.state.folders;
  emit(interpreter.recorder, frame, name, 'file.read', { file_path: path });
  emit(interpreter.recorder, frame, name, 'code.execute', {
    language: 'sh',
    source: 'file',
    file_path: path,
  });
  if (!path.known) interpreter.recorder.unknown('script-body');
  else
    interpreter.recorder.script({
      path: path.text,
      ...(cwd === undefined ? {} : { cwd }),
      language: 'sh',
      args: words.map((word) => word.text),
      wrappers: frame.wrappers,
    });
}

function sourceStream(
  { interpreter, frame, name }: BuiltinCall,
  words: readonly Value[],
  stream: Parameters<typeof runCode>[2]['stream'],
  filePath?: string,
): Outcome {
  const { state } = frame;
  const outer = state.positional;
  if (words.length > 0) state.positional = { words, open: false };
  const call: FunctionCall = {
    kind: 'source',
    name: filePath ?? name,
    returns: [],
    hidden: new Map(),
    ...(frame.call === undefined ? {} : { caller: frame.call }),
  };
  const inner: Frame = { ...frame, call, depth: frame.depth + 1 };
  const source = filePath === undefined ? 'stdin' : 'file';
  const outcome = runCode(interpreter, inner, {
    language: 'sh',
    via: name,
    stream,
    source,
    ...(filePath === undefined ? {} : { filePath }),
  });
  joinReturns(state, call.returns);
  if (words.length > 0) state.positional = outer;
  return outcome;
}

/** `exec cmd` runs it in place of the shell; without one its redirections stay open. */
function runExec(call: BuiltinCall): Outcome {
  const { rest } = splitOptions(call.args, 'a');
  if (rest.length > 0) return runAs(call, rest, 'program');
  return { stdout: NOTHING, status: 'success', keepsDescriptors: true };
}

/** `command x` and `command -p x` run it past functions; `-v` and `-V` only look it up. */
function runCommand(call: BuiltinCall): Outcome {
  const { letters, rest } = splitOptions(call.args);
  if (letters.has('v')) return { stdout: foundAt(call, rest) };
  if (letters.has('V')) return { stdout: opaque(CLEAN) };
  return runAs(call, rest, 'builtin');
}

/** `which x` (which(1), and a builtin of zsh). */
function runWhich(call: BuiltinCall): Outcome {
  return { stdout: foundAt(call, call.args) };
}

/**
 * Where a program is found: in which folder is not known, and does not matter for what it does, so that
 * one of the system's stands for it. What the shell itself has is found by its name alone.
 */
function foundAt({ frame }: BuiltinCall, words: readonly Value[]): Stream {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) return opaque(CLEAN);
  const { state } = frame;
  const { text } = word;
  const isPlain = word.known && word.pattern === undefined && /^\w[\w.+-]*$/.test(text);
  if (!isPlain || state.redefined.get('*') || state.aliases.get(text) !== undefined)
    return opaque(CLEAN);
  const isOwn = state.functions.get(text) !== undefined || findBuiltin(text) !== undefined;
  return { text: `${isOwn && text !== 'which' ? '' : '/usr/bin/'}${text}\n`, taint: CLEAN };
}

function runAs(
  { interpreter, frame, site, args }: BuiltinCall,
  argv: readonly Value[],
  level: 'shell' | 'builtin' | 'program',
): Outcome {
  if (argv.length === 0) return { stdout: NOTHING };
  // An option nobody knows may take the name with it.
  if (argv.length < args.length && args.some((word) => word.text.startsWith('-') && !word.known))
    interpreter.recorder.unknown('dynamic-command');
  const inner = { ...frame, depth: frame.depth + 1 };
  return interpreter.runWords(argv, inner, { ...site, level });
}

const SIGNAL = /^(?:\d+|(?:SIG)?[A-Z][A-Z0-9+-]*)$/i;

/** `trap 'text' SIGNAL…`: the text runs later, and is read with what the shell then holds. */
function runTrap(call: BuiltinCall): Outcome {
  const { frame, interpreter } = call;
  const { letters, rest } = splitOptions(call.args);
  const [text, ...signals] = rest;
  if (letters.size > 0 || text === undefined) return { stdout: NOTHING, status: 'success' };
  const { traps } = frame.state;
  if (text.text === '-' || signals.length === 0) {
    for (const signal of signals.length === 0 ? [text] : signals) traps.delete(signal.text);
    return { stdout: NOTHING, status: 'success' };
  }
  for (const signal of signals) traps.set(signalName(signal.text), { bodies: [text] });
  const onlyAtEnd = signals.every((signal) => signalName(signal.text) === 'EXIT');
  if (!text.known || !onlyAtEnd || signals.some((signal) => !SIGNAL.test(signal.text)))
    runCode(
      interpreter,
      { ...frame, state: frame.state.fork(), depth: frame.depth + 1 },
      {
        language: 'sh',
        via: 'trap',
        stream: streamOfValue(text),
        source: 'inline',
      },
    );
  return { stdout: NOTHING, status: 'success' };
}

function signalName(text: string): string {
  return /^(?:0|exit|sigexit)$/i.test(text) ? 'EXIT' : text;
}

/** `fc -s` and `fc -e` run lines of the history, which nobody here knows; `fc -l` lists them. */
function runHistory(call: BuiltinCall): Outcome {
  const { letters } = splitOptions(call.args, 'e');
  if (letters.has('l')) return showHistory(call);
  call.interpreter.recorder.unknown('dynamic-command');
  return { stdout: opaque(CLEAN) };
}
