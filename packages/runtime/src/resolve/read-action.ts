import type { Action, AnalysisUnknown } from '@agsec/core';
import type {
  CodeAnalyser,
  DerivedAction,
  Language,
  ProgramSource,
  ShellAnalysis,
  Surroundings,
} from '@agsec/shell';
import { withGitAliases } from './git-alias.ts';
import { resolveGitPush } from './git-push.ts';
import type { Lookups } from './lookups.ts';
import { codeReader } from './run-from-code.ts';
import { type ReadCode, readScripts } from './script-bodies.ts';

export type ReadingInput = {
  /** A tool action that runs a shell line or code. */
  readonly action: Action;
  readonly surroundings: Surroundings;
  readonly lookups: Lookups;
  /** Asked only for code in other languages than the shell's. */
  readonly code: CodeAnalyser;
  /** Asked for the areas of the programs that the code names. */
  readonly programs: ProgramSource;
};

/** What a line or code, and all that it starts, would do. Paths stand as written. */
export type Reading = {
  readonly actions: readonly DerivedAction[];
  readonly unknown: readonly AnalysisUnknown[];
  /** Text of every simple command after quoting, wrappers and constants. */
  readonly simpleCommands: readonly string[];
};

/** Languages a tool may hand code over in (`code.execute` with its text). */
const LANGUAGES = [
  'sh',
  'python',
  'javascript',
  'typescript',
  'ruby',
  'perl',
  'php',
  'lua',
  'awk',
  'sql',
  'powershell',
  'cmd',
] as const satisfies readonly Language[];

/**
 * Reads the line of a `bash.execute` or the code of a `code.execute`: what stands in it, in the
 * local scripts it runs, and behind the aliases of the repository it works in.
 */
export function readAction(input: ReadingInput): Reading {
  const { action, surroundings, lookups, code, programs } = input;
  const { home } = surroundings;
  const readCode = withGitAliases(codeReader({ code, programs }), home, lookups);
  const found = readText(action, surroundings, readCode);
  const scripts = readScripts(found.scripts, surroundings, lookups, readCode);
  return {
    actions: [...found.actions, ...scripts.actions].map((each) =>
      each.elsewhere ? each : resolveGitPush(each, home, lookups),
    ),
    unknown: [...new Set([...found.unknown, ...scripts.unknown])],
    simpleCommands: found.simpleCommands,
  };
}

function readText(action: Action, surroundings: Surroundings, readCode: ReadCode): ShellAnalysis {
  const { command, code, language } = action.params;
  if (action.name === 'bash.execute') {
    if (typeof command !== 'string') return onlyUnknown('dynamic-command');
    return readCode('sh', command, surroundings);
  }
  const known = LANGUAGES.find((each) => each === language);
  if (known === undefined || typeof code !== 'string') return onlyUnknown('dynamic-code');
  return readCode(known, code, surroundings);
}

function onlyUnknown(reason: AnalysisUnknown): ShellAnalysis {
  return { actions: [], unknown: [reason], simpleCommands: [], scripts: [] };
}
