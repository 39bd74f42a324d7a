import { posix } from 'node:path';
import type { Action } from '@agsec/core';
import { formsOf, stringsOf } from '../resolve/action-values.ts';

/**
 * agsec's commands that weaken protection or send its log away, by their first words. A person runs
 * them at a terminal; through an agent's shell they are refused, whatever the policies say.
 */
const WEAKENING: readonly (readonly string[])[] = [
  ['observe'],
  ['resume'],
  ['uninstall'],
  ['approve'],
  ['review'],
  ['grants'],
  ['policy', 'accept'],
  ['policy', 'remove'],
  ['policy', 'add'],
  ['audit', 'export'],
];

/** What of these does no harm: a list for programs, a statement that only tightens, a log that stays here. */
const HARMLESS: { readonly [command: string]: (words: readonly string[]) => boolean } = {
  review: (words) => words.includes('--json'),
  'audit export': (words) => !words.some((word) => /^--url(?:=|$)/.test(word)),
  'policy add': (words) => {
    const effects = words.flatMap((word, at) => {
      if (word === '--effect') return [words[at + 1] ?? ''];
      return word.startsWith('--effect=') ? [word.slice('--effect='.length)] : [];
    });
    return effects.length > 0 && effects.every((effect) => TIGHTENING.has(effect));
  },
};

const TIGHTENING: ReadonlySet<string> = new Set(['deny', 'review']);

/** Programs that run a script or package named by one of their words. */
const LAUNCHERS = new Set([
  'node',
  'nodejs',
  'bun',
  'bunx',
  'deno',
  'npm',
  'npx',
  'pnpm',
  'pnpx',
  'pnpm-exec',
  'yarn',
  'yarnpkg',
  'tsx',
  'ts-node',
]);

/**
 * The weakening command a `command.run` would run (`agsec uninstall`): called by name, by any path
 * or link, as a package, or as a script of a JavaScript runtime.
 */
export function weakeningCommand(action: Action): string | undefined {
  if (action.name !== 'command.run') return undefined;
  const isUnknown = action.unknown.includes('args');
  for (const words of agsecWords(action)) {
    const found = weakening(words, isUnknown);
    if (found !== undefined) return `agsec ${found}`;
  }
  return undefined;
}

/** The weakening command that words behind agsec's name are, or may be where not all are known. */
function weakening(words: readonly string[], isUnknown: boolean): string | undefined {
  const operands = words.filter((word) => !word.startsWith('-'));
  // A word that nobody knows, or that would follow from a list, may be any.
  const mayBe = (word: string | undefined, meant: string): boolean =>
    word === meant || (isUnknown && (word === undefined || word.includes('*')));
  // `audit --limit 5 export`: the value of an option may stand between two words of a command.
  const found = WEAKENING.find(([first = '', ...rest]) => {
    let at = 0;
    const follows = (word: string): boolean => {
      at = operands.findIndex((operand, index) => index > at && mayBe(operand, word));
      return at > 0 || mayBe(undefined, word);
    };
    return mayBe(operands[0], first) && rest.every(follows);
  });
  const name = found?.join(' ');
  if (name === undefined || (!isUnknown && HARMLESS[name]?.(words))) return undefined;
  return name;
}

/** The words after each one that means agsec: `npx -p @agsec/cli agsec observe` has two of them. */
function agsecWords(action: Action): readonly (readonly string[])[] {
  const args = stringsOf(action.params['args']);
  const programs = [...stringsOf(action.params['name']), ...formsOf(action, 'path')];
  if (programs.some(meansAgsec)) return [args];
  if (!programs.some((program) => LAUNCHERS.has(baseName(program)))) return [];
  return args.flatMap((word, at) => (meansAgsec(word) ? [args.slice(at + 1)] : []));
}

/** `agsec`, `/x/agsec.js`, `@agsec/cli@1`, `/x/@agsec/claude-code/dist/bin.js`, `agsec-claude-code`. */
function meansAgsec(word: string): boolean {
  return /^agsec(?:-[a-z-]+)?(?:@.*)?$/.test(baseName(word)) || /(?:^|\/)@agsec\//.test(word);
}

function baseName(word: string): string {
  return posix
    .basename(word)
    .toLowerCase()
    .replace(/\.(?:[cm]?[jt]s|exe|cmd)$/, '');
}
