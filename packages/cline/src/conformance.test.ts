import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AdapterFixture, adapterSuite, readFixtures } from '@agsec/runtime/testing';
import * as vitest from 'vitest';
import { clineAdapter } from './adapter.ts';

const cwd = '/home/dev/project';

type Action = readonly [name: string, params: object];

const read = (path: string): Action => ['file.read', { cwd, file_path: `${cwd}/${path}` }];
const shell = (command: string): Action => ['bash.execute', { cwd, command }];
const search = (pattern: string): Action => [
  'file.grep',
  { cwd, file_path: cwd, pattern, recursive: true },
];
const mcp = (server: string, tool: string, args: object): Action => [
  `mcp.${server}.${tool}`,
  { cwd, server, tool, args },
];
const fetched = (url: string, host: string, port: number): Action => [
  'web.fetch',
  { cwd, url, host, port, method: 'GET', upload: false },
];

/** What each recorded or documented call is: its actions and their parameters. */
const CALLS: { readonly [fixture: string]: readonly Action[] } = {
  'PreToolUse.apply_patch': [
    ['file.write', { cwd, file_path: `${cwd}/added.txt`, content: 'hello from patch\n' }],
    ['file.edit', { cwd, file_path: `${cwd}/a.txt`, content: 'HELLO world' }],
    ['file.delete', { cwd, file_path: `${cwd}/victim/f` }],
  ],
  'PreToolUse.ask_question': [
    ['internal.ask_question', { cwd, args: { question: 'Which?', options: ['a', 'b'] } }],
  ],
  'PreToolUse.editor.create': [
    ['file.write', { cwd, file_path: `${cwd}/new.txt`, content: 'new file\n' }],
  ],
  'PreToolUse.editor.insert': [
    ['file.edit', { cwd, file_path: `${cwd}/a.txt`, content: 'inserted' }],
  ],
  'PreToolUse.editor.replace': [
    ['file.edit', { cwd, file_path: `${cwd}/a.txt`, content: 'goodbye' }],
  ],
  'PreToolUse.fetch_web_content': [fetched('http://127.0.0.1:1/x', '127.0.0.1', 1)],
  'PreToolUse.read_files': [read('a.txt'), read('a.txt')],
  'PreToolUse.run_commands': [shell('rm -rf ./victim'), shell('echo two')],
  'PreToolUse.search_codebase': [search('hello'), search('line')],
  'PreToolUse.skills': [['agent.skill', { cwd, type: 'hello' }]],
  'PreToolUse.spawn_agent': [['agent.spawn', { cwd, prompt: 'SUBPROMPT look' }]],
  'PreToolUse.subagent.run_commands': [shell('echo from-subagent')],
  'PreToolUse.tiny__delete_thing': [mcp('tiny', 'delete_thing', { id: '42', force: true })],
  'PreToolUse.tiny__echo': [mcp('tiny', 'echo', { text: 'hi mcp' })],
  'extension3.PreToolUse.access_mcp_resource': [
    mcp('tiny', 'read_resource', { server: 'tiny', uri: 'res://x' }),
  ],
  'extension3.PreToolUse.browser_action': [fetched('http://localhost:3000', 'localhost', 3000)],
  'extension3.PreToolUse.execute_command': [shell('rm -rf ./victim')],
  'extension3.PreToolUse.list_code_definition_names': [
    ['file.grep', { cwd, file_path: `${cwd}/src`, pattern: '', recursive: true }],
  ],
  'extension3.PreToolUse.list_files': [
    ['file.list', { cwd, file_path: `${cwd}/.`, recursive: true }],
  ],
  'extension3.PreToolUse.read_file': [read('a.txt')],
  'extension3.PreToolUse.replace_in_file': [
    [
      'file.edit',
      {
        cwd,
        file_path: `${cwd}/a.txt`,
        content: '------- SEARCH\nhello\n=======\ngoodbye\n+++++++ REPLACE',
      },
    ],
  ],
  'extension3.PreToolUse.search_files': [
    [
      'file.grep',
      { cwd, file_path: `${cwd}/src`, pattern: 'hello', recursive: true, glob: '*.ts' },
    ],
  ],
  'extension3.PreToolUse.use_mcp_tool': [mcp('tiny', 'delete_thing', { id: '42', force: true })],
  'extension3.PreToolUse.web_fetch': [fetched('https://example.com', 'example.com', 443)],
  'extension3.PreToolUse.write_to_file': [
    ['file.write', { cwd, file_path: `${cwd}/new.txt`, content: 'new file\n' }],
  ],
  'extension4.PreToolUse.run_commands': [shell('rm -rf ./victim')],
};

