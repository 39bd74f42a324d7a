import { posix } from 'node:path';
import type { AnalysisUnknown } from '@agsec/core';
import type {
  DerivedAction,
  Language,
  ScriptReference,
  ShellAnalysis,
  Surroundings,
} from '@agsec/shell';
import { makeRecipe, packageScriptLines } from '@agsec/shell/reader';
import type { Lookups } from './lookups.ts';
import { type PathForms, pathForms } from './path-forms.ts';
import { scriptLanguage } from './script-language.ts';

/** Largest script that is read. */
export const SCRIPT_LIMIT = 64 * 1024;

/** How deep a script that runs a script is followed. */
export const SCRIPT_DEPTH = 3;

/** Reads code of a language; the shell's own lines too. Pure. */
export type ReadCode = (
  language: Language,
  text: string,
  surroundings: Surroundings,
) => ShellAnalysis;

/** What the local scripts of a line would do. */
export type ScriptFindings = {
  readonly actions: readonly DerivedAction[];
  /** `script-body` if some script could not be read to its end. */
  readonly unknown: readonly AnalysisUnknown[];
  /** Files whose text was read, or should have been: as the kernel walks to them. */
  readonly files: readonly string[];
};

/** A script's text as code of one language. */
type Body = {
  readonly file: string;
  readonly language: Language;
  readonly texts: readonly string[];
  readonly cwd: string;
  readonly complete: boolean;
};

/**
 * Reads the scripts a line would run, and the scripts those run, and tells what they would do.
 * Anything about a body that stays in the dark (no such file, too large, not text, its own unknowns)
 * is the one unknown `script-body`: the line itself was read.
 */
export function readScripts(
  references: readonly ScriptReference[],
  surroundings: Surroundings,
  lookups: Lookups,
  readCode: ReadCode,
): ScriptFindings {
  const reader = new ScriptReader(surroundings, lookups, readCode);
  for (const reference of references) reader.read(reference, 1);
  return reader.findings();
}

class ScriptReader {
  readonly #surroundings: Surroundings;
  readonly #lookups: Lookups;
  readonly #readCode: ReadCode;
  readonly #actions: DerivedAction[] = [];
  readonly #files = new Set<string>();
  readonly #seen = new Set<string>();
  #complete = true;

  constructor(surroundings: Surroundings, lookups: Lookups, readCode: ReadCode) {
    this.#surroundings = surroundings;
    this.#lookups = lookups;
    this.#readCode = readCode;
  }

  findings(): ScriptFindings {
    const unknown = this.#complete ? [] : (['script-body'] as const);
    return { actions: this.#actions, unknown, files: [...this.#files] };
  }

  read(reference: ScriptReference, depth: number): void {
    const { path, cwd, language, target, args, wrappers } = reference;
    const key = JSON.stringify([path, cwd, language, target, args, wrappers]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    // The file of another machine is not here to be read.
    const body = reference.elsewhere ? undefined : this.#bodyOf(reference);
    if (body === undefined) {
      if (reference.elsewhere || !reference.optional || this.#isThere(reference))
        this.#complete = false;
      return;
    }
    this.#complete &&= body.complete;
    for (const text of body.texts) this.#analyse(body, text, reference, depth);
  }

  #analyse(body: Body, text: string, reference: ScriptReference, depth: number): void {
    const positional = reference.args.map((word) => (word.includes('*') ? null : word));
    const place = { ...this.#surroundings, cwd: body.cwd, positional };
    const analysis = this.#readCode(body.language, text, place);
    this.#complete &&= analysis.unknown.length === 0;
    for (const action of analysis.actions) this.#actions.push(placed(action, reference, body.file));
    for (const inner of analysis.scripts) {
      if (depth === SCRIPT_DEPTH) this.#complete = false;
      else this.read({ ...inner, wrappers: [...reference.wrappers, ...inner.wrappers] }, depth + 1);
    }
  }

  #bodyOf(reference: ScriptReference): Body | undefined {
    const forms = pathForms(reference.path, reference, this.#lookups);
    if (forms === undefined) return undefined;
    if (reference.target === undefined) return this.#fileBody(forms, reference);
    return reference.target.kind === 'npm-script'
      ? this.#packageBody(forms.absolute, reference, reference.target.name)
      : this.#makeBody(forms.absolute, reference.target.name);
  }

  /** True unless it is known that the file does not exist; of a target, that its file has it. */
  #isThere(reference: ScriptReference): boolean {
    if (reference.target !== undefined) return false;
    const path = pathForms(reference.path, reference, this.#lookups)?.kernel;
    if (path === undefined) return false;
    const kind = this.#lookups.kind(path);
    return kind.spent || kind.found !== undefined;
  }

  #fileBody({ absolute, kernel }: PathForms, reference: ScriptReference): Body | undefined {
    const text = this.#textOf(kernel);
    if (text !== undefined || !reference.optional) this.#files.add(kernel);
    if (text === undefined) return undefined;
    const language = reference.language ?? scriptLanguage(absolute, text);
    if (language === undefined) return undefined;
    const cwd = reference.cwd ?? posix.dirname(absolute);
    return { file: kernel, language, texts: [text], cwd, complete: true };
  }

  /** `package.json` in the folder given or above it, as npm looks for it. */
  #packageBody(path: string, reference: ScriptReference, name: string): Body | undefined {
    const start = posix.basename(path) === 'package.json' ? posix.dirname(path) : path;
    for (let folder = start; ; folder = posix.dirname(folder)) {
      const file = posix.join(folder, 'package.json');
      const text = this.#textOf(file);
      const texts = text === undefined ? undefined : packageScriptLines(text, name, reference.args);
      if (text !== undefined) this.#files.add(file);
      if (texts !== undefined) return { file, language: 'sh', texts, cwd: folder, complete: true };
      if (text !== undefined || folder === '/') return undefined;
    }
  }

  #makeBody(path: string, target: string): Body | undefined {
    // The default name stands for any of those make looks for, in its order.
    const isDefault = posix.basename(path) === 'Makefile';
    const folder = isDefault ? posix.dirname(path) : path;
    const candidates = ['GNUmakefile', 'makefile', 'Makefile'].map((name) =>
      posix.join(folder, name),
    );
    const file = (isDefault ? candidates : [path, ...candidates]).find(
      (each) => this.#textOf(each) !== undefined,
    );
    if (file === undefined) return undefined;
    this.#files.add(file);
    const recipe = makeRecipe(this.#textOf(file) ?? '', target);
    if (recipe === undefined) return undefined;
    const { lines, complete } = recipe;
    return { file, language: 'sh', texts: lines, cwd: posix.dirname(file), complete };
  }

  #textOf(file: string): string | undefined {
    const read = this.#lookups.readText(file, SCRIPT_LIMIT);
    return read.spent || read.found.kind !== 'text' ? undefined : read.found.text;
  }
}

/** An action of a script's body as one of the line that runs the script. */
function placed(action: DerivedAction, reference: ScriptReference, file: string): DerivedAction {
  const via = action.via ?? { name: 'script', wrappers: [] };
  return { ...action, via: { ...via, wrappers: [...reference.wrappers, ...via.wrappers], file } };
}
