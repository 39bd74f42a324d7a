import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AdapterFixture, adapterSuite, readFixtures } from '@agsec/runtime/testing';
import * as vitest from 'vitest';
import { claudeCodeAdapter } from './adapter.ts';

const PROJECT = '/home/dev/project';

/** What each recorded tool call is: its one action, and its parameters besides `cwd`. */
const CALLS: { readonly [fixture: string]: readonly [name: string, params: object] } = {
  Agent: ['agent.spawn', { prompt: 'SUBAGENT-A do work', type: 'general-purpose' }],
  AskUserQuestion: [
    'internal.AskUserQuestion',
    {
      args: {
        questions: [
          {
            question: 'Which?',
            header: 'Pick',
            options: [
              { label: 'A', description: 'a' },
              { label: 'B', description: 'b' },
            ],
            multiSelect: false,
          },
        ],
      },
    },
  ],
  Bash: ['bash.execute', { command: 'echo hi && ls' }],
  'Bash-background': ['bash.execute', { command: 'sleep 30', background: true }],
  'Bash.subagent': ['bash.execute', { command: 'echo from-subagent' }],
  CronCreate: ['agent.schedule', { type: 'cron', prompt: 'hello' }],
  CronList: ['internal.CronList', { args: {} }],
  Edit: ['file.edit', { file_path: `${PROJECT}/new.txt`, content: 'bye' }],
  EnterWorktree: ['internal.EnterWorktree', { args: { name: 'wt1' } }],
  ExitPlanMode: ['internal.ExitPlanMode', { args: {} }],
  ExitWorktree: ['internal.ExitWorktree', { args: { action: 'remove' } }],
  Glob: ['file.glob', { file_path: PROJECT, pattern: '**/*.txt', recursive: true }],
  Grep: ['file.grep', { file_path: PROJECT, pattern: 'hello', recursive: true, glob: '*.txt' }],
  ListMcpResourcesTool: ['internal.ListMcpResourcesTool', { args: {} }],
  Monitor: ['bash.execute', { command: 'echo x' }],
  NotebookEdit: ['notebook.edit', { file_path: `${PROJECT}/n.ipynb`, content: '2+2' }],
  Read: ['file.read', { file_path: `${PROJECT}/new.txt` }],
  ReadMcpResourceTool: [
    'mcp.lab.read_resource',
    { server: 'lab', tool: 'read_resource', args: { server: 'lab', uri: 'lab://secret' } },
  ],
  ScheduleWakeup: ['agent.schedule', { type: 'wakeup', prompt: 'wake' }],
  SendMessage: ['agent.message', { prompt: 'hi', type: 'x' }],
  Skill: ['agent.skill', { type: 'demo', prompt: 'x y' }],
  TaskCreate: [
    'internal.TaskCreate',
    { args: { subject: 'Do it', description: 'desc', activeForm: 'Doing' } },
  ],
  TaskGet: ['internal.TaskGet', { args: { taskId: '1' } }],
  TaskList: ['internal.TaskList', { args: {} }],
  TaskStop: ['internal.TaskStop', { args: { shell_id: 'b1tjf2hak' } }],
  TaskUpdate: ['internal.TaskUpdate', { args: { taskId: '1', status: 'completed' } }],
  TodoWrite: [
    'internal.TodoWrite',
    { args: { todos: [{ content: 'A', status: 'pending', activeForm: 'Doing A' }] } },
  ],
  WebFetch: [
    'web.fetch',
    {
      url: 'http://127.0.0.1:9/page',
      host: '127.0.0.1',
      port: 9,
      method: 'GET',
      upload: false,
    },
  ],
  WebSearch: ['web.search', { query: 'agent firewall' }],
  Workflow: [
    'agent.skill',
    {
      type: 'workflow',
      prompt:
        "export const meta = { name: 'w', description: 'd', phases: [] };\nexport default async function (ctx) { return 1 }",
    },
  ],
  Write: ['file.write', { file_path: `${PROJECT}/new.txt`, content: 'hello\nworld\n' }],
  mcp__lab__echo: ['mcp.lab.echo', { server: 'lab', tool: 'echo', args: { text: 'hi' } }],
  mcp__lab__query_db: [
    'mcp.lab.query_db',
    { server: 'lab', tool: 'query_db', args: { sql: 'DROP TABLE users' } },
  ],
};

/** Recorded in a worktree of the project. */
const CWD: { readonly [fixture: string]: string } = {
  ExitWorktree: `${PROJECT}/.claude/worktrees/wt1`,
};

