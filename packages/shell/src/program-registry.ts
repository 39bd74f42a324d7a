import type { Program } from './program.ts';
import { type AreaName, PROGRAM_NAMES } from './program-names.ts';

/** Gives the programs of an area, loading them if need be; throws what loading throws. */
export type ProgramSource = (area: AreaName) => readonly Program[];

/**
 * Knowledge by the name a command is found by; `undefined` for a program nobody described. Asks the
 * source for no area but the name's own.
 */
export function findProgram(name: string, source: ProgramSource): Program | undefined {
  const found = lookUp(name, source);
  if (found !== undefined) return found;
  const folded = foldedName(name);
  return folded === name ? undefined : lookUp(folded, source);
}

function lookUp(name: string, source: ProgramSource): Program | undefined {
  const area = areaOf(name);
  if (area === undefined) return undefined;
  return source(area).find(({ names }) => names.includes(name));
}

/** The area whose programs include one of this name; of two the first. */
export function areaOf(name: string): AreaName | undefined {
  if (name === '' || /\s/.test(name)) return undefined;
  return programAreas().find((area) => holdsWord(PROGRAM_NAMES[area], name));
}

/**
 * `GIT.EXE` is git where the system folds case, and on Linux wherever Windows programs can be
 * started; elsewhere there is no such program, and reading it as git costs nothing.
 */
function foldedName(name: string): string {
  return name.toLowerCase().replace(/\.exe$/, '');
}

/** Programs by each of their names; of two with one name the first. */
export function indexPrograms(programs: readonly Program[]): ReadonlyMap<string, Program> {
  const byName = new Map<string, Program>();
  for (const program of programs)
    for (const name of program.names) if (!byName.has(name)) byName.set(name, program);
  return byName;
}

/** The areas that the knowledge about programs is divided into, each in a folder of its own. */
export function programAreas(): readonly AreaName[] {
  areas ??= Object.keys(PROGRAM_NAMES).filter(isAreaName);
  return areas;
}

let areas: readonly AreaName[] | undefined;

/** True if a word stands in a text between white space. */
function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isBlank(text[at - 1]) && isBlank(text[at + word.length])) return true;
  }
  return false;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\n';
}

function isAreaName(name: string): name is AreaName {
  return Object.hasOwn(PROGRAM_NAMES, name);
}
