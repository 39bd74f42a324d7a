import { runHookProcess } from './run-hook-process.ts';

const TIMEOUT_MS = 10_000;

/**
 * The version an agent's command line prints (`2.1.328`), or undefined if it is not on the PATH of
 * the environment, does not answer within 10 s, or prints no version.
 */
export async function clientVersion(
  command: readonly string[],
  environment: { readonly [name: string]: string },
  cwd: string,
): Promise<string | undefined> {
  const [program, ...args] = command;
  if (program === undefined) return undefined;
  // `env` looks the name up in the environment's own PATH.
  const words = { kind: 'exec', command: '/usr/bin/env', args: [program, ...args] } as const;
  const run = await runHookProcess(words, { stdin: '', environment, cwd, timeoutMs: TIMEOUT_MS });
  if (run.exitCode !== 0) return undefined;
  return /[0-9]+(?:\.[0-9]+){1,3}(?:-[0-9A-Za-z.-]+)?/.exec(run.stdout)?.[0];
}
