import { findActionEntry } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, ReportedParams, Stream, Value } from '../../program.ts';
import { ARCHIVE_PROGRAMS } from '../archives/index.ts';
import { DISK_PROGRAMS } from '../disks/index.ts';
import { EDITOR_PROGRAMS } from '../editors/index.ts';
import { FILE_PROGRAMS } from '../files/index.ts';
import { GIT_PROGRAMS } from '../git/index.ts';
import { PERMISSION_PROGRAMS } from '../permissions/index.ts';
import { SEARCH_PROGRAMS } from '../search/index.ts';
import { SYSTEM_PROGRAMS } from '../system/index.ts';
import { TEXT_PROGRAMS } from '../text/index.ts';

const PROGRAMS: readonly Program[] = [
  ...ARCHIVE_PROGRAMS,
  ...DISK_PROGRAMS,
  ...EDITOR_PROGRAMS,
  ...FILE_PROGRAMS,
  ...GIT_PROGRAMS,
  ...PERMISSION_PROGRAMS,
  ...SEARCH_PROGRAMS,
  ...SYSTEM_PROGRAMS,
  ...TEXT_PROGRAMS,
];

const VERBS =
  'push reset clean checkout restore branch stash config rebase clone show grep archive apply am fetch';

/** Words that programs read in ways of their own, and words that are hard to read. */
const WORDS = [
  ...VERBS.split(' '),
  ...'- -- --= -- -x -rf --help --version -n --dry-run + : = @ * ? [ \\ " \' ` $ ; | / . .. ~ % \u0000 \n'.split(
    ' ',
  ),
  ...'/dev/sda of=/dev/sda if=x host:path u@h:/p rsync://h/m ext::x HEAD:.env +main :old +x:y a..b 1.x'.split(
    ' ',
  ),
  ...'s/a/b/e s/[/]/x w! e; :!x (shell-command "x") {print > "x"} BEGIN{system("x")} @f a=b %s%s \\x41 xzf -exec {} ( ! ) -name -delete'.split(
    ' ',
  ),
];

/** Pieces of words that a reader could go over again and again. */
const LONG =
  '( a= {print> system(" (( -exec; %60000d \\ s/ A ! " print> <x getline| (load [/] %s{} r\\ 1,2 + :! ,'.split(
    ' ',
  );

/** A small generator of numbers below 1 with a fixed start, so that a failure can be seen again. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Effects that check each action against the catalogue and give nothing back. */
function checker(problems: Set<string>): Effects {
  const ignore = () => undefined;
  const nothing = (): Stream => ({ taint: {} });
  const action = (name: string, params: ReportedParams): void => {
    const entry = findActionEntry(name);
    if (entry === undefined) problems.add(`no action ${name}`);
    for (const [key, value] of Object.entries(params))
      if (value !== undefined && key !== 'cwd' && !Object.hasOwn(entry?.params ?? {}, key))
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
    reads: (path) => {
      action('file.read', { file_path: path });
      return { taint: {} };
    },
    writes: (path) => action('file.write', { file_path: path }),
    shows: () => undefined,
    withholds: () => undefined,
    sends: ignore,
    unknown: ignore,
  };
}

function wordFrom(text: string, random: () => number): Value {
  if (random() < 0.8) return { text, known: true, taint: {} };
  return { text: `${text}*`, known: false, pattern: `${text}*`, splits: random() < 0.5, taint: {} };
}

function callOf(program: Program, name: string, random: () => number): Call {
  const spellings = [...Object.keys(program.grammar.options), ...WORDS];
  const args = Array.from({ length: Math.floor(random() * 7) }, () => {
    const text = spellings[Math.floor(random() * spellings.length)] ?? '';
    const value = WORDS[Math.floor(random() * WORDS.length)] ?? '';
    return wordFrom(
      random() < 0.2 ? `${text}=${value}` : random() < 0.1 ? text + value : text,
      random,
    );
  });
  const stdin: Stream = { text: WORDS.join('\n'), taint: {} };
  return {
    name,
    args,
    options: parseOptions(args, program.grammar),
    env: {},
    ...(random() < 0.3 ? { stdin } : {}),
    ...(random() < 0.5 ? { cwd: '/w' } : {}),
  };
}

describe('knowledge of every program', () => {
  it('never throws and reports only what the catalogue has', () => {
    const random = numbersFrom(7);
    const problems = new Set<string>();
    const effects = checker(problems);
    for (const program of PROGRAMS)
      for (const name of program.names.slice(0, 30))
        for (let round = 0; round < 60; round += 1)
          program.describe(callOf(program, name, random), effects);
    expect([...problems]).toEqual([]);
  });

  it.each(LONG)('ends for a word as long as a line may be, of %j', (piece) => {
    const problems = new Set<string>();
    const text = piece.repeat(Math.floor(60_000 / piece.length));
    const long: Value = { text, known: true, taint: {} };
    const stdin: Stream = { text, taint: {} };
    for (const program of PROGRAMS)
      for (const before of [[], ['-e']]) {
        const args = [...before.map((each) => ({ ...long, text: each })), long, long];
        const options = parseOptions(args, program.grammar);
        const call = { name: program.names[0] ?? '', args, options, env: {}, stdin };
        program.describe(call, checker(problems));
      }
    expect([...problems]).toEqual([]);
  });

  it('is filed under one name once', () => {
    const names = PROGRAMS.flatMap((program) => program.names);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
