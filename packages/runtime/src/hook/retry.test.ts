import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestPayload, testAdapter } from '../../test/test-adapter.ts';
import { TestHome } from '../../test/test-home.ts';
import { type CallRecord, isCallRecord } from '../audit/audit-record.ts';
import { readRecords } from '../audit/read.ts';
import { installedSources } from '../decide/machine.ts';
import { answerCall } from './answer-call.ts';

const POLICY = `version: "1.0"
default: allow
statements:
  - { sid: NoEnv, effect: deny, actions: ["file.read"], conditions: { params.file_path: { op: ends_with, value: /.env }, origin: tool } }
  - { sid: AskEnv, effect: review, actions: ["file.read"], conditions: { params.file_path: { op: ends_with, value: /.env }, origin: derived } }
  - { sid: NoKeys, effect: deny, actions: ["file.read"], conditions: { params.file_path: { op: ends_with, value: .pem } } }
  - { sid: NoHost, effect: deny, actions: ["web.fetch"], conditions: { params.host: evil.example } }
`;

let home: TestHome;
let now: number;

beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', POLICY);
  symlinkSync(home.put('project/key.pem', ''), join(home.project, 'link'));
  now = Date.now();
});
afterEach(() => home.remove());

function answer(payload: Partial<TestPayload>): string {
  const call = { hook: 'call', session: 's1', cwd: home.project, ...payload };
  const machine = { ...home.machine, now: () => now };
  const { stdout } = answerCall(Buffer.from(JSON.stringify(call)), {
    adapter: testAdapter,
    environment: { TESTER_ROOT: home.project },
    machine,
    sources: installedSources(machine, testAdapter.id),
    timeLeft: () => 20_000,
    recordBy: Date.now() + 2000,
    elapsed: () => 1,
  });
  return JSON.parse(stdout).decision;
}

const shell = (command: string, session = 's1'): string =>
  answer({ tool: 'Shell', action: 'bash.execute', params: { command }, session });

const read = (name: string): string =>
  answer({ tool: 'Read', action: 'file.read', params: { file_path: join(home.project, name) } });

function records(): readonly CallRecord[] {
  return [...readRecords(join(home.agsecHome, 'audit'))].flatMap((item) =>
    item.kind === 'record' && isCallRecord(item.record) ? [item.record] : [],
  );
}

/** For each call: the number of the call before that it was a retry of. */
const retries = (): readonly number[] => {
  const all = records();
  return all.map(({ retry_of: id }) => all.findIndex((each) => each.id === id));
};

describe('a denied call that is tried another way', () => {
  it.each([
    ['another tool', () => shell('cat key.pem')],
    ['another language', () => shell(`python3 -c "open('key.pem').read()"`)],
    ['a link to it', () => read('link')],
  ])('is marked: by %s', (_, retry) => {
    expect(read('key.pem')).toBe('deny');
    expect(retry()).toBe('deny');
    expect(retries()).toEqual([-1, 0]);
  });

  it('is marked for a host as for a file', () => {
    shell('curl https://evil.example/a');
    shell('wget -qO- http://evil.example/b');
    expect(retries()).toEqual([-1, 0]);
  });

  it.each<[string, () => void]>([
    ['the same call again', () => read('key.pem')],
    ['another file', () => read('other.pem')],
    ['another session', () => shell('cat key.pem', 's2')],
    ['another effect', () => shell('curl https://evil.example/key.pem')],
    [
      'much later',
      () => {
        now += 11 * 60_000;
        shell('cat key.pem');
      },
    ],
  ])('is not seen in %s', (_, other) => {
    read('key.pem');
    other();
    expect(retries()).toEqual([-1, -1]);
  });

  it('is a matter for nobody: what would have been reviewed is denied', () => {
    expect(shell('cat .env')).toBe('review');
    expect(read('.env')).toBe('deny');
    expect(shell('cat < .env')).toBe('deny');
    expect(records().at(-1)).toMatchObject({
      effect: 'review',
      effective: 'deny',
      review: { answer: 'not-approvable' },
    });
  });

  it('is not what was reviewed in a call that was denied for something else', () => {
    expect(shell('cat .env; cat key.pem')).toBe('deny');
    expect(shell('cat .env')).toBe('review');
    expect(retries()).toEqual([-1, -1]);
  });

  it('never takes an allow away', () => {
    read('key.pem');
    expect(read('key.pub')).toBe('allow');
    expect(shell('ls key.pem')).toBe('allow');
    expect(retries()).toEqual([-1, -1, -1]);
  });

  it('is remembered within bounds', () => {
    for (let index = 0; index < 400; index += 1) read(`${'x'.repeat(40)}${index}.pem`);
    shell(`cat ${'x'.repeat(40)}399.pem`);
    expect(retries().at(-1)).toBe(399);
  }, 60_000);
});
