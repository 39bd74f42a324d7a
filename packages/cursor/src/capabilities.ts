import type { Capabilities, FailureMode } from '@agsec/runtime/hook';

function closed(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'closed', how };
}

function managedOnly(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'managed', how };
}

function open(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'open', how };
}

const FAIL_CLOSED = '`failClosed: true` in each entry';
const EXIT_STATUS = `the command turns every exit status but 0 and 2 into 2, which blocks; ${FAIL_CLOSED}`;
const WHOLE_ANSWER =
  'the hook writes one JSON object with a `permission`, for an allow too, and exits with 0 only after all of it is written';
const WHOLE_FILE =
  'install refuses such a file with line and column; doctor finds it; the agent cannot write it';

/** How a hook process may end, with what the client then does. */
const PROCESS: readonly FailureMode[] = [
  closed('the hook exits with 1, 3 or any other status but 0 and 2', EXIT_STATUS),
  closed('the hook is killed (SIGKILL, out of memory) or is not valid JavaScript', EXIT_STATUS),
  closed('node or the bundle is gone, or cannot be executed', EXIT_STATUS),
  closed('`/bin/sh` is gone', FAIL_CLOSED),
  closed(
    'the hook hangs past its timeout',
    `the hook denies at seven tenths of its timeout by itself; a process that cannot even do that: ${FAIL_CLOSED}`,
  ),
  closed(
    'a call of more than 128 KiB on clients that pass it in the command line (`E2BIG`)',
    `${FAIL_CLOSED}; such a client then cannot write, and where \`beforeReadFile\` is asked not read, larger files`,
  ),
];

/** Answers that the client takes for no opinion. */
const ANSWERS: readonly FailureMode[] = [
  closed('exit 0 with nothing on stdout', WHOLE_ANSWER),
  closed(
    'exit 0 with `{}`, `{"continue":false}` or an answer in the form of Claude Code: the call runs even with `failClosed`',
    WHOLE_ANSWER,
  ),
  closed('a denial with exit status 1', 'every denial has exit status 0, or 2 and no JSON'),
  closed('`userMessage` and `agentMessage`, as 1.7 had them, are dropped', 'names in snake_case'),
  closed(
    'a compound command: its last part gets the call on stdin, not the hook',
    'the command is one simple command',
  ),
  closed('byte order marks before the call (Windows)', 'up to two are skipped'),
];

/** Ways around the hook by files, as measured. */
const FILES: readonly FailureMode[] = [
  closed('the file names an event the client does not know: it drops the whole file', WHOLE_FILE),
  closed(
    'the file has no numeric `version`, a `timeout` that is a text, or a `matcher` that is no regular expression: it drops the whole file',
    WHOLE_FILE,
  ),
  closed('`//` stands in a text of the file: it drops the whole file', WHOLE_FILE),
  closed(
    'a project’s hooks.json is a link, or in a linked folder: it is not read',
    'install refuses it; doctor finds it',
  ),
  closed('`matcher` leaves tools out', 'the entries have none'),
  managedOnly(
    'the person’s hooks file is changed or removed outside the agent',
    'managed scope: only root can change the file; doctor finds the rest',
  ),
  open(
    'another `preToolUse` hook changes the call (`updated_input`) while agsec judges it',
    'all hooks run at the same time; doctor lists such hooks, and the agent cannot add one. A changed shell line is judged again by `beforeShellExecution`',
  ),
];

/**
 * What the client's hooks can do and how they fail, measured with the hook runner of the vendor's SDK.
 * Docs and doctor print this table; nothing else repeats it.
 */
export const CAPABILITIES: Capabilities = {
  hooks: [
    {
      hook: 'preToolUse',
      canBlock: true,
      canAsk: false,
      canRewrite: true,
      failures: [...PROCESS, ...ANSWERS, ...FILES],
    },
    {
      hook: 'beforeShellExecution',
      canBlock: true,
      canAsk: true,
      canRewrite: false,
      failures: [
        open(
          'a client that asks `preToolUse` about a shell command, and then not this hook: what is to be reviewed passes',
          'every version measured asks both; what a policy denies `preToolUse` denies already',
        ),
        closed(
          '`ask` where nobody sees a prompt: the SDK approves it by itself',
          'agsec asks only where the payload says that a person sits in front; measured versions do not say so, and the review is then a deny with a request id',
        ),
      ],
    },
    {
      hook: 'beforeMCPExecution',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: [
        open(
          'a client that asks `preToolUse` about an MCP tool, and then not this hook: the call passes',
          'every version measured asks both; `preToolUse` does not name the server, so it cannot judge',
        ),
        closed('`ask`: the SDK runs the call', 'a review is a deny with a request id'),
        closed('the call does not name its server (older clients)', 'it is denied'),
      ],
    },
    {
      hook: 'beforeReadFile',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: [
        closed(
          'it is asked only after the file was read, and not for searches and lists',
          '`preToolUse` is asked before, and for all of them',
        ),
      ],
    },
    {
      hook: 'beforeTabFileRead',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: [open('agsec does not register it: Tab would start it at every file', 'see below')],
    },
    {
      hook: 'beforeSubmitPrompt',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: [
        open(
          'agsec does not register it, since a prompt does nothing by itself; the SDK ignores its answer',
          'register the same command by hand, and `agsec halt` stops prompts as well',
        ),
      ],
    },
    {
      hook: 'subagentStart',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: [
        closed(
          'agsec does not register it',
          '`preToolUse` is asked about the tool that starts sub-agents, and about each of their calls',
        ),
      ],
    },
  ],
  neverReaches: [
    {
      what: 'files that Tab reads for its completions',
      remedy: 'name those that hold secrets in `.cursorignore`',
    },
    {
      what: 'text typed into a shell that runs already (`WriteShellStdin`): the hook is told its length only',
      remedy: 'the default policies review it, which is a deny with a request id',
    },
    {
      what: 'commands a person types after `!`, and files they attach to a prompt',
      remedy: 'they are the person’s own',
    },
    {
      what: 'hooks and MCP servers of a project, started once its folder is trusted',
      remedy:
        'agsec denies the agent hooks in a project, and reviews what it writes to `mcp.json`; look at those of a repository before you trust it',
    },
    {
      what: 'cloud agents: they have neither your hooks file nor agsec',
      remedy:
        'a project’s hooks file with this command denies everything there, since the command is missing',
    },
  ],
  scopes: ['user', 'project', 'managed'],
  measured: {
    version: '1.0.32 of the SDK, client 3.22',
    date: '2026-11-22',
    how: 'hook loader, validator and runner of the vendor’s SDK, its documentation for the rest; no desktop app was driven',
  },
};
