import type { AnalysisUnknown } from '@agsec/core';
import type { Language, ScriptReference, Surroundings } from './contract.ts';
import { runVariable } from './environment/run-variable.ts';
import { InputReader } from './flow/descriptors.ts';
import { isHarmlessDevice } from './flow/devices.ts';
import { fileStream } from './flow/file-stream.ts';
import { NOTHING, withoutShown } from './flow/stream.ts';
import type {
  Call,
  CodeOptions,
  Effects,
  ReportedParams,
  RunOptions,
  Stream,
  Taint,
  Value,
} from './program.ts';
import { secretKind } from './secrets/secret-path.ts';
import {
  CLEAN,
  joinAllTaints,
  joinTaints,
  NAMED_SECRET,
  withoutNamedSecret,
} from './values/taint.ts';
import { isValue, literal, streamOfValue, unknownValue } from './values/value.ts';
import { isSystemProgram } from './walk/command-name.ts';
import { emit, emitShown } from './walk/emit.ts';
import { ANYWHERE, changeFolder } from './walk/folders.ts';
import type { Frame } from './walk/frame.ts';
import type { Interpreter } from './walk/interpreter.ts';
import { isNamed, sendSecret } from './walk/output.ts';
import { runFile } from './walk/run-file.ts';
import { runScript } from './walk/run-script.ts';
import type { ShellState } from './walk/state.ts';

function asValue(given: ReportedParams[string]): Value | undefined {
  if (isValue(given)) return given;
  return typeof given === 'string' ? literal(given) : undefined;
}

/** Actions whose target file then holds what the source file holds. */
const COPIES = new Set(['file.copy', 'file.move']);

/**
 * Turns what a program's knowledge reports about one call into derived actions, and carries the
 * taint of all the call reads to all it writes.
 */
export class CallEffects implements Effects {
  readonly #interpreter: Interpreter;
  readonly #frame: Frame;
  readonly #call: Call;
  /** What flows in when the call starts. */
  readonly #stdin: Stream | undefined;
  #stdout: Stream | undefined;
  #made: Pick<Stream, 'generated'> = {};
  #taint: Taint;
  readonly #unexplainedWrites: Value[] = [];

