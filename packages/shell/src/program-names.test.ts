import { describe, expect, it } from 'vitest';
import { everyProgram, listPrograms } from './every-program.ts';
import { areaOf, findProgram } from './program-registry.ts';

/** Names on one line of the table. */
const LINE = 88;

/** `program-names.ts` as it has to be: each name in the first area that has a program of it. */
function table(): string {
  const known = new Set<string>();
  const entries = listPrograms().map(({ name: area, programs }) => {
    const names = programs.flatMap((program) => program.names);
    const own = [...new Set(names)].filter((name) => !known.has(name)).sort();
    for (const name of own) known.add(name);
    return `  ${area}: \`\n${lines(own).join('')}\`,\n`;
  });
  return `${HEAD}export const PROGRAM_NAMES = {\n${entries.join('')}} as const;\n${TAIL}`;
}

const HEAD = `/**
 * The names of all known programs by area, apart by white space: which area is to be loaded for a
 * command. Its test writes it: \`npx vitest run program-names -u\` after a change of names.
 */
`;

const TAIL = `
/** Area of programs; the name of its module below \`areas/\`. */
export type AreaName = keyof typeof PROGRAM_NAMES;
`;

function lines(names: readonly string[]): readonly string[] {
  const found: string[] = [];
  let line = '';
  for (const name of names) {
    if (line.length + name.length > LINE) {
      found.push(`${line}\n`);
      line = '';
    }
    line += line === '' ? name : ` ${name}`;
  }
  return [...found, `${line}\n`];
}

describe('The table of program names', () => {
  it('is what the programs say', async () => {
    await expect(table()).toMatchFileSnapshot('./program-names.ts');
  });

  it('leads from each name to its program, and to the first of two', () => {
    const seen = new Set<string>();
    for (const { programs } of listPrograms()) {
      for (const program of programs) {
        for (const name of program.names.filter((each) => !seen.has(each))) {
          seen.add(name);
          expect([name, findProgram(name, everyProgram)]).toEqual([name, program]);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(500);
  });

  it('asks for no area but that of the name', () => {
    const asked: string[] = [];
    const source: typeof everyProgram = (area) => {
      asked.push(area);
      return everyProgram(area);
    };
    expect(findProgram('git', source)?.names).toContain('git');
    expect(findProgram('GIT.exe', source)?.names).toContain('git');
    expect(findProgram('no-such-program', source)).toBeUndefined();
    expect(asked).toEqual(['git', 'git']);
  });

  it.each(['', ' ', 'git ', 'cat cp', '\n', 'gi', 'it'])('knows no area of %j', (name) => {
    expect(areaOf(name)).toBeUndefined();
  });
});
