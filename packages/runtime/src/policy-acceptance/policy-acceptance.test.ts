import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideCall } from '../../test/decide-call.ts';
import { TestHome } from '../../test/test-home.ts';
import type { DecidedEvent } from '../decide/decide-event.ts';
import { homeLayout } from '../state/agsec-home.ts';
import { acceptAll, acceptWritten } from './accept.ts';
import { readAccepted } from './accepted-policies.ts';

const statement = (effect: string, action: string): string =>
  `  - { sid: ${effect}-${action}, effect: ${effect}, actions: ["${action}"] }\n`;

const policy = (...statements: readonly string[]): string =>
  `version: "1.0"\nstatements:\n${statements.join('')}`;

const ALLOWED = policy(statement('allow', '*'), statement('deny', 'file.delete'));

let home: TestHome;

beforeEach(() => {
  home = new TestHome();
  home.policy('a.yaml', ALLOWED);
  home.config('mode: enforce\n');
  acceptAll(layout(), Date.now());
});
afterEach(() => home.remove());

const layout = () => homeLayout(home.agsecHome);

const decide = (action: string): DecidedEvent =>
  decideCall(home, {
    tool: 'Tool',
    action,
    params: { file_path: join(home.project, 'x') },
    session: 's1',
  });

/** The head of a cache file; statements and its proof are behind it. */
const compiled = (text: string) => JSON.parse(text.split(/[\t\n]/)[0] ?? '');

const effect = (action: string): string => decide(action).effective.effect;

describe('a change of the policies', () => {
  it('counts at once where it tightens', () => {
    expect(effect('file.read')).toBe('allow');
    home.policy('b.yaml', policy(statement('deny', 'file.read')));
    expect(effect('file.read')).toBe('deny');
    expect(decide('file.read').effective.hint).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ['a deny that is gone', () => home.policy('a.yaml', policy(statement('allow', '*')))],
    [
      'a deny that is a review now',
      () => home.policy('a.yaml', ALLOWED.replace('effect: deny', 'effect: review')),
    ],
    [
      'everything gone but an allow elsewhere',
      () => {
        rmSync(join(home.agsecHome, 'policies/a.yaml'));
        home.policy('z.yml', policy(statement('allow', '*')));
      },
    ],
    [
      'a deny that nobody allows away any more',
      () => {
        home.policy('a.yaml', 'version: "1.0"\ndefault: allow\nstatements: []\n');
      },
    ],
  ])('waits where it loosens, and says so: %s', (_, change) => {
    expect(effect('file.delete')).toBe('deny');
    change();
    expect(decide('file.delete').effective).toMatchObject({
      effect: 'deny',
      matched_by: 'explicit_deny',
      hint: expect.stringContaining('agsec policy accept'),
    });
    expect(effect('file.read')).toBe('allow');
    acceptAll(layout(), Date.now());
    expect(effect('file.delete')).not.toBe('deny');
  });

  it('waits where the accepted version allowed by saying nothing', () => {
    home.policy('a.yaml', policy(statement('allow', 'file.read')));
    acceptAll(layout(), Date.now());
    expect(effect('file.write')).toBe('deny');
    home.policy('a.yaml', policy(statement('allow', '*')));
    expect(decide('file.write').effective).toMatchObject({ effect: 'deny', matched_by: 'default' });
  });

  it("waits in an agent's overlay, and another agent's is none of its business", () => {
    home.put('home/.agsec/agents/tester/x.yaml', policy(statement('deny', 'file.copy')));
    acceptAll(layout(), Date.now());
    home.put('home/.agsec/agents/other/x.yaml', policy(statement('deny', '*')));
    expect(effect('file.read')).toBe('allow');
    rmSync(join(home.agsecHome, 'agents/tester/x.yaml'));
    expect(effect('file.copy')).toBe('deny');
  });

  it('of the mode waits where it weakens and not where it strengthens', () => {
    home.config('mode: observe\nallow_means: approve\naudit: { keep_days: 1 }\n');
    expect(effect('file.delete')).toBe('deny');
    const { settings } = decide('file.delete').policies;
    expect(settings).toMatchObject({ mode: 'enforce', allowMeans: 'pass' });
    expect(settings.audit.keepDays).toBe(90);
    home.config('mode: halt\n');
    expect(effect('file.read')).toBe('deny');
    acceptAll(layout(), Date.now());
    home.config('mode: enforce\n');
    expect(effect('file.read')).toBe('deny');
  });

  it('undone is none', () => {
    home.policy('a.yaml', policy(statement('allow', '*')));
    home.policy('a.yaml', ALLOWED);
    expect(decide('file.delete').effective.hint).toBeUndefined();
  });

  it('that does not load denies everything', () => {
    home.policy('a.yaml', 'nonsense: 1\n');
    expect(decide('file.read').effective).toMatchObject({ matched_by: 'error' });
  });
});

