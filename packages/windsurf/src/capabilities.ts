import type { Capabilities, FailureMode, HookCapability } from '@agsec/runtime/hook';
import { HOOK_EVENTS } from './our-hook.ts';

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

/** How hooks fail, the same for all. Each is told with the first. */
const FAILURES: readonly FailureMode[] = [
  closed('the hook exits with 1, 3 or any other status but 2', EXIT_STATUS),
  closed('the hook is killed (SIGKILL, out of memory) or is not valid JavaScript', EXIT_STATUS),
  closed('node or the bundle is gone, or cannot be executed', EXIT_STATUS),
  closed(
    'the call is not JSON, or of a shape nobody knows',
    'the hook blocks what it cannot read, with exit status 2 and the reason',
  ),
  closed(
    'the hook hangs, or its process is stopped: what the client does then is documented nowhere',
    'the hook blocks after seven seconds by itself; one that is stopped is ended after nine, which blocks',
  ),
  closed('the command does not exist on Windows', 'the entry’s `powershell` command blocks there'),
  open('`bash` is gone', 'the client has no setting for it'),
  managedOnly(
    'the person’s hooks file is changed, removed or broken outside the agent',
    'managed scope: only root can change the file; doctor finds the rest',
  ),
  open(
    'Restricted Mode: no hooks are loaded (from 3.6.21)',
    'trust only folders you know; agents should not run in one you do not',
  ),
];

function capability(hook: string, failures: readonly FailureMode[]): HookCapability {
  return { hook, canBlock: true, canAsk: false, canRewrite: false, failures };
}

/** What is special to one hook. */
const SPECIAL: { readonly [hook in (typeof HOOK_EVENTS)[number]]: readonly FailureMode[] } = {
  pre_read_code: [
    open(
      'the path is a folder, read with everything below it: the call does not say so',
      'policies judge the folder itself',
    ),
  ],
  pre_write_code: [
    closed('the call does not say what is written', 'its content counts as unknown'),
  ],
  pre_run_command: [
    closed(
      'the command runs in a folder the model chose',
      'the workspace is the hook’s own folder',
    ),
  ],
  pre_mcp_tool_use: [closed('server, tool or arguments are missing', 'the call is blocked')],
  pre_user_prompt: [
    closed('agsec is halted or broken', 'the prompt is blocked before the model sees it'),
  ],
};

/**
 * What the client's hooks can do and how they fail, as its documentation says: there is no client to
 * measure. Docs and doctor print this table; nothing else repeats it.
 */
export const CAPABILITIES: Capabilities = {
  hooks: [
    ...HOOK_EVENTS.map((hook, index) =>
      capability(hook, [...(index === 0 ? FAILURES : []), ...SPECIAL[hook]]),
    ),
    capability('PreToolUse', [
      open(
        'Devin Local, the other agent of the editor, reads other files: agsec is not installed there',
        'where its hooks start this command, its calls are judged, and exit status 2 blocks them',
      ),
    ]),
  ],
  neverReaches: [
    {
      what: 'web searches, the browser, searches of the code, lists of folders and deletions by Cascade’s own tools',
      remedy: 'set Cascade to ask before it uses them',
    },
    {
      what: 'calls of Devin Local and of the Devin command line',
      remedy: 'use Cascade, or give Devin permissions of its own',
    },
    {
      what: 'files that completions read',
      remedy: 'name those that hold secrets in `.codeiumignore`',
    },
    {
      what: 'hooks and MCP servers a workspace brings along',
      remedy: 'agsec denies the agent hooks in a workspace; look at those of a repository first',
    },
  ],
  scopes: ['user', 'project', 'managed'],
  measured: {
    version: 'documentation for 1.12.31 to 3.6.21',
    date: '2026-11-22',
    how: 'from the vendor’s documentation; the client is not on npm and was not driven',
  },
};