function expectedOf(fixture: string): AdapterFixture['expected'] {
  const actions = CALLS[fixture];
  if (actions !== undefined) {
    return { kind: 'event', actions: actions.map(([name, params]) => ({ name, params })) };
  }
  return { kind: fixture.startsWith('PostToolUse.') ? 'outcome' : 'ignored' };
}

const fixtures = readFixtures(new URL('./__fixtures__/', import.meta.url));
const recorded = Object.fromEntries(Object.entries(fixtures.get('PreToolUse.run_commands') ?? {}));

type From = { readonly cwd: string; readonly session: string };

function call(name: string, input: object, { cwd: folder, session }: From): object {
  return {
    ...recorded,
    taskId: session,
    sessionContext: { rootSessionId: session },
    workspaceRoots: [folder],
    tool_call: { id: 'call_1_0', name, input },
    preToolUse: { toolName: name, parameters: {} },
  };
}

const printed = (answer: object) => ({ stdout: JSON.stringify(answer), stderr: '', exitCode: 0 });
const denial = (errorMessage: string) => printed({ cancel: true, errorMessage });

const HOOKS = 'home/Documents/Cline/Hooks';
const docs = new URL('../../../docs/agents/cline.md', import.meta.url);

adapterSuite({
  vitest,
  adapter: clineAdapter,
  hook: fileURLToPath(new URL('../dist/hook.cjs', import.meta.url)),
  fixtures: [...fixtures].map(([name, payload]) => ({ name, payload, expected: expectedOf(name) })),
  answers: {
    fixture: 'PreToolUse.run_commands',
    pass: printed({}),
    approve: printed({}),
    deny: denial(
      'agsec denied this run_commands call. Block access to environment files (statement BlockEnvAccess in 03_files.yaml). Read .env.example instead. Do not try to get the same result another way.',
    ),
    review: denial(
      'agsec holds this run_commands call until a human approves it. Pushing needs a human (statement ReviewPush in 05_git.yaml). Ask your user to run `agsec approve ab12cd` in a terminal, wait, then send the same call again. Do not try to get the same result another way.',
    ),
    nothing: printed({}),
    failure: denial('agsec: The policies do not load: 03_files.yaml:4:5: unknown effect.'),
  },
  payloads: {
    shell: (command, from) => call('run_commands', { commands: [command] }, from),
    read: (path, from) => call('read_files', { files: [{ path }] }, from),
    write: (path, content, from) => call('editor', { path, new_text: content }, from),
    unknownTool: (from) => call('teleport', { to: 'x' }, from),
    unknownEvent: (from) => ({ ...call('run_commands', {}, from), hookName: 'before_everything' }),
  },
  settings: [
    { name: 'a home without hooks', path: `${HOOKS}/PreToolUse` },
    { name: 'a hook of another event', path: `${HOOKS}/TaskStart`, text: '#!/bin/sh\necho {}\n' },
    {
      name: 'another hook that is asked about calls',
      path: `${HOOKS}/PreToolUse.sh`,
      text: '#!/bin/sh\r\necho "{}"',
    },
    {
      name: 'a plugin of another',
      path: 'home/.cline/plugins/mine.js',
      text: 'export default {};',
    },
  ],
  brokenSettings: {
    name: 'a hook of another where ours has to stand',
    path: `${HOOKS}/PreToolUse`,
    text: '#!/bin/bash\necho "{}"\n',
  },
  ...(existsSync(docs) ? { docs: readFileSync(docs, 'utf8') } : {}),
});

vitest.it('every recorded call has an expectation, and every expectation a recording', () => {
  const calls = [...fixtures.keys()].filter((name) => name.includes('PreToolUse.'));
  vitest.expect(calls.sort()).toEqual(Object.keys(CALLS).sort());
});

vitest.it('the bundle of every call leaves out what only installing needs', () => {
  const bundle = readFileSync(new URL('../dist/hook.cjs', import.meta.url), 'utf8');
  for (const text of ['out of version control', 'without network']) {
    vitest.expect(bundle).not.toContain(text);
  }
});
