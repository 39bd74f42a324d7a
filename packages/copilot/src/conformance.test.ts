import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AdapterFixture, adapterSuite, readFixtures } from '@agsec/runtime/testing';
import * as vitest from 'vitest';
import { copilotAdapter } from './adapter.ts';

const PROJECT = '/home/dev/project';

type Action = readonly [name: string, params: object];

const bash = (command: string): readonly Action[] => [['bash.execute', { command }]];
const internal = (tool: string, args: object = {}): readonly Action[] => [
  [`internal.${tool}`, { args }],
];
const mcp = (server: string, tool: string, args: object): readonly Action[] => [
  [`mcp.${server}.${tool}`, { server, tool, args }],
];

const PATCH: readonly Action[] = [
  ['file.write', { file_path: 'added.txt', content: 'hello from patch\n' }],
  ['file.edit', { file_path: 'a.txt', content: 'HELLO world' }],
  ['file.delete', { file_path: 'victim/f' }],
];
const ASYNC: readonly Action[] = [['bash.execute', { command: 'sleep 30', background: true }]];
const GREP: readonly Action[] = [
  ['file.grep', { file_path: PROJECT, pattern: 'line', recursive: true }],
];
const GLOB: readonly Action[] = [
  ['file.glob', { file_path: PROJECT, pattern: '**/*.txt', recursive: true }],
];
const READ: readonly Action[] = [['file.read', { file_path: `${PROJECT}/a.txt` }]];
const CREATE: readonly Action[] = [
  ['file.write', { file_path: `${PROJECT}/new.txt`, content: 'new file\n' }],
];
const EDIT: readonly Action[] = [
  ['file.edit', { file_path: `${PROJECT}/a.txt`, content: 'goodbye' }],
];
const FETCH: readonly Action[] = [
  [
    'web.fetch',
    { url: 'http://127.0.0.1:1/x', host: '127.0.0.1', port: 1, method: 'GET', upload: false },
  ],
];
const SPAWN: readonly Action[] = [
  ['agent.spawn', { prompt: 'SUBPROMPT look around', type: 'explore' }],
];
const BACKGROUND: readonly Action[] = [
  ['agent.spawn', { prompt: 'SUBPROMPT go', type: 'general-purpose' }],
];
const CODE_SEARCH: readonly Action[] = [['web.search', { query: 'hello' }]];
const SKILL: readonly Action[] = [['agent.skill', { type: 'hello' }]];
const SQL = internal('sql', {
  description: 'make todo',
  query: "INSERT INTO todos (id,title,status) VALUES ('a','b','pending')",
});
const STORE = internal('session_store_sql', {
  description: 'recent',
  query: 'SELECT 1',
  source: 'local',
});

/** What a tool makes of its input, whichever dialect tells of it. */
const BY_TOOL = {
  'tiny-delete_thing': mcp('tiny', 'delete_thing', { id: '42', force: true }),
  'tiny-echo': mcp('tiny', 'echo', { text: 'hi mcp' }),
  fetch_copilot_cli_documentation: internal('fetch_copilot_cli_documentation'),
  list_agents: internal('list_agents'),
  list_bash: internal('list_bash'),
  read_bash: internal('read_bash', { shellId: 'bg1', delay: 1 }),
  semantic_code_search: CODE_SEARCH,
  session_store_sql: STORE,
  skill: SKILL,
  sql: SQL,
  stop_bash: internal('stop_bash', { shellId: 'bg1' }),
} as const;

const SUBAGENT_GREP: readonly Action[] = [
  ['file.grep', { file_path: PROJECT, pattern: 'hello', recursive: true }],
];

/** What each recorded call is: its actions, and their parameters besides `cwd`. */
const RUNTIME: { readonly [fixture: string]: readonly Action[] } = {
  ...BY_TOOL,
  apply_patch: PATCH,
  bash: bash('rm -rf ./victim'),
  'bash-async': ASYNC,
  'bash-cloud-agent': bash('rm -rf ./victim'),
  'bash-json-text': bash('rm -rf dist'),
  'bash-subagent': bash('echo from-subagent'),
  create: CREATE,
  edit: EDIT,
  glob: GLOB,
  grep: GREP,
  'grep-paths': GREP,
  'grep-subagent': SUBAGENT_GREP,
  rg: GREP,
  task: SPAWN,
  'task-background': BACKGROUND,
  'tiny-srv-kebab-tool': mcp('tiny-srv-kebab', 'tool', { text: 'x' }),
  view: READ,
  'view-range': READ,
  web_fetch: FETCH,
};

