import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FakePerson } from './fake-person.ts';

const ENTRY = fileURLToPath(new URL('../dist/agsec.js', import.meta.url));

export type Ended = {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** The built `agsec.js`. Throws if there is none: what a process does is tested on what is published. */
export function builtEntry(): string {
  if (existsSync(ENTRY)) return ENTRY;
  throw new Error('These tests run the built entry. Run: npm run build (npm test does it first)');
}

/** Runs the built entry as the person, in the project, with these variables and no others. */
export function runBuilt(
  person: FakePerson,
  words: readonly string[],
  options: {
    readonly input?: string;
    /** A path that is its standard input, in place of a text. */
    readonly stdin?: string;
    readonly environment?: { readonly [name: string]: string };
    readonly cwd?: string;
  } = {},
): Ended {
  const { input = '', stdin, environment = person.environment, cwd = person.project } = options;
  const descriptor = stdin === undefined ? 'pipe' : openSync(stdin, 'r');
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [builtEntry(), ...words], {
      cwd,
      env: { ...environment },
      stdio: [descriptor, 'pipe', 'pipe'],
      ...(stdin === undefined ? { input } : {}),
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, stdout, stderr };
  } finally {
    if (typeof descriptor === 'number') closeSync(descriptor);
  }
}

/** Runs the built entry beside others. */
export function startBuilt(person: FakePerson, words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [builtEntry(), ...words], {
    cwd: person.project,
    env: { ...person.environment },
    timeout: 60_000,
  });
  return endOf(child);
}

/**
 * Runs the built entry on a terminal of its own (`script` makes one) and answers its question: with
 * the code it shows, or with something else; and with `keys`, one to each question that takes a key.
 * stdout holds all the terminal showed.
 */
export async function runAtTerminal(
  person: FakePerson,
  words: readonly string[],
  answer: 'code' | 'nonsense',
  environment: { readonly [name: string]: string } = {},
  keys = '',
): Promise<Ended> {
  const line = [process.execPath, builtEntry(), ...words];
  const args =
    process.platform === 'linux'
      ? ['-qec', line.map((word) => `'${word}'`).join(' '), '/dev/null']
      : ['-q', '/dev/null', ...line];
  const child = spawn('script', args, {
    cwd: person.project,
    env: { ...person.environment, ...environment },
    timeout: 60_000,
  });
  let shown = '';
  let isAnswered = false;
  let pressed = 0;
  child.stdout.on('data', (text: Buffer) => {
    shown += text.toString('utf8');
    const code = /Type (\d+) to go on: /.exec(shown)?.[1];
    if (code !== undefined && !isAnswered) {
      isAnswered = true;
      child.stdin.write(`${answer === 'code' ? code : 'yes'}\n`);
    }
    const questions = shown.split('q quit: ').length - 1;
    if (questions > pressed && pressed < keys.length) {
      child.stdin.write(keys.charAt(pressed));
      pressed += 1;
    }
  });
  return endOf(child);
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString('utf8');
    });
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString('utf8');
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
