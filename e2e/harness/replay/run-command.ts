import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** How a hook's process ended, as the agent that started it sees it. */
export type Ended = {
  readonly stdout: string;
  readonly stderr: string;
  /** Absent: it ended by a signal, did not start, or did not end in time. */
  readonly exitCode?: number;
  readonly timedOut: boolean;
  /** Why it did not start: `E2BIG`, `ENOENT`. */
  readonly startError?: string;
};

/** What a process reads: all of it, or some and no end. */
export type Input = string | Uint8Array | { readonly neverEnding: string };

export type Start = {
  readonly argv: readonly [string, ...(readonly string[])];
  readonly cwd: string;
  /** All variables of the process. */
  readonly environment: { readonly [name: string]: string };
  readonly stdin: Input;
  /** Milliseconds until its process group is killed; absent: none. */
  readonly timeoutMs?: number;
};

/** Runs a process as an agent runs a hook. Never throws for what the process does. */
export function runToEnd(start: Start): Promise<Ended> {
  const [program, ...args] = start.argv;
  const { cwd, environment: env, timeoutMs } = start;
  return new Promise((resolve) => {
    const output = { stdout: '', stderr: '' };
    let timer: NodeJS.Timeout | undefined;
    let timedOut = false;
    const end = (more: Partial<Ended>): void => {
      clearTimeout(timer);
      resolve({ ...output, timedOut, ...more });
    };
    let child: ChildProcessWithoutNullStreams;
    try {
      child = spawn(program, args, { cwd, env, detached: true, stdio: 'pipe' });
    } catch (error) {
      // A command line that is too long is thrown, not emitted.
      end({ startError: codeOf(error) });
      return;
    }
    if (timeoutMs !== undefined) {
      timer = setTimeout(() => {
        timedOut = true;
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      }, timeoutMs);
    }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.once('error', (error) => end({ startError: codeOf(error) }));
    child.once('close', (code) => end(code === null || timedOut ? {} : { exitCode: code }));
    give(child, start.stdin);
  });
}

function give({ stdin }: ChildProcessWithoutNullStreams, input: Input): void {
  // A hook may answer without reading the call to its end.
  stdin.on('error', (error) => stdin.destroy(error));
  if (typeof input === 'string' || input instanceof Uint8Array) stdin.end(input);
  else stdin.write(input.neverEnding);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
