import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agsecCommand } from '../harness/agsec.ts';
import { INSTALLED } from '../harness/packed.ts';
import { createWorld, type World } from '../harness/run-claude.ts';
import { type Command, type CommandResult, runInSandbox } from '../harness/sandbox.ts';

// `agsec install --scope managed` as root, where /etc and /usr/local/lib are private copies, and what
// another user of the machine then has.

let world: World;

beforeEach(() => {
  world = createWorld();
  chmodSync(world.root, 0o755);
});

afterEach(() => world.dispose());

const install = (): Command => agsecCommand(world, 'install', 'claude-code', '--scope', 'managed');

const shell = (line: string): Command => ({
  argv: ['/bin/sh', '-c', line],
  cwd: world.root,
  env: { PATH: '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin', NO_COLOR: '1' },
});

/** The same command by a root whose files nobody else can read. */
const withTightUmask = ({ argv, ...command }: Command): Command => ({
  ...command,
  argv: ['/bin/sh', '-c', 'umask 077; exec "$@"', 'sh', ...argv],
});

/** The same command as a user without any rights of root's. */
const asNobody = ({ argv, ...command }: Command): Command => ({
  ...command,
  argv: ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...argv],
});

/** A call through the managed hook, as the client of a user with this home would start it. */
function call(home: string, command: string): Command {
  const payload = {
    session_id: 's',
    cwd: home,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command },
    tool_use_id: 't',
  };
  const settings = '/etc/claude-code/managed-settings.d/10-agsec.json';
  const start = `
    const { hooks } = JSON.parse(require('fs').readFileSync('${settings}', 'utf8'));
    const { command, args } = hooks.PreToolUse[0].hooks[0];
    const { status } = require('child_process').spawnSync(command, args, { stdio: 'inherit' });
    process.exitCode = status;`;
  return {
    argv: [process.execPath, '-e', start],
    cwd: home,
    env: { HOME: home, USER: 'bob' },
    stdin: JSON.stringify(payload),
  };
}

async function run(...before: readonly Command[]): Promise<readonly CommandResult[]> {
  const { before: results } = await runInSandbox({ before });
  return results;
}

describe('a managed installation', () => {
  it('holds for a user who has set up nothing, and whose own settings change nothing', async () => {
    const bob = join(world.root, 'bob');
    const state = `${bob}/.agsec`;
    const [installed, , denied, allowed, , observed, listing] = await run(
      withTightUmask(install()),
      shell(`mkdir ${bob} && chown 65534:65534 ${bob}`),
      asNobody(call(bob, 'cat .env')),
      asNobody(call(bob, 'ls')),
      asNobody(shell(`mkdir -p ${state}/policies && echo 'mode: observe' > ${state}/config.yaml`)),
      asNobody(call(bob, 'cat .env')),
      shell(
        'find /etc/agsec /usr/local/lib/agsec /etc/claude-code \\( -perm /022 -o ! -user root \\)',
      ),
    );
    expect([installed?.exitCode, installed?.stderr]).toEqual([0, '']);
    expect(denied?.stdout).toContain('"deny"');
    expect(denied?.stdout).toContain('BlockEnvAccess');
    expect(allowed?.exitCode).toBe(0);
    expect(allowed?.stdout).not.toContain('"deny"');
    expect(observed?.stdout).toContain('"deny"');
    expect(listing?.stdout).toBe('');
  });

  it('is compiled for all users, also after root has looked at it with another umask', async () => {
    const doctor = agsecCommand(world, 'doctor', 'claude-code', '--scope', 'managed');
    const [, examined, cache] = await run(
      install(),
      withTightUmask(doctor),
      asNobody(shell('head -c 1 /usr/local/lib/agsec/cache/managed.json')),
    );
    expect(examined?.stdout).toContain('The firewall stands.');
    expect(cache?.stdout).toBe('{');
  });

  it('twice is once, and keeps what root has written', async () => {
    const [, , again, policy] = await run(
      install(),
      shell('echo "# ours" >> /etc/agsec/policies/01_base.yaml'),
      install(),
      shell('tail -1 /etc/agsec/policies/01_base.yaml'),
    );
    expect(again?.stdout).toContain('was installed already');
    expect(policy?.stdout).toBe('# ours\n');
  });
});

describe('a managed installation is refused', () => {
  const nothing = (): Command => shell('ls -d /etc/agsec /usr/local/lib/agsec /etc/claude-code');

  it('to everybody but root', async () => {
    chmodSync(process.env[INSTALLED] ?? '', 0o755);
    const [refused, left] = await run(asNobody(install()), nothing());
    expect(refused?.stderr).toContain('only root installs it');
    expect(refused?.exitCode).toBe(2);
    expect(left?.stdout).toBe('');
  });

  it('with a node that others could replace', async () => {
    const folder = join(world.root, 'open');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const node = join(folder, 'node');
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
    const { argv, ...command } = install();
    const [refused, left] = await run({ ...command, argv: [node, ...argv.slice(1)] }, nothing());
    expect(refused?.stderr).toContain(`through ${folder}`);
    expect(refused?.exitCode).toBe(2);
    expect(left?.stdout).toBe('');
  });

  it('where others could replace its folders', async () => {
    const [, refused, left] = await run(shell('chmod o+w /usr/local/lib'), install(), nothing());
    expect(refused?.stderr).toContain('through /usr/local/lib');
    expect(refused?.exitCode).toBe(2);
    expect(left?.stdout).toBe('');
  });
});

it('a managed hook is not taken out without a person at a terminal', async () => {
  const { argv, ...command } = agsecCommand(
    world,
    ...['uninstall', 'claude-code', '--scope', 'managed'],
  );
  const [, refused, left] = await run(
    install(),
    { ...command, argv: ['/usr/bin/setsid', '-w', ...argv] },
    shell('ls /etc/claude-code/managed-settings.d'),
  );
  expect(refused?.stderr).toContain('there is no terminal here');
  expect(refused?.exitCode).toBe(2);
  expect(left?.stdout).toBe('10-agsec.json\n');
});
