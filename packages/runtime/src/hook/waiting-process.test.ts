import { spawn } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltHook, buildHook } from '../../test/build-hook.ts';
import { REVIEWED } from '../../test/review-world.ts';
import { testAdapter } from '../../test/test-adapter.ts';
import { TestHome } from '../../test/test-home.ts';
import type { Place } from '../adapter.ts';
import { cleanExec } from '../clean-exec/clean-exec.ts';
import { installHookFiles } from '../install/hook-files.ts';
import { type InstalledCommand, installedCommand } from '../install/installed-command.ts';
import { GRANT_LIFE, type ReviewAnswer } from '../review/answer.ts';
import { fileAnswer } from '../review/answer-folder.ts';
import { listRequests } from '../review/request-folder.ts';
import type { ReviewRequest } from '../review/review-request.ts';
import { homeLayout } from '../state/agsec-home.ts';

/** Seconds of a call that nobody is asked about; one second of them is for a person. */
const TIMEOUT = 6;

/** Seconds after which the kernel ends a hook: sooner than the person answers. */
const ENDS_AFTER = 2;

let built: BuiltHook;
let template: TestHome;
let home: TestHome;

beforeAll(async () => {
  built = await buildHook();
  template = new TestHome();
  const bin = join(template.agsecHome, 'bin');
  installHookFiles({ adapter: testAdapter, ...built, place: place(template), bin });
}, 120_000);
afterAll(() => {
  template.remove();
  built.remove();
});
beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', REVIEWED);
  symlinkSync(join(template.agsecHome, 'bin'), join(home.agsecHome, 'bin'));
});
afterEach(() => home.remove());

function place(of: TestHome): Place {
  const { home: folder, agsecHome, project, root } = of;
  const { execPath: node } = process;
  return { home: folder, agsecHome, node, projects: [project], os: 'linux', root };
}

/** How a hook is started: by the program of ours, or by a shell that watches it. */
type Start = 'program' | 'shell';

const program = cleanExec(process.platform, process.arch, ENDS_AFTER);
const STARTS: readonly Start[] = program === undefined ? ['shell'] : ['program', 'shell'];

function command(start: Start, wait: number | undefined): string {
  const path = join(home.root, 'clean-exec');
  writeFileSync(path, program ?? '');
  chmodSync(path, 0o755);
  const by: Pick<InstalledCommand, 'cleanExec' | 'watchdog'> =
    start === 'program' ? { cleanExec: { path, endsAfter: ENDS_AFTER } } : { watchdog: ENDS_AFTER };
  return installedCommand({
    node: process.execPath,
    loader: join(home.agsecHome, 'bin/tester.cjs'),
    person: { home: home.home, user: 'tess', agsecHome: home.agsecHome },
    environment: testAdapter.environment,
    timeout: TIMEOUT,
    wait,
    ...by,
  });
}

/** Sends a call that is to be reviewed; what the agent reads. */
function push(line: string): Promise<unknown> {
  const child = spawn('/bin/sh', ['-c', line], { env: { PATH: '/usr/bin:/bin' } });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const params = { command: 'git push origin main' };
  const call = { hook: 'call', tool: 'Shell', action: 'bash.execute', params, session: 's1' };
  child.stdin.end(JSON.stringify({ ...call, cwd: home.project }));
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status, ...(stdout && JSON.parse(stdout)) }));
  });
}

const layout = () => homeLayout(home.agsecHome);

/** The call that begins to wait. */
async function waiting(): Promise<ReviewRequest> {
  for (;;) {
    const [request] = listRequests(layout(), Date.now()).requests;
    if (request !== undefined) return request;
    await setTimeout(20);
  }
}

/** A person's answer, from a process that is not the hook's. */
async function answer(change: Partial<ReviewAnswer> = {}): Promise<void> {
  const { id, keys, agent, session, roots, call } = await waiting();
  const key = keys.once;
  if (key === undefined) throw new Error('this call cannot be answered');
  const now = Date.now();
  fileAnswer(layout(), {
    id,
    key,
    verdict: 'approved',
    scope: 'once',
    created: now,
    expires: now + GRANT_LIFE.once,
    by: 'tess',
    agent,
    session,
    roots,
    tool: call.tool,
    summary: 'git push',
    ...change,
  });
}

describe.each(STARTS)('a call that waits, in a hook started by a %s', (start) => {
  beforeEach(() => home.config('review: { native: never, wait: 20 }\n'));

  it('outlives what a hook may take by itself, and passes when it is approved', async () => {
    const result = push(command(start, 20));
    await waiting();
    await setTimeout(ENDS_AFTER * 1000 + 500);
    await answer();
    expect(await result).toMatchObject({ status: 0, decision: 'allow' });
  });

  it('is denied when it is refused', async () => {
    const result = push(command(start, 20));
    await answer({ verdict: 'denied', because: 'not today' });
    expect(await result).toMatchObject({ status: 0, decision: 'deny' });
  });

  it('is held under its id when nobody answers', async () => {
    home.config('review: { native: never, wait: 1 }\n');
    const result = push(command(start, 20));
    const { id } = await waiting();
    expect(await result).toMatchObject({ status: 0, decision: 'deny', review: id });
  });

  it('waits no longer than the agent was told', async () => {
    const result = push(command(start, undefined));
    const { id, waits_until: until = 0, created } = await waiting();
    expect(until - created).toBeLessThanOrEqual(1000);
    expect(await result).toMatchObject({ status: 0, decision: 'deny', review: id });
  });
});
