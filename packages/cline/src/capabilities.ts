import type { Capabilities, FailureMode } from '@agsec/runtime/hook';

function closed(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'closed', how };
}

function open(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'open', how };
}

const OWN_DENY =
  'the hook is a shell file that prints an answer only if it is whole and one of ours, and its own deny for everything else';
const PLUGIN =
  'the plugin lets nothing pass without a verdict of the hook on that very input; so in the command line client only';

/** How a hook may end, with what the clients then do: they look at no exit status. */
const PROCESS: readonly FailureMode[] = [
  closed('the hook exits with any status without an answer', OWN_DENY),
  closed('the hook is killed (SIGKILL, out of memory) or is not valid JavaScript', OWN_DENY),
  closed('node or the bundle is gone, or cannot be executed', OWN_DENY),
  closed(
    'the hook hangs: the command line client waits 120 s, the extension 30 s, then the call runs',
    'the hook denies after 10 s by itself; the file kills it after 17 s and denies',
  ),
  closed('nothing on stdout, or text that is no JSON object', OWN_DENY),
  closed('text beside the JSON object, or two objects', OWN_DENY),
  closed(
    '`cancel` that is not the value true, `permissionDecision`, `review: true`',
    'each answer is one of two fixed texts',
  ),
];

/** Ways around the file by its surroundings. */
const SURROUNDINGS: readonly FailureMode[] = [
  closed(
    'the file is a symbolic link: the command line client passes over it',
    'installing refuses a place that a link leads to; doctor finds one; the agent may not write there',
  ),
  closed(
    '`sh`, or the file itself, is killed or gone during a session (command line client)',
    PLUGIN,
  ),
  closed(
    'another hook of a project or person rewrites the call (`overrideInput`) after agsec has judged it (command line client)',
    `${PLUGIN}; doctor lists such hooks`,
  ),
  open(
    '`sh`, or the file itself, is killed or gone during a session (VS Code extension)',
    'the extension has no plugins; agsec denies the agent writes to the file',
  ),
  open(
    'a plugin of a project or person rewrites the call after agsec has judged it',
    'doctor lists such plugins; agsec denies the agent writing one',
  ),
  open(
    'hooks are switched off in the settings of the VS Code extension',
    'the setting is the person’s own; doctor finds it; agsec denies the agent writes to the file it stands in',
  ),
];

/**
 * What the clients' hooks can do and how they fail: the command line client as measured by running it,
 * the extension by its source (4.1.13). Docs and doctor print this table; nothing else repeats it.
 */
export const CAPABILITIES: Capabilities = {
  hooks: [
    {
      hook: 'PreToolUse',
      canBlock: true,
      canAsk: false,
      canRewrite: true,
      failures: [...PROCESS, ...SURROUNDINGS],
    },
  ],
  neverReaches: [
    {
      what: 'hooks and plugins of a repository (`.clinerules/hooks`, `.cline/hooks`, `.cline/plugins`): the clients run them unasked, from the first moment of a session',
      remedy:
        'look at those of a repository before starting Cline in it; doctor lists them, and agsec denies the agent writing one',
    },
    {
      what: 'MCP servers, started with the session',
      remedy: 'agsec reviews changes to their list; the servers’ tools do reach the hook',
    },
    {
      what: 'what the VS Code extension does for the person: terminals, file mentions with `@`, checkpoints',
      remedy: 'they are the person’s own',
    },
  ],
  scopes: ['user', 'project'],
  measured: {
    version: '3.0.65',
    date: '2026-11-22',
    how: 'the real command line client, headless, in a namespace without network, against a scripted model; the VS Code extension by its source and documentation',
  },
};
