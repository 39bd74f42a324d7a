import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { HookCommand, HookOutput } from '../adapter.ts';

export type HookProcessOptions = {
  readonly stdin: string | Uint8Array;
  /** All variables of the process; nothing is inherited. */
  readonly environment: { readonly [name: string]: string };
  readonly cwd: string;
  readonly timeoutMs: number;
  /** Never end standard input, as an agent that hangs. */
  readonly keepInputOpen?: boolean;
};

/** What a hook process did. */
export type HookRun = HookOutput & {
  /** It was still running at the timeout, and was killed. */
  readonly timedOut: boolean;
  readonly durationMs: number;
};

/** More output than this is not kept. */
const MOST_OUTPUT = 8 * 1_048_576;
const NOT_FOUND = 127;

/**
 * Runs a hook as an agent does: the command, the call on standard input, output and exit status
 * back. A program that is not there exits with 127, one that a signal ended with 128 and the
 * signal's number, as a shell reports them. At the timeout the whole process group is killed.
 */
export function runHookProcess(
  command: HookCommand,
  options: HookProcessOptions,
): Promise<HookRun> {
  const { stdin, environment, cwd, timeoutMs } = options;
  const [program, args] =
    command.kind === 'exec' ? [command.command, command.args] : ['/bin/sh', ['-c', command.line]];
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: environment, detached: true, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, timeoutMs);
    const end = (exitCode: number): void => {
      clearTimeout(timer);
      resolve({ ...output, exitCode, timedOut, durationMs: performance.now() - started });
    };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        if (output[name].length < MOST_OUTPUT) output[name] += text;
      });
    }
    child.once('error', (error) => {
      output.stderr += error.message;
      end(NOT_FOUND);
    });
    child.once('close', (code, signal) =>
      end(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
    // A hook may answer without reading the call to its end.
    child.stdin.on('error', (error) => {
      output.stderr += 'code' in error && error.code === 'EPIPE' ? '' : error.message;
    });
    if (options.keepInputOpen === true) child.stdin.write(stdin);
    else child.stdin.end(stdin);
  });
}
