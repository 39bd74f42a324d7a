import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestPayload, testAdapter } from '../../test/test-adapter.ts';
import { ALLOW_ALL, NO_ENV, TestHome } from '../../test/test-home.ts';
import type { Adapter } from '../adapter.ts';
import type { AuditRecord } from '../audit/audit-record.ts';
import { installedSources, type Machine } from '../decide/machine.ts';
import { answerCall, answerFailure, type CallInput } from './answer-call.ts';

const REVIEW_NOTES = `version: "1.0"
statements:
  - sid: ReviewNotes
    effect: review
    actions: ["file.read"]
    conditions: { params.file_path: { op: ends_with, value: "notes.txt" } }
`;

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', NO_ENV);
});
afterEach(() => home.remove());

type Change = {
  readonly adapter?: Partial<Adapter>;
  readonly machine?: Partial<Machine>;
  readonly timeLeft?: () => number;
};

function input(change: Change = {}): CallInput {
  const machine = { ...home.machine, ...change.machine };
  return {
    adapter: { ...testAdapter, ...change.adapter },
    environment: { TESTER_ROOT: home.project },
    machine,
    sources: installedSources(machine, testAdapter.id),
    timeLeft: change.timeLeft ?? (() => 20_000),
    recordBy: Date.now() + 2000,
    elapsed: () => 1234.5,
  };
}

function answer(payload: TestPayload | string, change?: Change): { [key: string]: unknown } {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return JSON.parse(answerCall(Buffer.from(text), input(change)).stdout);
}

function read(path: string): TestPayload {
  const call = { hook: 'call', tool: 'Read', action: 'file.read', session: 's1' } as const;
  return { ...call, params: { file_path: path }, cwd: home.project };
}

const shell = (command: string): TestPayload => ({
  ...read(''),
  tool: 'Shell',
  action: 'bash.execute',
  params: { command },
});

function records(): readonly AuditRecord[] {
  const folder = join(home.agsecHome, 'audit');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line));
}

describe('an answer', () => {
  it('is the decision, recorded', () => {
    expect(answer(read('.env'))).toMatchObject({
      decision: 'deny',
      matched_by: 'explicit_deny',
      sid: 'BlockEnv',
      reason: 'Environment files hold secrets',
    });
    expect(records()).toEqual([
      expect.objectContaining({
        agent: 'tester',
        session: 's1',
        tool: 'Read',
        cwd: home.project,
        effect: 'deny',
        effective: 'deny',
        sid: 'BlockEnv',
        policy: 'a.yaml',
        matched_by: 'explicit_deny',
        mode: 'enforce',
        duration_us: 1235,
        agsec: '1.0.0',
        actions: [
          expect.objectContaining({
            name: 'file.read',
            params: { file_path: join(home.project, '.env') },
            effect: 'deny',
            sid: 'BlockEnv',
          }),
        ],
      }),
    ]);
  });

  it('means what the configuration says an allow means', () => {
    expect(answer(read('a'))).toMatchObject({ decision: 'allow', allow_means: 'pass' });
    home.config('allow_means: approve\n');
    expect(answer(read('a'))).toMatchObject({ decision: 'allow', allow_means: 'approve' });
  });

  it('never approves what is only observed', () => {
    home.config('mode: observe\nallow_means: approve\n');
    expect(answer(read('.env'))).toMatchObject({ decision: 'allow', allow_means: 'pass' });
    expect(records()[0]).toMatchObject({ effect: 'deny', effective: 'allow', mode: 'observe' });
  });

  it('to a review names it, in the prompt of the agent or instead of it', () => {
    home.policy('a.yaml', ALLOW_ALL.replace('effect: allow', 'effect: review'));
    const asked = answer(read('a'));
    expect(asked).toMatchObject({ decision: 'review', review: expect.stringMatching(/^\w{8}$/) });
    home.config('review: { native: never }\n');
    const held = answer(read('a'));
    expect(held['decision']).toBe('deny');
    expect(held['reason']).toContain(`agsec approve ${held['review']}`);
  });

  it('is nothing to an event that asks nothing, and an outcome is recorded', () => {
    expect(answer({ hook: 'idle' })).toEqual({ decision: 'none', hook: null });
    expect(answer({ hook: 'after', session: 's1' })).toEqual({ decision: 'none', hook: 'after' });
    expect(records()).toEqual([expect.objectContaining({ session: 's1', outcome: 'success' })]);
  });
});

