import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agsec, agsecCommand, protect } from '../harness/agsec.ts';
import { agsecAtTerminal } from '../harness/replay/at-terminal.ts';
import { type CursorOptions, CursorReplay } from '../harness/replay/cursor.ts';
import { EVENTS_OF_1_7 } from '../harness/replay/cursor-rules.ts';
import { BREAKAGES, installByOwnNode, replaceLoader } from '../harness/replay/install-agent.ts';
import { createWorld, type World } from '../harness/run-claude.ts';

// The hooks file that the packed `agsec install cursor` writes, run the way Cursor runs it: there is
// no client to drive without an account.

let world: World;

/** Gives each test a world of its own. */
function ownWorlds(): void {
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.dispose());
}

const nowhere = '/nonexistent';

function cursor(more: Partial<CursorOptions> = {}): CursorReplay {
  return new CursorReplay({
    home: world.home,
    project: world.project,
    managedFolder: nowhere,
    ...more,
  });
}

const hooksFile = (): string => join(world.home, '.cursor/hooks.json');
const inProject = (path: string): string => join(world.project, path);

type Record = { readonly effective: string; readonly tool: string; readonly session: string };

function recordsOf(session: string): readonly Record[] {
  const lines = agsec(world, 'audit', '--json').trim().split('\n');
  const records: readonly Record[] = lines.map((line) => JSON.parse(line));
  return records.filter((record) => record.session === session);
}

describe('the replay itself', () => {
  ownWorlds();

  const hook = (command: string, more: object = {}) => {
    const handler = { command, ...more };
    const text = JSON.stringify({ version: 1, hooks: { preToolUse: [handler] } });
    world.write('home/.cursor/hooks.json', text);
  };
  const answer = async () => (await cursor().raw('preToolUse', '{}'))?.permission ?? 'none';

  // Each row was run on the vendor's own runner; see the decision record.
  it.each([
    [`echo '{"permission":"deny"}'`, 'deny', 'deny'],
    [`echo '{"permission":"allow"}'`, 'allow', 'allow'],
    [`echo note; echo '{"permission":"ask"}'`, 'ask', 'ask'],
    ['echo no >&2; exit 2', 'deny', 'deny'],
    [`echo '{"permission":"deny"}'; exit 1`, 'none', 'deny'],
    ['kill -9 $$', 'none', 'deny'],
    ['/nowhere/hook', 'none', 'deny'],
    ['true', 'none', 'deny'],
    ['echo garbage', 'deny', 'deny'],
    [`echo '{"permission":"block"}'`, 'deny', 'deny'],
    [`echo '[]'`, 'deny', 'deny'],
    [`echo '{}'`, 'none', 'none'],
    [`echo '{"decision":"block"}'`, 'none', 'none'],
    [`echo '{"hookSpecificOutput":{"permissionDecision":"deny"}}'`, 'none', 'none'],
  ])('%s: %s, closed %s', async (command, open, closed) => {
    hook(command);
    expect(await answer()).toBe(open);
    hook(command, { failClosed: true });
    expect(await answer()).toBe(closed);
  });

  it('a hook that does not end in time', async () => {
    hook('sleep 5', { timeout: 0.2 });
    expect(await answer()).toBe('none');
    hook('sleep 5', { timeout: 0.2, failClosed: true });
    expect(await answer()).toBe('deny');
  });

  it.each([
    ['an unknown event', { hooks: { preToolUse: [{ command: 'exit 2' }], agentStart: [] } }],
    ['no version', { version: undefined }],
    ['a timeout in quotes', { hooks: { preToolUse: [{ command: 'exit 2', timeout: '10' }] } }],
    ['// in a text', { hooks: { preToolUse: [{ command: 'exit 2 # https://x' }] } }],
    ['an invalid matcher', { hooks: { preToolUse: [{ command: 'exit 2', matcher: '(' }] } }],
  ])('drops the whole file for %s', async (_, defect) => {
    const whole = { version: 1, hooks: { preToolUse: [{ command: 'exit 2' }] } };
    world.write('home/.cursor/hooks.json', JSON.stringify(whole));
    expect(await answer()).toBe('deny');
    world.write('home/.cursor/hooks.json', JSON.stringify({ ...whole, ...defect }));
    expect(await answer()).toBe('none');
  });
});