function expectedOf(fixture: string): AdapterFixture['expected'] {
  const [event = '', ...rest] = fixture.split('.');
  switch (event) {
    case 'PreToolUse': {
      const name = rest.join('.');
      const [action, params] = CALLS[name] ?? ['nothing is expected of it', {}];
      const cwd = CWD[name] ?? PROJECT;
      return { kind: 'event', actions: [{ name: action, params: { cwd, ...params } }] };
    }
    case 'ConfigChange':
      return { kind: 'config_change' };
    case 'PostToolUse':
    case 'PostToolUseFailure':
      return { kind: 'outcome' };
    default:
      return { kind: 'ignored' };
  }
}

const fixtures = readFixtures(new URL('./__fixtures__/', import.meta.url));
const bash = fixtures.get('PreToolUse.Bash') ?? {};

function call(tool_name: string, tool_input: object, cwd: string, session_id: string): object {
  return { ...bash, tool_name, tool_input, cwd, session_id };
}

function answer(decision: object): string {
  return JSON.stringify({ hookSpecificOutput: { hookEventName: 'PreToolUse', ...decision } });
}

function denial(permissionDecisionReason: string): string {
  return answer({ permissionDecision: 'deny', permissionDecisionReason });
}

const printed = (stdout: string) => ({ stdout, stderr: '', exitCode: 0 });

const SETTINGS = 'home/.claude/settings.json';

adapterSuite({
  vitest,
  adapter: claudeCodeAdapter,
  hook: fileURLToPath(new URL('../dist/hook.cjs', import.meta.url)),
  fixtures: [...fixtures].map(([name, payload]) => ({
    name,
    payload,
    expected: expectedOf(name),
  })),
  answers: {
    fixture: 'PreToolUse.Bash',
    pass: printed('{}'),
    approve: printed(answer({ permissionDecision: 'allow' })),
    deny: printed(
      denial(
        'agsec denied this Bash call. Block access to environment files (statement BlockEnvAccess in 03_files.yaml). Read .env.example instead. Do not try to get the same result another way.',
      ),
    ),
    review: printed(
      denial(
        'agsec holds this Bash call until a human approves it. Pushing needs a human (statement ReviewPush in 05_git.yaml). Ask your user to run `agsec approve ab12cd` in a terminal, wait, then send the same call again. Do not try to get the same result another way.',
      ),
    ),
    nothing: printed('{}'),
    failure: printed(denial('agsec: The policies do not load: 03_files.yaml:4:5: unknown effect.')),
  },
  payloads: {
    shell: (command, { cwd, session }) => call('Bash', { command }, cwd, session),
    read: (file_path, { cwd, session }) => call('Read', { file_path }, cwd, session),
    write: (file_path, content, { cwd, session }) =>
      call('Write', { file_path, content }, cwd, session),
    unknownTool: ({ cwd, session }) => call('Teleport', { to: 'x' }, cwd, session),
    unknownEvent: ({ cwd, session }) => ({
      ...call('Bash', { command: 'ls' }, cwd, session),
      hook_event_name: 'BeforeEverything',
    }),
  },
  settings: [
    { name: 'a home without settings', path: SETTINGS },
    { name: 'settings with spaces', path: SETTINGS, text: '{\n  "model": "opus"\n}\n' },
    {
      name: 'settings with tabs and windows line ends',
      path: SETTINGS,
      text: '{\r\n\t"model": "opus",\r\n\t"permissions": {\r\n\t\t"allow": ["Bash(ls:*)"]\r\n\t}\r\n}\r\n',
    },
    { name: 'settings on one line', path: SETTINGS, text: '{"model":"opus","env":{"A":"b"}}' },
    { name: 'settings behind a byte order mark', path: SETTINGS, text: '\ufeff{"model":"opus"}' },
    {
      name: 'settings with hooks of others',
      path: SETTINGS,
      text: '{\n  "hooks": {\n    "PreToolUse": [\n      {\n        "matcher": "Bash",\n        "hooks": [\n          { "type": "command", "command": "mine" }\n        ]\n      }\n    ]\n  }\n}\n',
    },
    { name: 'settings that say nothing', path: SETTINGS, text: '{}\n' },
    { name: 'an empty file', path: SETTINGS, text: '' },
  ],
  docs: readFileSync(new URL('../../../docs/agents/claude-code.md', import.meta.url), 'utf8'),
  brokenSettings: {
    name: 'settings with a comment',
    path: SETTINGS,
    text: '{\n  // mine\n  "model": "opus"\n}\n',
  },
});

vitest.it('every recorded tool call has an expectation, and every expectation a recording', () => {
  const recorded = [...fixtures.keys()].filter((name) => name.startsWith('PreToolUse.'));
  const expected = Object.keys(CALLS).map((name) => `PreToolUse.${name}`);
  vitest.expect(recorded.sort()).toEqual(expected.sort());
});

vitest.it('the bundle of every call leaves out what only installing needs', () => {
  const bundle = readFileSync(new URL('../dist/hook.cjs', import.meta.url), 'utf8');
  for (const text of ['out of version control', 'ignores onFailure']) {
    vitest.expect(bundle).not.toContain(text);
  }
});
