import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codexPlace } from '../client-files.ts';
import { answeredByPerson } from './who-answers.ts';

// Shaped as the records of 0.169 are; those of real sessions are in e2e/src/codex-review.e2e.test.ts.
const META = {
  session_id: 's',
  cwd: '/work/a',
  runtime_workspace_roots: ['/work/a', '/work/b'],
  originator: 'codex-tui',
  source: 'vscode',
  thread_source: 'user',
};

const TURN = {
  turn_id: 't1',
  cwd: '/work/a/sub',
  approval_policy: 'on-request',
  approvals_reviewer: 'user',
  permission_profile: { type: 'managed', file_system: {}, network: 'restricted' },
};

let home: string;
let transcript: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'agsec-who-'));
  mkdirSync(join(home, '.codex/sessions/2026'), { recursive: true });
  transcript = join(home, '.codex/sessions/2026/rollout.jsonl');
});

afterEach(() => rmSync(home, { recursive: true }));

const place = () =>
  codexPlace(
    { home, agsecHome: `${home}/.agsec`, node: '/n', projects: [], os: 'linux', root: '' },
    undefined,
  );

const line = (type: string, payload: object): string => JSON.stringify({ type, payload });

function record(...lines: readonly string[]): void {
  writeFileSync(transcript, `${lines.join('\n')}\n`);
}

const answered = (id = 't1', path = transcript) =>
  answeredByPerson({ transcript: path, id }, place());

describe('who answers in a turn', () => {
  it('is a person in the client’s terminal or the vendor’s editor extension', () => {
    record(line('session_meta', META), line('turn_context', TURN));
    expect(answered()?.folders).toEqual(['/work/a', '/work/b', '/work/a/sub']);
    record(
      line('session_meta', { ...META, originator: 'codex_vscode', thread_source: undefined }),
      line('turn_context', TURN),
    );
    expect(answered()).toBeDefined();
  });

  it.each<[string, object, object]>([
    ['a model', {}, { approvals_reviewer: 'auto_review' }],
    ['somebody not said', {}, { approvals_reviewer: undefined }],
    ['nobody', {}, { approval_policy: 'never' }],
    ['only some questions', {}, { approval_policy: { granular: { rules: false } } }],
    ['another program', { originator: 'my-bot' }, {}],
    ['a script', { originator: 'codex_exec', source: 'exec' }, {}],
    ['a sub-agent’s parent', { source: { subagent: 'review' } }, {}],
    ['a thread of another kind', { thread_source: 'subagent' }, {}],
    ['whoever connects', {}, { permission_profile: { type: 'managed', network: 'enabled' } }],
    ['whoever connects, without a sandbox', {}, { permission_profile: { type: 'disabled' } }],
  ])('is not a person where it is %s', (_, meta, turn) => {
    record(line('session_meta', { ...META, ...meta }), line('turn_context', { ...TURN, ...turn }));
    expect(answered()).toBeUndefined();
  });

  it('is what the last word about this turn says', () => {
    const model = { ...TURN, approvals_reviewer: 'auto_review' };
    const context = (payload: object) => line('turn_context', payload);
    const meta = line('session_meta', META);
    record(meta, context(model), context(TURN));
    expect(answered()).toBeDefined();
    record(meta, context(TURN), context(model));
    expect(answered()).toBeUndefined();
    record(meta, context({ ...TURN, turn_id: 't0' }), context({ ...model, turn_id: 't1' }));
    expect(answered()).toBeUndefined();
    expect(answered('t0')).toBeDefined();
    expect(answered('t2')).toBeUndefined();
  });

  it('is not what a tool’s output quotes', () => {
    const quoted = line('response_item', { output: line('turn_context', TURN), turn_id: 't1' });
    record(line('session_meta', META), quoted, `"turn_context" ${line('turn_context', TURN)}`);
    expect(answered()).toBeUndefined();
    record(
      line('session_meta', META),
      line('turn_context', { ...TURN, approvals_reviewer: 'auto_review' }),
      quoted,
    );
    expect(answered()).toBeUndefined();
  });

  it('is not read from anywhere but the folder of sessions', () => {
    const elsewhere = join(home, 'rollout.jsonl');
    record(line('session_meta', META), line('turn_context', TURN));
    writeFileSync(elsewhere, `${line('session_meta', META)}\n${line('turn_context', TURN)}\n`);
    expect(answered('t1', elsewhere)).toBeUndefined();
    expect(answered('t1', join(home, '.codex/sessions/../../rollout.jsonl'))).toBeUndefined();
    const link = join(home, '.codex/sessions/link.jsonl');
    symlinkSync(elsewhere, link);
    expect(answered('t1', link)).toBeUndefined();
    expect(answered('t1', join(home, '.codex/sessions'))).toBeUndefined();
    expect(answered('t1', join(home, '.codex/sessions/none.jsonl'))).toBeUndefined();
  });

  it('is nobody known in a record that is empty, torn or none', () => {
    for (const text of ['', '\n', '{', 'x\ny\n', `${line('turn_context', TURN)}\n`]) {
      writeFileSync(transcript, text);
      expect(answered(), text).toBeUndefined();
    }
  });

  it('is found behind a long turn', () => {
    const output = line('response_item', { output: 'x'.repeat(1000) });
    record(
      line('session_meta', { ...META, base_instructions: 'y'.repeat(100_000) }),
      line('turn_context', TURN),
      ...Array.from({ length: 3000 }, () => output),
    );
    expect(answered()).toBeDefined();
  });
});

describe('the sandbox of a call', () => {
  const call = (words: object | string, id = 'c1'): string =>
    line('response_item', {
      type: 'function_call',
      name: 'exec_command',
      arguments: typeof words === 'string' ? words : JSON.stringify(words),
      call_id: id,
    });
  const of = (...lines: readonly string[]) => {
    record(line('session_meta', META), line('turn_context', TURN), ...lines);
    return answered()?.sandboxOf('c1');
  };

  it.each([{ cmd: 'x' }, { cmd: 'x', sandbox_permissions: 'use_default', justification: 'y' }])(
    'is the person’s own for %j',
    (words) => {
      expect(of(call(words))).toBe('usual');
    },
  );

  it.each([
    { cmd: 'x', sandbox_permissions: 'require_escalated' },
    { cmd: 'x', sandbox_permissions: 'with_additional_permissions' },
    { cmd: 'x', sandbox_permissions: 7 },
    { cmd: 'x', with_escalated_permissions: true },
    { cmd: 'x', additional_permissions: { network: {} } },
  ])('is another for %j', (words) => {
    expect(of(call(words))).toBe('other');
  });

  it('is not known for a call the record does not have, or not as one', () => {
    expect(of()).toBeUndefined();
    expect(of(call({ cmd: 'x' }, 'c2'))).toBeUndefined();
    expect(of(call('no JSON'))).toBeUndefined();
    expect(of(line('event_msg', { type: 'function_call', call_id: 'c1', arguments: '{}' }))).toBe(
      undefined,
    );
    expect(of(line('response_item', { output: call({ cmd: 'x' }), call_id: 'c1' }))).toBe(
      undefined,
    );
  });
});