describe('default policies, user scope', () => {
  beforeAll(() => {
    world = createWorld();
    protect(world, 'cursor');
  });
  afterAll(() => world.dispose());
  beforeEach(() => {
    world.write('project/victim/data.txt', 'keep');
    world.write('project/.env', 'TOKEN=tok-0123456789abcdef');
    world.write('project/readme.txt', 'hello');
  });

  it.each([
    ['plain', 'rm -rf ./victim'],
    ['with quotes inside the name', `r''m -rf ./victim`],
    ['inside another shell', `bash -c "rm -rf victim"`],
    ['by find', 'find victim -delete'],
    ['by python', `python3 -c "import shutil; shutil.rmtree('victim')"`],
  ])('stops a delete: %s', async (_name, command) => {
    const told = await cursor().shell(command);
    expect(told).toMatchObject({ ran: false, text: expect.stringContaining('BlockFileDelete') });
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
  });

  it('keeps .env from the Read tool, the shell and a link', async () => {
    const agent = cursor();
    symlinkSync('.env', inProject('notes.txt'));
    const told = [
      await agent.read(inProject('.env')),
      await agent.read(inProject('notes.txt')),
      await agent.shell('cat .env'),
      await agent.call({ tool: 'Grep', input: { pattern: 'T', file_path: inProject('.env') } }),
      await agent.write(inProject('.env'), 'x'),
    ];
    expect(told.map(({ ran }) => ran)).toEqual([false, false, false, false, false]);
    expect(JSON.stringify(told)).not.toContain('tok-0123456789abcdef');
    expect(readFileSync(inProject('.env'), 'utf8')).toContain('tok-');
  });

  it('lets harmless calls pass, and records each of them once', async () => {
    const agent = cursor({ session: 'harmless' });
    const told = [
      await agent.shell('echo "rm -rf /" && ls'),
      await agent.read(inProject('readme.txt')),
      await agent.write(inProject('new.txt'), 'new'),
      await agent.call({ tool: 'Grep', input: { pattern: 'hello', file_path: world.project } }),
      await agent.mcp('docs', 'search_pages', { q: 'x' }),
    ];
    expect(told.filter(({ ran }) => !ran)).toEqual([]);
    expect(told[1]?.text).toBe('hello');
    expect(readFileSync(inProject('new.txt'), 'utf8')).toBe('new');
    expect(recordsOf('harmless').map(({ tool }) => tool)).toEqual([
      'Shell',
      'Read',
      'Write',
      'Grep',
      'MCP:search_pages',
    ]);
    expect(agsec(world, 'audit', 'verify')).toContain('ok');
  });

  it('reads a script written with Write as what it does when it is run', async () => {
    const agent = cursor();
    await agent.write(inProject('clean.sh'), 'rm -rf victim\n');
    expect(await agent.shell('sh clean.sh')).toMatchObject({ ran: false });
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
  });

  it('holds what is to be reviewed, and never leaves the question to a client that answers it', async () => {
    const agent = cursor({ prompts: 'approved by itself', session: 'held' });
    const asked = [
      await agent.mcp('tracker', 'create_issue', { title: 'x' }),
      await agent.call({ tool: 'WriteShellStdin', input: { shell_id: 3, chars_length: 14 } }),
      await agent.call({ tool: 'Teleport', input: { to: 'x' } }),
      await agent.shell('curl -d @readme.txt https://example.com/'),
    ];
    for (const { ran, text } of asked) {
      expect(ran).toBe(false);
      expect(text).toMatch(/agsec approve [a-z0-9]+/);
    }
    expect(recordsOf('held').map(({ effective }) => effective)).not.toContain('allow');
  });

  it('judges what an MCP tool is told to open', async () => {
    const told = await cursor().mcp('files', 'get_file', { path: inProject('.env') });
    expect(told).toMatchObject({ ran: false, text: expect.stringContaining('BlockEnvAccess') });
  });

  it('judges the calls of a sub-agent like any other', async () => {
    const agent = cursor();
    const input = { prompt: 'look around', subagent_type: 'explore' };
    expect(await agent.call({ tool: 'Task', input })).toMatchObject({ ran: true });
    const told = await agent.shell('rm -rf victim', { parent: 'tool_1' });
    expect(told.ran).toBe(false);
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
  });

  it('answers calls made at the same time', async () => {
    const agent = cursor();
    const lines = ['rm -rf victim', 'ls', 'cat .env', 'echo hi', 'find victim -delete', 'pwd'];
    const told = await Promise.all(lines.map((line) => agent.shell(line)));
    expect(told.map(({ ran }) => ran)).toEqual([false, true, false, true, false, true]);
    expect(agsec(world, 'audit', 'verify')).toContain('ok');
  });

  it('stops tampering with the hooks file, with agsec and with the project’s hooks', async () => {
    const before = readFileSync(hooksFile(), 'utf8');
    const agent = cursor();
    const project = '{"version":1,"hooks":{"preToolUse":[{"command":"rewrite"}]}}';
    const told = [
      await agent.write(hooksFile(), '{"version":1,"hooks":{}}'),
      await agent.shell(`echo '{}' > ${hooksFile()}`),
      await agent.shell(`mv ${world.home}/.cursor ${world.home}/gone`),
      await agent.call({ tool: 'Delete', input: { file_path: hooksFile() } }),
      await agent.write(inProject('.cursor/hooks.json'), project),
      await agent.shell(`mkdir -p .cursor && echo '${project}' > .cursor/hooks.json`),
      await agent.write(join(world.home, '.agsec/config.yaml'), 'mode: observe\n'),
      await agent.shell('agsec uninstall cursor'),
    ];
    expect(told.map(({ ran }) => ran)).toEqual(told.map(() => false));
    expect(readFileSync(hooksFile(), 'utf8')).toBe(before);
    expect(existsSync(inProject('.cursor/hooks.json'))).toBe(false);
  });

  it('reads a call behind byte order marks, and behind the command', async () => {
    for (const byteOrderMarks of [0, 1, 2]) {
      for (const transport of ['stdin', 'here-document'] as const) {
        const agent = cursor({ byteOrderMarks, transport });
        expect(await agent.shell('cat .env')).toMatchObject({
          ran: false,
          text: expect.stringContaining('BlockEnvAccess'),
        });
        expect(await agent.shell('ls')).toMatchObject({ ran: true });
      }
    }
  });

  it('a call that is too large for a command line is denied there, and judged on stdin', async () => {
    const content = 'x'.repeat(140_000);
    const behind = cursor({ transport: 'here-document' });
    expect(await behind.write(inProject('big.txt'), content)).toMatchObject({ ran: false });
    expect(await cursor().write(inProject('big.txt'), content)).toMatchObject({ ran: true });
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['half a call', '{"hook_event_name":"preToolUse"'],
    ['another event', '{"hook_event_name":"beforeEverything"}'],
    ['no tool', '{"hook_event_name":"preToolUse","session_id":"s","workspace_roots":[]}'],
  ])('denies when the call is %s', async (_, stdin) => {
    expect(await cursor().raw('preToolUse', stdin)).toMatchObject({ permission: 'deny' });
  });
});

