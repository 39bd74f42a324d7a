import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CliContext, ExitStatus } from '../src/context.ts';
import { main } from '../src/main.ts';

/** What one command line printed and how it ended. */
export type Ran = { readonly status: ExitStatus; readonly out: string; readonly err: string };

export type Circumstances = {
  /** In place of the person's own variables. */
  readonly environment?: { readonly [name: string]: string };
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  /** What the person answers to a question; `code` types the code that is shown. Default: no terminal. */
  readonly answers?: 'code' | 'nonsense';
  /** The keys they press, one a question. */
  readonly keys?: string;
  readonly ancestors?: readonly string[];
  readonly isTerminal?: boolean;
  readonly width?: number;
};

/** A person with a home and a project in a temporary folder, who runs agsec in this process. */
export class FakePerson {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-cli-')));
  readonly home = join(this.folder, 'home');
  readonly project = join(this.home, 'project');
  /** Every question that was asked at the terminal. */
  readonly questions: string[] = [];

  constructor() {
    mkdirSync(this.project, { recursive: true });
    onTestFinished(() => rm(this.folder, { recursive: true, force: true }));
  }

  get environment(): { readonly [name: string]: string } {
    return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: this.home, NO_COLOR: '1' };
  }

  /** Path below the state folder. */
  state(path: string): string {
    return join(this.home, '.agsec', path);
  }

  read(path: string): string {
    return readFileSync(path, 'utf8');
  }

  exists(path: string): boolean {
    return existsSync(path);
  }

  /** Writes a file, with its folders. Gives its path. */
  write(path: string, text: string): string {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Runs `agsec` with these words. */
  async run(words: readonly string[], circumstances: Circumstances = {}): Promise<Ran> {
    const printed = { out: '', err: '' };
    const context = this.#context(circumstances, printed);
    const status = await main(words, context);
    return { status, ...printed };
  }

  /** The same, and what it printed as JSON. */
  async json(words: readonly string[], circumstances: Circumstances = {}): Promise<unknown> {
    const { out } = await this.run([...words, '--json'], circumstances);
    return JSON.parse(out);
  }

  #context(
    { environment, cwd, input = '', answers, keys, ancestors, isTerminal, width }: Circumstances,
    printed: { out: string; err: string },
  ): CliContext {
    const pressed = [...(keys ?? '')];
    return {
      environment: environment ?? this.environment,
      cwd: cwd ?? this.project,
      out: (text) => {
        printed.out += text;
      },
      err: (text) => {
        printed.err += text;
      },
      isTerminal: isTerminal ?? false,
      width: width ?? 80,
      async *readInput() {
        yield Buffer.from(input);
      },
      ancestors: () => ancestors ?? ['bash', 'sshd'],
      keyAtTerminal: async (question) => {
        this.questions.push(question);
        return keys === undefined ? undefined : (pressed.shift() ?? 'q');
      },
      askAtTerminal: (question) => {
        this.questions.push(question);
        if (answers === undefined) return undefined;
        return answers === 'code' ? /Type (\d+)/.exec(question)?.[1] : 'nonsense';
      },
    };
  }
}