const PASCAL: { readonly [fixture: string]: readonly Action[] } = {
  ...BY_TOOL,
  Agent: SPAWN,
  'Agent-background': BACKGROUND,
  Bash: bash('rm -rf ./victim'),
  'Bash-async': ASYNC,
  'Bash-subagent': bash('echo from-subagent'),
  Edit: EDIT,
  'Edit-patch': PATCH,
  Glob: GLOB,
  Grep: GREP,
  'Grep-paths': GREP,
  'Grep-subagent': SUBAGENT_GREP,
  Read: READ,
  'Read-range': READ,
  WebFetch: FETCH,
  Write: CREATE,
};

const WORKSPACE = '/path/to/workspace';

const VSCODE: { readonly [fixture: string]: readonly Action[] } = {
  apply_patch: [['file.edit', { file_path: `${WORKSPACE}/a.txt`, content: 'goodbye' }]],
  createFile: [['file.write', { file_path: 'src/new.ts' }]],
  create_file: [['file.write', { file_path: `${WORKSPACE}/new.txt`, content: 'new file\n' }]],
  editFiles: [['file.edit', { file_path: 'src/main.ts' }]],
  fetch_webpage: [
    [
      'web.fetch',
      { url: 'https://example.com', host: 'example.com', port: 443, method: 'GET', upload: false },
    ],
  ],
  read_file: [['file.read', { file_path: `${WORKSPACE}/a.txt` }]],
  replace_string_in_file: [['file.edit', { file_path: `${WORKSPACE}/a.txt`, content: 'goodbye' }]],
  runTerminalCommand: bash('rm -rf ./victim'),
  run_in_terminal: bash('rm -rf ./victim'),
};

/** Asked by the permission service after `preToolUse`. */
const PERMISSION: { readonly [fixture: string]: readonly Action[] } = {
  bash: bash('rm -rf ./victim'),
  'bash-subagent': bash('echo from-subagent'),
  edit: [['file.edit', { file_path: `${PROJECT}/new.txt` }]],
  'tiny-srv_kebab-tool': mcp('tiny-srv', 'kebab-tool', { text: 'x' }),
  tiny_delete_thing: BY_TOOL['tiny-delete_thing'],
  tiny_echo: BY_TOOL['tiny-echo'],
  web_fetch: FETCH,
};

/** By dialect and event, which the names of the fixtures begin with. */
const CALLS: { readonly [prefix: string]: { readonly [fixture: string]: readonly Action[] } } = {
  'pascal.PreToolUse': PASCAL,
  'runtime.permissionRequest': PERMISSION,
  'runtime.preToolUse': RUNTIME,
  'vscode.PreToolUse': VSCODE,
};

/** Recorded, or documented, elsewhere than in the project. */
const CWD: { readonly [fixture: string]: string } = {
  'bash-cloud-agent': '/workspace',
  'bash-json-text': '/path/to/project',
};

function expectedOf(fixture: string): AdapterFixture['expected'] {
  const [dialect = '', event = '', name = ''] = fixture.split('.');
  const calls = CALLS[`${dialect}.${event}`];
  if (calls !== undefined) {
    const cwd = CWD[name] ?? (dialect === 'vscode' ? WORKSPACE : PROJECT);
    const actions = (calls[name] ?? []).map(([action, params]) => ({
      name: action,
      params: { cwd, ...params },
    }));
    return { kind: 'event', actions };
  }
  return { kind: /^postToolUse/i.test(event) ? 'outcome' : 'ignored' };
}

const fixtures = readFixtures(new URL('./__fixtures__/', import.meta.url));

function call(toolName: string, toolArgs: unknown, cwd: string, sessionId: string): object {
  return { sessionId, timestamp: 1795341493602, cwd, toolName, toolArgs };
}

const printed = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 });

function denial(permissionDecisionReason: string): string {
  const verdict = { permissionDecision: 'deny', permissionDecisionReason };
  const nested = { hookEventName: 'PreToolUse', ...verdict };
  return JSON.stringify({ ...verdict, hookSpecificOutput: nested });
}