describe('modes and policies', () => {
  ownWorlds();

  it('halt blocks everything', async () => {
    protect(world, 'cursor');
    agsec(world, 'halt');
    const held = [
      await cursor().shell('echo hi'),
      await cursor().mcp('docs', 'search_pages', {}),
      await cursor().call({ tool: 'TodoWrite', input: { todos: [] } }),
    ];
    expect(held.map(({ ran }) => ran)).toEqual([false, false, false]);
    expect(held[0]?.text).toContain('agsec resume');
  });

  it('observe lets pass, and keeps agsec', async () => {
    agsec(world, 'init', '--observe');
    agsec(world, 'install', 'cursor');
    world.write('project/victim/data.txt', 'keep');
    expect(await cursor().shell('rm -rf victim')).toMatchObject({ ran: true });
    expect(existsSync(inProject('victim'))).toBe(false);
    expect(await cursor().write(hooksFile(), '{}')).toMatchObject({ ran: false });
    expect(agsec(world, 'audit', '--stats')).toContain('would have been stopped');
  });

  it('a person approves once: the call passes both of its hooks, once', async () => {
    protect(world, 'cursor');
    world.write('project/notes.txt', 'mine');
    const review = (sid: string, action: string, condition: string) =>
      `  - sid: ${sid}\n    effect: review\n    actions: [${action}]\n    conditions: { ${condition} }\n`;
    world.write(
      'home/.agsec/policies/90.yaml',
      `version: "1.0"\nstatements:\n${review('AskTouch', 'command.run', 'params.name: touch')}${review(
        'AskNotes',
        'file.read',
        'params.file_path: { op: ends_with, value: notes.txt }',
      )}`,
    );
    const agent = cursor();
    const calls = [() => agent.shell('touch new.txt'), () => agent.read(inProject('notes.txt'))];
    for (const call of calls) {
      const held = await call();
      expect(held).toMatchObject({ ran: false, text: expect.stringContaining('agsec approve') });
      const id = /agsec approve ([a-z0-9]+)/.exec(held.text)?.[1] ?? '';
      await agsecAtTerminal(world, 'approve', id);
      expect(await call()).toMatchObject({ ran: true });
      expect(await call()).toMatchObject({ ran: false });
    }
    expect(existsSync(inProject('new.txt'))).toBe(true);
  });

  it('follows a policy that is tightened in the middle of a session', async () => {
    protect(world, 'cursor');
    const agent = cursor();
    expect(await agent.shell('touch one')).toMatchObject({ ran: true });
    const statement =
      '  - sid: NoTouch\n    effect: deny\n    actions: [command.run]\n    conditions: { params.name: touch }\n';
    world.write('home/.agsec/policies/90.yaml', `version: "1.0"\nstatements:\n${statement}`);
    expect(await agent.shell('touch two')).toMatchObject({ ran: false });
    expect(existsSync(inProject('two'))).toBe(false);
  });
});

