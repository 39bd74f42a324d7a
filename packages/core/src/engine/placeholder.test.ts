import { describe, expect, it } from 'vitest';
import { CONTEXT, event, tool } from '../__fixtures__/event-builder.ts';
import { allowing, denying } from '../__fixtures__/one-condition.ts';
import { allow, placeholder, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import type { ParamValue } from '../action.ts';
import type { Context } from '../event.ts';
import { evaluate } from './evaluate.ts';

const ROOTS = placeholder('workspace_roots');
const HOME = placeholder('home');
const CWD = placeholder('cwd');
const USER = placeholder('user');

describe('Placeholders', () => {
  const read = (path: ParamValue) => tool('file.write', { file_path: path });
  const rooted = (...roots: readonly string[]): Context => ({ ...CONTEXT, workspace_roots: roots });
  const unrooted: Context = { agent: 'claude-code' };
  const inRoots = where('params.file_path', 'within', ROOTS);
  const outOfRoots = where('params.file_path', 'not_within', ROOTS);

  it('a list stands for any of its elements', () => {
    expect(allowing(inRoots, read('/b/x'), rooted('/a', '/b'))).toBe('allow');
    expect(allowing(inRoots, read('/c/x'), rooted('/a', '/b'))).toBe('deny');
    expect(denying(outOfRoots, read('/b/x'), rooted('/a', '/b'))).toBe('allow');
    expect(denying(outOfRoots, read('/c/x'), rooted('/a', '/b'))).toBe('deny');
  });

  it('what the event does not know leaves a deny possible and an allow false', () => {
    for (const context of [unrooted, rooted()]) {
      expect(denying(inRoots, read('/x'), context)).toBe('review');
      expect(denying(outOfRoots, read('/x'), context)).toBe('review');
      expect(allowing(inRoots, read('/x'), context)).toBe('deny');
      expect(allowing(outOfRoots, read('/x'), context)).toBe('deny');
    }
  });

  it('another wanted value can still settle it', () => {
    const either = where('params.file_path', 'within', ['/tmp', ROOTS]);
    expect(denying(either, read('/tmp/x'), unrooted)).toBe('deny');
    expect(denying(either, read('/etc/x'), unrooted)).toBe('review');
    const both = where('params.args', 'contains_all', ['a', USER]);
    expect(denying(both, tool('x.y', { args: ['b'] }), unrooted)).toBe('allow');
    expect(denying(both, tool('x.y', { args: ['a'] }), unrooted)).toBe('review');
  });

  it('~/ is home in paths and in within, and plain text elsewhere', () => {
    expect(denying(where('params.file_path', 'glob', '~/.ssh/**'), read('/home/ada/.ssh/id'))).toBe(
      'deny',
    );
    expect(denying(where('params.file_path', '==', '~/.env'), read('/home/ada/.env'))).toBe('deny');
    expect(denying(where('params.file_path', 'within', '~'), read('/home/ada/x'))).toBe('deny');
    expect(denying(where('params.args', 'contains', '~/x'), tool('x.y', { args: ['~/x'] }))).toBe(
      'deny',
    );
  });

  it('fills home, cwd and user, and nothing else', () => {
    const text = (value: string) => where('params.text', '==', value);
    const given = (value: string) => tool('x.y', { text: value });
    expect(denying(text(`${HOME}:${CWD}:${USER}`), given('/home/ada:/work/app:ada'))).toBe('deny');
    expect(denying(text(`\${IFS}`), given(`\${IFS}`))).toBe('deny');
    expect(denying(text(placeholder('agent')), given('claude-code'))).toBe('allow');
  });

  it('what is filled in is literal: a folder named * is no wildcard', () => {
    const star = rooted('/work/*');
    const path = where('params.file_path', 'glob', `${ROOTS}/**`);
    expect(allowing(path, read('/work/*/x'), star)).toBe('allow');
    expect(allowing(path, read('/work/other/x'), star)).toBe('deny');
    const text = where('params.text', 'glob', `cp ${ROOTS}/*`);
    expect(allowing(text, tool('x.y', { text: 'cp /work/*/x' }), star)).toBe('allow');
    expect(allowing(text, tool('x.y', { text: 'cp /work/other/x' }), star)).toBe('deny');
  });

  it('the root folder does not double its slash', () => {
    const below = where('params.file_path', 'glob', `${ROOTS}/**`);
    expect(allowing(below, read('/etc/x'), rooted('/'))).toBe('allow');
  });

  it('is filled anew for each event', () => {
    const compiled = userPolicies(allow('Home', '*', where('params.file_path', 'within', '~')));
    const decide = (home: string) =>
      evaluate(compiled, event(read('/home/ada/x'), { ...CONTEXT, home })).effect;
    expect([decide('/home/ada'), decide('/home/bob'), decide('/home/ada')]).toEqual([
      'allow',
      'deny',
      'allow',
    ]);
  });
});
