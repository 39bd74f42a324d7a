import type { AnalysisUnknown, ParamValue } from '@agsec/core';
import type {
  DerivedAction,
  Language,
  RunFromCode,
  ShellAnalysis,
  Surroundings,
} from '../../contract.ts';
import type { Taint, Value } from '../../program.ts';
import { joinAllTaints } from '../../values/taint.ts';
import { isValue } from '../../values/value.ts';

/** Most actions one piece of code may report; beyond that it is `too-many`. */
const MAX_ACTIONS = 512;

/** Parameters that are lists, so that a value becomes an element. */
export type FoundParams = { readonly [name: string]: ParamValue | Value | undefined };

/** Collects what a piece of code would do. */
export class Findings {
  readonly #language: Language;
  readonly #surroundings: Surroundings;
  readonly #run: RunFromCode;
  readonly #actions: DerivedAction[] = [];
  readonly #unknown = new Set<AnalysisUnknown>();
  readonly #simpleCommands: string[] = [];
  readonly #scripts: ShellAnalysis['scripts'][number][] = [];

  constructor(language: Language, surroundings: Surroundings, run: RunFromCode) {
    this.#language = language;
    this.#surroundings = surroundings;
    this.#run = run;
  }

  action(name: string, params: FoundParams): void {
    if (this.#actions.length >= MAX_ACTIONS) {
      this.#unknown.add('too-many');
      return;
    }
    const known: Record<string, ParamValue> = {};
    const unknown: string[] = [];
    const globs: string[] = [];
    const { cwd } = this.#surroundings;
    if (cwd !== undefined) known['cwd'] = cwd;
    for (const [key, given] of Object.entries(params)) {
      if (given === undefined) continue;
      if (!isValue(given)) {
        known[key] = given;
        continue;
      }
      known[key] = given.known ? given.text : (given.pattern ?? given.text);
      if (!given.known) {
        unknown.push(key);
        globs.push(key);
      }
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

  unknown(reason: AnalysisUnknown): void {
    this.#unknown.add(reason);
  }

  /** Text is handed to a shell. */
  line(text: Value, cwd?: Value): void {
    if (text.taint.remote !== undefined && !text.known) this.remoteCode(text.taint.remote);
    else this.#add(this.#run.line(text, cwd));
  }

  /** A program is started with these words. */
  argv(words: readonly Value[], cwd?: Value): void {
    if (words.length > 0) this.#add(this.#run.argv(words, cwd));
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