describe('what is broken is closed', () => {
  ownWorlds();

  it.each(Object.entries(BREAKAGES))('%s', async (_name, breakHook) => {
    protect(world, 'cursor');
    world.write('project/victim/data.txt', 'keep');
    breakHook(world, 'cursor');
    const agent = cursor();
    expect(await agent.shell('rm -rf victim')).toMatchObject({ ran: false });
    expect(await agent.read(inProject('victim/data.txt'))).toMatchObject({ ran: false });
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
  });

  it('its node is gone', async () => {
    const node = installByOwnNode(world, 'cursor');
    expect(await cursor().shell('ls')).toMatchObject({ ran: true });
    rmSync(node);
    expect(await cursor().shell('ls')).toMatchObject({
      ran: false,
      text: expect.stringContaining('hook unavailable'),
    });
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'process.stdout.write("garbage")'],
    ['an answer that is cut off', `process.stdout.write('{"permission":"al')`],
  ])('the hook prints %s', async (_, print) => {
    protect(world, 'cursor');
    replaceLoader(world, 'cursor', print);
    expect(await cursor().shell('ls')).toMatchObject({ ran: false });
  });

  it('the hook never ends, or its call does not', async () => {
    protect(world, 'cursor');
    const late = await cursor().raw('beforeShellExecution', { neverEnding: '{"half": ' });
    expect(late).toMatchObject({
      permission: 'deny',
      message: expect.stringContaining('hook unavailable'),
    });
    replaceLoader(world, 'cursor', 'setInterval(() => 0, 1000)');
    expect(await cursor().raw('beforeShellExecution', '{}')).toMatchObject({ permission: 'deny' });
  });

  it('a policy that does not load denies with its place', async () => {
    protect(world, 'cursor');
    const text = 'version: "1.0"\nstatements:\n  - sid: X\n    efect: deny\n';
    world.write('home/.agsec/policies/60_broken.yaml', text);
    const told = await cursor().shell('echo hi');
    expect(told).toMatchObject({ ran: false, text: expect.stringMatching(/60_broken\.yaml:4:/) });
  });
});

