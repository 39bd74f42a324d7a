import type { Language } from '../../contract.ts';

/** What a command of vi or ed does besides editing its buffer. */
export type EditorPower =
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'read' | 'write'; readonly file: string }
  | { readonly kind: 'delete'; readonly file: string }
  | { readonly kind: 'code'; readonly language: Language; readonly code: string }
  | { readonly kind: 'script'; readonly file: string; readonly language?: Language }
  /** Runs something that only the run can tell. */
  | { readonly kind: 'dynamic' };

/** Words before a command that change nothing about it. */
const MODIFIERS =
  /^(?:sil(?:e(?:n(?:t)?)?)?!?|noa(?:utocmd)?|keep\w+|lock\w+|hid(?:e)?|conf(?:irm)?|vert(?:ical)?|bufdo|argdo|windo|tabdo|cdo|ldo|cfdo|verb(?:ose)?\s*\d*|nos(?:wapfile)?)!?\s+/;

const RANGE =
  /^(?:\s*(?:[%.$*]|\d+|'[\w<>[\]]|\/(?:[^/\\]|\\.)*\/?|\?(?:[^?\\]|\\.)*\??|\\[/?&]|[-+]\d*|[,;]))*\s*/;

const LANGUAGES: { readonly [name: string]: Language } = {
  py: 'python',
  python: 'python',
  py3: 'python',
  python3: 'python',
  pyx: 'python',
  pythonx: 'python',
  lua: 'lua',
  perl: 'perl',
  rub: 'ruby',
  ruby: 'ruby',
};

/** Reads Ex commands, one a line or separated by bars; never throws (`:help cmdline`). */
export function readExCommands(text: string): readonly EditorPower[] {
  return text.split('\n').flatMap((line) => readCommand(line, 0));
}

function readCommand(source: string, depth: number): readonly EditorPower[] {
  if (depth > 8) return [{ kind: 'dynamic' }];
  let command = source.replace(/^[\s:]+/, '').replace(RANGE, '');
  while (MODIFIERS.test(command)) command = command.replace(MODIFIERS, '').replace(RANGE, '');
  // A shell command takes all of its line, bars included.
  const shell = command.match(/^(?:(?:r|re|rea|read|w|wr|wri|writ|write)\s+)?!+\s*([^\n]*)$/)?.[1];
  if (shell !== undefined) return shell === '' ? [] : [{ kind: 'run', command: shell }];
  const nested = command.match(
    /^(?:g|global|v|vglobal)!?\s*([^\w\s])(?:(?!\1)[^\\]|\\.)*\1([\s\S]*)$/,
  )?.[2];
  if (nested !== undefined) return readCommand(nested, depth + 1);
  const [first, ...others] = splitBars(command);
  const rest = others.flatMap((each) => readCommand(each, depth + 1));
  return [...readSimple(first ?? '', depth), ...rest];
}

/** At bars that no quote and no backslash hides. */
function splitBars(command: string): readonly string[] {
  const parts = command.match(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\[\s\S]|[^|\\])+/g) ?? [];
  return parts.map((part) => part.trim());
}

function readSimple(command: string, depth: number): readonly EditorPower[] {
  const [, name = '', rest = ''] = command.match(/^([A-Za-z]\w*)!?\s*([\s\S]*)$/) ?? [];
  const language = Object.hasOwn(LANGUAGES, name) ? LANGUAGES[name] : undefined;
  if (language !== undefined) return [{ kind: 'code', language, code: rest }];
  const file = rest.replace(/^(?:\+\S+\s+|\+\+\S+\s+|>>\s*)+/, '').trim();
  const named = file === '' || file.startsWith('%') ? [] : [unquoted(file)];
  if (/^(?:w|wr|wri|writ|write|wq|x|xit|exi|exit|up|update|sav|saveas|wn|wN)$/.test(name))
    return named.map((each) => ({ kind: 'write' as const, file: each }));
  if (
    /^(?:r|read|e|ed|edit|sp|split|vs|vsplit|new|vne|vnew|tabe|tabedit|tabnew|vie|view|sv|sview|arg\w*|find|pe|pedit|dif\w*)$/.test(
      name,
    )
  )
    return named.map((each) => ({ kind: 'read' as const, file: each }));
  if (/^(?:so|sou|source|ru|runtime)$/.test(name))
    return named.map((each) => ({ kind: 'script' as const, file: each }));
  if (/^(?:py3?f|py3?file|luaf|luafile|rubyf|rubyfile|pyxfile)$/.test(name))
    return named.map((each) => ({ kind: 'script' as const, file: each }));
  if (/^(?:ter|term|terminal)$/.test(name))
    return [{ kind: 'run', command: rest.replace(/^(?:\+\+\S+\s+)+/, '') }];
  if (/^(?:mak|make|gr|grep|lgrep|lmak|lmake|perld|perldo|pydo|luado|rubyd|rubydo)$/.test(name))
    return [{ kind: 'dynamic' }];
  if (/^(?:exe|execute)$/.test(name)) return readExecute(rest, depth);
  if (/^(?:norm|normal)$/.test(name)) return readNormal(rest, depth);
  return readFunctions(command);
}

function readExecute(argument: string, depth: number): readonly EditorPower[] {
  const constant = argument.match(/^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*$/);
  if (constant === null) return [{ kind: 'dynamic' }];
  return readCommand((constant[1] ?? constant[2] ?? '').replace(/\\(.)/g, '$1'), depth + 1);
}

/** Keys in normal mode: a colon starts an Ex command. */
function readNormal(keys: string, depth: number): readonly EditorPower[] {
  const colon = keys.indexOf(':');
  if (colon >= 0) return readCommand(keys.slice(colon), depth + 1);
  return keys.includes('!') ? [{ kind: 'dynamic' }] : [];
}

const FUNCTION =
  /\b(system|systemlist|delete|writefile|readfile|rename|job_start|term_start|jobstart|termopen|libcall|libcallnr|mkdir|readblob)\s*\(/g;

/** Functions of Vim's own language that reach outside, with their constant arguments. */
function readFunctions(command: string): readonly EditorPower[] {
  return [...command.matchAll(FUNCTION)].map((match): EditorPower => {
    const name = match[1] ?? '';
    const argumentsText = command.slice((match.index ?? 0) + match[0].length);
    const [argument] = constantsOf(argumentsText);
    if (name === 'writefile') {
      const target = constantsOf(argumentsText.replace(/^\s*\[[^\]]*\]\s*,/, ''))[0];
      return target === undefined ? { kind: 'dynamic' } : { kind: 'write', file: target };
    }
    if (argument === undefined) return { kind: 'dynamic' };
    if (name === 'delete' || name === 'rename') return { kind: 'delete', file: argument };
    if (name.startsWith('read')) return { kind: 'read', file: argument };
    if (name === 'mkdir') return { kind: 'write', file: argument };
    if (name.startsWith('libcall')) return { kind: 'dynamic' };
    return { kind: 'run', command: argument };
  });
}

function constantsOf(text: string): readonly string[] {
  const match = text.match(/^\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')\s*(?=[,)])/);
  if (match === null) return [];
  return [match[1]?.replace(/\\(.)/g, '$1') ?? (match[2] ?? '').replaceAll("''", "'")];
}

function unquoted(file: string): string {
  return file.replace(/\\(.)/g, '$1');
}
