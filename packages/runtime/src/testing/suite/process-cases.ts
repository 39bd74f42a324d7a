import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '../../audit/read.ts';
import { verifyAudit } from '../../audit/verify.ts';
import type { HookRun } from '../../doctor/run-hook-process.ts';
import { type InstalledAgent, installAgent } from '../installed-agent.ts';
import { type TemporaryHome, temporaryHome } from '../temporary-home.ts';
import { callFrom, isDeniedRun, type SuiteContext } from './suite-context.ts';

/** Everything is allowed but deleting and reading `.env`. */
const POLICY = `version: "1.0"
default: allow
statements:
  - sid: BlockDelete
    effect: deny
    actions: ["command.run"]
    conditions:
      params.name: rm
    reason: Deleting is not allowed here
  - sid: BlockEnv
    effect: deny
    actions: ["file.read"]
    conditions:
      params.file_path: { op: ends_with, value: "/.env" }
    reason: Environment files are private
`;

/** The built hook, installed in a temporary home and run as the agent would run it. */
export function processCases(context: SuiteContext): void {
  const { vitest, adapter, hook, chunks, payloads, fixtures, answers, isOneDocument, test } =
    context;
  const { expect, beforeAll, afterAll } = vitest;
  let home: TemporaryHome;
  let agent: InstalledAgent;

  beforeAll(() => {
    home = temporaryHome();
    home.policies(POLICY);
    home.write('home/project/.env', 'KEY=value\n');
    home.write('home/project/.env.example', 'KEY=\n');
    agent = installAgent(adapter, {
      bundle: hook,
      home,
      ...(chunks === undefined ? {} : { chunks }),
    });
  }, 120_000);
  afterAll(() => home.remove());

  const call = () => callFrom(home.project);
  const shell = (line: string): Promise<HookRun> => agent.run(payloads.shell(line, call()));
  const read = (path: string): Promise<HookRun> => agent.run(payloads.read(path, call()));

  async function expectDenied(run: Promise<HookRun>): Promise<HookRun> {
    const result = await run;
    expect(isDeniedRun(context, result), JSON.stringify(result)).toBe(true);
    expect(isOneDocument(result.stdout)).toBe(true);
    return result;
  }

  async function expectPassed(run: Promise<HookRun>): Promise<void> {
    const result = await run;
    expect(isDeniedRun(context, result), JSON.stringify(result)).toBe(false);
    expect(result.timedOut).toBe(false);
    expect(isOneDocument(result.stdout)).toBe(true);
  }

  /** Changes the home for one test. */
  async function withFile(path: string, text: string, body: () => Promise<void>): Promise<void> {
    const before = home.read(path);
    home.write(path, text);
    try {
      await body();
    } finally {
      if (before === undefined) rmSync(join(home.folder, path));
      else home.write(path, before);
    }
  }

  test('lets a harmless call pass', async () => {
    await expectPassed(shell('echo "rm -rf /" && ls'));
    await expectPassed(read(join(home.project, '.env.example')));
  });

  test('answers every recorded call with one document', async () => {
    for (const { name, payload, expected } of fixtures) {
      const result = await agent.run(payload);
      expect(isOneDocument(result.stdout), name).toBe(true);
      if (expected.kind === 'invalid') expect(isDeniedRun(context, result), name).toBe(true);
      if (expected.kind === 'ignored') expect(isDeniedRun(context, result), name).toBe(false);
    }
  });

  const recorded = fixtures.find(({ name }) => name === answers.fixture)?.payload;
  const whole = JSON.stringify(recorded);
  const inputs: readonly (readonly [string, string | Uint8Array])[] = [
    ['empty input', ''],
    ['input that is not JSON', 'nonsense'],
    ['truncated JSON', whole.slice(0, -2)],
    ['JSON that is no object', '[1, 2]'],
    ['two documents', `${whole}${whole}`],
    ['input that is not UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)],
    ['an input of 9 MB', JSON.stringify({ padding: 'x'.repeat(9_000_000) })],
    ['JSON nested without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ];
  for (const [name, input] of inputs) {
    test(`denies ${name}`, async () => {
      await expectDenied(agent.run(input));
    });
  }

  test('reads a call of 5 MB to its end', async () => {
    const content = 'x'.repeat(5_000_000);
    await expectPassed(agent.run(payloads.write(join(home.project, 'big.txt'), content, call())));
  });

  test('denies an unknown event, and does not pass an unknown tool under a policy that reviews it', async () => {
    await expectDenied(agent.run(payloads.unknownEvent(call())));
    const reviewing = POLICY.replace(
      'statements:',
      'statements:\n  - { sid: Unknown, effect: deny, actions: ["unknown.*"] }',
    );
    await withFile('home/.agsec/policies/test.yaml', reviewing, async () => {
      await expectDenied(agent.run(payloads.unknownTool(call())));
    });
  });

  test('denies the strictest part of a compound command, and what stands behind a line break', async () => {
    for (const line of [
      'ls && rm x',
      'ls; rm x',
      'ls | xargs rm',
      'echo $(rm x)',
      'ls\nrm x',
      "sh -c 'rm x'",
      "r''m x",
    ]) {
      await expectDenied(shell(line));
    }
  });

  test('answers a command and a path with NUL', async () => {
    expect((await shell('echo a\0b')).timedOut).toBe(false);
    expect(isOneDocument((await read(`${home.project}/a\0b`)).stdout)).toBe(true);
  });

  test('denies a path in every form: relative, with .., through links', async () => {
    const link = join(home.project, 'link');
    const folder = join(home.home, 'folder');
    if (!existsSync(link)) symlinkSync('.env', link);
    if (!existsSync(folder)) symlinkSync('project', folder);
    const forms = [
      '.env',
      './.env',
      'a/../.env',
      `${home.project}//.env`,
      `${home.project}/./a/../.env`,
    ];
    for (const path of [...forms, 'link', link, join(folder, '.env')])
      await expectDenied(read(path));
  });

  test('denies a path in another case where the disk does not tell cases apart', async () => {
    const isSame = existsSync(join(home.project, '.ENV'));
    const result = await read(join(home.project, '.ENV'));
    if (isSame) expect(isDeniedRun(context, result)).toBe(true);
    else expect(isOneDocument(result.stdout)).toBe(true);
  });

  test('denies when a policy does not load, and names file, line and column', async () => {
    await withFile(
      'home/.agsec/policies/test.yaml',
      'version: "1.0"\nstatements: [x]\n',
      async () => {
        const { stdout, stderr } = await expectDenied(shell('ls'));
        expect(stdout + stderr).toMatch(/test\.yaml:2:\d+/);
      },
    );
  });

  test('denies when there is no policy', async () => {
    const path = join(home.agsecHome, 'policies');
    renameSync(path, `${path}-away`);
    try {
      await expectDenied(shell('ls'));
    } finally {
      renameSync(`${path}-away`, path);
    }
  });

  test('denies when a part of the hook is missing or throws', async () => {
    for (const name of ['shell.cjs', 'hook.cjs']) {
      const path = join(agent.files.folder, name);
      renameSync(path, `${path}.away`);
      try {
        // A line that was read before needs no reader.
        await expectDenied(shell(`ls without-${name}`));
      } finally {
        renameSync(`${path}.away`, path);
      }
    }
  });

  test('denies when the call does not arrive whole before the deadline', async () => {
    const result = await agent.runWithOpenInput('{"half": ');
    expect(isDeniedRun(context, result), JSON.stringify(result)).toBe(true);
  });

  test('denies in halt, passes in observe, and protects itself in both', async () => {
    const forbidden = payloads.write(join(home.agsecHome, 'policies/x.yaml'), 'x', call());
    await withFile('home/.agsec/config.yaml', 'mode: halt\n', async () => {
      await expectDenied(shell('ls'));
      await expectDenied(agent.run(forbidden));
    });
    await withFile('home/.agsec/config.yaml', 'mode: observe\n', async () => {
      await expectPassed(shell('rm x'));
      await expectDenied(agent.run(forbidden));
    });
  });

  test('denies a write to the files that hold the hook', async () => {
    for (const { path } of adapter.install.plan('user', home.place()).edits) {
      await expectDenied(agent.run(payloads.write(path, '{}', call())));
    }
  });

  test('denies and passes its own live probe', async () => {
    const place = home.place();
    await expectDenied(agent.run(adapter.probe('deny', place).stdin));
    await expectPassed(agent.run(adapter.probe('allow', place).stdin));
  });

  test('shows no secret in stdout, stderr and log', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const lines = [
      `TOKEN=${token} rm x`,
      `rm x # ${token}`,
      `curl -u bob:${token} https://x; rm x`,
      `rm ${token}`,
    ];
    for (const line of lines) {
      const { stdout, stderr } = await expectDenied(shell(line));
      expect(stdout + stderr).not.toContain(token);
    }
    await agent.run(payloads.write(join(home.project, 'k'), token, call()));
    expect(logText()).not.toContain(token);
  });

  test('records every call in a log that verifies', async () => {
    await agent.run(payloads.shell('ls', callFrom(home.project, 'recorded')));
    await agent.run(payloads.shell('rm x', callFrom(home.project, 'recorded')));
    const items = [...readRecords(join(home.agsecHome, 'audit'), { session: 'recorded' })];
    expect(items).toMatchObject([
      { record: { agent: adapter.id, effect: 'allow', effective: 'allow' } },
      { record: { agent: adapter.id, effect: 'deny', effective: 'deny', sid: 'BlockDelete' } },
    ]);
    expect(verifyAudit(join(home.agsecHome, 'audit'))).toMatchObject({ ok: true, findings: [] });
  });

  function logText(): string {
    return JSON.stringify([...readRecords(join(home.agsecHome, 'audit'))]);
  }
}
