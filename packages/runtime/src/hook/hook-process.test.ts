import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programAreas } from '@agsec/shell';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltHook, buildHook } from '../../test/build-hook.ts';
import { bundleScript } from '../../test/bundle-script.ts';
import { type TestPayload, testAdapter } from '../../test/test-adapter.ts';
import { NO_ENV, TestHome } from '../../test/test-home.ts';
import type { Place } from '../adapter.ts';
import { cleanExec, hasCleanExec } from '../clean-exec/clean-exec.ts';
import { type HookFiles, installHookFiles } from '../install/hook-files.ts';
import { type InstalledCommand, installedCommand } from '../install/installed-command.ts';

const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Milliseconds after which a policy's time is old enough to be believed. */
const SETTLING = 2_200;

let built: BuiltHook;
let template: TestHome;
let home: TestHome;

/** One installation serves all tests; each gets a copy of its own state through a link to `bin`. */
beforeAll(async () => {
  built = await buildHook();
  template = new TestHome();
  install(template);
}, 120_000);
afterAll(() => {
  template.remove();
  built.remove();
});
beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', NO_ENV);
  symlinkSync(join(template.agsecHome, 'bin'), join(home.agsecHome, 'bin'));
});
afterEach(() => home.remove());

function place(of: TestHome): Place {
  const { home: folder, agsecHome, project } = of;
  const { execPath: node } = process;
  return { home: folder, agsecHome, node, projects: [project], os: 'linux', root: of.root };
}

function install(of: TestHome): HookFiles {
  const bin = join(of.agsecHome, 'bin');
  return installHookFiles({ adapter: testAdapter, ...built, place: place(of), bin });
}

function command(change: Partial<InstalledCommand> = {}): string {
  return installedCommand({
    node: process.execPath,
    loader: join(home.agsecHome, 'bin/tester.cjs'),
    person: { home: home.home, user: 'tess', agsecHome: home.agsecHome },
    environment: testAdapter.environment,
    timeout: 20,
    ...change,
  });
}

type Result = {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
};

type RunOptions = {
  readonly stdin?: string | Uint8Array | 'open';
  readonly env?: { readonly [name: string]: string };
  /** Closes the other end of standard output before there is an answer. */
  readonly deaf?: boolean;
};

