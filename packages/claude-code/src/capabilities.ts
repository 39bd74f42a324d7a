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

const EXIT_STATUS = 'the command turns every exit status but 0 and 2 into 2, which blocks';
const ON_FAILURE = '`onFailure: "block"` (clients from 2.1.295; doctor tells of older ones)';
const WHOLE_ANSWER =
  'the hook writes one JSON object and nothing else, and exits with 0 only after all of it is written';
const EXEC_FORM =
  'the command has the exec form, which uses no shell, prefix or PATH of the client';
const MANAGED = 'managed scope: the client keeps managed hooks whatever other settings say';

/** How a hook process may end, with what the client then does. */
const PROCESS: readonly FailureMode[] = [
  closed('the hook exits with 1, 3 or any other status but 2', EXIT_STATUS),
  closed(
    'the hook is killed (SIGKILL, SIGSEGV, out of memory) or is not valid JavaScript',
    EXIT_STATUS,
  ),
  closed('node or the bundle is gone, or cannot be executed', EXIT_STATUS),
  closed('`env`, `sh` or the program that clears the environment is gone', ON_FAILURE),
  closed(
    'the hook hangs past its timeout (the client discards even a printed deny)',
    `the hook denies at seven tenths of its timeout by itself; a process that cannot even do that: ${ON_FAILURE}`,
  ),
  closed(
    'no `timeout` is set: the client waits 600 s, then lets the call run',
    'the entry sets 10 s',
  ),
];

/** Answers that the client takes for no opinion, or refuses to understand. */
const ANSWERS: readonly FailureMode[] = [
  closed('exit 0 with nothing on stdout', WHOLE_ANSWER),
  closed(
    'exit 0 with text that is no JSON object: plain text, an array, a truncated object',
    WHOLE_ANSWER,
  ),
  closed('text before or after the JSON object, or two objects', WHOLE_ANSWER),
  closed(
    'an object without `hookSpecificOutput`, with a wrong `hookEventName` or an unknown decision',
    'each answer is one of three fixed texts, the deny with all its fields',
  ),
  closed(
    '`{"continue":false}` without a decision: the call runs, then the session stops',
    'never sent',
  ),
  closed(
    '`async`, `if` or a matcher that leaves tools out',
    'the entry has none; its matcher is `*`',
  ),
];

/** Ways around the hook by settings, as measured. */
const SETTINGS: readonly FailureMode[] = [
  managedOnly(
    '`disableAllHooks: true` in a settings file of the user or of the repository',
    `${MANAGED}; at other scopes a change during a session is refused, and doctor finds the rest`,
  ),
  managedOnly(
    'the settings file that holds the hook is not strict JSON, or has one value the client refuses',
    `${MANAGED}; install and doctor check each value the client is known to refuse`,
  ),
  managedOnly(
    '`--bare`, `--safe-mode`, `--setting-sources` without the scope of the hook',
    MANAGED,
  ),
  closed(
    'a repository registers the same command with `async: true`: the client runs only that one',
    'each installation has a random word in its command that a repository cannot know',
  ),
  closed('`env` of a repository sets `CLAUDE_CODE_SHELL_PREFIX`, `PATH` or `SHELL`', EXEC_FORM),
  closed(
    '`env` of a repository sets `NODE_OPTIONS`, `BASH_ENV`, `ENV`, `AGSEC_HOME` or any other variable',
    'the hook is started with an empty environment; its own variables stand in the command',
  ),
  closed(
    '`env` of a repository sets `LD_PRELOAD` or `LD_AUDIT`',
    'on Linux (x64, arm64) a static program clears the environment first; on macOS the system drops them for `/usr/bin/env`; on other systems only the managed scope helps',
  ),
  open(
    'another PreToolUse hook rewrites the call (`updatedInput`) after agsec has judged it',
    'doctor lists such hooks; `allowManagedHooksOnly` in managed settings keeps them out',
  ),
];

const CONFIG_CHANGE: readonly FailureMode[] = [
  closed('the hook fails', `${EXIT_STATUS}; the client then does not apply the change`),
  open(
    'a managed settings file changes during a session: the client does not let a hook refuse that',
    'only root can write it; agsec denies the agent writes to it',
  ),
  open(
    'settings that changed while no session ran',
    'doctor finds them; the managed scope does not depend on them',
  ),
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
      canAsk: true,
      canRewrite: true,
      failures: [...PROCESS, ...ANSWERS, ...SETTINGS],
    },
    {
      hook: 'ConfigChange',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: CONFIG_CHANGE,
    },
  ],
  neverReaches: [
    {
      what: 'shell lines inside skills and slash commands (``!`command` ``)',
      remedy:
        '`disableSkillShellExecution: true`; agsec sets it in managed scope, and reviews what the agent writes to skills and commands',
    },
    {
      what: 'files named with `@` in a prompt, and commands a person types after `!`',
      remedy: 'they are the person’s own',
    },
    {
      what: 'other hooks, `statusLine`, `apiKeyHelper` and other helpers of a settings file',
      remedy:
        'agsec denies the agent any change of project settings that brings one; look at those of a repository before starting the client in it',
    },
    {
      what: 'MCP servers of `.mcp.json`, started with the session',
      remedy: 'agsec reviews changes to the file; the servers’ tools do reach the hook',
    },
    {
      what: 'hooks that skills, agents and plugins bring',
      remedy: 'agsec reviews what the agent writes there; `allowManagedHooksOnly` keeps them out',
    },
    {
      what: 'the script of a workflow: it starts agents, and can load no module and open no file',
      remedy: 'the calls of its agents do reach the hook',
    },
  ],
  scopes: ['user', 'project', 'managed'],
  measured: {
    version: '2.1.328',
    date: '2026-11-22',
    how: 'the real client, headless, in a namespace without network, against a scripted model',
  },
};
