import { posix } from 'node:path';
import type { Action } from '@agsec/core';
import { formsOf, stringsOf } from '../resolve/action-values.ts';

/**
 * agsec's commands that weaken protection, by their first words. A person runs them at a terminal;
 * through an agent's shell they are refused, whatever the policies say.
 */
const WEAKENING: readonly (readonly string[])[] = [
  ['observe'],
  ['resume'],
  ['uninstall'],
  ['approve'],
  ['grants'],
  ['policy', 'accept'],
  ['policy', 'remove'],
];

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
  const words = agsecWords(action);
  if (words === undefined) return undefined;
  const operands = words.filter((word) => !word.startsWith('-'));
  const found = WEAKENING.find((command) => command.every((word, at) => operands[at] === word));
  return found === undefined ? undefined : `agsec ${found.join(' ')}`;
}

/** The words after the one that means agsec. */
function agsecWords(action: Action): readonly string[] | undefined {
  const args = stringsOf(action.params['args']);
  const programs = [...stringsOf(action.params['name']), ...formsOf(action, 'path')];
  if (programs.some(meansAgsec)) return args;
  if (!programs.some((program) => LAUNCHERS.has(baseName(program)))) return undefined;
  const at = args.findIndex(meansAgsec);
  return at < 0 ? undefined : args.slice(at + 1);
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
