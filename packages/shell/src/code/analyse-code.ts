import type { AnalysisUnknown } from '@agsec/core';
import { analyseCmd, countCmdCommands } from '../cmd/analyse-cmd.ts';
import type { CodeAnalyser, Language, ShellAnalysis, Surroundings } from '../contract.ts';
import { countPowershellCalls, powershellKnowledge } from '../powershell/knowledge.ts';
import { readPowerShell } from '../powershell/read-powershell.ts';
import { JAVASCRIPT_KNOWLEDGE } from './api/javascript.ts';
import { LUA_KNOWLEDGE } from './api/lua.ts';
import { PERL_KNOWLEDGE } from './api/perl.ts';
import { PHP_KNOWLEDGE } from './api/php.ts';
import { PYTHON_KNOWLEDGE } from './api/python.ts';
import { RUBY_KNOWLEDGE } from './api/ruby.ts';
import { Findings } from './interpret/findings.ts';
import { Interpreter } from './interpret/interpreter.ts';
import type { Knowledge } from './interpret/knowledge.ts';
import { unknownThing, word } from './interpret/thing.ts';
import { readJavascript } from './read/javascript.ts';
import { readPhp } from './read/php.ts';
import { readPython } from './read/python.ts';
import { readScript } from './read/scripting.ts';
import type { Node } from './syntax.ts';

/** Longest code that is read, in UTF-16 units; longer code is `too-long`. */
export const MAX_CODE_LENGTH = 65_536;

/** A language read into the common syntax and followed with the knowledge of its libraries. */
type FollowedLanguage = {
  readonly knowledge: Knowledge;
  readonly read: (text: string) => Node;
};

/** A language whose knowledge depends on the place, or that has a reader of its own. */
type OwnLanguage = {
  readonly calls: () => number;
  readonly analyse: (text: string, findings: Findings, place: Surroundings) => void;
};

const LANGUAGES: { readonly [language in Language]?: FollowedLanguage | OwnLanguage } = {
  python: { knowledge: PYTHON_KNOWLEDGE, read: readPython },
  javascript: {
    knowledge: JAVASCRIPT_KNOWLEDGE,
    read: (text) => readJavascript(text, 'javascript'),
  },
  typescript: {
    knowledge: JAVASCRIPT_KNOWLEDGE,
    read: (text) => readJavascript(text, 'typescript'),
  },
  ruby: { knowledge: RUBY_KNOWLEDGE, read: (text) => readScript(text, 'ruby') },
  perl: { knowledge: PERL_KNOWLEDGE, read: (text) => readScript(text, 'perl') },
  lua: { knowledge: LUA_KNOWLEDGE, read: (text) => readScript(text, 'lua') },
  php: { knowledge: PHP_KNOWLEDGE, read: readPhp },
  powershell: {
    calls: countPowershellCalls,
    analyse: (text, findings, place) =>
      follow({ knowledge: powershellKnowledge(place), read: readPowerShell }, text, findings, {}),
  },
  cmd: { calls: countCmdCommands, analyse: analyseCmd },
};

/**
 * Reads code of a scripting language and tells which files, processes, hosts and secrets it would
 * touch. Never throws; a language it does not know is `dynamic-code`.
 */
export const analyseCode: CodeAnalyser = (language, text, surroundings, run) => {
  const reader = LANGUAGES[language];
  if (reader === undefined) return onlyUnknown('dynamic-code');
  if (text.length > MAX_CODE_LENGTH) return onlyUnknown('too-long');
  const findings = new Findings(language, surroundings, run);
  try {
    if ('analyse' in reader) reader.analyse(text, findings, surroundings);
    else follow(reader, text, findings, surroundings);
  } catch {
    // A program deep enough to exhaust the stack is not read to the end; what was found stands.
    findings.unknown('dynamic-code');
  }
  return findings.analysis();
};

function follow(
  { knowledge, read }: FollowedLanguage,
  text: string,
  findings: Findings,
  { positional }: Surroundings,
): void {
  const interpreter = new Interpreter(
    knowledge,
    findings,
    (code) => (code.length > MAX_CODE_LENGTH ? undefined : read(code)),
    positional?.map((given) => (given === null ? unknownThing() : word(given))),
  );
  interpreter.run(read(text));
}

/** Every language with the number of library calls known of it: for documentation. */
export function listLanguages(): readonly { readonly language: string; readonly calls: number }[] {
  return Object.entries(LANGUAGES).map(([language, reader]) => ({
    language,
    calls: 'analyse' in reader ? reader.calls() : Object.keys(reader.knowledge.calls).length,
  }));
}

function onlyUnknown(reason: AnalysisUnknown): ShellAnalysis {
  return { actions: [], unknown: [reason], simpleCommands: [], scripts: [] };
}
