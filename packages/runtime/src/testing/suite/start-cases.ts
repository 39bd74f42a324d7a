import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HelperProgram } from '../../adapter.ts';
import type { HookRun } from '../../doctor/run-hook-process.ts';
import { type InstalledAgent, installAgent, runInstalledHook } from '../installed-agent.ts';
import { type TemporaryHome, temporaryHome } from '../temporary-home.ts';
import { callFrom, isDeniedRun, type SuiteContext } from './suite-context.ts';

const POLICY = `version: "1.0"
default: allow
statements:
  - { sid: BlockDelete, effect: deny, actions: ["command.run"], conditions: { params.name: rm } }
`;

/** What a shell takes for a script that does nothing. */
const SCRIPTS: readonly string[] = ['is empty', 'is full of zeros'];

/** A hook that cannot be started as it was meant, or does not end as it should, is a deny. */
export function startCases(context: SuiteContext): void {
  const { vitest, adapter, hook, chunks, payloads, test } = context;
  const { expect, beforeAll, afterAll } = vitest;
  let home: TemporaryHome;
  let agent: InstalledAgent;

  beforeAll(() => {
    home = temporaryHome();
    home.policies(POLICY);
    agent = installAgent(adapter, {
      bundle: hook,
      home,
      ...(chunks === undefined ? {} : { chunks }),
    });
  }, 120_000);
  afterAll(() => home.remove());

  const call = (line: string) => payloads.shell(line, callFrom(home.project));

  async function expectDenied(run: Promise<HookRun>): Promise<void> {
    const result = await run;
    expect(isDeniedRun(context, result), JSON.stringify(result)).toBe(true);
  }

  /** Puts another file in the place of one for a test. */
  async function replaced(
    path: string,
    replace: () => void,
    body: () => Promise<void>,
  ): Promise<void> {
    const away = `${path}.away`;
    renameSync(path, away);
    try {
      replace();
      await body();
    } finally {
      rmSync(path, { force: true });
      renameSync(away, path);
    }
  }

  const hooks: readonly (readonly [string, string | undefined])[] = [
    ['is gone', undefined],
    ['is no JavaScript', '{'],
    ['throws', 'throw new Error("x")'],
    ['ends with status 1', 'process.exit(1)'],
    ['ends without an answer, with a status of a shell', 'process.exit(126)'],
    ['is killed', 'process.kill(process.pid, "SIGKILL")'],
    [
      'begins an answer and is killed',
      'require("fs").writeSync(1, "{"); process.kill(process.pid, 9)',
    ],
    ['is stopped', 'process.kill(process.pid, "SIGSTOP")'],
  ];
  for (const [name, text] of hooks) {
    test(`denies when the hook ${name}`, async () => {
      const { loader } = agent.files;
      const replace = () => (text === undefined ? undefined : writeFileSync(loader, text));
      await replaced(loader, replace, () => expectDenied(agent.run(call('ls'))));
    });
  }

  /** The program of ours that the agent's command starts node through; none on some systems. */
  function helper(): HelperProgram | undefined {
    return adapter.install.plan('user', home.place()).programs?.[0];
  }

  /** True if the agent starts it without a shell: what it makes of a failure is then its own matter. */
  function startsAlone({ path }: HelperProgram): boolean {
    const { command } = agent.hook;
    return command.kind === 'exec' && command.command === path;
  }

  const programs: readonly (readonly [string, (path: string) => void])[] = [
    ['is gone', () => undefined],
    ['is empty', (path) => writeFileSync(path, '', { mode: 0o755 })],
    ['is full of zeros', (path) => writeFileSync(path, new Uint8Array(400), { mode: 0o755 })],
    ['is damaged', (path) => writeFileSync(path, '\x7fELF damaged', { mode: 0o755 })],
    [
      'may not be run',
      (path) => {
        writeFileSync(path, readFileSync(`${path}.away`));
        chmodSync(path, 0o644);
      },
    ],
  ];
  for (const [name, replace] of programs) {
    test(`does not pass a call when the program that starts the hook ${name}`, async () => {
      const program = helper();
      if (program === undefined) return expectDenied(agent.run(call('rm x')));
      const { path } = program;
      const run = async () => {
        const result = await agent.run(call('rm x'));
        // An agent that starts the program without a shell may take such a file for a script of one.
        const isClosed = startsAlone(program)
          ? result.exitCode !== 0 || SCRIPTS.includes(name)
          : isDeniedRun(context, result);
        expect(isClosed, JSON.stringify(result)).toBe(true);
      };
      await replaced(path, () => replace(path), run);
    });
  }

  test('obeys no variable of the agent that would replace node, the hook or its state', async () => {
    const evil = join(home.folder, 'evil');
    for (const name of ['env', 'node', 'sleep', 'shopt', 'kill', 'echo']) {
      chmodSync(home.write(`evil/${name}`, '#!/bin/sh\necho "{}"\nexit 0\n'), 0o755);
    }
    const script = home.write('evil/x.cjs', 'process.exit(0)\n');
    home.write('evil/policies/all.yaml', 'version: "1.0"\ndefault: allow\nstatements: []\n');
    const environment = {
      PATH: evil,
      HOME: evil,
      AGSEC_HOME: dirname(script),
      AGSEC_ENDS_AFTER: '9999',
      NODE_OPTIONS: `--require ${script}`,
      NODE_PATH: evil,
    };
    await expectDenied(runInstalledHook(agent.hook, call('rm x'), environment));
  });
}