describe('a call that another hook answers in full', () => {
  const asSecondary = {
    adapter: {
      parse: (...request: Parameters<Adapter['parse']>) => {
        const result = testAdapter.parse(...request);
        if (result.kind !== 'event') return result;
        return { ...result, event: { ...result.event, secondary: true } };
      },
    },
  };

  it('is denied and recorded like any other', () => {
    expect(answer(read('.env'), asSecondary)).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
    expect(records()).toHaveLength(1);
  });

  it('passes without a record, for the other hook to decide: when it is allowed, or reviewed', () => {
    const nothing = testAdapter.respondNothing('call');
    const passing = (path: string) =>
      answerCall(Buffer.from(JSON.stringify(read(path))), input(asSecondary));
    expect(passing('readme.txt')).toEqual(nothing);
    home.policy('b.yaml', REVIEW_NOTES);
    expect(passing('notes.txt')).toEqual(nothing);
    expect(records()).toEqual([]);
  });

  it('is denied when the policies do not load', () => {
    home.policy('b.yaml', 'statements: [');
    expect(answer(read('readme.txt'), asSecondary)).toMatchObject({ decision: 'deny' });
  });
});

describe('what goes wrong', () => {
  it.each([
    ['no request', '', 'bad-input'],
    ['half a request', '{"hook":', 'bad-input'],
    ['another event', '{"hook":"new"}', 'unknown-event'],
    ['no object', '[]', 'unknown-event'],
  ])('becomes the own deny of the agent: %s', (_, text, code) => {
    expect(answer(text)).toMatchObject({ decision: 'deny', failure: code });
    expect(records()).toEqual([
      expect.objectContaining({ effective: 'deny', matched_by: 'error' }),
    ]);
  });

  it.each<[string, Change, string]>([
    [
      'the adapter throws',
      {
        adapter: {
          parse: () => {
            throw new Error('broken');
          },
        },
      },
      'internal-error',
    ],
    ['no time is left', { timeLeft: () => 0 }, 'deadline'],
    [
      'the reading does not end',
      {
        adapter: {
          parse: () => {
            for (;;);
          },
        },
        timeLeft: () => 100,
      },
      'deadline',
    ],
    [
      'a chunk cannot be loaded',
      {
        machine: {
          chunks: {
            shell: () => {
              throw new Error('gone');
            },
            code: () => {
              throw new Error('gone');
            },
            programs: () => {
              throw new Error('gone');
            },
            compiler: () => {
              throw new Error('gone');
            },
            review: () => {
              throw new Error('gone');
            },
          },
        },
      },
      'internal-error',
    ],
  ])('is a deny when %s', (_, change, code) => {
    expect(answer(shell('ls'), change)).toMatchObject({ decision: 'deny', failure: code });
  });

  it('is a deny that says where a policy is broken', () => {
    home.policy('b.yaml', 'version: "1.0"\nstatements:\n  - sid: X\n    efect: deny\n');
    const said = answer(read('a'));
    expect(said).toMatchObject({ decision: 'deny', failure: 'policy-error', hook: 'call' });
    expect(said['reason']).toContain(`${join(home.agsecHome, 'policies/b.yaml')}:4:5`);
  });

  it('is a deny that says where a policy of the project is broken', () => {
    home.put('project/.agsec/policies/p.yaml', 'nonsense: 1\n');
    expect(answer(read('a'))['reason']).toContain('project/.agsec/policies/p.yaml:1:1');
  });

  it('is a deny that says what to do where nothing is set up', () => {
    rmSync(join(home.agsecHome, 'policies'), { recursive: true });
    const said = answer(read('a'));
    expect(said).toMatchObject({ decision: 'deny', failure: 'policy-error' });
    expect(said['reason']).toContain('agsec init');
  });

  it('passes where everything is only observed, and is recorded', () => {
    home.config('mode: observe\n');
    expect(answer('{"hook":')).toEqual({ decision: 'none', hook: null });
    home.policy('b.yaml', 'nonsense: 1\n');
    expect(answer(read('.env'))).toMatchObject({ decision: 'allow' });
    const broken = {
      parse: () => {
        throw new Error('broken');
      },
    };
    expect(answer(read('.env'), { adapter: broken })).toMatchObject({ decision: 'none' });
    expect(records().map((record) => 'effective' in record && record.effective)).toEqual([
      'allow',
      'allow',
      'allow',
    ]);
  });

  it('does not pass where root enforces', () => {
    home.config('mode: observe\n');
    home.put('etc/agsec/policies/m.yaml', ALLOW_ALL);
    expect(answer('{"hook":')).toMatchObject({ decision: 'deny', failure: 'bad-input' });
  });

  it('is told to the agent when nothing could be read at all', () => {
    const failure = { code: 'too-large', message: 'too large' } as const;
    expect(JSON.parse(answerFailure(failure, input()).stdout)).toMatchObject({
      decision: 'deny',
      failure: 'too-large',
    });
  });
});