const HOOKS = 'home/.copilot/hooks/agsec.json';
const FAILURE = 'agsec: The policies do not load: 03_files.yaml:4:5: unknown effect.';
const page = new URL('../../../docs/agents/copilot.md', import.meta.url);

// A person's own COPILOT_HOME would lead an installation out of the temporary home.
vitest.beforeAll(() => vitest.vi.stubEnv('COPILOT_HOME', undefined));

adapterSuite({
  vitest,
  adapter: copilotAdapter,
  hook: fileURLToPath(new URL('../dist/hook.cjs', import.meta.url)),
  fixtures: [...fixtures].map(([name, payload]) => ({
    name,
    payload,
    expected: expectedOf(name),
  })),
  answers: {
    fixture: 'runtime.preToolUse.bash',
    pass: printed('{}'),
    approve: printed(
      '{"permissionDecision":"allow","hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow"}}',
    ),
    deny: printed(
      denial(
        'agsec denied this bash call. Block access to environment files (statement BlockEnvAccess in 03_files.yaml). Read .env.example instead. Do not try to get the same result another way.',
      ),
    ),
    review: printed(
      denial(
        'agsec holds this bash call until a human approves it. Pushing needs a human (statement ReviewPush in 05_git.yaml). Ask your user to run `agsec approve ab12cd` in a terminal, wait, then send the same call again. Do not try to get the same result another way.',
      ),
    ),
    nothing: printed('{}'),
    failure: { stdout: denial(FAILURE), stderr: `${FAILURE}\n`, exitCode: 2 },
  },
  payloads: {
    shell: (command, { cwd, session }) => call('bash', { command }, cwd, session),
    read: (path, { cwd, session }) => call('view', { path }, cwd, session),
    write: (path, file_text, { cwd, session }) => call('create', { path, file_text }, cwd, session),
    unknownTool: ({ cwd, session }) => call('teleport', { to: 'x' }, cwd, session),
    unknownEvent: ({ cwd, session }) => ({
      sessionId: session,
      timestamp: 1795341493602,
      cwd,
      hook_event_name: 'BeforeEverything',
      tool_name: 'Bash',
      tool_input: { command: 'ls' },
    }),
  },
  settings: [
    { name: 'a home without hooks', path: HOOKS },
    {
      name: 'a file with hooks of others',
      path: HOOKS,
      text: '{\n  "version": 1,\n  "hooks": {\n    "preToolUse": [\n      { "type": "command", "bash": "mine" }\n    ],\n    "sessionStart": []\n  }\n}\n',
    },
    {
      name: 'a file with tabs and windows line ends',
      path: HOOKS,
      text: '{\r\n\t"version": 1,\r\n\t"hooks": {\r\n\t\t"agentStop": [{"bash": "x"}]\r\n\t}\r\n}\r\n',
    },
    { name: 'a file on one line', path: HOOKS, text: '{"version":1,"hooks":{}}' },
    { name: 'a file that says nothing', path: HOOKS, text: '{}\n' },
    { name: 'an empty file', path: HOOKS, text: '' },
  ],
  ...(existsSync(page) ? { docs: readFileSync(page, 'utf8') } : {}),
  brokenSettings: {
    name: 'a file with a comment',
    path: HOOKS,
    text: '{\n  // mine\n  "version": 1\n}\n',
  },
});

vitest.it('every recorded tool call has an expectation, and every expectation a recording', () => {
  const prefixes = Object.keys(CALLS);
  const recorded = [...fixtures.keys()].filter((name) =>
    prefixes.some((prefix) => name.startsWith(`${prefix}.`)),
  );
  const expected = Object.entries(CALLS).flatMap(([prefix, calls]) =>
    Object.keys(calls).map((name) => `${prefix}.${name}`),
  );
  vitest.expect(recorded.sort()).toEqual(expected.sort());
});

vitest.it('the bundle of every call leaves out what only installing needs', () => {
  const bundle = readFileSync(new URL('../dist/hook.cjs', import.meta.url), 'utf8');
  for (const text of ['out of version control', 'does not take every failure']) {
    vitest.expect(bundle).not.toContain(text);
  }
});
