import type { Taint, Value } from '../../program.ts';

/** The letter in brackets by which a pattern does not find itself in a list of processes. */
const LONE_LETTER = /\[([^\]^\\])\]/g;

/** A pattern for processes as plain text: `[n]ode` fits what `node` fits. */
export function processPattern(pattern: string): string {
  return pattern.replace(LONE_LETTER, '$1');
}

/** Agents and what watches over them, by the names of their processes. */
const GUARDED = [
  'agsec',
  'claude',
  'codex',
  'copilot',
  'cursor',
  'windsurf',
  'cline',
  'gemini',
] as const;

/** Repetitions up to which a pattern is tried: on names this short that takes few steps. */
const MOST_REPETITIONS = 6;

/** How an extended regular expression is spelt otherwise than JavaScript's (regex(7)). */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\[(\^?)\]/g, '[$1\\]'],
  [/\[:(?:alpha|alnum|lower|upper|word|graph|print):\]/g, 'A-Za-z'],
  [/\[:\w+:\]/g, ''],
  [/\\[<>]/g, '\\b'],
  [/[*+?]{2,}/g, '*'],
];

/**
 * The processes a pattern (an extended regular expression) chooses, as text: the name of an agent, or
 * of what watches over it, where the pattern fits that (`ags.c`), else the pattern. `isWhole`: it has
 * to fit the whole name. A pattern that takes too many steps to try is taken to fit.
 */
export function chosenBy(pattern: string, isWhole = false): string {
  const plain = processPattern(pattern);
  if (plain === '' || plain === ALL) return plain;
  const repetitions = plain.match(/[*+?{]/g)?.length ?? 0;
  if (repetitions > MOST_REPETITIONS || /\)[*+?{]/.test(plain)) return GUARDED[0];
  const source = SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), plain);
  const found = firstFit(isWhole ? `^(?:${source})$` : source);
  return found ?? plain;
}

function firstFit(source: string): string | undefined {
  try {
    const fits = new RegExp(source, 'i');
    return GUARDED.find((name) => fits.test(name));
  } catch (error) {
    // What JavaScript does not take for a pattern, the program refuses as well, or reads otherwise.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What comes out of a list of the processes that fit these patterns; an empty one fits all. */
export function listsProcesses(pattern: string): Taint {
  return { unknown: true, processes: processPattern(pattern) };
}

/** The taint of a list of processes after only the lines were kept that a pattern finds. */
export function keepsProcesses(taint: Taint, patterns: readonly string[]): Taint {
  if (taint.processes === undefined) return taint;
  const [only] = patterns.length === 1 && taint.processes === '' ? patterns : [];
  if (only !== undefined) return { ...taint, processes: chosenBy(only) };
  const kept = [...patterns.map(processPattern), taint.processes].filter((each) => each !== '');
  return { ...taint, processes: kept.join(' ') };
}

/** What a list of all processes stands for when nothing was left out of it. */
const ALL = '.';

/** The taint of a list of processes of which only a column is printed: of all of them, if none was left out. */
export function printsEveryProcess(taint: Taint): Taint {
  return taint.processes === '' ? { ...taint, processes: ALL } : taint;
}

/** The taint of a list of processes after some lines were left out, nobody knows which. */
export function keepsSomeProcesses(taint: Taint): Taint {
  if (taint.processes !== '' && taint.processes !== ALL) return taint;
  const { processes: _all, ...rest } = taint;
  return rest;
}

/**
 * What a word stands for that is to be the number of a process: where it comes from a list of
 * processes, what they were chosen by, else the word itself.
 */
export function processTarget(word: Value): Value {
  const { processes } = word.taint;
  if (word.known || !processes) return word;
  return { text: processes, known: true, taint: word.taint };
}
