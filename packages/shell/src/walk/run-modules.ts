import { posix } from 'node:path';
import type { Language } from '../contract.ts';
import type { Frame } from './frame.ts';
import type { Interpreter } from './interpreter.ts';
import { runFile } from './run-file.ts';

type Imports = {
  /**
   * Each group is a list of modules as the code writes their names; a group `of` is where those of
   * the group `items` are from, which may be modules or what one holds.
   */
  readonly written: RegExp;
  /** Files below the folder of the code that the name may stand for. */
  files(name: string): readonly string[];
};

const JAVASCRIPT: Imports = {
  written: /(?:\bfrom|\brequire\s*\(|\bimport\s*\(?)\s*['"](\.{0,2}\/[^'"]+)['"]/g,
  files: (name) =>
    ['', '.js', '.mjs', '.cjs', '.ts', '.mts', '.json', '/index.js'].map((end) => `${name}${end}`),
};

const SCRIPTING: Imports = {
  written:
    /\b(?:require|require_relative|load|use|do|dofile|include|include_once|require_once)\b\s*\(?\s*['"]?([\w./:-]+)/g,
  files: (name) => {
    const path = name.replaceAll('::', '/');
    return ['', '.rb', '.pm', '.pl', '.lua', '.php'].map((end) => `${path}${end}`);
  },
};

/** How code of each language names what it loads (the languages' references). */
const IMPORTS: Partial<Record<Language, Imports>> = {
  python: {
    written:
      /(?:^|[;\n])\s*(?:from\s+(?<of>[\w.]+)\s+import\s+\(?(?<items>[\w., \t]*)|import\s+([\w., \t]+))|\b(?:import_module|__import__|run_path|run_module)\s*\(\s*['"]([\w./]+)['"]/g,
    files: (name) => {
      const path = /[/]|\.py$/.test(name) ? name : name.replaceAll('.', '/');
      return [path, `${path}.py`, `${path}/__init__.py`, `${path}/__main__.py`];
    },
  },
  javascript: JAVASCRIPT,
  typescript: JAVASCRIPT,
  ruby: SCRIPTING,
  perl: SCRIPTING,
  php: SCRIPTING,
  lua: SCRIPTING,
};

function namesIn(match: RegExpMatchArray): readonly string[] {
  const { of, items } = match.groups ?? {};
  const groups: readonly (string | undefined)[] = match.slice(1);
  const names = groups.filter((group) => group !== items).flatMap((group) => listed(group ?? ''));
  return of === undefined
    ? names
    : [...names, ...listed(items ?? '').map((item) => `${of}.${item}`)];
}

function listed(names: string): readonly string[] {
  return names.split(',').map((name) => name.trim().replace(/\s+as\s+\w+$/, ''));
}

/** Runs what code loads by name of the files that the line wrote. */
export function runWrittenModules(
  interpreter: Interpreter,
  frame: Frame,
  language: Language,
  text: string,
): void {
  const imports = IMPORTS[language];
  const { files } = interpreter;
  if (imports === undefined || files.isEmpty || frame.elsewhere) return;
  const [cwd] = frame.state.folders;
  const names = [...text.matchAll(imports.written)].flatMap(namesIn);
  const paths = new Set(names.filter((name) => name !== '').flatMap((name) => imports.files(name)));
  for (const path of paths) {
    if (!files.loads(path, cwd)) continue;
    const reference = { path: posix.normalize(path), language, args: [] };
    runFile(interpreter, frame, {
      via: language,
      reference: cwd === undefined ? reference : { ...reference, cwd },
    });
  }
}
