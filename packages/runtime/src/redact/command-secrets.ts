import { once } from '@agsec/core/internal';
import { isPlaceholder } from './placeholder.ts';
import type { Span } from './span.ts';

/** One word of a command line, its quotes not included. */
export type CommandWord = { readonly text: string; readonly start: number; readonly end: number };

/** Short flags and operands by which a program takes a secret, as its manual page has them. */
type ProgramSecrets = {
  /** The flag's value is the secret. */
  readonly secret?: readonly string[];
  /** The flag's value is a name, this separator, and the secret: `user:secret`. */
  readonly pair?: { readonly [flag: string]: string };
  /** The secret follows the flag without a blank (`mysql -pSECRET`). */
  readonly attached?: readonly string[];
  /** Only below these subcommands. */
  readonly subcommands?: readonly string[];
};

const DATABASE: ProgramSecrets = { attached: ['-p'] };
const CURL: ProgramSecrets = {
  pair: { '-u': ':', '--user': ':', '-U': ':', '--proxy-user': ':', '-b': '=', '--cookie': '=' },
};
const HTTPIE: ProgramSecrets = { pair: { '-a': ':', '--auth': ':' } };
const LOGIN: ProgramSecrets = { secret: ['-p'], subcommands: ['login'] };

type Programs = { readonly [name: string]: ProgramSecrets };

/** Made when asked for: few calls have such a flag at all. */
const programs = once(makePrograms);

function makePrograms(): Programs {
  return {
    curl: CURL,
    http: HTTPIE,
    https: HTTPIE,
    xh: HTTPIE,
    ab: { pair: { '-A': ':', '-P': ':' } },
    mysql: DATABASE,
    mysqldump: DATABASE,
    mysqladmin: DATABASE,
    mysqlimport: DATABASE,
    mariadb: DATABASE,
    'mariadb-dump': DATABASE,
    sshpass: { secret: ['-p'], attached: ['-p'] },
    'redis-cli': { secret: ['-a'] },
    mongo: { secret: ['-p'] },
    mongosh: { secret: ['-p'] },
    mongodump: { secret: ['-p'] },
    mongorestore: { secret: ['-p'] },
    sqlcmd: { secret: ['-P'], attached: ['-P'] },
    bcp: { secret: ['-P'], attached: ['-P'] },
    ldapsearch: { secret: ['-w'] },
    ldapmodify: { secret: ['-w'] },
    ldapadd: { secret: ['-w'] },
    smbclient: { pair: { '-U': '%', '--user': '%' } },
    docker: LOGIN,
    podman: LOGIN,
    nerdctl: LOGIN,
    buildah: LOGIN,
    skopeo: LOGIN,
    helm: LOGIN,
    oras: LOGIN,
    oc: LOGIN,
    az: LOGIN,
    cf: LOGIN,
    twine: { secret: ['-p'] },
    zip: { secret: ['-P'], attached: ['-P'] },
    unzip: { secret: ['-P'], attached: ['-P'] },
    '7z': { attached: ['-p'] },
    '7za': { attached: ['-p'] },
    openssl: { secret: ['-k'], pair: { '-pass': ':', '-passin': ':', '-passout': ':' } },
    snmpwalk: { secret: ['-A', '-X', '-c'] },
    snmpget: { secret: ['-A', '-X', '-c'] },
    ipmitool: { secret: ['-P'] },
  };
}

const FLAGS = /[\s"'](?:-[aAbckpPuUwX]|-pass|--(?:user|proxy-user|auth|cookie))/;
const SEPARATOR = /^(?:[;|&]+|\n)$/;

/** Whether one of the programs with secret flags is named at all. */
export function namesProgram(text: string): boolean {
  return FLAGS.test(text) && namesPattern().test(text);
}

const namesPattern = once(
  () => new RegExp(`(?<![\\w-])(?:${Object.keys(programs()).join('|')})(?![\\w-])`),
);

/** Secrets given by a short flag to the program named before it in the same simple command. */
export function commandSpans(words: readonly CommandWord[]): readonly Span[] {
  const spans: Span[] = [];
  let command: { rules: ProgramSecrets; from: number } | undefined;
  for (const [index, word] of words.entries()) {
    if (SEPARATOR.test(word.text)) command = undefined;
    const rules = programRules(word.text);
    if (rules !== undefined && command === undefined) command = { rules, from: index };
    else if (command !== undefined && isActive(command.rules, words, command.from)) {
      const span = flagSecret(command.rules, word, words[index + 1]);
      if (span !== undefined) spans.push(span);
    }
  }
  return spans;
}

function programRules(word: string): ProgramSecrets | undefined {
  const name = word.slice(word.lastIndexOf('/') + 1);
  const rules = programs();
  return Object.hasOwn(rules, name) ? rules[name] : undefined;
}

function isActive(rules: ProgramSecrets, words: readonly CommandWord[], from: number): boolean {
  if (rules.subcommands === undefined) return true;
  const next = words.slice(from + 1, from + 6).map((word) => word.text);
  return rules.subcommands.some((name) => next.includes(name));
}

function flagSecret(
  rules: ProgramSecrets,
  word: CommandWord,
  next: CommandWord | undefined,
): Span | undefined {
  const [flag = ''] = /^--[\w-]+(?==)|^-[\w-]+$/.exec(word.text) ?? [];
  const separator =
    rules.pair !== undefined && Object.hasOwn(rules.pair, flag) ? rules.pair[flag] : undefined;
  if (separator !== undefined) {
    const joined = flag.length < word.text.length;
    return joined ? pairSecret(word, flag.length + 1, separator) : pairSecret(next, 0, separator);
  }
  if (rules.secret?.includes(word.text)) return wordSecret(next, 0);
  const attached = rules.attached?.find((flag) => word.text.startsWith(flag));
  return attached === undefined ? undefined : wordSecret(word, attached.length);
}

function wordSecret(word: CommandWord | undefined, offset: number): Span | undefined {
  const secret = word?.text.slice(offset) ?? '';
  if (word === undefined || secret === '' || secret.startsWith('-') || isPlaceholder(secret)) {
    return undefined;
  }
  return { start: word.end - secret.length, end: word.end, kind: 'password' };
}

function pairSecret(
  word: CommandWord | undefined,
  offset: number,
  separator: string,
): Span | undefined {
  const pair = word?.text.slice(offset) ?? '';
  const at = pair.indexOf(separator);
  if (word === undefined || at === -1 || isPlaceholder(pair)) return undefined;
  return wordSecret(word, offset + at + 1);
}

const WORD = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"';|&\\]|\\[^\n])+|[;|&]+|\n|["'\\]/g;

/**
 * Words of a command line in one pass. Quotes group where they are closed, and are taken off where
 * they hold the whole word; a separator of commands is a word of its own. Precise enough to find a
 * flag and its value, not to run anything.
 */
export function commandWords(text: string): readonly CommandWord[] {
  return [...text.matchAll(WORD)].map((match) => {
    const [word] = match;
    const quoted = /^(["'])[^"']*\1$/.test(word);
    const start = match.index + (quoted ? 1 : 0);
    const body = quoted ? word.slice(1, -1) : word;
    return { text: body, start, end: start + body.length };
  });
}
