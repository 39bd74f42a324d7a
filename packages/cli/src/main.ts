import { AgsecError } from '@agsec/core';
import { CommanderError } from 'commander';
import { type CliContext, CliError, type ExitStatus } from './context.ts';
import { buildProgram } from './program.ts';
import { printable, styleOf } from './terminal/style.ts';

/** Runs one command line (without node and script). Gives the exit status; never throws. */
export async function main(args: readonly string[], context: CliContext): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const json = args.includes('--json');
  const told: string[] = [];
  // What Commander says about a mistake is for people; `--json` gets it in one object.
  const complain = (text: string) => (json ? void told.push(text) : context.err(text));
  const program = buildProgram(
    context,
    (next) => {
      status = next;
    },
    complain,
  );
  if (args.length === 0) {
    program.outputHelp();
    return 0;
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (json && error.exitCode !== 0) showProblem(context, usageProblem(told), json);
      return error.exitCode === 0 ? 0 : 2;
    }
    showProblem(context, problemOf(error), json);
    if (context.environment['AGSEC_DEBUG'] && error instanceof Error)
      context.err(`${error.stack ?? ''}\n`);
    return 2;
  }
}

/** What went wrong, for a person and for a program. */
type Problem = { readonly code: string; readonly message: string; readonly help?: string };

/** A mistake in the words of a command: what is wrong, and then where help is. */
function usageProblem(told: readonly string[]): Problem {
  const [message = '', ...help] = told.map((text) => text.replace(/^error: /, '').trim());
  const code = 'usage';
  return help.length === 0 ? { code, message } : { code, message, help: help.join('\n').trim() };
}

function problemOf(error: unknown): Problem {
  if (error instanceof CliError) {
    const { code, message, help } = error;
    return help === undefined ? { code, message } : { code, message, help };
  }
  if (AgsecError.isInstance(error)) return { code: error.code, message: error.message };
  if (!(error instanceof Error)) return bug(String(error));
  return 'syscall' in error && 'code' in error
    ? systemProblem(String(error.code), error.message)
    : bug(error.message);
}

/** What to do about the errors of a file system that people meet. */
const SYSTEM_HELP: { readonly [code: string]: string } = {
  EACCES: 'Give your user the right to it, or run the command as its owner.',
  EPERM: 'Give your user the right to it, or run the command as its owner.',
  EROFS: 'Is the disk read-only? Set AGSEC_HOME to a folder that can be written.',
  ENOSPC: 'The disk is full.',
  ENOTDIR: 'A part of this path is a file, not a folder.',
  ELOOP: 'Its symbolic links lead in a circle.',
};

/**
 * `EACCES: permission denied, open '/x'` as people would say it. Of two paths (`symlink 'a' -> 'b'`)
 * the second is the one that was to be made.
 */
function systemProblem(code: string, text: string): Problem {
  const [, what, call, first, second] =
    /^\w+: ([^,]+), (\w+)(?: '([^']*)'(?: -> '([^']*)')?)?/.exec(text) ?? [];
  const path = second ?? first;
  // What Node says when it makes a folder and its parents on a read-only disk.
  const isUnmade = code === 'ENOENT' && call === 'mkdir';
  const problem = isUnmade ? 'this folder cannot be made' : what;
  const message = [...(path === undefined ? [] : [path]), problem ?? text].join(': ');
  const help = SYSTEM_HELP[isUnmade ? 'EROFS' : code];
  return help === undefined ? { code, message } : { code, message, help };
}

function bug(message: string): Problem {
  const help = 'This is a mistake in agsec. AGSEC_DEBUG=1 shows where; please report it.';
  return { code: 'internal-error', message, help };
}

function showProblem(context: CliContext, problem: Problem, json: boolean): void {
  if (json) {
    context.err(`${JSON.stringify({ error: problem })}\n`);
    return;
  }
  const style = styleOf(context);
  context.err(`${style.red('error')}: ${printable(problem.message)}\n`);
  if (problem.help !== undefined)
    context.err(`${style.dim('help')}:  ${printable(problem.help)}\n`);
}