describe('a hooks file that Cursor would drop', () => {
  ownWorlds();

  it('is not installed into, and doctor tells of one that became it', () => {
    world.write('home/.cursor/hooks.json', '{"version": 1, "hooks": {"agentSessionStart": []}}');
    expect(() => protect(world, 'cursor')).toThrowError(/agentSessionStart.*no event/s);
    rmSync(hooksFile());
    agsec(world, 'install', 'cursor');
    const text = readFileSync(hooksFile(), 'utf8');
    world.write('home/.cursor/hooks.json', text.replace('"timeout": 10', '"timeout": "10"'));
    expect(() => agsec(world, 'doctor')).toThrowError(/drops\s+the\s+whole\s+file/);
  });

  it('is what an older Cursor would make of ours, so it is refused where one is found', async () => {
    protect(world, 'cursor');
    const old = cursor({ events: EVENTS_OF_1_7 });
    expect(await old.shell('echo passes')).toMatchObject({ ran: true });
    world.write('bin/cursor', '#!/bin/sh\necho 1.7.54\n', 0o755);
    const { argv, cwd, env } = agsecCommand(world, 'install', 'cursor');
    const [program = '', ...words] = argv;
    const PATH = `${join(world.root, 'bin')}:/usr/bin:/bin`;
    const result = spawnSync(program, words, { cwd, env: { ...env, PATH }, encoding: 'utf8' });
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/Cursor 1\.7\.54 is too old/);
  });

  it('keeps foreign hooks, which run beside ours', async () => {
    const mine =
      '{\n  "version": 1,\n  "hooks": {\n    "preToolUse": [{ "command": "cat > seen.json; echo {}" }]\n  }\n}\n';
    world.write('home/.cursor/hooks.json', mine);
    protect(world, 'cursor');
    expect(await cursor().shell('cat .env')).toMatchObject({ ran: false });
    expect(readFileSync(join(world.home, '.cursor/seen.json'), 'utf8')).toContain('cat .env');
  });
});

describe('project scope', () => {
  ownWorlds();

  it('holds in its folder, and not through a link', async () => {
    protect(world, 'cursor', { scope: 'project' });
    world.write('project/.env', 'TOKEN=x');
    expect(await cursor().read(inProject('.env'))).toMatchObject({ ran: false });
    expect(existsSync(hooksFile())).toBe(false);
  });
});