  constructor(interpreter: Interpreter, frame: Frame, call: Call) {
    this.#interpreter = interpreter;
    this.#frame = frame;
    this.#call = call;
    this.#stdin = frame.input?.rest();
    this.#taint = joinAllTaints([
      ...(this.#stdin === undefined ? [] : [this.#stdin.taint]),
      ...call.args.map((word) => withoutNamedSecret(word.taint)),
    ]);
  }

  action(name: string, params: ReportedParams, options?: { readonly elsewhere: true }): void {
    if (options?.elsewhere) {
      emit(this.#interpreter.recorder, this.#frame, this.#call.name, name, params, options);
      return;
    }
    const path = asValue(params['file_path']);
    if (name === 'file.delete' && path?.known && this.#isOwn(path)) return;
    const to = asValue(params['to']);
    if ((name === 'file.read' || name === 'file.write') && path && isHarmlessDevice(path.text)) {
      if (name === 'file.read') this.#noteRead(path);
      else this.#unexplainedWrites.push(path);
      return;
    }
    const keeps = COPIES.has(name) && to?.known && this.#isAsked(to) ? { keeps: true } : {};
    emit(this.#interpreter.recorder, this.#frame, this.#call.name, name, { ...params, ...keeps });
    if (path !== undefined) this.#noteFile(name, path, to, params['content']);
    this.#noteNetwork(name, params);
    const remote = asValue(params['remote']);
    if (remote?.text.includes('://')) this.#sendAddress(remote.taint, { url: remote });
  }

  run(argv: readonly Value[], options: RunOptions = {}): Stream {
    const words = options.appendsUnknown ? [...argv, unknownValue({ unknown: true }, true)] : argv;
    if (words.length === 0) return NOTHING;
    if (options.elsewhere) for (const word of words) this.#sendsElsewhere(word.taint);
    const frame = this.#inner(options, this.#frame.state.fork());
    return this.#interpreter.runWords(words, frame, { level: 'program', assignments: [] }).stdout;
  }

  line(text: Value | Stream, options: RunOptions = {}): Stream {
    const stream = isValue(text) ? streamOfValue(text) : text;
    const isElsewhere = options.elsewhere || this.#frame.elsewhere;
    if (stream.file !== undefined && stream.text === undefined && !isElsewhere)
      return this.#wholeFile(stream.file, 'sh', options.positional?.slice(1));
    if (options.elsewhere) this.#sendsElsewhere(stream.taint);
    const elsewhere = options.elsewhere || this.#frame.elsewhere;
    const state = this.#frame.state.child(elsewhere ? this.#foreignSurroundings() : undefined);
    const [name, ...words] = options.positional ?? [];
    if (elsewhere) state.folders = ANYWHERE;
    state.positional = { words, open: false };
    state.shellName = name;
    const source = isValue(text) ? 'inline' : 'stdin';
    return runScript(this.#interpreter, this.#inner(options, state), {
      language: 'sh',
      via: this.#call.name,
      stream,
      source,
    });
  }

  code(
    language: Language,
    text: Value | Stream,
    source: 'inline' | 'stdin' | 'decoded',
    { args, prints }: CodeOptions = {},
  ): void {
    const stream = isValue(text) ? streamOfValue(text) : text;
    if (stream.file !== undefined && stream.text === undefined && !this.#frame.elsewhere) {
      this.#wholeFile(stream.file, language, args);
      return;
    }
    const state = this.#frame.state.child();
    state.positional = { words: args ?? [], open: args === undefined };
    const via = this.#call.name;
    const run = { language, via, stream, source, ...(prints ? { prints } : {}) };
    runScript(this.#interpreter, this.#inner({}, state), run);
    this.generates();
  }

  generates(): void {
    this.#made = { generated: true };
  }

  /** Code that is all of a file is that file's, however it comes in. */
  #wholeFile(path: string, language: Language, args: readonly Value[] = []): Stream {
    this.script({ path, language, args: args.map(({ text }) => text) });
    return { taint: joinTaints(this.#taint, { unknown: true }) };
  }

  interactive(language: Language): void {
    // What is typed on another machine or in a container is typed there.
    if (this.#frame.elsewhere) return;
    emit(this.#interpreter.recorder, this.#frame, this.#call.name, 'code.execute', {
      language,
      source: 'interactive',
    });
  }

  script(reference: Omit<ScriptReference, 'wrappers'>): void {
    const cwd = reference.cwd ?? this.#call.cwd;
    // An interpreter tells what it does not understand, and with it what stands there.
    const isRead = reference.target === undefined && !reference.optional;
    if (isRead && secretKind(reference.path) !== undefined)
      this.action('file.read', { file_path: reference.path });
    runFile(this.#interpreter, this.#frame, {
      via: this.#call.name,
      reference: cwd === undefined ? reference : { ...reference, cwd },
    });
  }

  stdout(stream: Stream, options: { readonly whole?: true } = {}): void {
    const isInput = stream.shown !== undefined && stream.shown === this.#stdin?.shown;
    this.#stdout = isInput && !options.whole ? withoutShown(stream) : stream;
  }

  shows(kind: string, taint: Taint = { secret: kind }): void {
    const { recorder } = this.#interpreter;
    this.#stdout = { ...emitShown(recorder, this.#frame, this.#call.name, kind), taint };
  }

  withholds(): void {
    this.#stdin?.shown?.withhold();
  }

  reads(path: Value): Stream {
    this.action('file.read', { file_path: path });
    return this.#streamOf(path);
  }

  writes(path: Value, content: Stream, options: { readonly append?: boolean } = {}): void {
    const append = options.append ?? false;
    if (!isHarmlessDevice(path.text))
      emit(this.#interpreter.recorder, this.#frame, this.#call.name, 'file.write', {
        file_path: path,
        ...(content.text === undefined ? {} : { content: content.text }),
        ...(append ? { append } : {}),
      });
    if (isNamed(path)) this.#write(path.text, content, append);
  }

  sends(what: Value | Stream, to: { readonly url?: Value; readonly host?: Value }): void {
    if (what === to.host || what === to.url) this.#sendAddress(what.taint, to);
    else this.#sendSecret(what.taint, to);
  }

  makes({ text, known }: Value): void {
    if (known && !this.#frame.elsewhere) this.#interpreter.files.noteOwn(text, this.#call.cwd);
  }

  unknown(reason: AnalysisUnknown): void {
    this.#interpreter.recorder.unknown(reason);
  }

  /** Called once after `describe`: the call's standard output. */
  finish(): Stream {
    const content: Stream = { ...(this.#stdout ?? {}), taint: this.#taint };
    const made: Stream = { taint: this.#taint, ...this.#made };
    const carried = this.#stdout?.text === this.#stdin?.text ? { ...content, ...made } : made;
    for (const path of this.#unexplainedWrites) if (isNamed(path)) this.#write(path.text, carried);
    return this.#stdout ?? { ...made, taint: joinTaints(this.#taint, { unknown: true }) };
  }

  #noteFile(name: string, path: Value, to: Value | undefined, content: unknown): void {
    const { files } = this.#interpreter;
    const { cwd } = this.#call;
    if (name === 'file.read' || name === 'file.grep') this.#noteRead(path);
    if (COPIES.has(name) && to?.known && path.known) {
      const stream = this.#streamOf(path);
      const base = path.text.split('/').findLast((segment) => segment !== '');
      const isProgram = stream.file !== undefined && isSystemProgram(stream.file);
      const { text, taint, generated } = stream;
      if (text === undefined && !taint.secret && !taint.remote && !isProgram && !generated) return;
      this.#write(to.text, stream);
      if (base !== undefined) this.#write(`${to.text}/${base}`, stream);
    }
    if (name === 'file.link' && to?.known && path.known) files.link(path.text, to.text, cwd);
    if (name === 'file.edit') this.#unexplainedWrites.push(path);
    if (name !== 'file.write' || !isNamed(path)) return;
    if (isValue(content)) this.#write(path.text, streamOfValue(content));
    else if (typeof content === 'string') this.#write(path.text, { text: content, taint: CLEAN });
    else this.#unexplainedWrites.push(path);
  }

  #isOwn({ text }: Value): boolean {
    return !this.#frame.elsewhere && this.#interpreter.files.isOwn(text, this.#call.cwd);
  }

  #isAsked({ text }: Value): boolean {
    return this.#interpreter.files.isAsked(text, this.#call.cwd);
  }

  #write(path: string, content: Stream, append = false): void {
    const maybe = this.#frame.isMaybe ?? false;
    this.#interpreter.files.write(path, this.#call.cwd, content, { append, maybe });
  }

  #noteRead(path: Value): void {
    this.#taint = joinTaints(this.#taint, this.#streamOf(path).taint);
  }

  /** What reading a path gives: the line's own writing, a secret, or nothing to speak of. */
  #streamOf(path: Value): Stream {
    const { files } = this.#interpreter;
    if (path.text === '/dev/stdin' && this.#stdin !== undefined) return this.#stdin;
    return fileStream(files, path, this.#call.cwd, this.#frame.elsewhere);
  }

  #noteNetwork(name: string, params: ReportedParams): void {
    if (name !== 'web.fetch' && name !== 'net.connect') return;
    const url = asValue(params['url']);
    const host = asValue(params['host']);
    const origin = url?.text ?? host?.text;
    const carried = joinAllTaints([url?.taint ?? CLEAN, host?.taint ?? CLEAN]);
    const to = { ...(url === undefined ? {} : { url }), ...(host === undefined ? {} : { host }) };
    this.#sendAddress(carried, to);
    if (origin !== undefined) this.#taint = joinTaints(this.#taint, { remote: origin });
  }

  #sendsElsewhere(taint: Taint): void {
    this.#sendSecret(taint, {});
  }

  #sendSecret(taint: Taint, to: { readonly url?: Value; readonly host?: Value }): void {
    // A variable in the call's own words is how programs are given a key to use.
    const isGiven = this.#call.args.some((word) => word.taint.secret === NAMED_SECRET);
    const sent = isGiven ? withoutNamedSecret(taint) : taint;
    sendSecret(this.#interpreter, this.#frame, this.#call.name, sent, to);
  }

  /** An address is not where a program is given a key to use: whoever is asked gets to see it. */
  #sendAddress(taint: Taint, to: { readonly url?: Value; readonly host?: Value }): void {
    sendSecret(this.#interpreter, this.#frame, this.#call.name, taint, to);
  }

  #foreignSurroundings(): Surroundings {
    const { os } = this.#frame.state.surroundings;
    return os === undefined ? {} : { os };
  }

  /** The frame of what the call starts. */
  #inner(options: RunOptions, state: ShellState): Frame {
    const frame = this.#frame;
    const elsewhere = options.elsewhere || frame.elsewhere;
    if (options.cwd !== undefined)
      state.folders = options.cwd.known ? changeFolder(state.folders, options.cwd.text) : ANYWHERE;
    else if (options.elsewhere) state.folders = ANYWHERE;
    for (const [name, value] of Object.entries(options.env ?? {})) {
      state.export(name, value);
      if (!elsewhere) runVariable(this.#interpreter, { ...frame, state }, name, value);
    }
    const stdin = options.stdin ?? this.#stdin;
    const { input: _input, holes: _holes, call: _call, loop: _loop, ...rest } = frame;
    return {
      ...rest,
      state,
      ...(stdin === undefined ? {} : { input: new InputReader(withoutShown(stdin)) }),
      wrappers:
        options.wrapper === undefined ? frame.wrappers : [...frame.wrappers, options.wrapper],
      elsewhere,
      wrapperEnv:
        options.env === undefined ? frame.wrapperEnv : { ...frame.wrapperEnv, ...options.env },
      depth: frame.depth + 1,
    };
  }
}
