import type { Language } from '../contract.ts';
import type { Value } from '../program.ts';
import { literal } from '../values/value.ts';
import { commandName, isSystemProgram } from '../walk/command-name.ts';
import { emit } from '../walk/emit.ts';
import type { Frame } from '../walk/frame.ts';
import type { Interpreter } from '../walk/interpreter.ts';
import { runInside, runNamedFile, runStartFile } from './start-file.ts';
import { type VariableMeaning, variableMeaning } from './variable-meaning.ts';

/** Most entries of a list of folders or libraries that are reported. */
const MAX_ENTRIES = 16;

/** Folders of the system's own libraries, which only root changes. */
const SYSTEM_LIBRARIES =
  /^\/(?:usr|lib|lib32|lib64|libx32|opt|nix\/store|snap|Library|System|Applications)\//;

/**
 * Setting some variables makes programs run code before, beside or in place of their own: reported
 * as what that code would do, whichever program the line starts then.
 */
export function runVariable(
  interpreter: Interpreter,
  frame: Frame,
  name: string,
  value: Value | undefined,
): void {
  if (value === undefined || value.text === '' || frame.elsewhere) return;
  const meaning = variableMeaning(name);
  if (meaning === undefined) return;
  new VariableRun(interpreter, frame, name, value).run(meaning);
}

class VariableRun {
  readonly #interpreter: Interpreter;
  readonly #frame: Frame;
  readonly #name: string;
  readonly #value: Value;

  constructor(interpreter: Interpreter, frame: Frame, name: string, value: Value) {
    this.#interpreter = interpreter;
    this.#frame = frame;
    this.#name = name;
    this.#value = value;
  }

  run(meaning: VariableMeaning): void {
    const { text } = this.#value;
    switch (meaning.kind) {
      case 'line':
        this.#line(text.replace(/^\|{1,2}-?/, ''));
        break;
      case 'prompt':
        this.#substitutions();
        break;
      case 'program':
        this.#program();
        break;
      case 'file':
        this.#files(meaning.language);
        break;
      case 'libraries':
        this.#libraries();
        break;
      case 'folders':
        this.#folders(meaning.language, meaning.loaded ?? []);
        break;
      case 'options':
        this.#options(meaning.program, meaning.rest);
        break;
      case 'argument':
        this.#call([...meaning.before, text]);
        break;
      case 'java':
        this.#javaOptions();
        break;
      case 'build':
        this.#buildOptions();
        break;
      case 'function':
        this.#function(meaning.name);
        break;
      case 'interactive':
        this.#emit('interactive', meaning.language);
        break;
    }
  }