describe('the accepted version', () => {
  const file = () => layout().accepted;

  it('cannot be replaced without the key', () => {
    home.policy('a.yaml', policy(statement('allow', '*')));
    home.config('mode: observe\n');
    const forged = readFileSync(file(), 'utf8').replaceAll('deny', 'allow');
    writeFileSync(file(), forged);
    expect(decide('file.delete').effective).toMatchObject({
      effect: 'deny',
      matched_by: 'error',
      reason: expect.stringContaining('agsec policy accept'),
    });
    expect(effect('file.read')).toBe('deny');
    acceptAll(layout(), Date.now());
    expect(effect('file.read')).toBe('allow');
  });

  it('is that of agsec, not a request or an answer', () => {
    writeFileSync(file(), '{}\n0\n');
    expect(readAccepted(layout()).kind).toBe('forged');
    rmSync(file());
    expect(readAccepted(layout()).kind).toBe('absent');
  });

  it('is compiled once, not for every call', () => {
    home.policy('a.yaml', policy(statement('allow', '*')));
    expect(effect('file.delete')).toBe('deny');
    const before = readFileSync(join(home.agsecHome, 'cache/user-tester.json'), 'utf8');
    expect(compiled(before).loaded.accepted).toMatchObject({
      files: 1,
      config: { mode: 'enforce' },
    });
    expect(effect('file.delete')).toBe('deny');
    acceptAll(layout(), Date.now());
    expect(effect('file.delete')).toBe('allow');
    const after = readFileSync(join(home.agsecHome, 'cache/user-tester.json'), 'utf8');
    expect(compiled(after).loaded.accepted).toBeUndefined();
  });

  it('of nobody holds nothing back', () => {
    rmSync(file());
    home.policy('a.yaml', policy(statement('allow', '*')));
    expect(effect('file.delete')).toBe('allow');
    expect(existsSync(file())).toBe(false);
  });
});

describe('what agsec writes for a person', () => {
  const path = () => join(home.agsecHome, 'policies/a.yaml');

  const write = (after: string | undefined): void => {
    const before = existsSync(path()) ? readFileSync(path(), 'utf8') : undefined;
    if (after === undefined) rmSync(path());
    else writeFileSync(path(), after);
    acceptWritten(layout(), [{ path: path(), before, after }], Date.now());
  };

  it('is accepted', () => {
    write(policy(statement('allow', '*')));
    expect(effect('file.delete')).toBe('allow');
    home.policy('b.yaml', policy(statement('allow', '*')));
    write(undefined);
    expect(readAccepted(layout())).toMatchObject({
      policies: { texts: { 'config.yaml': expect.anything() } },
    });
  });

  it('does not bring what somebody else had changed before along', () => {
    home.policy('a.yaml', policy(statement('allow', '*')));
    const more = `${policy(statement('allow', '*'))}${statement('deny', 'web.fetch')}`;
    write(more);
    expect(effect('file.delete')).toBe('deny');
    expect(effect('web.fetch')).toBe('deny');
  });

  it('leaves other files that wait waiting', () => {
    home.policy('b.yaml', policy(statement('deny', 'file.copy')));
    acceptAll(layout(), Date.now());
    rmSync(join(home.agsecHome, 'policies/b.yaml'));
    write(policy(statement('allow', '*')));
    expect(effect('file.delete')).toBe('allow');
    expect(effect('file.copy')).toBe('deny');
  });
});
