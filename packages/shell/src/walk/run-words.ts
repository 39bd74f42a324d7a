import { posix } from 'node:path';
import { findBuiltin } from '../builtins/index.ts';
import { CallEffects } from '../effects.ts';
import type { InputReader } from '../flow/descriptors.ts';
import { NOTHING, opaque } from '../flow/stream.ts';
import { parseOptions } from '../options.ts';
import type { Call, OptionGrammar, ParsedOptions, Program, Stream, Value } from '../program.ts';
import { joinAllTaints, joinTaints, withoutNamedSecret } from '../values/taint.ts';
import { commandName, isSystemProgram } from './command-name.ts';
import { emit } from './emit.ts';
import type { Frame, Outcome } from './frame.ts';
import { callFunction } from './functions.ts';
import type { Interpreter, LeadingAssignment, RunSite } from './interpreter.ts';
import { runConventionalFiles } from './run-conventional-files.ts';
import { foldersBefore } from './search-path.ts';
import { FROM_ENVIRONMENT, NO_VALUE } from './variable.ts';

/** Programs whose success nothing but a closed output prevents. */
const SURE_TO_SUCCEED: ReadonlySet<string> = new Set(['echo']);

const NO_GRAMMAR: OptionGrammar = { options: {} };

/** A simple command whose words are expanded and whose streams are connected. */
export type WordsRun = {
  readonly argv: readonly Value[];
  readonly name: Value;
  readonly frame: Frame;
  readonly site: RunSite;
};

/** Runs the words of a simple command: a function, a builtin, a known program or another one. */
export function runWords(
  interpreter: Interpreter,
  argv: readonly Value[],
  frame: Frame,
  site: RunSite,
): Outcome {
  const [name] = argv;
  if (name === undefined) return { stdout: NOTHING };
  const run: WordsRun = { argv, name, frame, site };
  const { state } = frame;
  const base = commandName(name.text, state.surroundings.os);
  const bodies = site.level === 'shell' ? (state.functions.get(name.text)?.bodies ?? []) : [];
  const program = interpreter.findProgram(base);
  const redefined = bodies.length > 0 || state.redefined.get(name.text) === true;
  const builtin = findBuiltin(name.text);
  reportCommand(interpreter, run, program, { redefined, isBuiltin: builtin !== undefined });
  if (!name.known || name.splits || name.pattern !== undefined || name.taint.unknown)
    if (program === undefined || !isInUnknownFolder(name))
      interpreter.recorder.unknown('dynamic-command');
  if (bodies.length > 0) {
    const args = argv.slice(1);
    if (!state.functions.get(name.text)?.maybe)
      return callFunction(interpreter, name.text, bodies, args, frame);
    const called = { ...frame, state: state.fork() };
    const stayed = { ...frame, state: state.fork() };
    const first = callFunction(interpreter, name.text, bodies, args, called);
    const second = runWords(interpreter, argv, stayed, { ...site, level: 'builtin' });
    state.join([called.state, stayed.state]);
    return { stdout: opaque(joinTaints(first.stdout.taint, second.stdout.taint)) };
  }
  if (!name.text.includes('/') && state.redefined.get('*')) runFromPath(interpreter, run);
  if (builtin === undefined && !frame.elsewhere) runConventionalFiles(interpreter, argv, frame);
  const asBuiltin = builtin !== undefined && (site.level !== 'program' || program === undefined);
  if (asBuiltin) return builtin({ interpreter, frame, site, name: name.text, args: argv.slice(1) });
  if (program !== undefined) {
    if (isWrittenHere(interpreter, run)) runFile(interpreter, run);
    const stdout = describeCall(interpreter, run, program);
    return SURE_TO_SUCCEED.has(base) ? { stdout, status: 'success' } : { stdout };
  }
  return { stdout: unknownProgram(interpreter, run) };
}

/**
 * `"$VENV/bin/python"`: a program known by its name, in a folder that is not. What a command prints may
 * hold blanks, and so the words of another command, unless it is quoted.
 */
