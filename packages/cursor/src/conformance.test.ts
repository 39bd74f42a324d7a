import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AdapterFixture, adapterSuite, readFixtures } from '@agsec/runtime/testing';
import * as vitest from 'vitest';
import { cursorAdapter } from './adapter.ts';

const cwd = '/home/dev/shop';

/** What each recorded call is: its one action and its parameters. */
const CALLS: { readonly [fixture: string]: readonly [name: string, params: object] } = {
  'beforeMCPExecution.http': [
    'mcp.warehouse.run_query',
    { cwd, server: 'warehouse', tool: 'run_query', args: { sql: 'delete from users' } },
  ],
  'beforeMCPExecution.stdio': [
    'mcp.tracker.create_issue',
    {
      cwd,
      server: 'tracker',
      tool: 'create_issue',
      args: { title: 'Broken build', labels: ['ci'] },
    },
  ],
  beforeReadFile: ['file.read', { cwd, file_path: `${cwd}/.env` }],
  'beforeReadFile.attachments': ['file.read', { cwd, file_path: `${cwd}/src/a.ts` }],
  beforeShellExecution: ['bash.execute', { cwd, command: 'git push --force origin main' }],
  'beforeShellExecution.without-folder': ['bash.execute', { cwd, command: 'npm test' }],
  beforeSubmitPrompt: ['internal.UserPromptSubmit', { cwd, args: {} }],
  beforeTabFileRead: ['file.read', { cwd, file_path: `${cwd}/.env` }],
  'preToolUse.Delete': ['file.delete', { cwd, file_path: `${cwd}/src/cart.ts` }],
  'preToolUse.Fetch': [
    'web.fetch',
    {
      cwd,
      url: 'https://example.com/x',
      host: 'example.com',
      port: 443,
      method: 'GET',
      upload: false,
    },
  ],
  'preToolUse.Grep': [
    'file.grep',
    { cwd, file_path: cwd, pattern: 'PASSWORD', recursive: true, glob: '*.env' },
  ],
  'preToolUse.List': ['file.list', { cwd, file_path: cwd }],
  'preToolUse.Read': ['file.read', { cwd, file_path: `${cwd}/.env` }],
  'preToolUse.ReadLints': ['file.read', { cwd, file_path: `${cwd}/src/cart.ts` }],
  'preToolUse.Shell': ['bash.execute', { cwd, command: 'rm -rf build' }],
  'preToolUse.Shell.working-directory': ['bash.execute', { cwd, command: 'npm install' }],
  'preToolUse.StrReplace': ['file.edit', { cwd, file_path: `${cwd}/src/cart.ts`, content: 'b' }],
  'preToolUse.Task': ['agent.spawn', { cwd, prompt: 'look around' }],
  'preToolUse.Write': [
    'file.write',
    { cwd, file_path: `${cwd}/src/cart.ts`, content: 'export const a = 2\n' },
  ],
  'preToolUse.WriteShellStdin': ['code.execute', { cwd, language: 'shell', source: 'interactive' }],
  subagentStart: ['agent.spawn', { cwd, prompt: 'Map the auth flow', type: 'explore' }],
};

function expectedOf(fixture: string): AdapterFixture['expected'] {
  const call = CALLS[fixture];
  if (call !== undefined) {
    const [name, params] = call;
    return { kind: 'event', actions: [{ name, params }] };
  }
  if (fixture === 'beforeMCPExecution.without-server') return { kind: 'invalid' };
  return { kind: fixture.startsWith('postToolUse') ? 'outcome' : 'ignored' };
}

const fixtures = readFixtures(new URL('./__fixtures__/', import.meta.url));
const { tool_input: _, ...base } = Object.fromEntries(
  Object.entries(fixtures.get('preToolUse.Write') ?? {}),
);

type Call = { readonly cwd: string; readonly session: string };

function from({ cwd: folder, session }: Call, call: object): object {
  return {
    ...base,
    conversation_id: session,
    session_id: session,
    workspace_roots: [folder],
    ...call,
  };
}