describe('the hook for Claude Code, which Cursor runs, too', () => {
  ownWorlds();

  const thirdParty = (more: Partial<CursorOptions> = {}) =>
    cursor({ thirdPartyHooks: true, ...more });

  it.each(['user', 'project'] as const)('at %s scope judges a call in its words', async (scope) => {
    protect(world, 'claude-code', scope === 'user' ? {} : { scope });
    world.write('project/victim/data.txt', 'keep');
    world.write('project/.env', 'TOKEN=tok-0123456789abcdef');
    for (const transport of ['stdin', 'here-document'] as const) {
      const agent = thirdParty({ transport, session: scope });
      expect(await agent.shell('echo hi')).toEqual({ ran: true, text: 'hi\n' });
      expect(await agent.write(inProject('new.txt'), 'new')).toMatchObject({ ran: true });
      expect(await agent.read(inProject('new.txt'))).toMatchObject({ ran: true });
      expect(await agent.shell('cat .env')).toMatchObject({
        ran: false,
        text: expect.stringContaining('BlockEnvAccess'),
      });
      expect(await agent.read(inProject('.env'))).toMatchObject({ ran: false });
      expect(await agent.shell('rm -rf victim')).toMatchObject({
        ran: false,
        text: expect.stringContaining('BlockFileDelete'),
      });
      expect(await agent.mcp('tracker', 'create_issue', {})).toMatchObject({ ran: false });
    }
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
    expect(recordsOf(scope).map(({ effective }) => effective)).toContain('allow');
  });

  it('takes nothing from the variables it is started with', async () => {
    protect(world, 'claude-code');
    const { command } = JSON.parse(readFileSync(join(world.home, '.claude/settings.json'), 'utf8'))
      .hooks.PreToolUse[0].hooks[0];
    const evil = join(world.root, 'evil');
    world.write('evil/config.yaml', 'mode: observe\n');
    world.write('evil/x.cjs', 'process.exit(0)\n');
    world.write('evil/node', '#!/bin/sh\nexit 0\n', 0o755);
    const env = {
      PATH: `${evil}:/usr/bin:/bin`,
      HOME: evil,
      AGSEC_HOME: evil,
      NODE_OPTIONS: `--require ${evil}/x.cjs`,
      LD_PRELOAD: `${evil}/x.so`,
      CLAUDE_PROJECT_DIR: evil,
    };
    const input = JSON.stringify({
      cursor_version: '3.22.12',
      hook_event_name: 'preToolUse',
      session_id: 's',
      workspace_roots: [world.project],
      tool_name: 'Shell',
      tool_input: { command: 'cat .env', cwd: world.project },
    });
    const result = spawnSync('/bin/sh', ['-c', command], { env, input, encoding: 'utf8' });
    expect(JSON.parse(result.stdout)).toMatchObject({ permission: 'deny' });
  });

  // What Cursor runs is gone with the state folder, and it lets the call run then.
  const alone = Object.entries(BREAKAGES).filter(([name]) => !name.startsWith('the state folder'));

  it.each(alone)('is closed when %s', async (_name, breakHook) => {
    protect(world, 'claude-code');
    breakHook(world, 'claude-code');
    expect(await thirdParty().shell('echo hi')).toMatchObject({ ran: false });
  });

  it('stays as it was installed until its last installation goes', async () => {
    protect(world, 'claude-code');
    agsec(world, 'install', 'claude-code', '--scope', 'project');
    const programs = () =>
      readdirSync(join(world.home, '.agsec/bin')).filter((name) => name.startsWith('clean-exec-'));
    const both = ['clean-exec-claude-code', 'clean-exec-claude-code-project'];
    expect(programs()).toEqual(both);
    await agsecAtTerminal(world, 'uninstall', 'claude-code');
    expect(programs()).toEqual(both);
    world.write('project/.env', 'TOKEN=x');
    expect(await thirdParty().shell('cat .env')).toMatchObject({ ran: false });
    await agsecAtTerminal(world, 'uninstall', 'claude-code', '--scope', 'project');
    expect(programs()).toEqual([]);
  });

  it('beside that of Cursor leaves what is to be answered to it', async () => {
    protect(world, 'claude-code');
    agsec(world, 'install', 'cursor');
    world.write('project/notes.txt', 'mine');
    world.write('project/.env', 'TOKEN=x');
    const review = (sid: string, action: string, condition: string) =>
      `  - sid: ${sid}\n    effect: review\n    actions: [${action}]\n    conditions: { ${condition} }\n`;
    world.write(
      'home/.agsec/policies/90.yaml',
      `version: "1.0"\nstatements:\n${review('AskTouch', 'command.run', 'params.name: touch')}${review(
        'AskNotes',
        'file.read',
        'params.file_path: { op: ends_with, value: notes.txt }',
      )}`,
    );
    const agent = thirdParty({ session: 'both' });
    expect(await agent.shell('echo hi')).toMatchObject({ ran: true });
    expect(await agent.mcp('docs', 'search_pages', { q: 'x' })).toMatchObject({ ran: true });
    expect(recordsOf('both').map(({ tool }) => tool)).toEqual(['Shell', 'MCP:search_pages']);
    const calls = [() => agent.shell('touch new.txt'), () => agent.read(inProject('notes.txt'))];
    for (const call of calls) {
      const held = await call();
      const ids = held.text.match(/agsec approve [a-z0-9]+/g) ?? [];
      expect([held.ran, new Set(ids).size]).toEqual([false, 1]);
      await agsecAtTerminal(world, 'approve', ids[0]?.split(' ').at(-1) ?? '');
      expect(await call()).toMatchObject({ ran: true });
      expect(await call()).toMatchObject({ ran: false });
    }
    expect(await agent.shell('cat .env')).toMatchObject({ ran: false });
    expect(agsec(world, 'audit', 'verify')).toContain('ok');
  });
});