function isInUnknownFolder({ text, known, splits, taint }: Value): boolean {
  const { remote, decoded, unknown } = taint;
  if (known || remote !== undefined || decoded || (splits && unknown)) return false;
  return /^[^*]*\*[^*]*\/[\w.+-]+$/.test(text);
}

/** True for a path to which the line itself writes: what stands there is not what its name says. */
function isWrittenHere({ files }: Interpreter, { name, frame }: WordsRun): boolean {
  if (!name.known || !name.text.includes('/') || isSystemProgram(name.text)) return false;
  return files.contents(name.text, frame.state.folders[0]).length > 0;
}

/** Reports `command.run` for the words; `redefined` if the line gives the name a new meaning. */
function reportCommand(
  interpreter: Interpreter,
  run: WordsRun,
  program: Program | undefined,
  { redefined, isBuiltin }: { readonly redefined: boolean; readonly isBuiltin: boolean },
): void {
  const { argv, name, frame, site } = run;
  const { recorder } = interpreter;
  const args = argv.slice(1);
  const text = argv.map((word) => word.text).join(' ');
  const written = /^=|\//.test(name.text);
  const base = commandName(name.text, frame.state.surroundings.os);
  const doubtful = written || redefined || frame.state.redefined.get('*') ? ['name'] : [];
  const env = environmentOf(site.assignments, frame);
  recorder.simpleCommand(text);
  emit(
    recorder,
    frame,
    base,
    'command.run',
    {
      name: { ...name, text: base },
      path: written ? name : undefined,
      args: args.length === 0 ? [] : args,
      flags: flagsOf(args, program),
      subcommand: redefined || isBuiltin ? undefined : subcommandOf(args, program),
      wrappers: frame.wrappers,
      env: env.length === 0 ? [] : env,
      command: { text, known: argv.every((word) => word.known), taint: {} },
    },
    { doubtful },
  );
}

/** What a program known by name would do with the words; gives its standard output. */
function describeCall(interpreter: Interpreter, run: WordsRun, program: Program): Stream {
  const { argv, frame, name } = run;
  const call = callOf(
    interpreter,
    run,
    program,
    commandName(name.text, frame.state.surroundings.os),
    argv,
  );
  const effects = new CallEffects(interpreter, frame, call);
  program.describe(call, effects);
  return effects.finish();
}

/** A program nobody described: it starts, and what it prints may be all it was given. */
function unknownProgram(interpreter: Interpreter, run: WordsRun): Stream {
  const { argv, name, frame } = run;
  if (name.text.includes('/') && name.known && !isSystemProgram(name.text))
    runFile(interpreter, run);
  const stdin = frame.input?.stream.taint;
  const taints = argv.map((word) => withoutNamedSecret(word.taint));
  return { taint: joinAllTaints([...taints, ...(stdin ? [stdin] : []), { unknown: true }]) };
}

/** A command given by a path may be a script, or a file the line itself wrote. */
function runFile(interpreter: Interpreter, run: WordsRun): void {
  const { argv, name, frame } = run;
  const call = callOf(
    interpreter,
    run,
    undefined,
    commandName(name.text, frame.state.surroundings.os),
    argv,
  );
  const args = argv.slice(1).map((word) => word.text);
  new CallEffects(interpreter, frame, call).script({ path: name.text, args });
}

/** A bare name may be found in a folder that the line put before those of the system. */
function runFromPath(interpreter: Interpreter, run: WordsRun): void {
  const { argv, name, frame } = run;
  if (!name.known || frame.elsewhere || findBuiltin(name.text) !== undefined) return;
  const [cwd] = frame.state.folders;
  const call = callOf(interpreter, run, undefined, name.text, argv);
  for (const folder of foldersBefore(frame.state)) {
    const path = posix.join(folder, name.text);
    const script = new CallEffects(interpreter, frame, call);
    const isWritten = interpreter.files.contents(path, cwd).length > 0;
    if (isWritten) script.script({ path, args: argv.slice(1).map((word) => word.text) });
    else if (!interpreter.recorder.budget.countPathFile(path)) script.unknown('too-many');
    // One reference for all its calls, with arguments that are not known.
    else script.script({ path, args: ['*'], optional: true });
  }
}