describe('halt', () => {
  it('blocks everything and says how it ends', () => {
    home.config('mode: halt\n');
    const said = answer(read('a'));
    expect(said).toMatchObject({ decision: 'deny', failure: 'halt' });
    expect(said['reason']).toContain('agsec resume');
    expect(records()[0]).toMatchObject({ effect: 'allow', effective: 'deny', mode: 'halt' });
  });
});

describe('a record that cannot be written', () => {
  beforeEach(() => home.put('home/.agsec/audit', 'in the way'));

  it('is a deny', () => {
    expect(answer(read('a'))).toMatchObject({ decision: 'deny', failure: 'audit-error' });
    expect(answer(read('.env'))).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
  });

  it('is said on stderr where everything is only observed', () => {
    home.config('mode: observe\n');
    const output = answerCall(Buffer.from(JSON.stringify(read('a'))), input());
    expect(JSON.parse(output.stdout)).toMatchObject({ decision: 'allow' });
    expect(output.stderr).toContain('audit');
  });
});

describe('a change of settings', () => {
  const settings = () => join(home.project, '.tester/settings');
  const change = (file?: string): TestPayload => ({
    hook: 'settings',
    cwd: home.project,
    ...(file === undefined ? {} : { file }),
  });

  it.each(['enforce', 'observe'])('that would switch the hook off is blocked in %s', (mode) => {
    home.config(`mode: ${mode}\n`);
    home.put('project/.tester/settings', 'off');
    const said = answer(change(settings()));
    expect(said).toMatchObject({ decision: 'deny', failure: 'self-protection', hook: 'settings' });
    expect(answer(change())).toMatchObject({ decision: 'deny', failure: 'self-protection' });
  });

  it('that leaves the hook in place passes', () => {
    home.put('project/.tester/settings', 'on');
    expect(answer(change(settings()))).toEqual({ decision: 'none', hook: 'settings' });
    expect(answer(change(join(home.project, 'gone')))).toMatchObject({ decision: 'none' });
    expect(answer(change())).toMatchObject({ decision: 'none' });
  });

  it('in a file that is none counts as unreadable text', () => {
    mkdirSync(settings(), { recursive: true });
    const seen: (string | undefined)[] = [];
    const staysEffective = (_: string, text: string | undefined) => seen.push(text) === 0;
    answer(change(settings()), { adapter: { staysEffective } });
    expect(seen).toEqual(['']);
  });
});