const printed = (answer: object) => ({
  stdout: JSON.stringify(answer),
  stderr: '',
  exitCode: 0,
});

function denial(text: string) {
  return printed({ permission: 'deny', user_message: text, agent_message: text });
}

const HOOKS = 'home/.cursor/hooks.json';
const docs = new URL('../../../docs/agents/cursor.md', import.meta.url);

adapterSuite({
  vitest,
  adapter: cursorAdapter,
  hook: fileURLToPath(new URL('../dist/hook.cjs', import.meta.url)),
  fixtures: [...fixtures].map(([name, payload]) => ({ name, payload, expected: expectedOf(name) })),
  answers: {
    fixture: 'beforeShellExecution',
    pass: printed({ permission: 'allow' }),
    approve: printed({ permission: 'allow' }),
    deny: denial(
      'agsec denied this Shell call. Block access to environment files (statement BlockEnvAccess in 03_files.yaml). Read .env.example instead. Do not try to get the same result another way.',
    ),
    review: denial(
      'agsec holds this Shell call until a human approves it. Pushing needs a human (statement ReviewPush in 05_git.yaml). Ask your user to run `agsec approve ab12cd` in a terminal, wait, then send the same call again. Do not try to get the same result another way.',
    ),
    nothing: printed({ permission: 'allow' }),
    failure: denial('agsec: The policies do not load: 03_files.yaml:4:5: unknown effect.'),
  },
  payloads: {
    shell: (command, call) =>
      from(call, { hook_event_name: 'beforeShellExecution', command, cwd: call.cwd }),
    read: (file_path, call) => from(call, { tool_name: 'Read', tool_input: { file_path } }),
    write: (file_path, content, call) =>
      from(call, { tool_name: 'Write', tool_input: { file_path, content } }),
    unknownTool: (call) => from(call, { tool_name: 'Teleport', tool_input: { to: 'x' } }),
    unknownEvent: (call) => from(call, { hook_event_name: 'beforeEverything' }),
  },
  settings: [
    { name: 'a home without hooks', path: HOOKS },
    { name: 'hooks that say nothing', path: HOOKS, text: '{\n  "version": 1,\n  "hooks": {}\n}\n' },
    {
      name: 'hooks of others, with comments',
      path: HOOKS,
      text: '{\n  // mine\n  "version": 1,\n  "hooks": {\n    "preToolUse": [\n      { "command": "./mine.sh", "timeout": 5 }\n    ],\n    "stop": [{ "command": "./bell.sh" }]\n  }\n}\n',
    },
    {
      name: 'hooks with tabs and windows line ends',
      path: HOOKS,
      text: '{\r\n\t"version": 1,\r\n\t"hooks": {\r\n\t\t"stop": [{ "command": "bell" }]\r\n\t}\r\n}\r\n',
    },
    { name: 'hooks on one line', path: HOOKS, text: '{"version":1,"hooks":{"stop":[]}}' },
  ],
  brokenSettings: {
    name: 'hooks with a timeout that is a text',
    path: HOOKS,
    text: '{\n  "version": 1,\n  "hooks": {\n    "stop": [{ "command": "bell", "timeout": "10" }]\n  }\n}\n',
  },
  ...(existsSync(docs) ? { docs: readFileSync(docs, 'utf8') } : {}),
});

vitest.it('every recorded call has an expectation, and every expectation a recording', () => {
  const before = [...fixtures.keys()].filter((name) =>
    /^(?:before|pre[T]|subagentStart)/.test(name),
  );
  const told = ['beforeMCPExecution.without-server', 'preToolUse.MCP'];
  vitest.expect(before.sort()).toEqual([...Object.keys(CALLS), ...told].sort());
});

vitest.it('the bundle of every call leaves out what only installing needs', () => {
  const bundle = readFileSync(new URL('../dist/hook.cjs', import.meta.url), 'utf8');
  for (const text of ['out of version control', 'no desktop app was driven']) {
    vitest.expect(bundle).not.toContain(text);
  }
});
