import type { Taint, Value } from '../../program.ts';

/** The letter in brackets by which a pattern does not find itself in a list of processes. */
const LONE_LETTER = /\[([^\]^\\])\]/g;

/** A pattern for processes as plain text: `[n]ode` fits what `node` fits. */
export function processPattern(pattern: string): string {
  return pattern.replace(LONE_LETTER, '$1');
}

/** What comes out of a list of the processes that fit these patterns; an empty one fits all. */
export function listsProcesses(pattern: string): Taint {
  return { unknown: true, processes: processPattern(pattern) };
}

/** The taint of a list of processes after only the lines were kept that a pattern finds. */
export function keepsProcesses(taint: Taint, patterns: readonly string[]): Taint {
  if (taint.processes === undefined) return taint;
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
