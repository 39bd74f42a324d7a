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

const EXIT_STATUS =
  'the command turns every exit status but 0 and 2 into 2 with a text on stderr, which blocks';
const EXIT_TWO =
  'a deny is exit status 2 with a reason on stderr and nothing on stdout, so no JSON can be wrong';
const MANAGED = 'managed scope: the client keeps managed hooks whatever other settings say';

/** How a hook process may end, with what the client then does. */
const PROCESS: readonly FailureMode[] = [
  closed('the hook exits with 1 or any other status but 2', EXIT_STATUS),
  closed('the hook is killed (SIGKILL, SIGSEGV, out of memory)', EXIT_STATUS),
  closed('node or the bundle is gone, or cannot be executed', EXIT_STATUS),
  closed(
    'the hook hangs past its timeout, or prints a deny and then hangs',
    'the hook denies at seven tenths of its timeout by itself; the command kills and denies before the client gives up',
  ),
  closed(
    'a process left behind holds stdout open: the client waits, then lets the call run',
    EXIT_STATUS,
  ),
  closed(
    'no `timeout` is set: the client waits 600 s, then lets the call run',
    'the entry sets 15 s',
  ),
  closed(
    'the person’s shell does not read the command as `sh` does',
    'the command is one plain call of /bin/sh, which fish and csh read alike',
  ),
  open('/bin/sh itself is gone', 'nothing on the machine works then'),
];

/** Answers that the client takes for no answer. */
const ANSWERS: readonly FailureMode[] = [
  closed('exit 2 with nothing on stderr', 'every deny has a text'),
  closed('`permissionDecision: "ask"`: the call runs and nobody is asked', 'never sent'),
  closed(
    'a JSON deny without a reason, with an unknown key, with a line of text before it, or with `continue: false`',
    EXIT_TWO,
  ),
  closed(
    '`async: true`, or a matcher that leaves tools out or is no expression',
    'the entry has none',
  ),
];

/** Ways around the hook by settings, as measured. */
const SETTINGS: readonly FailureMode[] = [
  managedOnly(
    'the hook is not trusted, or changed since: it is skipped, in `codex exec` without a word',
    `the command is the same text after every upgrade; install --trust writes the trust, doctor finds where it is missing; ${MANAGED}`,
  ),
  managedOnly(
    '`[features] hooks = false` in the `.codex/config.toml` of a trusted project, or of the person',
    `${MANAGED}; at other scopes agsec denies the agent such a change, and doctor finds the rest`,
  ),
  managedOnly(
    '`--disable hooks`, `-c features.hooks=false`',
    `${MANAGED}; at other scopes they are the person’s own word`,
  ),
  managedOnly(
    '`hooks.json` is not strict JSON, or has a member besides `description` and `hooks`',
    `${MANAGED}; install and doctor check what the client is known to refuse`,
  ),
  managedOnly(
    '`allow_managed_hooks_only` in requirements.toml',
    'then only the managed scope runs',
  ),
  open(
    'another PreToolUse hook rewrites the call (`updatedInput`) after agsec has judged it',
    'doctor lists such hooks; `allow_managed_hooks_only` keeps them out',
  ),
];

const PERMISSION_REQUEST: readonly FailureMode[] = [
  {
    when: 'the hook fails, hangs or answers nonsense',
    agentDefault: 'closed',
    withAgsec: 'closed',
    how: 'the client leaves it to whom it was about to ask',
  },
];

/** When a review is left to the client's own question, and what keeps others from answering it. */
const ASKING: readonly FailureMode[] = [
  closed(
    'the client’s own question is answered by a model (`--approve-for-me`), a hook of another, another program, or by nobody',
    'a review is left to that question only where the client’s record of the turn says that a person answers, in its terminal or the vendor’s editor extension, and commands are in its sandbox; elsewhere it is a denial with a request id, which a person approves with `agsec approve`',
  ),
  closed(
    'the client does not ask about a held command although a rule says so (`--ignore-rules`, a session older than the rule)',
    'the program the command is held in runs nothing unless the hook has noted the question',
  ),
];

const SESSION_START: readonly FailureMode[] = [
  {
    when: 'the hook fails',
    agentDefault: 'open',
    withAgsec: 'closed',
    how: 'the folder of the first call counts as the workspace instead',
  },
];

/**
 * What the client's hooks can do and how they fail, measured by running it. Docs and doctor print
 * this table; nothing else repeats it.
 */
export const CAPABILITIES: Capabilities = {
  hooks: [
    {
      hook: 'PreToolUse',
      canBlock: true,
      canAsk: false,
      canRewrite: true,
      failures: [...PROCESS, ...ANSWERS, ...SETTINGS],
    },
    {
      hook: 'PermissionRequest',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: [...PERMISSION_REQUEST, ...ASKING],
    },
    {
      hook: 'SessionStart',
      canBlock: false,
      canAsk: false,
      canRewrite: false,
      failures: SESSION_START,
    },
  ],
  neverReaches: [
    {
      what: 'what is typed into a running terminal (`write_stdin`): a shell started bare takes any command',
      remedy:
        'the default policies deny Codex what takes commands as they are typed: bare shells and interpreters, editors, debuggers, database clients; pagers (`less`, `man`) and shells on other machines are not told apart; where the terminal runs outside the sandbox, PermissionRequest is asked',
    },
    {
      what: 'the web search of the model’s own service (`web_search`), `tool_search`, image generation',
      remedy: 'switch them off in `config.toml`; they do not run on this machine',
    },
    {
      what: 'the script of code mode (`exec`, `wait`)',
      remedy: 'it can do nothing but call tools, and each of those calls reaches the hook',
    },
    {
      what: 'commands a person types after `!`',
      remedy: 'they are the person’s own',
    },
    {
      what: 'MCP servers, `notify` and hooks of others: they are started without a question',
      remedy:
        'agsec denies the agent any change of project settings that brings one; look at those of a repository before you trust it',
    },
  ],
  scopes: ['user', 'project', 'managed'],
  measured: {
    version: '0.169.0',
    date: '2026-11-23',
    how: 'the real client, headless, in its terminal and through its app server, in a namespace without network, against a scripted model',
  },
};
