import type { AnalysisUnknown, ParamValue } from '@agsec/core';
import type {
  DerivedAction,
  Language,
  RunFromCode,
  ScriptReference,
  ShellAnalysis,
  Surroundings,
} from '../../contract.ts';
import type { Stream, Taint, Value } from '../../program.ts';
import { joinAllTaints } from '../../values/taint.ts';
import { isValue, literal, streamOfValue, unknownValue } from '../../values/value.ts';
import { Cycles } from './cycles.ts';

/** Most actions one piece of code may report; beyond that it is `too-many`. */
const MAX_ACTIONS = 512;

/**
 * Most different lines and programs of one piece of code that are read, each like a line of its
 * own, and the length in UTF-16 units of all of them together if they are several. Beyond that it
 * is `too-many`.
 */
const MAX_RUNS = 128;
const MAX_RUN_LENGTH = 32_768;

/** Parameters that are lists, so that a value becomes an element. */
export type FoundParams = {
  readonly [name: string]: ParamValue | Value | readonly Value[] | undefined;
};

/** The secret that all variables together are. */
const WHOLE_ENVIRONMENT = 'environment';

/** Parameters that name a file. */
const HOME_PATHS: ReadonlySet<string> = new Set(['file_path', 'to']);

const BEGINS_AT_HOME = /^~(?=\/|$)/;

/** Collects what a piece of code would do. */
export class Findings {
  /** The loops and functions that are being walked. */
  readonly cycles = new Cycles();
  readonly #language: Language;
  readonly #surroundings: Surroundings;
  readonly #run: RunFromCode;
  readonly #actions: DerivedAction[] = [];
  readonly #unknown = new Set<AnalysisUnknown>();
  readonly #simpleCommands: string[] = [];
  readonly #scripts: ShellAnalysis['scripts'][number][] = [];
  /** What was started so far: the same again does nothing that is not reported. */
  readonly #started = new Set<string>();
  #starts = 0;
  /** Files written so far: what is started after it may find another content. */
  #writes = 0;
  #runLength = 0;
  #exhausts = false;
  /** Files opened to be written anew, to which nothing was written yet. */
  readonly #emptied = new Set<string>();
  /** Folder the code is in now; absent when not known. */
  #cwd: string | undefined;

  constructor(language: Language, surroundings: Surroundings, run: RunFromCode) {
    this.#language = language;
    this.#surroundings = surroundings;
    this.#run = run;
    this.#cwd = surroundings.cwd;
  }

  action(name: string, params: FoundParams): void {
    if (this.#actions.length >= MAX_ACTIONS) {
      this.#unknown.add('too-many');
      return;
    }
    const known: Record<string, ParamValue> = {};
    const unknown: string[] = [];
    const globs: string[] = [];
    if (this.#cwd !== undefined) known['cwd'] = this.#cwd;
    for (const [key, given] of Object.entries(params)) {
      if (given === undefined) continue;
      if (isValue(given)) {
        const text = given.pattern ?? given.text;
        known[key] = HOME_PATHS.has(key) ? this.#fromHome(text) : text;
        if (!given.known) unknown.push(key);
        if (!given.known || given.pattern !== undefined) globs.push(key);
      } else if (isValueList(given)) {
        known[key] = given.map(({ text }) => text);
        if (given.some((each) => !each.known)) unknown.push(key);
      } else if (isPlain(given)) known[key] = given;
    }
    this.#actions.push({
      name,
      params: known,
      origin: 'derived',
      via: { name: this.#language, wrappers: [] },
      unknown,
      ...(globs.length > 0 ? { globs } : {}),
    });
  }

  /** No further action is kept, or as much was started: there is no use in looking for more. */
  get isFull(): boolean {
    return this.#actions.length >= MAX_ACTIONS || this.#starts >= MAX_ACTIONS;
  }

  unknown(reason: AnalysisUnknown): void {
    this.#unknown.add(reason);
  }

  /** Text is handed to a shell; `stdin` is what the code writes to what that starts. */
  line(text: Value, cwd?: Value, stdin?: Value): void {
    if (text.taint.remote !== undefined && !text.known) this.remoteCode(text.taint.remote);
    else this.#start([text], 'line', cwd, stdin, (to, input) => this.#run.line(text, to, input));
  }

  /** A program is started with these words. */
  argv(words: readonly Value[], cwd?: Value, stdin?: Value): void {
    if (words.length > 0)
      this.#start(words, 'argv', cwd, stdin, (to, input) => this.#run.argv(words, to, input));
  }

  /** What a file holds as far as the line or the code wrote it; absent when neither did. */
  contentOf(path: Value): Stream | undefined {
    return path.known ? this.#run.reads?.(this.#fromHome(path.text), this.#cwd) : undefined;
  }

  /** `file.write` of a path with what it then holds, where that is known. */
  writes(path: Value, content?: Value, options: { readonly append?: true } = {}): void {
    this.action('file.write', {
      file_path: path,
      ...(content?.known ? { content: content.text } : {}),
      ...options,
    });
    if (content !== undefined) this.holds(path, content, options);
  }

