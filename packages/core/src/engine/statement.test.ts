import { describe, expect, it } from 'vitest';
import { event, run, shellLine } from '../__fixtures__/event-builder.ts';
import { allow, deny, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import type { Action, Params } from '../action.ts';
import type { CompiledStatement } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';

const decide = (statement: CompiledStatement, part: Action) =>
  evaluate(userPolicies(statement), event(shellLine('line', [part]))).effect;

const make = (params: Params = {}, unknown: readonly string[] = []) =>
  run('make all', params, { unknown });

describe('An allow of a command and what wraps it', () => {
  const plain = allow('Make', 'command.run', where('params.name', '==', 'make'));

  it('allowing make does not allow sudo make, nor PATH=/tmp make', () => {
    expect(decide(plain, make())).toBe('allow');
    expect(decide(plain, make({ wrappers: ['sudo'] }))).toBe('deny');
    expect(decide(plain, make({ env: ['PATH=/tmp'] }))).toBe('deny');
    expect(decide(plain, make({}, ['wrappers']))).toBe('deny');
    expect(decide(plain, make({}, ['env']))).toBe('deny');
  });

  it('holds for an allow of every action too', () => {
    const all = allow('All', 'command.*');
    expect(decide(all, make())).toBe('allow');
    expect(decide(all, make({ wrappers: ['sudo'] }))).toBe('deny');
  });

  it('wrappers the statement names are allowed, and so is none', () => {
    const nice = allow('Make', 'command.run', [
      where('params.name', '==', 'make'),
      where('params.wrappers', 'in', ['nice', 'env']),
    ]);
    expect(decide(nice, make({ wrappers: ['nice'] }))).toBe('allow');
    expect(decide(nice, make({ wrappers: ['nice', 'sudo'] }))).toBe('deny');
    expect(decide(nice, make())).toBe('allow');
    expect(decide(nice, make({ env: ['CI=1'], wrappers: ['nice'] }))).toBe('deny');
  });

  it('with match any, the condition on the wrappers has to be the one that holds', () => {
    const either = allow(
      'Make',
      'command.run',
      [where('params.name', '==', 'make'), where('params.wrappers', '==', 'nice')],
      { match: 'any' },
    );
    expect(decide(either, make({ wrappers: ['sudo'] }))).toBe('deny');
    expect(decide(either, make({ wrappers: ['nice'] }))).toBe('allow');
  });

  it('does not weaken a deny: sudo rm is rm', () => {
    const compiled = userPolicies(
      allow('Bash', 'bash.execute'),
      deny('NoRm', 'command.run', where('params.name', '==', 'rm')),
    );
    const call = event(shellLine('sudo rm x', [run('rm x', { wrappers: ['sudo'] })]));
    expect(evaluate(compiled, call).effect).toBe('deny');
  });
});

describe('An allow by the name of a command', () => {
  const byName = allow('Git', 'command.run', where('params.name', '==', 'git'));
  const byText = allow('Git', 'command.run', where('params.command', 'starts_with', 'git '));
  const redefined = run('git log', {}, { doubtful: ['name'] });
  const byPath = run('./git log', { name: 'git', path: '/w/git' }, { doubtful: ['name'] });

  it('takes only a name that is found by PATH and that the line does not redefine', () => {
    expect(decide(byName, run('git log'))).toBe('allow');
    expect(decide(byName, redefined)).toBe('deny');
    expect(decide(byName, byPath)).toBe('deny');
  });

  it('takes the text of a redefined command for no better than its name', () => {
    expect(decide(byText, run('git log'))).toBe('allow');
    expect(decide(byText, redefined)).toBe('deny');
  });

  it('anything else has to be named by its path', () => {
    const named = allow('Git', 'command.run', where('params.path', '==', '/w/git'));
    const written = allow('Git', 'command.run', where('params.command', '==', './git log'));
    expect(decide(named, byPath)).toBe('allow');
    expect(decide(written, byPath)).toBe('allow');
    expect(decide(named, redefined)).toBe('deny');
  });

  it('a deny does rely on it', () => {
    const compiled = userPolicies(
      allow('Bash', 'bash.execute'),
      deny('NoGit', 'command.run', where('params.name', '==', 'git')),
    );
    expect(evaluate(compiled, event(shellLine('./git log', [byPath]))).effect).toBe('deny');
  });
});
