import type { AnalysisUnknown } from '@agsec/core';
import type { CodeAnalyser, Language, ShellAnalysis } from '../contract.ts';
import { JAVASCRIPT_KNOWLEDGE } from './api/javascript.ts';
import { LUA_KNOWLEDGE } from './api/lua.ts';
import { PERL_KNOWLEDGE } from './api/perl.ts';
import { PHP_KNOWLEDGE } from './api/php.ts';
import { PYTHON_KNOWLEDGE } from './api/python.ts';
import { RUBY_KNOWLEDGE } from './api/ruby.ts';
import { Findings } from './interpret/findings.ts';
import { Interpreter } from './interpret/interpreter.ts';
import type { Knowledge } from './interpret/knowledge.ts';
import { readJavascript } from './read/javascript.ts';
import { readPhp } from './read/php.ts';
import { readPython } from './read/python.ts';
import { readScript } from './read/scripting.ts';
import type { Node } from './syntax.ts';

/** Longest code that is read, in UTF-16 units; longer code is `too-long`. */
export const MAX_CODE_LENGTH = 65_536;

type LanguageReader = {
  readonly knowledge: Knowledge;
  readonly read: (text: string) => Node;
};

const LANGUAGES: { readonly [language in Language]?: LanguageReader } = {
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
    const interpreter = new Interpreter(reader.knowledge, findings, (code) =>
      code.length > MAX_CODE_LENGTH ? undefined : reader.read(code),
    );
    interpreter.run(reader.read(text));
  } catch {
    // A program deep enough to exhaust the stack is not read to the end; what was found stands.
    findings.unknown('dynamic-code');
  }
  return findings.analysis();
};

/** Every language with the number of library calls known of it: for documentation. */
export function listLanguages(): readonly { readonly language: string; readonly calls: number }[] {
  return Object.entries(LANGUAGES).map(([language, { knowledge }]) => ({
    language,
    calls: Object.keys(knowledge.calls).length,
  }));
}

function onlyUnknown(reason: AnalysisUnknown): ShellAnalysis {
  return { actions: [], unknown: [reason], simpleCommands: [], scripts: [] };
}
