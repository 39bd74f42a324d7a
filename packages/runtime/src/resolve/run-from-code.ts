import type { ReaderDependencies, RunFromCode, ShellAnalysis, Surroundings } from '@agsec/shell';
import { quotePartlyKnown, quoteWord, readLine, UNKNOWN_PARAMETER } from '@agsec/shell/reader';
import type { ReadCode } from './script-bodies.ts';

type Value = Parameters<RunFromCode['line']>[0];

/** What reads code of all languages. */
export type CodeReaders = Required<ReaderDependencies>;

/** Reads code of any language; `code` is asked for those that are not the shell's. */
export function codeReader({ code, programs }: CodeReaders): ReadCode {
  const line = (text: string, surroundings: Surroundings): ShellAnalysis =>
    readLine(text, surroundings, { code, programs });
  return (language, text, surroundings) =>
    language === 'sh'
      ? line(text, surroundings)
      : code(language, text, surroundings, runFromCode(line, surroundings));
}

/** What a script in another language starts, read as shell lines. */
function runFromCode(
  read: (line: string, surroundings: Surroundings) => ShellAnalysis,
  surroundings: Surroundings,
): RunFromCode {
  return {
    line: (text, cwd) => {
      const analysis = read(lineOf(text), placeOf(surroundings, cwd));
      // What stands for the unknown part is one word; it may be a whole command.
      if (text.known) return analysis;
      return {
        ...analysis,
        unknown: [...new Set([...analysis.unknown, 'dynamic-command' as const])],
      };
    },
    argv: (words, cwd) => read(words.map(wordOf).join(' '), placeOf(surroundings, cwd)),
  };
}

function lineOf({ text, known }: Value): string {
  return known ? text : text.replaceAll('*', UNKNOWN_PARAMETER);
}

function wordOf({ text, known }: Value): string {
  return known ? quoteWord(text) : quotePartlyKnown(text);
}

function placeOf(surroundings: Surroundings, cwd: Value | undefined): Surroundings {
  const { positional: _script, cwd: start, ...rest } = surroundings;
  if (cwd === undefined) return start === undefined ? rest : { ...rest, cwd: start };
  if (!cwd.known) return rest;
  if (cwd.text.startsWith('/')) return { ...rest, cwd: cwd.text };
  return start === undefined ? rest : { ...rest, cwd: `${start}/${cwd.text}` };
}
