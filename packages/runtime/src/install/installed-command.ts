import type { Scope } from '../adapter.ts';
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
  /** Timeout in seconds the agent is told. */
  readonly timeout: number;
  /** Scope of the installation, which the hook judges changes of settings by. Default: user. */
  readonly scope?: Scope;
};

/**
 * The shell line an agent runs. It starts node with no variable but those named, so that neither the
 * agent's environment nor what a repository's settings put there reaches it; and every way for
 * node to end without an answer (missing, killed, out of memory) becomes the exit status of a deny.
 * The same bytes after every upgrade.
 */
export function installedCommand(command: InstalledCommand): string {
  const { node, loader, timeout, scope } = command;
  const words = [
    ...variablesOf(command),
    quoteWord(node),
    ...NODE_FLAGS,
    quoteWord(loader),
    String(timeout),
    ...(scope === undefined || scope === 'user' ? [] : [scope]),
  ];
  return (
    `${words.join(' ')}; rc=$?; case $rc in 0|2) exit $rc;; esac; ` +
    `echo 'agsec: hook unavailable' >&2; exit 2`
  );
}

/** libuv starts four threads for the first file it reads in the background; a hook reads one. */
const ONE_READER = 'UV_THREADPOOL_SIZE=1';

/** The words before node's, which leave it the variables it needs and no others. */
function variablesOf({ person, environment, startsClean }: InstalledCommand): readonly string[] {
  if (person === undefined) {
    return ['/usr/bin/env -i', ...['HOME', 'USER', ...environment].map(handOn), ONE_READER];
  }
  const own = [
    `HOME=${quoteWord(person.home)}`,
    `USER=${quoteWord(person.user)}`,
    `AGSEC_HOME=${quoteWord(person.agsecHome)}`,
    ONE_READER,
  ];
  if (!startsClean) return ['/usr/bin/env -i', ...own, ...environment.map(handOn)];
  return [...own, ...environment.map((name, index) => `${checked(name)}="$${index + 1}"`)];
}

/** `NAME=value` as one word if the variable is set, else no word at all. */
function handOn(name: string): string {
  return `\${${checked(name)}+"${name}=$${name}"}`;
}

function checked(name: string): string {
  if (!/^[A-Z_][A-Z0-9_]*$/.test(name)) throw new TypeError(`not a variable name: ${name}`);
  return name;
}
