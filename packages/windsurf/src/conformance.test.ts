import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AdapterFixture, adapterSuite, readFixtures } from '@agsec/runtime/testing';
import * as vitest from 'vitest';
import { windsurfAdapter } from './adapter.ts';

const cwd = '/home/dev/shop';

/** What each documented call is: its one action and its parameters. */
const CALLS: { readonly [fixture: string]: readonly [name: string, params: object] } = {
  'PreToolUse.devin-local': ['bash.execute', { command: 'npm test' }],
  pre_mcp_tool_use: [
    'mcp.tracker.create_issue',
    { server: 'tracker', tool: 'create_issue', args: { title: 'Broken build' } },
  ],
  pre_read_code: ['file.read', { file_path: `${cwd}/.env` }],
  'pre_read_code.directory': ['file.read', { file_path: `${cwd}/src` }],
  pre_run_command: ['bash.execute', { cwd, command: 'git push --force origin main' }],
  'pre_run_command.without-model': ['bash.execute', { cwd, command: 'npm test' }],
  pre_user_prompt: ['internal.user_prompt', { args: {} }],
  pre_write_code: ['file.edit', { file_path: `${cwd}/src/a.ts`, content: 'const a = 2' }],
  'pre_write_code.without-edits': ['file.write', { file_path: `${cwd}/src/new.ts` }],
};

function expectedOf(fixture: string): AdapterFixture['expected'] {
  const call = CALLS[fixture];
  if (call === undefined) return { kind: 'ignored' };
  const [name, params] = call;
  return { kind: 'event', actions: [{ name, params }] };
}

const fixtures = readFixtures(new URL('./__fixtures__/', import.meta.url));
const { tool_info: _, ...base } = Object.fromEntries(
  Object.entries(fixtures.get('pre_run_command') ?? {}),
);

type Call = { readonly cwd: string; readonly session: string };

function from({ session }: Call, agent_action_name: string, tool_info: object): object {
  return { ...base, trajectory_id: session, agent_action_name, tool_info };
}

const passed = { stdout: '', stderr: '', exitCode: 0 };
const blocked = (text: string) => ({ stdout: '', stderr: `${text}\n`, exitCode: 2 });

const HOOKS = 'home/.codeium/windsurf/hooks.json';
const docs = new URL('../../../docs/agents/windsurf.md', import.meta.url);

adapterSuite({
  vitest,
  adapter: windsurfAdapter,
  hook: fileURLToPath(new URL('../dist/hook.cjs', import.meta.url)),
  fixtures: [...fixtures].map(([name, payload]) => ({ name, payload, expected: expectedOf(name) })),
  answers: {
    fixture: 'pre_run_command',
    pass: passed,
    approve: passed,
    deny: blocked(
      'agsec denied this run_command call. Block access to environment files (statement BlockEnvAccess in 03_files.yaml). Read .env.example instead. Do not try to get the same result another way.',
    ),
    review: blocked(
      'agsec holds this run_command call until a human approves it. Pushing needs a human (statement ReviewPush in 05_git.yaml). Ask your user to run `agsec approve ab12cd` in a terminal, wait, then send the same call again. Do not try to get the same result another way.',
    ),
    nothing: passed,
    failure: blocked('agsec: The policies do not load: 03_files.yaml:4:5: unknown effect.'),
  },
  payloads: {
    shell: (command_line, call) => from(call, 'pre_run_command', { command_line, cwd: call.cwd }),
    read: (file_path, call) => from(call, 'pre_read_code', { file_path }),
    write: (file_path, content, call) =>
      from(call, 'pre_write_code', {
        file_path,
        edits: [{ old_string: '', new_string: content }],
      }),
    unknownTool: ({ session }) => ({
      hook_event_name: 'PreToolUse',
      session_id: session,
      tool_name: 'Teleport',
      tool_input: { to: 'x' },
    }),
    unknownEvent: (call) => from(call, 'pre_everything', { to: 'x' }),
  },
  settings: [
    { name: 'a home without hooks', path: HOOKS },
    { name: 'hooks that say nothing', path: HOOKS, text: '{\n  "hooks": {}\n}\n' },
    { name: 'an empty object', path: HOOKS, text: '{}\n' },
    { name: 'an empty file', path: HOOKS, text: '' },
    {
      name: 'hooks of others',
      path: HOOKS,
      text: '{\n  "hooks": {\n    "pre_run_command": [\n      { "command": "python3 /opt/mine.py", "show_output": true }\n    ]\n  }\n}\n',
    },
    {
      name: 'hooks of others for the plugin of JetBrains editors',
      path: 'home/.codeium/hooks.json',
      text: '{"hooks":{"post_write_code":[{"command":"fmt"}]}}',
    },
    {
      name: 'hooks with tabs and windows line ends',
      path: HOOKS,
      text: '{\r\n\t"hooks": {\r\n\t\t"post_write_code": [{ "command": "fmt" }]\r\n\t}\r\n}\r\n',
    },
  ],
  brokenSettings: {
    name: 'hooks with a comment',
    path: HOOKS,
    text: '{\n  // mine\n  "hooks": {}\n}\n',
  },
  ...(existsSync(docs) ? { docs: readFileSync(docs, 'utf8') } : {}),
});

vitest.it('every documented call has an expectation, and every expectation a recording', () => {
  const before = [...fixtures.keys()].filter((name) => /^(?:pre_|Pre)/.test(name));
  vitest.expect(before.sort()).toEqual(Object.keys(CALLS).sort());
});

vitest.it('the bundle of every call leaves out what only installing needs', () => {
  const bundle = readFileSync(new URL('../dist/hook.cjs', import.meta.url), 'utf8');
  for (const text of ['out of version control', 'was not driven']) {
    vitest.expect(bundle).not.toContain(text);
  }
});
