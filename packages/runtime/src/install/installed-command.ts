import type { Scope } from '../adapter.ts';
import { waitWord } from '../hook/deadlines.ts';
import { ENDS_AFTER } from '../hook/read-input.ts';
import { NODE_FLAGS } from '../hook/v8-flags.ts';
import { quoteWord } from '../resolve/shell-word.ts';

/** What the command an agent runs for a hook is made of. */
export type InstalledCommand = {
  /** Absolute path of node. */
  readonly node: string;
  /** Absolute path of `<bin>/<agent>.cjs`. */
  readonly loader: string;
  /**
   * Home folder, login name and state folder of the person, written into the command. Absent in a
   * command that serves every user: `HOME` and `USER` then come from the agent, and there is no
   * other state folder than `~/.agsec`.
   */
  readonly person?: { readonly home: string; readonly user: string; readonly agsecHome: string };
  /** Names of the variables the adapter reads, handed on from the agent if they are set. */
  readonly environment: readonly string[];
  /**
   * True if the shell of this line is itself started with no variables, and with the values of
   * `environment` as its positional parameters. The line then need not clear them, which spares the
   * start of a program. Only for a command with a `person`. Default: false.
   */
  readonly startsClean?: boolean;
  /** Seconds the hook has for a call: the timeout the agent is told, less `wait`. */
  readonly timeout: number;
  /** Seconds the agent waits longer, so that a person can answer a review. Absent: 0. */
  readonly wait?: number | undefined;
  /**
   * Seconds after which the line kills node and ends as a deny, for an agent that lets a call pass
   * when a hook does not answer in time: node's own deadline is no help where node itself does not
   * run (stopped, starved). Absent: no watch is kept, which spares the start of a program.
   */
  readonly watchdog?: number;
  /**
   * A static program (`cleanExec`) that starts node where it stands and can be run, and the seconds
   * after which it ends node. It spares the line `env` and the watch, a tenth of node's start. Where
   * it is missing the line does the same without it. Not with `startsClean`.
   */
  readonly cleanExec?: { readonly path: string; readonly endsAfter: number };
  /** Scope of the installation, which the hook judges changes of settings by. Default: user. */
  readonly scope?: Scope;
};

const DENY = 'echo agsec: hook unavailable >&2; exit 2';

/**
 * The shell line an agent runs. It starts node with no variable but those named, so that neither the
 * agent's environment nor what a repository's settings put there reaches it; and every way for
 * node to end without an answer (missing, killed, out of memory) becomes the exit status of a deny.
 * The same bytes after every upgrade, and on every system.
 */
export function installedCommand(command: InstalledCommand): string {
  const { watchdog, cleanExec, wait = 0 } = command;
  const [node = '', ...rest] = nodeWords(command);
  const words = [quoteWord(node), ...rest.map(quoteIfNeeded)];
  const throughProgram =
    cleanExec === undefined
      ? ''
      : `set -- ${words.join(' ')}; ${execProgram(command, cleanExec)}; `;
  const started = cleanExec === undefined ? words : ['"$@"'];
  const run = [...variablesOf(command), ...started].join(' ');
  return (
    `${throughProgram}${watchdog === undefined ? `${run}; rc=$?` : watched(run, watchdog + wait)}; ` +
    `case $rc in 0|2) exit $rc;; esac; ${DENY}`
  );
}

/**
 * Becomes the program, with the words of node that are set. A shell that fails to would end with a
 * status that is no deny to most agents, and takes a file that is no program (emptied, or filled with
 * zeros, as after a crash of the machine) for a script: hence the look at its first line before. For
 * what is left (no memory, another processor) bash is told to go on, and others run the trap; those
 * know no `shopt`, and must not find one on the agent's PATH.
 */
