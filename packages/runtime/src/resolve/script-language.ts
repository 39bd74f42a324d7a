import { posix } from 'node:path';
import type { Language } from '@agsec/shell';

const BY_ENDING: { readonly [ending: string]: Language | undefined } = {
  '.sh': 'sh',
  '.bash': 'sh',
  '.zsh': 'sh',
  '.ksh': 'sh',
  '.py': 'python',
  '.js': 'javascript',
  '.cjs': 'javascript',
  '.mjs': 'javascript',
  '.jsx': 'javascript',
  '.ts': 'typescript',
  '.cts': 'typescript',
  '.mts': 'typescript',
  '.tsx': 'typescript',
  '.rb': 'ruby',
  '.pl': 'perl',
  '.php': 'php',
  '.lua': 'lua',
  '.awk': 'awk',
  '.sql': 'sql',
  '.ps1': 'powershell',
  '.cmd': 'cmd',
  '.bat': 'cmd',
};

/** Interpreters of a `#!` line, without a version (`python3.12`). */
const BY_INTERPRETER: { readonly [name: string]: Language | undefined } = {
  sh: 'sh',
  ash: 'sh',
  bash: 'sh',
  dash: 'sh',
  ksh: 'sh',
  mksh: 'sh',
  zsh: 'sh',
  python: 'python',
  pypy: 'python',
  node: 'javascript',
  deno: 'typescript',
  bun: 'typescript',
  tsx: 'typescript',
  'ts-node': 'typescript',
  ruby: 'ruby',
  perl: 'perl',
  php: 'php',
  lua: 'lua',
  luajit: 'lua',
  awk: 'awk',
  gawk: 'awk',
  mawk: 'awk',
  pwsh: 'powershell',
};

/**
 * The language a script is in: its `#!` line, else its ending. A file with neither is read by the
 * shell that starts it (POSIX sh, "Command Search and Execution"). `undefined`: a language nobody
 * here reads.
 */
export function scriptLanguage(path: string, text: string): Language | undefined {
  const interpreter = interpreterOf(text);
  if (interpreter !== undefined) return BY_INTERPRETER[interpreter];
  const ending = posix.extname(path).toLowerCase();
  return ending === '' ? 'sh' : BY_ENDING[ending];
}

/** `#!/usr/bin/env -S python3 -u` is `python`. */
function interpreterOf(text: string): string | undefined {
  const line = /^#!([^\r\n]*)/.exec(text)?.[1];
  if (line === undefined) return undefined;
  const [program = '', ...rest] = line
    .trim()
    .split(/\s+/)
    .map((word) => posix.basename(word));
  const isWord = (word: string) => !word.startsWith('-') && !word.includes('=');
  const name = program === 'env' ? (rest.find(isWord) ?? '') : program;
  return name.replace(/[\d.]+$/, '');
}
