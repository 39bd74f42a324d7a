import { writeSync } from 'node:fs';
import { AgsecError } from '@agsec/core';
import type { HookAdapter, HookFailure, HookOutput, Scope } from '../adapter.ts';
import type { Chunks } from '../chunks/chunks.ts';
import { STATUS_DESCRIPTOR } from '../clean-exec/status-descriptor.ts';
import { loadBase } from '../decide/decide-event.ts';
import { installedSources, layoutOf, type Machine } from '../decide/machine.ts';
import { settingsFor } from '../policy-store/policies.ts';
import { nodeDisk } from '../resolve/disk.ts';
import { agsecHome } from '../state/agsec-home.ts';
import { AGSEC_VERSION } from '../state/version.ts';
import { answerCall, answerFailure, type CallInput } from './answer-call.ts';
import { type Deadlines, deadlinesOf, secondsOfWait } from './deadlines.ts';
import { Optimiser } from './optimiser.ts';
import { ENDS_AFTER, type Input, readInput, readInputNow } from './read-input.ts';
import { UPKEEP } from './upkeep-word.ts';
import { ensureLinearRegexes } from './v8-flags.ts';
import { writeWhole } from './write-output.ts';

/** Largest request that is read. */
export const INPUT_LIMIT = 8 * 1024 * 1024;

/** Longest request, in bytes, that is read and judged in a fraction of the time there is. */
const SHORT_REQUEST = 16 * 1024;

/** The exit status that every agent with exit codes takes for a deny. */
const CLOSED = 2;

/** The parts of `process` a hook uses. */
export type HookProcess = Pick<
  NodeJS.Process,
  | 'argv'
  | 'env'
  | 'execArgv'
  | 'execPath'
  | 'platform'
  | 'pid'
  | 'ppid'
  | 'uptime'
  | 'kill'
  | 'exit'
> & {
  exitCode?: NodeJS.Process['exitCode'];
  /**
   * What `exit` calls once it has told the listeners of `exit`, of which a hook has none (node's
   * lib/internal/process/per_thread.js). Not documented, and used where it is.
   */
  readonly reallyExit?: (code: number) => never;
  /** Descriptors; 0, 1, 2 and the one on which the status is said, unless given. */
  readonly streams?: Streams;
};

const SCOPES = ['user', 'project', 'managed'] as const satisfies readonly Scope[];

type Streams = {
  readonly input: number;
  readonly output: number;
  readonly errors: number;
  readonly status: number;
};

const STANDARD: Streams = { input: 0, output: 1, errors: 2, status: STATUS_DESCRIPTOR };

/**
 * Runs one hook call from standard input to exit. The first argument is the timeout in seconds the
 * agent was told (or `UPKEEP`), the second the scope of the installation if it is not the user's, the
 * third by how much longer the agent waits, so that a person can be asked (`waitWord`). The exit
 * status is closed from the first line on, and becomes the answer's own only when the whole answer is
 * written.
 */
export async function runHook(
  adapter: HookAdapter,
  chunks: Chunks,
  host: HookProcess = process,
): Promise<void> {
  host.exitCode = CLOSED;
  const run = new HookRun(adapter, chunks, host);
  try {
    ensureLinearRegexes(host.execArgv);
    if (host.argv[2] === UPKEEP) run.keepUp();
    else await run.answer();
  } catch (error) {
    const stderr = `agsec: ${error instanceof Error ? error.message : 'unknown error'}\n`;
    run.end({ stdout: '', stderr, exitCode: CLOSED });
  }
}

class HookRun {
  readonly #adapter: HookAdapter;
  readonly #chunks: Chunks;
  readonly #host: HookProcess;
  readonly #wait: number;
  readonly #deadlines: Deadlines;
  readonly #optimiser: Optimiser;
  #isNewDay = false;
  #hasWaited = false;

  constructor(adapter: HookAdapter, chunks: Chunks, host: HookProcess) {
    this.#adapter = adapter;
    this.#chunks = chunks;
    this.#host = host;
    this.#wait = secondsOfWait(host.argv[4]);
    this.#deadlines = deadlinesOf(host.argv[2], this.#wait);
    this.#optimiser = new Optimiser(host.execArgv);
  }