function execProgram(
  command: InstalledCommand,
  { path, endsAfter }: NonNullable<InstalledCommand['cleanExec']>,
): string {
  const program = quoteWord(path);
  const own = [...personWords(command), ...command.environment.map(handOn)];
  const start = [program, ...own, `${ENDS_AFTER}=${endsAfter}`, '--', '"$@"'].join(' ');
  return (
    `o=$PATH; PATH=/usr/bin:/bin; h=; [ -x ${program} ] && read -r h <${program}; case $h in ?ELF*) ` +
    `trap '${DENY}' EXIT; shopt -s execfail 2>/dev/null; exec ${start}; trap - EXIT;; esac; ` +
    `PATH=$PATH:$o`
  );
}

/**
 * A command beside a process that kills it after some seconds; `rc` is its exit status. A shell
 * gives a background job no input of its own, hence the third descriptor. The watcher holds neither
 * the agent's pipes nor, once the command has ended, its own `sleep`.
 */
function watched(run: string, seconds: number): string {
  const watcher = `trap 'kill $s; exit' TERM; sleep ${seconds} & s=$!; wait $s; kill -9 $p`;
  return (
    `exec 3<&0; ${run} <&3 3<&- & p=$!; ` +
    `( ${watcher} ) <&- >/dev/null 2>&1 3<&- & w=$!; ` +
    `wait $p; rc=$?; kill $w`
  );
}

/** A command for a program that clears the variables and answers for node without a shell. */
export type LaunchCommand = Pick<
  InstalledCommand,
  'node' | 'loader' | 'timeout' | 'wait' | 'scope'
> & {
  readonly person: NonNullable<InstalledCommand['person']>;
  /** Variables of the adapter, each a word (`NAME=value`) of which the agent may fill in the value. */
  readonly variables: readonly string[];
  /** Seconds after which the static program has the kernel end node. */
  readonly endsAfter: number;
};

/**
 * The same command as words, for a static program that starts node with no variables but those
 * before the word `--`, and turns its exit status as `installedCommand` does.
 */
export function launchWords(command: LaunchCommand): readonly string[] {
  const { home, user, agsecHome } = command.person;
  const own = [`HOME=${home}`, `USER=${user}`, `AGSEC_HOME=${agsecHome}`];
  const limit = `${ENDS_AFTER}=${command.endsAfter}`;
  return [...command.variables, ...own, limit, '--', ...nodeWords(command)];
}

/** Node, its flags, the program and what it is told. */
function nodeWords(command: LaunchCommand | InstalledCommand): string[] {
  const { node, loader, timeout, wait = 0, scope = 'user' } = command;
  const told = wait > 0 ? [scope, waitWord(wait)] : scope === 'user' ? [] : [scope];
  return [node, ...NODE_FLAGS, loader, String(timeout), ...told];
}

function quoteIfNeeded(word: string): string {
  return /^[\w=-]+$/.test(word) ? word : quoteWord(word);
}

/** libuv starts four threads for the first file it reads in the background; a hook reads one. */
const ONE_READER = 'UV_THREADPOOL_SIZE=1';

/** The words before node's, which leave it the variables it needs and no others. */
function variablesOf(command: InstalledCommand): readonly string[] {
  const { environment, startsClean } = command;
  const own = [...personWords(command), ONE_READER];
  if (!startsClean) return ['/usr/bin/env -i', ...own, ...environment.map(handOn)];
  return [...own, ...environment.map((name, index) => `${checked(name)}="$${index + 1}"`)];
}

/** Whose hook it is; in a command that serves every user, as the agent says. */
function personWords({ person }: InstalledCommand): readonly string[] {
  if (person === undefined) return ['HOME', 'USER'].map(handOn);
  return [
    `HOME=${quoteWord(person.home)}`,
    `USER=${quoteWord(person.user)}`,
    `AGSEC_HOME=${quoteWord(person.agsecHome)}`,
  ];
}

/** `NAME=value` as one word if the variable is set, else no word at all. */
function handOn(name: string): string {
  return `\${${checked(name)}+"${name}=$${name}"}`;
}

function checked(name: string): string {
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) throw new TypeError(`not a variable name: ${name}`);
  return name;
}
