import type { Action } from '@agsec/core';
import type { ShellAnalysis } from '@agsec/shell';
import { quotePartlyKnown } from '@agsec/shell/reader';
import { stringsOf } from './action-values.ts';
import { findRepository, readGitSettings } from './git-repository.ts';
import type { Lookups } from './lookups.ts';
import type { ReadCode } from './script-bodies.ts';

/** What stands behind an alias of a repository's or the user's git configuration. */
export type GitAlias = {
  /** The line git would run instead. */
  readonly line: string;
  readonly cwd: string;
};

/**
 * The line behind a git command that is an alias in the configuration of its repository or of the
 * user (git-config(1) `alias.*`); `undefined` if it is none. An alias that begins with `!` is a line
 * for the shell, run at the root of the working tree.
 */
export function gitAlias(
  action: Action,
  home: string | undefined,
  lookups: Lookups,
): GitAlias | undefined {
  const verb = /^git\.(.+)$/.exec(action.name)?.[1];
  const { cwd } = action.params;
  if (verb === undefined || typeof cwd !== 'string') return undefined;
  const repository = findRepository(cwd, lookups);
  if (repository === undefined) return undefined;
  const alias = readGitSettings(repository, home, lookups)?.get(`alias.${verb.toLowerCase()}`);
  if (alias === undefined) return undefined;
  const args = stringsOf(action.params['args']).map(quotePartlyKnown).join(' ');
  return alias.startsWith('!')
    ? { line: `${alias.slice(1)} ${args}`, cwd: repository.root }
    : { line: `git ${alias} ${args}`, cwd };
}

/** How deep aliases of aliases are followed. */
const ALIAS_DEPTH = 3;

/** Reads code as `readCode` does, and behind every alias it runs also the line that stands there. */
export function withGitAliases(
  readCode: ReadCode,
  home: string | undefined,
  lookups: Lookups,
  depth = 1,
): ReadCode {
  return (language, text, surroundings) => {
    const found = readCode(language, text, surroundings);
    const readAlias =
      depth === ALIAS_DEPTH ? readCode : withGitAliases(readCode, home, lookups, depth + 1);
    return found.actions.reduce((all, action) => {
      const alias = action.elsewhere ? undefined : gitAlias(action, home, lookups);
      if (alias === undefined) return all;
      return joined(all, readAlias('sh', alias.line, { ...surroundings, cwd: alias.cwd }));
    }, found);
  };
}

function joined(one: ShellAnalysis, other: ShellAnalysis): ShellAnalysis {
  return {
    actions: [...one.actions, ...other.actions],
    unknown: [...new Set([...one.unknown, ...other.unknown])],
    simpleCommands: [...one.simpleCommands, ...other.simpleCommands],
    scripts: [...one.scripts, ...other.scripts],
  };
}
