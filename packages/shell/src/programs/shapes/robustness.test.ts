import { findActionEntry } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, ReportedParams, Stream } from '../../program.ts';
import { AGENT_PROGRAMS } from '../agents/index.ts';
import { DATABASE_PROGRAMS } from '../database/index.ts';
import { INFRASTRUCTURE_PROGRAMS } from '../infrastructure/index.ts';
import { INTERPRETER_PROGRAMS } from '../interpreters/index.ts';
import { NETWORK_PROGRAMS } from '../network/index.ts';
import { PACKAGE_PROGRAMS } from '../packages/index.ts';
import { SECRET_PROGRAMS } from '../secrets/index.ts';
import { SHELL_PROGRAMS } from '../shells/index.ts';
import { WRAPPER_PROGRAMS } from '../wrappers/index.ts';
import { literal } from './values.ts';

const PROGRAMS: readonly Program[] = [
  ...AGENT_PROGRAMS,
  ...DATABASE_PROGRAMS,
  ...INFRASTRUCTURE_PROGRAMS,
  ...INTERPRETER_PROGRAMS,
  ...NETWORK_PROGRAMS,
  ...PACKAGE_PROGRAMS,
  ...SECRET_PROGRAMS,
  ...SHELL_PROGRAMS,
  ...WRAPPER_PROGRAMS,
];

/** Words that mean something to many programs, and words that are hard to read. */
const WORDS = (
  '- -- -= --= --=x -c -e -x -i -m -f -o -n -p --help --help=x --dry-run=none -rf exec run install rm delete sql api ' +
  'query get set config compose down storage secrets x @x @- < a=b a=@b :=@ ::: {} * ? [ \\ \' " ` $ ; | /x ../x http://h:1/x ' +
  'file:///x http:// :80 [::1]:80 u@h:/p TCP:h:1 EXEC:x,y !! data:,x npm:x ~/x -1 0 \u0000 \u2026 -X=DELETE query=@x {a,b}'
).split(' ');

const SQL = `'"\`$$(/*--;#\\ DROP DELETE WHERE WITH AS BEGIN EXPLAIN`;

/** A small generator of numbers below 1 with a fixed start, so that a failure can be seen again. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function checker(problems: Set<string>): Effects {
  const nothing = (): Stream => ({ taint: {} });
  const ignore = () => undefined;
  const action = (name: string, params: ReportedParams): void => {
    const entry = findActionEntry(name);
    if (entry === undefined) problems.add(`no action ${name}`);
    for (const [key, value] of Object.entries(params))
      if (value !== undefined && !Object.hasOwn(entry?.params ?? {}, key))
        problems.add(`${name} has no ${key}`);
  };
  return {
    action,
    run: nothing,
    line: nothing,
    code: ignore,
    interactive: ignore,
    makes: ignore,
    generates: ignore,
    script: ignore,
    stdout: ignore,
    reads: nothing,
    writes: ignore,
    shows: () => undefined,
    withholds: () => undefined,
    sends: ignore,
    unknown: ignore,
  };
}

function callOf(program: Program, name: string, words: readonly string[], stdin?: string): Call {
  const args = words.map((word) => literal(word));
  return {
    name,
    args,
    options: parseOptions(args, program.grammar),
    env: { NODE_OPTIONS: literal('-r ./x') },
    home: '/home/u',
    cwd: '/w',
    ...(stdin === undefined ? {} : { stdin: { text: stdin, taint: {} } }),
  };
}

describe('every program', () => {
  it('reports only what the catalogue has, whatever its words', () => {
    const next = numbersFrom(20_240_607);
    const problems = new Set<string>();
    for (const program of PROGRAMS)
      for (let round = 0; round < 40; round += 1) {
        const count = Math.floor(next() * 7);
        const words = Array.from(
          { length: count },
          () => WORDS[Math.floor(next() * WORDS.length)] ?? '',
        );
        const name = program.names[Math.floor(next() * program.names.length)] ?? '';
        const stdin = round % 3 === 0 ? `${words.join(' ')}\n${SQL}` : undefined;
        try {
          program.describe(callOf(program, name, words, stdin), checker(problems));
        } catch (error) {
          problems.add(`${name} ${JSON.stringify(words)}: ${String(error)}`);
        }
      }
    expect([...problems]).toEqual([]);
  });

  // A reading that is not linear would not end within the test's time limit.
  it('ends on words of many pieces', () => {
    const pieces = [
      "'",
      '"',
      '$',
      '(',
      '/*',
      '{a,',
      '!!',
      ',',
      '=',
      '::',
      'DROP ',
      '\\',
      '-',
      '@',
      '<%',
    ];
    let ended = 0;
    for (const program of PROGRAMS)
      for (const piece of pieces) {
        const long = piece.repeat(Math.ceil(12_000 / piece.length));
        const words = ['-c', long, '-e', long, '-q', long, long, `-X${long}`];
        program.describe(callOf(program, program.names[0] ?? '', words, long), checker(new Set()));
        ended += 1;
      }
    expect(ended).toBe(PROGRAMS.length * pieces.length);
  }, 60_000);

  it('has a name of its own and spells its options as options', () => {
    const seen = new Set<string>();
    const problems: string[] = [];
    for (const program of PROGRAMS) {
      for (const name of program.names) {
        if (seen.has(name)) problems.push(`two programs are called ${name}`);
        seen.add(name);
      }
      for (const spelling of Object.keys(program.grammar.options))
        if (!/^-\S+$/.test(spelling)) problems.push(`${program.names[0]}: ${spelling}`);
    }
    expect(problems).toEqual([]);
  });
});