  /** Looks after the log and answers nothing: to an agent its end would be a deny. */
  keepUp(): void {
    const call = this.#callInput();
    if ('code' in call) return;
    const { machine, sources } = call;
    const { user, managed } = loadBase(machine, sources);
    const isKnown = user.issues.length === 0 && managed.issues.length === 0;
    this.#chunks.upkeep?.().runUpkeep({
      audit: layoutOf(machine).audit,
      now: new Date(),
      agsec: AGSEC_VERSION,
      ...(isKnown ? { keep: settingsFor(user, managed).audit } : {}),
    });
  }

  /** Done when it returns where the kernel watches over the time, else when the promise is. */
  answer(): Promise<void> | undefined {
    const { env, streams } = this.#host;
    const { input: descriptor } = streams ?? STANDARD;
    if (env[ENDS_AFTER] !== undefined) {
      this.#answerTo(readInputNow(descriptor, INPUT_LIMIT));
      return undefined;
    }
    const left = this.#left(this.#deadlines.input);
    return readInput(descriptor, INPUT_LIMIT, left).then((input) => this.#answerTo(input));
  }

  #answerTo(input: Input): void {
    if (input.kind === 'complete') {
      this.#optimiser.expect(input.bytes.length);
      this.end(this.#decide(input.bytes));
      return;
    }
    const failure = inputFailure(input);
    const output = this.#answered((call) => answerFailure(failure, call));
    if (input.kind === 'late') this.#endPending(output, failure);
    else this.end(output);
  }

  #decide(request: Uint8Array): HookOutput {
    const isWatched = this.#host.env[ENDS_AFTER] !== undefined && request.length <= SHORT_REQUEST;
    return this.#answered((call) => answerCall(request, { ...call, isWatched }));
  }

  /** Without a place to keep state there is still the agent's own deny. */
  #answered(answer: (call: CallInput) => HookOutput): HookOutput {
    const call = this.#callInput();
    return 'code' in call ? this.#adapter.respondFailure(call) : answer(call);
  }

  #callInput(): CallInput | HookFailure {
    const { env } = this.#host;
    const machine = this.#machine();
    if ('code' in machine) return machine;
    return {
      adapter: this.#adapter,
      environment: env,
      machine,
      sources: installedSources(machine, this.#adapter.id),
      timeLeft: () => this.#left(this.#deadlines.decision),
      reviewBy: Date.now() + this.#left(this.#deadlines.review),
      onWait: () => this.#keepOn(),
      recordBy: Date.now() + this.#left(this.#deadlines.record),
      onNewDay: () => {
        this.#isNewDay = true;
      },
      elapsed: () => this.#host.uptime() * 1e6,
    };
  }

  #machine(): Machine | HookFailure {
    const { argv, env, execPath: node, platform } = this.#host;
    try {
      const home = env['HOME'];
      const user = env['USER'];
      const scope = SCOPES.find((each) => each === argv[3]);
      return {
        ...(home?.startsWith('/') ? { home } : {}),
        ...(user ? { user } : {}),
        ...(scope === undefined ? {} : { scope }),
        ...(this.#wait === 0 ? {} : { reviewWait: this.#wait }),
        os: platform === 'darwin' || platform === 'win32' ? platform : 'linux',
        agsecHome: agsecHome(env),
        node,
        root: '',
        disk: this.#optimiser.ofDisk(nodeDisk(platform)),
        chunks: this.#optimiser.ofChunks(this.#chunks),
        now: Date.now,
        version: AGSEC_VERSION,
      };
    } catch (error) {
      if (!AgsecError.isInstance(error)) throw error;
      return { code: 'policy-error', message: error.message };
    }
  }

  /**
   * The program that starts a hook has the kernel end one that hangs. It is told that this one does
   * not, but waits for a person; not so late that the agent would be first to give up. To any other
   * parent the signal is nothing, and one that cannot be told is no such program.
   */
  #keepOn(): void {
    this.#hasWaited = true;
    const { env, ppid } = this.#host;
    if (env[ENDS_AFTER] === undefined || this.#left(this.#deadlines.more) <= 0) return;
    try {
      this.#host.kill(ppid, 'SIGURG');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }

  /** Writes the answer and ends the process; closed if the answer did not get out whole. */
  end(output: HookOutput): void {
    const isOut = this.#write(output);
    if (this.#isNewDay) this.#startUpkeep();
    const status = isOut ? output.exitCode : CLOSED;
    this.#sayStatus(status);
    this.#host.reallyExit?.(status);
    this.#host.exit(status);
  }

  /**
   * The program that starts a hook ends it as soon as it knows the status: node need not take itself
   * down. One that does not listen learns the status from the end.
   */
  #sayStatus(status: number): void {
    const { env, streams } = this.#host;
    if (env[ENDS_AFTER] === undefined) return;
    try {
      writeSync((streams ?? STANDARD).status, Uint8Array.of(status));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }

  /** The call is answered: what is wrong with the upkeep is a matter for `agsec audit`. */
  #startUpkeep(): void {
    try {
      this.#chunks.upkeep?.().startUpkeep(this.#host);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }

  /**
   * Ends the process while a read is pending, which it cannot do by itself. The installed command
   * makes a deny of its status; the reason has to be on stderr for that.
   */
  #endPending(output: HookOutput, failure: HookFailure): void {
    const stderr = output.stderr === '' ? `agsec: ${failure.message}\n` : output.stderr;
    this.#write({ ...output, stderr });
    this.#host.kill(this.#host.pid, 'SIGKILL');
  }

  #write({ stdout, stderr }: HookOutput): boolean {
    const { answer, lateAnswer } = this.#deadlines;
    const timeLeft = () => this.#left(this.#hasWaited ? lateAnswer : answer);
    const { output, errors } = this.#host.streams ?? STANDARD;
    writeWhole(errors, stderr, timeLeft);
    return writeWhole(output, stdout, timeLeft);
  }

  #left(deadline: number): number {
    return deadline - this.#host.uptime() * 1000;
  }
}

function inputFailure(input: Exclude<Input, { kind: 'complete' }>): HookFailure {
  switch (input.kind) {
    case 'too-large': {
      const message = `This call is larger than ${INPUT_LIMIT / 1024 / 1024} MiB. Split it.`;
      return { code: 'too-large', message };
    }
    case 'late':
      return { code: 'deadline', message: 'The call did not arrive whole in time.' };
    case 'failed':
      return { code: 'bad-input', message: `The call could not be read: ${input.message}.` };
  }
}