/** Runs a line as agents do; `stdin: 'open'` never ends the input. */
function run(line: string, { stdin = '', env = {}, deaf }: RunOptions = {}): Promise<Result> {
  const child = spawn('/bin/sh', ['-c', line], {
    env: { PATH: '/usr/bin:/bin', TESTER_ROOT: home.project, ...env },
    cwd: home.project,
  });
  if (deaf) child.stdout.destroy();
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.on('error', () => undefined);
  if (stdin === 'open') child.stdin.write('{"hook":');
  else child.stdin.end(stdin);
  return new Promise((resolve) => {
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
}

function payload(change: Partial<TestPayload> = {}): string {
  return JSON.stringify({
    hook: 'call',
    tool: 'Shell',
    action: 'bash.execute',
    params: { command: 'ls' },
    cwd: home.project,
    session: 's1',
    ...change,
  });
}

const shell = (line: string) => payload({ params: { command: line } });
const answer = ({ stdout }: Result): unknown => JSON.parse(stdout);

const closed = { status: 2, stdout: '', stderr: 'agsec: hook unavailable\n' };

describe('the installed command', () => {
  it('answers with the decision and status 0', async () => {
    const allowed = await run(command(), { stdin: shell('ls') });
    expect(allowed).toMatchObject({ status: 0, stderr: '' });
    expect(answer(allowed)).toMatchObject({ decision: 'allow' });
    for (const line of ['cat .env', `python3 -c "open('.env').read()"`]) {
      expect(answer(await run(command(), { stdin: shell(line) }))).toMatchObject({
        decision: 'deny',
        sid: 'BlockEnv',
      });
    }
  });

  it('reads a line again when the script it runs has changed', async () => {
    home.put('project/run.sh', 'cat x.txt\n');
    const readings = join(home.agsecHome, 'cache/readings');
    const decisions: unknown[] = [];
    await run(command(), { stdin: shell('sh run.sh') });
    for (const script of ['cat x.txt\n', 'cat x.txt\n', 'cat .env\n', 'cat x.txt\n']) {
      home.put('project/run.sh', script);
      decisions.push(answer(await run(command(), { stdin: shell('sh run.sh') })));
      expect(readdirSync(readings).filter((name) => name.endsWith('.json'))).toHaveLength(1);
    }
    expect(decisions).toMatchObject([
      { decision: 'allow' },
      { decision: 'allow' },
      { decision: 'deny', sid: 'BlockEnv' },
      { decision: 'allow' },
    ]);
  });

  it('takes no reading from the user where root has installed it', async () => {
    await run(command({ scope: 'managed' }), { stdin: shell('ls') });
    expect(existsSync(join(home.agsecHome, 'cache/readings'))).toBe(false);
  });

  it('obeys a policy that was changed a moment ago', async () => {
    expect(answer(await run(command(), { stdin: shell('cat x.txt') }))).toMatchObject({
      decision: 'allow',
    });
    home.policy('a.yaml', NO_ENV.replace('env$', 'txt$'));
    expect(answer(await run(command(), { stdin: shell('cat x.txt') }))).toMatchObject({
      decision: 'deny',
    });
  });

  it('is the same for calls at the same time, whoever compiles first', async () => {
    const calls = Array.from({ length: 6 }, () => run(command(), { stdin: shell('cat .env') }));
    for (const result of await Promise.all(calls)) {
      expect(answer(result)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
    }
    expect(readdirSync(join(home.agsecHome, 'cache')).sort()).toEqual([
      'readings',
      'user-tester.json',
      'user-tester.json.seen',
    ]);
  });

  it('takes a request of 5 MB, and refuses one of more than 8', async () => {
    const write = (size: number) =>
      payload({ action: 'file.write', params: { file_path: 'x', content: 'x'.repeat(size) } });
    const large = await run(command(), { stdin: write(5_000_000) });
    expect(answer(large)).toMatchObject({ decision: 'allow' });
    const larger = await run(command(), { stdin: write(9_000_000) });
    expect(larger.status).toBe(0);
    expect(answer(larger)).toMatchObject({ decision: 'deny', failure: 'too-large' });
  });

  it.each([
    ['an empty request', ''],
    ['half a request', '{"hook":"call"'],
    ['a request that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ])('has the own deny of the agent for %s', async (_, stdin) => {
    const result = await run(command(), { stdin });
    expect(result.status).toBe(0);
    expect(answer(result)).toMatchObject({ decision: 'deny', failure: 'bad-input' });
  });

  it('is a deny when the input never ends, well before the timeout', async () => {
    const result = await run(command({ timeout: 4 }), { stdin: 'open' });
    expect(result.status).toBe(2);
    expect(JSON.parse(result.stdout)).toMatchObject({ decision: 'deny', failure: 'deadline' });
    expect(result.stderr).toContain('did not arrive whole in time');
  });

  it('is a deny when a script is a FIFO that nobody writes to', async () => {
    await run(`mkfifo '${join(home.project, 'x.sh')}'`);
    const result = await run(command(), { stdin: shell('sh x.sh && cat .env') });
    expect(answer(result)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
  });

  it.each([
    ['python3 -c', `print(open('.env').read())`, `print(open('env').read())`],
    ['node -e', `fs.readFileSync('.env')`, `fs.readFileSync('env')`],
    ['deno eval', `Deno.readTextFileSync('.env') as string`, `Deno.readTextFileSync('env')`],
    ['php -r', `echo file_get_contents(".env");`, `echo file_get_contents("env");`],
    ['ruby -e', `puts File.read(".env")`, `puts File.read("env")`],
    ['perl -e', `open(F, "<", ".env")`, `open(F, "<", "env")`],
  ])('reads code with the grammar it needs: %s', async (program, secret, harmless) => {
    const quoted = (code: string) => shell(`${program} '${code.replaceAll("'", "'\\''")}'`);
    const [denied, passed] = [
      await run(command(), { stdin: quoted(secret) }),
      await run(command(), { stdin: quoted(harmless) }),
    ];
    expect(answer(denied)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
    expect(answer(passed)).toMatchObject({ decision: 'allow' });
  });

  it('takes nothing from the environment but what is named', async () => {
    const evil = home.put('evil.cjs', 'require("fs").writeFileSync(__dirname + "/ran", "");');
    const other = join(home.root, 'other');
    mkdirSync(join(other, 'policies'), { recursive: true });
    writeFileSync(join(other, 'policies/a.yaml'), NO_ENV.replace('deny', 'allow'));
    home.put('bin/env', '#!/bin/sh\nexit 0\n');
    home.put('bin/node', '#!/bin/sh\nexit 0\n');
    chmodSync(join(home.root, 'bin/env'), 0o755);
    chmodSync(join(home.root, 'bin/node'), 0o755);
    const env = {
      PATH: `${join(home.root, 'bin')}:/usr/bin:/bin`,
      NODE_OPTIONS: `--require ${evil}`,
      NODE_PATH: home.root,
      AGSEC_HOME: other,
      HOME: other,
      BASH_ENV: home.put('evil.sh', 'exit 0\n'),
      ENV: join(home.root, 'evil.sh'),
    };
    const result = await run(command(), { stdin: shell('cat .env'), env });
    expect(answer(result)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
    expect(existsSync(join(home.root, 'ran'))).toBe(false);
  });
});

describe('the installed command, when there is no answer', () => {
  it('denies without node', async () => {
    const result = await run(command({ node: '/nowhere/node' }), { stdin: shell('ls') });
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('agsec: hook unavailable');
  });

  it('denies when node is another program', async () => {
    expect(await run(command({ node: '/bin/false' }), { stdin: shell('ls') })).toMatchObject(
      closed,
    );
  });

  it('denies without its loader, and with half a bundle', async () => {
    const missing = await run(command({ loader: '/nowhere/tester.cjs' }));
    expect(missing).toMatchObject({ status: 2, stdout: '' });
    rmSync(join(home.agsecHome, 'bin'));
    const { loader, folder } = install(home);
    writeFileSync(
      join(folder, 'hook.cjs'),
      readFileSync(join(folder, 'hook.cjs')).subarray(0, 9000),
    );
    const broken = await run(command({ loader }), { stdin: shell('ls') });
    expect(broken).toMatchObject({ status: 2, stdout: '' });
    expect(broken.stderr).toContain('hook.cjs was changed after it was installed');
    expect(broken.stderr).toContain('agsec doctor');
  });

  it('denies when a chunk is missing, in the words of the agent', async () => {
    rmSync(join(home.agsecHome, 'bin'));
    const { loader, folder } = install(home);
    rmSync(join(folder, 'shell.cjs'));
    const result = await run(command({ loader }), { stdin: shell('ls') });
    expect(result.status).toBe(0);
    expect(answer(result)).toMatchObject({ decision: 'deny', failure: 'internal-error' });
  });

  it.each<[string, (path: string) => void]>([
    ['is missing', (path) => rmSync(path)],
    ['was cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    ['is another', (path) => writeFileSync(path, 'exports.programs = [{ names: ["git"] }];')],
    ['is empty', (path) => writeFileSync(path, '')],
  ])('denies a command when the knowledge about its program %s', async (_, damage) => {
    rmSync(join(home.agsecHome, 'bin'));
    const { loader, folder } = install(home);
    rmSync(join(folder, 'programs-git.cache'));
    damage(join(folder, 'programs-git.cjs'));
    const hidden = `for x in git; do $x push; done; bash -c 'git status'`;
    for (const line of ['git status', 'echo $(git log)', hidden]) {
      const result = await run(command({ loader }), { stdin: shell(line) });
      expect([line, answer(result)]).toMatchObject([line, { decision: 'deny' }]);
    }
    expect(answer(await run(command({ loader }), { stdin: shell('ls') }))).toMatchObject({
      decision: 'allow',
    });
  });

  it.each<[string, () => string, readonly string[]]>([
    ['git status', () => shell('git status'), ['hook', 'shell', 'programs-git']],
    ['ls', () => shell('ls -la'), ['hook', 'shell', 'programs-files']],
    [
      'a file that is read',
      () => payload({ tool: 'Read', action: 'file.read', params: { file_path: 'a.ts' } }),
      ['hook'],
    ],
  ])('loads for %s no bundle but those it needs', async (_, stdin, needed) => {
    rmSync(join(home.agsecHome, 'bin'));
    const { loader, folder } = install(home);
    // Whatever has changed is compiled first, which takes a bundle of its own.
    await new Promise((resolve) => setTimeout(resolve, SETTLING));
    await run(command({ loader }), { stdin: stdin() });
    const whole = await run(command({ loader }), { stdin: stdin() });
    expect(answer(whole)).toMatchObject({ decision: 'allow' });
    for (const name of readdirSync(folder)) {
      if (!needed.includes(name.replace(/\.\w+$/, ''))) rmSync(join(folder, name));
    }
    expect(await run(command({ loader }), { stdin: stdin() })).toEqual(whole);
    const readings = join(home.agsecHome, 'cache/readings');
    rmSync(readings, { recursive: true, force: true });
    expect(await run(command({ loader }), { stdin: stdin() })).toEqual(whole);
    for (const name of needed) {
      rmSync(readings, { recursive: true, force: true });
      renameSync(join(folder, `${name}.cjs`), join(folder, `${name}.away`));
      const result = await run(command({ loader }), { stdin: stdin() });
      expect([name, result.status === 2 || answer(result)]).not.toMatchObject([
        name,
        { decision: 'allow' },
      ]);
      renameSync(join(folder, `${name}.away`), join(folder, `${name}.cjs`));
    }
  });

  it('loads for a line that was read before only the hook itself', async () => {
    rmSync(join(home.agsecHome, 'bin'));
    const { loader, folder } = install(home);
    await new Promise((resolve) => setTimeout(resolve, SETTLING));
    const [first] = [
      await run(command({ loader }), { stdin: shell('git status') }),
      await run(command({ loader }), { stdin: shell('git status') }),
    ];
    for (const name of readdirSync(folder))
      if (!name.startsWith('hook.')) rmSync(join(folder, name));
    expect(await run(command({ loader }), { stdin: shell('git status') })).toEqual(first);
    const other = await run(command({ loader }), { stdin: shell('git diff') });
    expect(answer(other)).not.toMatchObject({ decision: 'allow' });
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGSEGV'])('denies when node is ended by %s', async (signal) => {
    const wait = home.put(
      'wait.cjs',
      `process.stdin.resume(); process.kill(process.pid, '${signal}'); setTimeout(() => {}, 20000);`,
    );
    const result = await run(command({ loader: wait }), { stdin: 'open' });
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('agsec: hook unavailable');
  });

  it.runIf(hasCleanExec(process.platform, process.arch)).each([
    ['short, the kernel', 0, closed],
    ['long, the hook itself', 20_000, { status: 0, stderr: '' }],
  ])('denies a call that never ends in time: where it is %s', async (_, length, expected) => {
    const path = home.put('clean-exec', '');
    writeFileSync(path, cleanExec(process.platform, process.arch, 3) ?? '');
    chmodSync(path, 0o755);
    const line = command({ timeout: 3, cleanExec: { path, endsAfter: 3 } });
    const stdin = payload({ tool: 'Endless', params: { command: ' '.repeat(length) } });
    const result = await run(line, { stdin });
    expect(result).toMatchObject(expected);
    if (result.status === 0) expect(answer(result)).toMatchObject({ failure: 'deadline' });
  });

  it('denies a call that never ends itself, where no program watches over it', async () => {
    const result = await run(command({ timeout: 3 }), { stdin: payload({ tool: 'Endless' }) });
    expect(answer(result)).toMatchObject({ decision: 'deny', failure: 'deadline' });
  });

  it('denies when node runs out of memory', async () => {
    const text = "const kept = []; for (;;) kept.push(Array.from('x'.repeat(1 << 20)));";
    const loader = home.put('greedy.cjs', text);
    const result = await run(`ulimit -v 1500000; ${command({ loader })}`);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toContain('agsec: hook unavailable');
  });

  it('denies when it throws before it begins', async () => {
    const result = await run(command({ loader: home.put('x.cjs', 'throw new Error("x");') }));
    expect(result).toMatchObject({ status: 2, stdout: '' });
  });

  it('denies without a home', async () => {
    const nowhere = { home: 'relative', user: '', agsecHome: 'relative' };
    const result = await run(command({ person: nowhere }), { stdin: shell('ls') });
    expect(answer(result)).toMatchObject({ decision: 'deny', failure: 'policy-error' });
    rmSync(join(home.agsecHome, 'policies'), { recursive: true });
    const bare = await run(command(), { stdin: shell('ls') });
    expect(answer(bare)).toMatchObject({ decision: 'deny', failure: 'policy-error' });
  });

  it('denies when nobody reads the answer', async () => {
    expect((await run(command(), { stdin: shell('ls'), deaf: true })).status).toBe(2);
  });
});

describe('the installed files', () => {
  it('are compiled ahead, for their owner alone, and replaced as a whole', () => {
    rmSync(join(home.agsecHome, 'bin'));
    const { folder, loader, coldReason } = install(home);
    expect(coldReason).toBeUndefined();
    expect(readdirSync(folder).sort()).toEqual(
      [
        ...['code', 'compiler', 'hook', 'review', 'shell', 'upkeep'],
        ...programAreas().map((area) => `programs-${area}`),
      ]
        .sort()
        .flatMap((name) => [`${name}.cache`, `${name}.cjs`]),
    );
    for (const path of [loader, join(folder, 'hook.cjs'), join(folder, 'shell.cache')]) {
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(install(home)).toEqual({ folder, loader });
    expect(readdirSync(join(home.agsecHome, 'bin')).sort()).toEqual(
      ['protected.json', folder.slice(folder.lastIndexOf('/') + 1), 'tester.cjs'].sort(),
    );
  });

  it('are used with what was compiled, and without it', async () => {
    rmSync(join(home.agsecHome, 'bin'));
    const { folder, loader } = install(home);
    const probe = home.put(
      'probe.cjs',
      `const { Script } = require('node:vm'); const fs = require('node:fs');
       for (const name of ['hook', 'shell', 'code', 'compiler', 'review']) {
         const text = '(function(exports,require,module){' +
           fs.readFileSync('${folder}/' + name + '.cjs', 'latin1') + '\\n})';
         const cachedData = fs.readFileSync('${folder}/' + name + '.cache');
         process.stdout.write(new Script(text, { cachedData }).cachedDataRejected + ' ');
       }`,
    );
    const used = await run(command({ loader: probe }));
    expect(used.stdout).toBe('false false false false false ');
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.cache'))) {
      rmSync(join(folder, name));
    }
    const result = await run(command({ loader }), { stdin: shell('cat .env') });
    expect(answer(result)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
  });

  it('of older versions go, all but the last', () => {
    const bin = join(home.agsecHome, 'bin');
    rmSync(bin);
    const { folder } = install(home);
    for (const digest of ['0', '1', '2']) {
      mkdirSync(join(bin, `tester-${digest.repeat(16)}`));
    }
    mkdirSync(join(bin, 'tester-two-0000000000000000'));
    install(home);
    const left = readdirSync(bin).filter((name) => name.startsWith('tester-'));
    expect(left).toHaveLength(3);
    expect(left).toContain(folder.slice(bin.length + 1));
    expect(left).toContain('tester-two-0000000000000000');
  });

  it('are whole when several install at once', async () => {
    rmSync(join(home.agsecHome, 'bin'));
    const script = await bundleScript(
      'install',
      `import { installHookFiles } from './src/install/hook-files.ts';
       import { testAdapter } from '${packageFolder}test/test-adapter.ts';
       const [, , input = ''] = process.argv;
       const { coldReason } = installHookFiles({ adapter: testAdapter, ...JSON.parse(input) });
       if (coldReason !== undefined) throw new Error(coldReason);`,
    );
    const bin = join(home.agsecHome, 'bin');
    const input = JSON.stringify({ ...built, place: place(home), bin });
    const line = `'${process.execPath}' '${script}' '${input}'`;
    const results = await Promise.all([run(line), run(line), run(line)]);
    expect(results.map(({ status, stderr }) => [status, stderr])).toEqual(
      results.map(() => [0, '']),
    );
    expect(readdirSync(bin)).toHaveLength(3);
    const result = await run(command(), { stdin: shell('cat .env') });
    expect(answer(result)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
  });

  it('work when the folder is moved as a whole', async () => {
    rmSync(join(home.agsecHome, 'bin'));
    install(home);
    const moved = join(home.root, 'moved');
    renameSync(join(home.agsecHome, 'bin'), moved);
    const loader = join(moved, 'tester.cjs');
    const result = await run(command({ loader }), { stdin: shell('cat .env') });
    expect(answer(result)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
  });
});
