import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AdapterFixture, adapterSuite, readFixtures } from '@agsec/runtime/testing';
import * as vitest from 'vitest';
import { codexAdapterFor } from './adapter.ts';

const PROJECT = '/home/dev/project';
const KEPT = 'victim/keep.txt';

type Actions = readonly (readonly [name: string, params: object])[];

/** What each recorded tool call is: its actions, and their parameters besides `cwd`. */
const CALLS: { readonly [fixture: string]: Actions } = {
  'PreToolUse.Bash': [['bash.execute', { command: 'echo hi' }]],
  'PreToolUse.Bash.bare-shell': [['bash.execute', { command: 'bash' }]],
  'PreToolUse.Bash.code-mode': [['bash.execute', { command: 'rm victim/keep.txt; echo NESTED' }]],
  'PreToolUse.Bash.heredoc-patch': [
    [
      'bash.execute',
      {
        command: `apply_patch <<'EOF'\n*** Begin Patch\n*** Delete File: ${KEPT}\n*** End Patch\nEOF`,
      },
    ],
    ['file.delete', { file_path: KEPT }],
  ],
  'PreToolUse.Bash.subagent': [['bash.execute', { command: 'echo FROM-B; sleep 1' }]],
  'PreToolUse.Bash.workdir': [['bash.execute', { command: 'pwd; rm keep.txt' }]],
  'PreToolUse.apply_patch.add': [['file.write', { file_path: 'new.txt', content: 'hello\n' }]],
  'PreToolUse.apply_patch.code-mode': [['file.delete', { file_path: KEPT }]],
  'PreToolUse.apply_patch.delete': [['file.delete', { file_path: KEPT }]],
  'PreToolUse.apply_patch.update': [['file.edit', { file_path: KEPT, content: 'changed' }]],
  'PreToolUse.clocksleep': [['internal.clocksleep', { args: { duration_ms: 50 } }]],
  'PreToolUse.collaborationspawn_agent': [['agent.spawn', { prompt: 'say hi', type: 'kid' }]],
  'PreToolUse.create_goal': [['internal.create_goal', { args: { objective: 'x' } }]],
  'PreToolUse.list_mcp_resources': [
    ['mcp.toy.list_resources', { server: 'toy', tool: 'list_resources', args: { server: 'toy' } }],
  ],
  'PreToolUse.mcp__toy__delete_file': [
    [
      'mcp.toy.delete_file',
      { server: 'toy', tool: 'delete_file', args: { path: `${PROJECT}/${KEPT}` } },
    ],
  ],
  'PreToolUse.mcp__toy__echo': [
    ['mcp.toy.echo', { server: 'toy', tool: 'echo', args: { msg: 'hi' } }],
  ],
  'PreToolUse.read_mcp_resource': [
    [
      'mcp.toy.read_resource',
      { server: 'toy', tool: 'read_resource', args: { server: 'toy', uri: 'toy://secret' } },
    ],
  ],
  'PreToolUse.request_user_input': [
    [
      'internal.request_user_input',
      {
        args: {
          questions: [
            {
              id: 'a',
              header: 'h',
              question: 'q?',
              options: [
                { label: 'x', description: 'y' },
                { label: 'z', description: 'w' },
              ],
            },
          ],
        },
      },
    ],
  ],
  'PreToolUse.spawn_agent': [['agent.spawn', { prompt: 'say hi' }]],
  'PreToolUse.view_image': [['file.read', { file_path: 'a.png' }]],
  'PermissionRequest.Bash': [['bash.execute', { command: 'rm victim/keep.txt && echo RAN' }]],
  'PermissionRequest.Bash.escalated': [['bash.execute', { command: 'rm victim/keep.txt' }]],
  'PermissionRequest.apply_patch': [['file.write', { file_path: 'in.txt', content: 'x\n' }]],
  'PermissionRequest.mcp__toy__delete_file': [
    [
      'mcp.toy.delete_file',
      { server: 'toy', tool: 'delete_file', args: { path: `${PROJECT}/${KEPT}` } },
    ],
  ],
  'PermissionRequest.write_stdin': [
    ['bash.execute', { command: 'rm victim/keep.txt; echo STDIN-RAN\n' }],
  ],
};

/** The model chose another folder for the call. */
const CWD: { readonly [fixture: string]: string } = {
  'PreToolUse.Bash.workdir': `${PROJECT}/victim`,
};