  /** A line whose first word is not known is whatever the environment held before. */
  #line(text: string): void {
    const { taint, known } = this.#value;
    if (taint.remote !== undefined) this.#interpreter.recorder.unknown('remote-code');
    if (taint.decoded) this.#interpreter.recorder.unknown('decoded-code');
    if (!known && /^["'\s]*\*/.test(text)) return;
    const [program = ''] = text.trim().split(/\s/, 1);
    if (program.includes('/') && !isSystemProgram(program)) this.#emit('startup', 'sh', program);
    // A shell that is given a file to show or to edit runs it.
    if (SHELL.test(commandName(text.trim(), 'linux')))
      this.#interpreter.recorder.unknown('dynamic-command');
    runInside(this.#interpreter, this.#frame, this.#value, text);
  }

  #substitutions(): void {
    const { text } = this.#value;
    if (/[`$]/.test(text))
      runInside(this.#interpreter, this.#frame, this.#value, `: <<_\n${text}\n_\n`);
  }

  #program(): void {
    const { text, known } = this.#value;
    const isPath = text.includes('/');
    const isShell = SHELL.test(commandName(text, 'linux'));
    if (!known || (isShell && (!isPath || isSystemProgram(text)))) return;
    if (isPath && !isSystemProgram(text)) this.#emit('startup', undefined, text);
    this.#call([text]);
  }

  #files(language: Language | undefined): void {
    const { text } = this.#value;
    const isLine = this.#name === 'BASH_ENV' || this.#name === 'ENV';
    if (isLine) this.#substitutions();
    if (this.#name === 'MAKEFILES')
      for (const file of entriesOf(text, /\s+/)) this.#emit('startup', undefined, file);
    // `ENV=production` is no file; a name with a folder, or one the line wrote, is.
    else if (this.#name !== 'ENV' || text.includes('/') || this.#isWritten(text)) {
      this.#emit('startup', language);
      runStartFile(this.#interpreter, this.#frame, this.#value, language);
    }
  }

  #isWritten(path: string): boolean {
    const [cwd] = this.#frame.state.folders;
    return this.#interpreter.files.contents(path, cwd).length > 0;
  }

  /** What ld.so is given without a folder it looks for among the system's libraries. */
  #libraries(): void {
    for (const library of entriesOf(this.#value.text, /[:\s]+/)) {
      const isBare = !library.includes('/') && this.#name.startsWith('LD_');
      if (isBare || isSystemLibrary(library)) continue;
      this.#emit('startup', undefined, library);
      this.#interpreter.recorder.unknown('dynamic-code');
    }
  }

  #folders(language: Language | undefined, loaded: readonly string[]): void {
    for (const entry of entriesOf(this.#value.text, /:/)) {
      const folder = entry.replace(/\/\*$/, '');
      if (isSystemLibrary(folder)) continue;
      this.#emit('startup', language, folder);
      for (const file of loaded)
        runNamedFile(this.#interpreter, this.#frame, literal(`${folder}/${file}`), language, {
          optional: true,
        });
    }
  }

  #function(name: string): void {
    const { text } = this.#value;
    if (!text.startsWith('() {')) return;
    this.#interpreter.runText(`${name} ${text}`, { ...this.#frame, depth: this.#frame.depth + 1 });
    const { functions } = this.#frame.state;
    const definition = functions.get(name);
    if (definition !== undefined) functions.set(name, { ...definition, exported: true });
  }

  /** As the words of a call, of which only what is run counts and not the call itself. */
  #options(program: string, rest: readonly string[]): void {
    const words = wordsOf(this.#value.text);
    words.forEach((word, index) => {
      const file = fileOf(word, words[index + 1]);
      if (file !== undefined) this.#emit('startup', undefined, file);
    });
    this.#call([program, ...words, ...rest]);
  }

  #javaOptions(): void {
    const { text } = this.#value;
    // Whether the line ends at the next blank depends on quotes the shell took away.
    const [, line] = /-XX:On(?:OutOfMemory)?Error=["']?(.*)$/s.exec(text) ?? [];
    if (line !== undefined) this.#line(line);
    for (const word of wordsOf(text)) {
      const [, path] =
        /^(?:-(?:javaagent|agentpath|Xbootclasspath(?:\/[ap])?):|@)([^=:]+)/.exec(word) ?? [];
      if (path !== undefined) this.#emit('startup', undefined, path);
    }
  }

  /** Of make, go and rustc. */
  #buildOptions(): void {
    const { text } = this.#value;
    if (/--eval|\$[({]/.test(text)) this.#interpreter.recorder.unknown('dynamic-code');
    for (const [, line = ''] of text.matchAll(/-(?:toolexec|exec|C\W?linker)=(\S+)/g))
      this.#line(line);
  }

  /** Runs the words and takes over all but the run of the words themselves. */
  #call(words: readonly string[]): void {
    const { state, depth, wrappers } = this.#frame;
    const apart = this.#interpreter.apart();
    const inner: Frame = {
      state: state.fork(),
      mergesErrors: false,
      wrappers,
      elsewhere: false,
      wrapperEnv: {},
      depth: depth + 1,
    };
    const argv = words.map((word) => literal(word, this.#value.taint));
    apart.runWords(argv, inner, { level: 'program', assignments: [] });
    const { actions, unknown, scripts } = apart.recorder.analysis();
    const [, ...others] = actions;
    const own = others.filter(({ params }) => params['code'] !== '');
    this.#interpreter.recorder.add(
      { actions: own, unknown, scripts, simpleCommands: [] },
      (action) => action,
    );
  }

  #emit(source: 'startup' | 'interactive', language?: Language, path?: string): void {
    emit(this.#interpreter.recorder, this.#frame, this.#name, 'code.execute', {
      language: language ?? 'native',
      source,
      file_path: source === 'startup' ? (path ?? this.#value) : undefined,
    });
  }
}

const SHELL = /^(?:ba|da|z|k|mk|fi|c|tc|a)?sh$/;

/** The file or folder of code that an option of node, ruby or perl names. */
function fileOf(word: string, next: string | undefined): string | undefined {
  const [, rest] =
    /^(?:-[rI]|--(?:require|import|loader|experimental-loader)=?)(.*)$/s.exec(word) ?? [];
  const path = rest === '' ? next : rest;
  return path !== undefined && /^(?:[./~]|file:)/.test(path)
    ? path.replace(/^file:\/\//, '')
    : undefined;
}

/** Entries of a list that are known; the rest is what the environment held before. */
function entriesOf(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .filter((entry) => entry !== '' && !/\*./.test(entry) && entry !== '*' && entry !== '/*')
    .slice(0, MAX_ENTRIES);
}

function isSystemLibrary(path: string): boolean {
  return SYSTEM_LIBRARIES.test(`${path}/`) && !path.includes('/../');
}

/** Words between blanks, quotes removed. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) => word.replace(/["']/g, ''));
}
