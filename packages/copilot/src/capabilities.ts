import type { Capabilities, FailureMode } from '@agsec/runtime/hook';

function closed(
  when: string,
  how: string,
  agentDefault: FailureMode['agentDefault'] = 'open',
): FailureMode {
  return { when, agentDefault, withAgsec: 'closed', how };
}

function managedOnly(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'managed', how };
}

function open(when: string, how: string): FailureMode {
  return { when, agentDefault: 'open', withAgsec: 'open', how };
}

const EXIT_STATUS = 'the command turns every exit status but 0 and 2 into 2, which blocks';
const WHOLE_ANSWER =
  'the hook writes one JSON object and nothing else, and exits with 0 only after all of it is written';
const BOTH = 'each answer has the flat and the nested form in one object';
const GIVEN_UP =
  'the hook denies after 7 s by itself; after 15 s the command kills it and denies, and the client waits 60 s';
const MANAGED =
  'managed scope: policy hooks run whatever other settings say, in folders that are not trusted too';

/** How a hook process may end, with what the command line then does. */
const PROCESS: readonly FailureMode[] = [
  closed(
    'the hook exits with 1, 3 or any other status, is killed, or cannot be started',
    EXIT_STATUS,
    'closed',
  ),
  closed('the hook hangs past its timeout, policy hooks included', GIVEN_UP),
  closed('no `timeoutSec` is set, or one that is no number', 'the entry sets 60 s'),
];

/** Answers that the command line takes for no opinion. */
const ANSWERS: readonly FailureMode[] = [
  closed('exit 0 with nothing on stdout, or an empty object', 'only an allow is answered so'),
  closed('exit 0 with text that is no JSON object, or text beside one', WHOLE_ANSWER),
  closed('an unknown decision, `decision: "block"` or `continue: false`', 'never sent'),
  closed('only `hookSpecificOutput`, for a hook registered in camelCase', BOTH),
  closed('a matcher that leaves tools out, or is no regular expression', 'the entry has none'),
  closed(
    'the name `<server>-<tool>` of an MCP tool does not say where the server’s name ends',
    'it is judged with the last hyphen as the border, and again by permissionRequest, which gives both names; to allow a tool with hyphens write `mcp.<server>*`',
  ),
];

/** Ways around the hook by files, as measured. */
const SETTINGS: readonly FailureMode[] = [
  managedOnly(
    '`disableAllHooks: true` in `.github/copilot/settings.json`, `.claude/settings.json` or their local forms, in a trusted folder',
    `${MANAGED}; at other scopes agsec denies the agent such a change, and doctor finds the rest`,
  ),
  managedOnly(
    'the file that holds the hook begins with a byte order mark, is not strict JSON, has another `version`, or `disableAllHooks`',
    `${MANAGED}; install, doctor and self-protection check each of these`,
  ),
  managedOnly('`COPILOT_HOME` moves the folder of hooks after the installation', MANAGED),
  closed(
    'only hooks of the repository are installed and its folder is not trusted',
    'user and managed scope do not depend on trust',
  ),
  open(
    'another preToolUse hook rewrites the call (`modifiedArgs`) after agsec has judged it: those of a trusted repository run last',
    'agsec denies the agent any change that brings one, and doctor lists those that are there',
  ),
];

/** VS Code's local harness, from its source. */
const VSCODE: readonly FailureMode[] = [
  closed('the hook exits with any status but 0 and 2, or cannot be started', EXIT_STATUS),
  closed('the hook hangs past its timeout', GIVEN_UP),
  closed('the flat form only, or a wrong `hookEventName`', BOTH),
  open(
    '`chat.hookFilesLocations` or another setting of the editor leaves `~/.copilot/hooks` out',
    'agsec denies the agent such a change, and doctor finds it; policies of the organisation can fix it',
  ),
  open(
    'the organisation has switched hooks off',
    'the editor then says so; nothing on this machine can tell',
  ),
];

const PERMISSION: readonly FailureMode[] = [
  closed('the hook exits with 1 or 2, or is killed', EXIT_STATUS, 'closed'),
  closed('the hook hangs past its timeout', GIVEN_UP),
  open(
    'the client does not ask (read-only calls, the cloud agent)',
    '`preToolUse` has judged the call before, under the likeliest name of its server',
  ),
];

/**
 * What the client's hooks can do and how they fail. The command line was measured by running it; VS
 * Code and the cloud agent are told by source and documentation. Docs and doctor print this table.
 */
export const CAPABILITIES: Capabilities = {
  hooks: [
    {
      hook: 'preToolUse',
      canBlock: true,
      canAsk: true,
      canRewrite: true,
      failures: [...PROCESS, ...ANSWERS, ...SETTINGS],
    },
    {
      hook: 'PreToolUse',
      canBlock: true,
      canAsk: true,
      canRewrite: true,
      failures: VSCODE,
    },
    {
      hook: 'permissionRequest',
      canBlock: true,
      canAsk: false,
      canRewrite: false,
      failures: PERMISSION,
    },
  ],
  neverReaches: [
    {
      what: 'commands a person types after `!`, and files named with `@` in a prompt',
      remedy: 'they are the person’s own',
    },
    {
      what: 'what a running program makes of text that is typed into it (`write_bash`)',
      remedy: 'the call itself is an unknown tool, which the default policies review',
    },
    {
      what: 'other hooks, MCP and language servers, extensions and plugins',
      remedy:
        'agsec denies the agent hooks and reviews the others where it writes them; look at those of a repository before you trust its folder',
    },
    {
      what: 'what a task or command of VS Code does that is run by its name',
      remedy: 'the calls themselves are unknown tools, which the default policies review',
    },
    {
      what: 'calls of the cloud agent, unless `.github/hooks` of the repository holds a hook',
      remedy:
        'install with `--scope project` in its setup steps; it has no network and asks nobody, so a review is a deny',
    },
  ],
  scopes: ['user', 'project', 'managed'],
  measured: {
    version: '1.0.102',
    date: '2026-11-22',
    how: 'the real command line, headless and in a terminal, in a namespace without network, against a scripted model; VS Code and the cloud agent by source and documentation only',
  },
};