  /** A file is opened to hold what is written to it from now on. */
  empties(path: Value): void {
    if (path.known) this.#emptied.add(path.text);
  }

  /** More is written to a file that is open. */
  adds(path: Value, content: Value): void {
    const isFirst = this.#emptied.delete(path.text);
    this.holds(path, content, isFirst ? {} : { append: true });
  }

  /** A file that is written holds this from now on. */
  holds(path: Value, content: Value, options: { readonly append?: true } = {}): void {
    // As `env > file`: whoever reads the file has all of it.
    if (content.taint.secret === WHOLE_ENVIRONMENT) this.shows([content.taint]);
    if (!path.known) return;
    this.#writes += 1;
    this.#run.writes?.(this.#fromHome(path.text), streamOfValue(content), options, this.#cwd);
  }

  /** Processes are started without an end. */
  exhausts(): void {
    if (!this.#exhausts) this.action('system.process', { verb: 'exhaust', broad: true });
    this.#exhausts = true;
  }

  #start(
    words: readonly Value[],
    how: 'line' | 'argv',
    cwd: Value | undefined,
    stdin: Value | undefined,
    run: (cwd: Value | undefined, stdin: Stream | undefined) => ShellAnalysis,
  ): void {
    const folder = cwd ?? this.#movedTo();
    const length = words.reduce((sum, { text }) => sum + text.length, 0);
    const isTooMuch =
      this.isFull ||
      this.#started.size >= MAX_RUNS ||
      (this.#runLength > 0 && this.#runLength + length > MAX_RUN_LENGTH);
    this.#starts += 1;
    const key = isTooMuch ? '' : JSON.stringify([how, folder, words, stdin, this.#writes]);
    if (isTooMuch) this.#unknown.add('too-many');
    else if (!this.#started.has(key)) {
      this.#started.add(key);
      this.#runLength += length;
      this.#add(run(folder, stdin === undefined ? undefined : streamOfValue(stdin)));
    }
  }

  /** A local script is run. */
  script(reference: Pick<ScriptReference, 'path' | 'args' | 'language'>): void {
    const { path, language } = reference;
    this.action('code.execute', {
      ...(language === undefined ? {} : { language }),
      source: 'file',
      file_path: path,
    });
    const cwd = this.#cwd === undefined ? {} : { cwd: this.#cwd };
    this.#scripts.push({ ...reference, ...cwd, wrappers: [] });
  }

  /** Text of a command of the language's own. */
  simpleCommand(text: string): void {
    this.#simpleCommands.push(text);
  }

  /** The code goes to another folder, for all that follows. */
  changeFolder(folder: Value): void {
    const text = this.#fromHome(folder.text);
    if (!folder.known || BEGINS_AT_HOME.test(text)) this.#cwd = undefined;
    else if (/^(?:\/|[A-Za-z]:)/.test(text)) this.#cwd = text;
    else if (this.#cwd !== undefined) this.#cwd = `${this.#cwd}/${text}`;
  }

  /** `~` and `~/x`, which `expanduser`, `Path.home()` and `homedir()` leave, made absolute. */
  #fromHome(text: string): string {
    const { home } = this.#surroundings;
    return home === undefined ? text : text.replace(BEGINS_AT_HOME, () => home);
  }

  /** The folder for what is started, where it is not the one the code began in. */
  #movedTo(): Value | undefined {
    if (this.#cwd === this.#surroundings.cwd) return undefined;
    return this.#cwd === undefined ? unknownValue() : literal(this.#cwd);
  }

  remoteCode(origin: string): void {
    this.action('code.execute', { language: this.#language, source: 'remote', code: origin });
    this.#unknown.add('remote-code');
  }

  /** Bytes leave the machine; a secret among them is said so. */
  sends(taint: Taint, to: { readonly url?: Value; readonly host?: Value }): void {
    if (taint.secret === undefined) return;
    this.action('secret.send', { kind: taint.secret, url: to.url, host: to.host });
  }

  /** A value is shown to whoever reads the output. */
  shows(taints: readonly Taint[]): void {
    const { secret } = joinAllTaints(taints);
    if (secret?.startsWith('environment')) this.action('secret.read', { kind: secret });
  }

  analysis(): ShellAnalysis {
    return {
      actions: this.#actions,
      unknown: [...this.#unknown],
      simpleCommands: this.#simpleCommands,
      scripts: this.#scripts,
    };
  }

  #add(found: ShellAnalysis): void {
    for (const action of found.actions) {
      if (this.#actions.length >= MAX_ACTIONS) this.#unknown.add('too-many');
      else this.#actions.push(action);
    }
    for (const reason of found.unknown) this.#unknown.add(reason);
    this.#simpleCommands.push(...found.simpleCommands);
    this.#scripts.push(...found.scripts);
  }
}

function isValueList(given: FoundParams[string]): given is readonly Value[] {
  return Array.isArray(given) && given.length > 0 && given.every((each) => isValue(each));
}

function isPlain(given: FoundParams[string]): given is ParamValue {
  return given !== undefined && !isValue(given) && !isValueList(given);
}