function expectedOf(fixture: string): AdapterFixture['expected'] {
  const [event = ''] = fixture.split('.');
  switch (event) {
    case 'PreToolUse':
    case 'PermissionRequest': {
      const cwd = CWD[fixture] ?? PROJECT;
      const calls = CALLS[fixture] ?? [];
      return {
        kind: 'event',
        actions: calls.map(([name, params]) => ({ name, params: { cwd, ...params } })),
      };
    }
    case 'SessionStart':
      return { kind: 'session' };
    case 'PostToolUse':
      return { kind: 'outcome' };
    default:
      return { kind: 'ignored' };
  }
}

const fixtures = readFixtures(new URL('./__fixtures__/', import.meta.url));
const bash = fixtures.get('PreToolUse.Bash') ?? {};

type Call = { readonly cwd: string; readonly session: string };

function call(tool_name: string, tool_input: object, { cwd, session }: Call): object {
  return { ...bash, tool_name, tool_input, cwd, session_id: session };
}

const passed = { stdout: '', stderr: '', exitCode: 0 };
const blocked = (text: string) => ({ stdout: '', stderr: `${text}\n`, exitCode: 2 });

const HOOKS = 'home/.codex/hooks.json';
const docs = new URL('../../../docs/agents/codex.md', import.meta.url);

adapterSuite({
  vitest,
  adapter: codexAdapterFor(() => undefined),
  hook: fileURLToPath(new URL('../dist/hook.cjs', import.meta.url)),
  fixtures: [...fixtures].map(([name, payload]) => ({ name, payload, expected: expectedOf(name) })),
  answers: {
    fixture: 'PreToolUse.Bash',
    pass: passed,
    approve: passed,
    deny: blocked(
      'agsec denied this Bash call. Block access to environment files (statement BlockEnvAccess in 03_files.yaml). Read .env.example instead. Do not try to get the same result another way.',
    ),
    review: blocked(
      'agsec holds this Bash call until a human approves it. Pushing needs a human (statement ReviewPush in 05_git.yaml). Ask your user to run `agsec approve ab12cd` in a terminal, wait, then send the same call again. Do not try to get the same result another way.',
    ),
    nothing: passed,
    failure: blocked('agsec: The policies do not load: 03_files.yaml:4:5: unknown effect.'),
  },
  payloads: {
    shell: (command, from) => call('Bash', { command }, from),
    read: (path, from) => call('view_image', { path }, from),
    write: (path, content, from) => {
      const lines = content.split('\n').map((line) => `+${line}`);
      const command = ['*** Begin Patch', `*** Add File: ${path}`, ...lines, '*** End Patch'];
      return call('apply_patch', { command: command.join('\n') }, from);
    },
    unknownTool: (from) => call('teleport', { to: 'x' }, from),
    unknownEvent: (from) => ({
      ...call('Bash', { command: 'ls' }, from),
      hook_event_name: 'preModelRequest',
    }),
  },
  settings: [
    { name: 'a home without hooks', path: HOOKS },
    { name: 'hooks that say nothing', path: HOOKS, text: '{\n  "hooks": {}\n}\n' },
    { name: 'an empty object', path: HOOKS, text: '{}\n' },
    { name: 'an empty file', path: HOOKS, text: '' },
    {
      name: 'hooks of others',
      path: HOOKS,
      text: '{\n  "description": "mine",\n  "hooks": {\n    "PreToolUse": [\n      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "mine" }] }\n    ]\n  }\n}\n',
    },
    {
      name: 'hooks with tabs and windows line ends',
      path: HOOKS,
      text: '{\r\n\t"hooks": {\r\n\t\t"Stop": [{ "hooks": [{ "type": "command", "command": "x" }] }]\r\n\t}\r\n}\r\n',
    },
    {
      name: 'hooks on one line',
      path: HOOKS,
      text: '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"x"}]}]}}',
    },
  ],
  brokenSettings: {
    name: 'hooks with a comment',
    path: HOOKS,
    text: '{\n  // mine\n  "hooks": {}\n}\n',
  },
  ...(existsSync(docs) ? { docs: readFileSync(docs, 'utf8') } : {}),
});

vitest.it('every recorded tool call has an expectation, and every expectation a recording', () => {
  const recorded = [...fixtures.keys()].filter((name) => /^(?:Pre|Permission)/.test(name));
  vitest.expect(recorded.sort()).toEqual(Object.keys(CALLS).sort());
});

vitest.it('the bundle of every call leaves out what only installing needs', () => {
  const bundle = readFileSync(new URL('../dist/hook.cjs', import.meta.url), 'utf8');
  for (const text of ['out of version control', 'so Codex skips it', 'asks no hook about what']) {
    vitest.expect(bundle).not.toContain(text);
  }
});