describe('a session', () => {
  it('remembers what an allowed call wrote, and nothing of a denied one', () => {
    const write = (path: string): TestPayload => ({
      ...read(''),
      action: 'file.write',
      params: { file_path: path, content: 'x' },
    });
    home.policy(
      'a.yaml',
      `${NO_ENV}  - sid: NoEnvWrite
    effect: deny
    actions: ["file.write"]
    conditions:
      params.file_path: { op: ends_with, value: ".env" }
  - sid: UnreadOwnScripts
    effect: review
    actions: ["code.execute"]
    conditions:
      analysis.unknown: { op: contains, value: script-body }
      via.session_wrote: true
`,
    );
    home.put('project/own.sh', Buffer.from([0, 1]));
    home.put('project/theirs.sh', Buffer.from([0, 1]));
    answer(write('own.sh'));
    answer(write('.env'));
    expect(answer(shell('sh own.sh'))).toMatchObject({ decision: 'review' });
    expect(answer(shell('sh theirs.sh'))).toMatchObject({ decision: 'allow' });
    const [file = ''] = readdirSync(join(home.agsecHome, 'sessions'));
    expect(readFileSync(join(home.agsecHome, 'sessions', file), 'utf8')).not.toContain('.env');
  });

  it('keeps the first folder it was seen in as its workspace', () => {
    home.policy(
      'a.yaml',
      `version: "1.0"
statements:
  - sid: Inside
    effect: allow
    actions: ["file.read"]
    conditions:
      params.file_path: { op: within, value: "\${context.workspace_roots}" }
`,
    );
    const rootless: Change = {
      adapter: { parse: (payload) => testAdapter.parse(payload, {}) },
    };
    expect(answer(read('a'), rootless)).toMatchObject({ decision: 'allow' });
    const elsewhere = { ...read(join(home.root, 'x')), cwd: home.root };
    expect(answer(elsewhere, rootless)).toMatchObject({ decision: 'deny' });
    symlinkSync(home.root, join(home.project, 'out'));
    expect(answer(read('out/x'), rootless)).toMatchObject({ decision: 'deny' });
    // Where the agent tells of a session's start, that folder counts, not one a call names first.
    const start = { hook: 'start', cwd: home.project, session: 'started' } as const;
    expect(answer(start, rootless)).toMatchObject({ decision: 'none', hook: 'start' });
    const first = { ...read('a'), session: 'started', cwd: home.root };
    expect(answer(first, rootless)).toMatchObject({ decision: 'deny' });
    expect(answer({ ...read('a'), session: 'started' }, rootless)).toMatchObject({
      decision: 'allow',
    });
  });
});

describe('layers', () => {
  it('of root are not touched by the observe of a user', () => {
    home.put('etc/agsec/policies/m.yaml', NO_ENV);
    home.policy('a.yaml', ALLOW_ALL);
    home.config('mode: observe\n');
    expect(answer(read('.env'))).toMatchObject({ decision: 'deny', sid: 'BlockEnv' });
  });

  it('of an agent and of a project tighten', () => {
    home.policy('a.yaml', ALLOW_ALL);
    expect(answer(read('.env'))).toMatchObject({ decision: 'allow' });
    home.put('project/sub/.agsec/policies/p.yaml', NO_ENV);
    expect(answer(read('.env'))).toMatchObject({ decision: 'allow' });
    expect(answer(read('sub/deep/.env'))).toMatchObject({ decision: 'deny' });
    expect(answer(shell('cat sub/.env'))).toMatchObject({ decision: 'deny' });
    home.put('home/.agsec/agents/tester/o.yaml', NO_ENV);
    expect(answer(read('.env'))).toMatchObject({ decision: 'deny' });
  });

  it("do not take the user's own state folder for that of a project", () => {
    home.policy('a.yaml', ALLOW_ALL);
    expect(answer(read(join(home.home, 'x')))).toMatchObject({ decision: 'allow' });
    expect(readdirSync(join(home.agsecHome, 'cache'))).toEqual([
      'user-tester.json',
      'user-tester.json.seen',
    ]);
  });
});
