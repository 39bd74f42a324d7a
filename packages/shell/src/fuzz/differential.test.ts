import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DerivedAction } from '../contract.ts';
import { everyProgram } from '../every-program.ts';
import { walkLine } from '../read-line.ts';
import { Walker } from '../walk/walker.ts';
import { generateScript } from './generate-script.ts';

/*
 * Every command bash runs of a random disguised script must be among those the analysis names, or
 * the analysis must say that it does not know. Bash gets an empty folder, no PATH and a
 * command-not-found handler that writes down the words it was called with.
 *
 * By hand: FUZZ_SEED=7 FUZZ_SCRIPTS=100000 npx vitest run packages/shell/src/fuzz
 */
const SCRIPTS = Number(process.env['FUZZ_SCRIPTS'] ?? 3_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const BATCH = 250;

const DRIVER = String.raw`
command_not_found_handle() {
  local words
  printf -v words '%s\x1f' "$@"
  # A line end would make two writes of one, and others may come between them.
  words=${'$'}{words//$'\n'/$'\x1d'}
  printf '%s\x1e' "$words" >&200
  return $(( ${'$'}{#1} % 2 ))
}
mapfile -d '' -t scripts < "$1"
PATH=/nonexistent
FUNCNEST=5
for index in "${'$'}{!scripts[@]}"; do
  ( exec 200>>"$2.$index"; ulimit -t 2; script=${'$'}{scripts[index]}; unset scripts index
    set --; eval "$script" ) </dev/null >/dev/null 2>&1
  wait
done
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bash and the analysis agree on what a line runs', () => {
  for (let start = 0; start < SCRIPTS; start += BATCH) {
    const count = Math.min(BATCH, SCRIPTS - start);
    it(`scripts ${start} to ${start + count - 1}`, { timeout: 120_000 }, () => {
      const scripts = Array.from({ length: count }, (_, index) =>
        generateScript(SEED + start + index),
      );
      const logs = runInBash(scripts, start);
      const misses = scripts.flatMap((script, index) => missesOf(script, logs[index] ?? []));
      const shortest = misses.toSorted((left, right) => left.script.length - right.script.length);
      expect(shortest.slice(0, 3)).toEqual([]);
    });
  }
});

/** The words of every command bash looked for, script by script. */
function runInBash(scripts: readonly string[], batch: number): readonly (readonly string[])[] {
  const input = join(folder, `scripts-${batch}`);
  const log = join(folder, `log-${batch}`);
  const sandbox = mkdtempSync(join(folder, 'empty-'));
  writeFileSync(input, scripts.map((script) => `${script}\0`).join(''));
  execFileSync('bash', ['--norc', '-c', DRIVER, 'fuzz', input, log], {
    cwd: sandbox,
    env: { HOME: '/home/fuzz' },
    timeout: 100_000,
    stdio: 'ignore',
  });
  return scripts.map((_, index) => readLog(`${log}.${index}`));
}

function readLog(file: string): readonly string[] {
  const commands = readFileSync(file, 'utf8').split('\x1e').slice(0, -1);
  return commands.map((command) => {
    // bash 5.2 leaves its own mark for an empty word in some replacements (`${x/a/"${y[@]#?}"}`).
    const text = command.replaceAll('\x7f', '').replaceAll('\x1d', '\n');
    const words = text.split('\x1f').slice(0, -1);
    return joined(words);
  });
}

/** Between the words of a command as one text; nothing the generator makes. */
const SEPARATOR = '\u2063';

/** The words as one text; descriptors that stand for a process have numbers of their own. */
function joined(words: readonly string[]): string {
  return words.join(SEPARATOR).replace(/\/dev\/fd\/\d+/g, '/dev/fd/');
}

type Miss = {
  readonly script: string;
  readonly ran: readonly string[];
  readonly named: readonly string[];
};

function missesOf(script: string, ran: readonly string[]): readonly Miss[] {
  const walker = new Walker({ programs: everyProgram });
  walkLine(walker, script, { cwd: '/fuzz', home: '/home/fuzz', os: 'linux' });
  const { actions, unknown } = walker.recorder.analysis();
  if (unknown.length > 0) return [];
  const commands = actions.filter((action) => action.name === 'command.run');
  const patterns = commands.map(patternFor);
  const missed = ran.filter((words) => !patterns.some((pattern) => pattern.test(words)));
  if (missed.length === 0) return [];
  const shown = missed.map((words) => words.replaceAll(SEPARATOR, '|'));
  return [
    { script, ran: shown, named: commands.map((action) => String(action.params['command'])) },
  ];
}

/** The words of a command with each `*` standing for anything, further words included. */
function patternFor({ params }: DerivedAction): RegExp {
  const args = Array.isArray(params['args']) ? params['args'].map(String) : [];
  const text = joined([String(params['path'] ?? params['name']), ...args]);
  const source = text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const open = new RegExp(`${SEPARATOR}?\\*${SEPARATOR}?`, 'g');
  return new RegExp(`^${source.replace(open, '[\\s\\S]*')}$`);
}