function callOf(
  interpreter: Interpreter,
  { frame, site }: WordsRun,
  program: Program | undefined,
  name: string,
  argv: readonly Value[],
): Call {
  const args = argv.slice(1);
  const home = homeOf(frame);
  const [cwd] = frame.state.folders;
  let options: ParsedOptions | undefined;
  let env: Call['env'] | undefined;
  const call: Call = {
    name,
    args,
    get options(): ParsedOptions {
      options ??= parseOptions(args, program?.grammar ?? NO_GRAMMAR);
      return options;
    },
    get env(): Call['env'] {
      env ??= exportedEnvironment(interpreter, frame, site.assignments);
      return env;
    },
    ...(home === undefined ? {} : { home }),
    ...(cwd === undefined ? {} : { cwd }),
  };
  return frame.input === undefined ? call : withInput(call, frame.input);
}

/** A program that looks at its input may take any part of it from those that read after it. */
function withInput(call: Call, input: InputReader): Call {
  let stdin: Stream | undefined;
  const get = () => {
    stdin ??= input.rest();
    input.cut();
    return stdin;
  };
  return Object.defineProperty(call, 'stdin', { get, enumerable: true });
}

/** The home folder programs look files up in: `$HOME`, which the line may have changed. */
function homeOf({ state, elsewhere }: Frame): string | undefined {
  const set = state.variables.get('HOME');
  if (set === undefined) return elsewhere ? undefined : state.surroundings.home;
  const [value, ...others] = set.values;
  return value?.known && others.length === 0 ? value.text : undefined;
}

function exportedEnvironment(
  interpreter: Interpreter,
  frame: Frame,
  leading: readonly LeadingAssignment[],
): Call['env'] {
  const env: { [name: string]: Value } = {};
  const { choose } = interpreter.expansion(frame);
  for (const [name, { exported, values }] of frame.state.variables.entries()) {
    const value = values.length > 1 ? choose(name, values) : values[0];
    const isSet = value !== undefined && value !== NO_VALUE && value !== FROM_ENVIRONMENT;
    if (exported && isSet) env[name] = value;
  }
  for (const { name, value } of leading) env[name] = value;
  return env;
}

function environmentOf(leading: readonly LeadingAssignment[], frame: Frame): readonly Value[] {
  const wrapped = Object.entries(frame.wrapperEnv).map(([name, value]) => ({ name, value }));
  return [...wrapped, ...leading].map(({ name, value }) => ({
    ...value,
    text: `${name}=${value.text}`,
    ...(value.pattern === undefined ? {} : { pattern: `${name}=${value.pattern}` }),
  }));
}

/** Option words as written before `--`, and one by one where the program's clusters are known. */
function flagsOf(args: readonly Value[], program: Program | undefined): readonly string[] {
  const flags = new Set<string>();
  const grammar = program?.grammar;
  for (const { text } of args) {
    if (text === '--') break;
    if (text.length < 2 || !text.startsWith('-')) {
      if (grammar?.stopAtOperand && !program?.subcommands) break;
      continue;
    }
    flags.add(text);
    if (grammar === undefined || grammar.clusters === false || text.startsWith('--')) continue;
    if (grammar.options[text] !== undefined) continue;
    for (const letter of text.slice(1)) {
      const kind = grammar.options[`-${letter}`];
      if (kind === undefined) break;
      flags.add(`-${letter}`);
      if (kind === 'value' || kind === 'optional') break;
    }
  }
  return [...flags];
}

const BARE_WORD = /^[a-z][\w:.-]*$/i;

/** The first operand of a program with sub-commands; of an unknown program a first bare word. */
function subcommandOf(args: readonly Value[], program: Program | undefined): Value | undefined {
  const [first] = args;
  if (program === undefined)
    return first !== undefined && args.length > 0 && BARE_WORD.test(first.text) ? first : undefined;
  if (!program.subcommands) return undefined;
  return parseOptions(args, program.grammar).operands[0];
}
