import { describe, expect, it } from 'vitest';
import { event, run, shellLine, tool } from '../__fixtures__/event-builder.ts';
import { allowing, denying } from '../__fixtures__/one-condition.ts';
import { allow, deny, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import type { Action, Params } from '../action.ts';
import type { CompiledStatement } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';

describe('Lists', () => {
  const push = (branches: readonly string[], unknown: readonly string[] = []) =>
    tool('git.push', { branches }, { unknown });

  it('a deny asks for some element: one protected branch among harmless ones is enough', () => {
    const stop = where('params.branches', 'in', ['main', 'release']);
    expect(denying(stop, push(['feature', 'main']))).toBe('deny');
    expect(denying(stop, push(['feature']))).toBe('allow');
    expect(denying(stop, push([]))).toBe('allow');
  });

  it('a negative deny asks for some element that is not', () => {
    const stop = where('params.branches', 'not_in', ['feature']);
    expect(denying(stop, push(['feature', 'main']))).toBe('deny');
    expect(denying(stop, push(['feature']))).toBe('allow');
    expect(denying(stop, push([]))).toBe('allow');
  });

  it('an allow asks for every element, and for one at least', () => {
    const some = where('params.branches', 'starts_with', 'feature/');
    expect(allowing(some, push(['feature/a', 'feature/b']))).toBe('allow');
    expect(allowing(some, push(['feature/a', 'main']))).toBe('deny');
    expect(allowing(some, push([]))).toBe('deny');
    expect(allowing(where('params.branches', 'not_in', ['main']), push([]))).toBe('deny');
  });

  it('some: and every: override', () => {
    const every = where('params.branches', '==', 'main', 'every');
    expect(denying(every, push(['main', 'x']))).toBe('allow');
    expect(denying(every, push(['main', 'main']))).toBe('deny');
    expect(denying(every, push([]))).toBe('allow');
    const some = where('params.branches', '==', 'main', 'some');
    expect(allowing(some, push(['main', 'x']))).toBe('allow');
    expect(allowing(some, push(['x']))).toBe('deny');
  });

  it('contains asks a list for an element, a string for a part', () => {
    expect(denying(where('params.branches', 'contains', 'main'), push(['x', 'main']))).toBe('deny');
    expect(denying(where('params.branches', 'contains', 'mai'), push(['main']))).toBe('allow');
    expect(denying(where('params.branches', 'contains', 'mai', 'some'), push(['main']))).toBe(
      'deny',
    );
    expect(denying(where('params.branches', 'contains_any', ['a', 'main']), push(['main']))).toBe(
      'deny',
    );
    expect(denying(where('params.branches', 'contains_all', ['a', 'main']), push(['main']))).toBe(
      'allow',
    );
    expect(
      denying(where('params.branches', 'contains_all', ['a', 'main']), push(['main', 'x', 'a'])),
    ).toBe('deny');
    expect(denying(where('params.branches', 'not_contains', 'main'), push(['x']))).toBe('deny');
    expect(denying(where('params.branches', 'not_contains', 'main'), push(['x', 'main']))).toBe(
      'allow',
    );
    expect(allowing(where('params.branches', 'contains', 'main'), push(['x', 'main']))).toBe(
      'allow',
    );
  });

  it('a list with unknown elements may hold any: git push origin $BRANCH', () => {
    const known = push(['feature'], ['branches']);
    expect(denying(where('params.branches', '==', 'main'), known)).toBe('review');
    expect(denying(where('params.branches', '==', 'feature'), known)).toBe('deny');
    expect(denying(where('params.branches', '!=', 'main'), known)).toBe('deny');
    expect(denying(where('params.branches', 'contains', 'main'), known)).toBe('review');
    expect(denying(where('params.branches', 'contains', 'feature'), known)).toBe('deny');
    expect(denying(where('params.branches', 'not_contains', 'main'), known)).toBe('review');
    expect(denying(where('params.branches', 'not_contains', 'feature'), known)).toBe('allow');
    expect(denying(where('params.branches', '==', 'feature', 'every'), known)).toBe('review');
    expect(denying(where('params.branches', '==', 'main', 'every'), known)).toBe('allow');
    expect(denying(where('params.branches', '==', 'main'), push([], ['branches']))).toBe('review');
    expect(allowing(where('params.branches', '==', 'feature'), known)).toBe('deny');
  });

  it('a value of another type lets a negative operator deny but not allow', () => {
    const action = tool('mcp.a.b', { args: { x: { hidden: 'secret' } } });
    expect(denying(where('params.args.x', 'not_regex', 'secret'), action)).toBe('deny');
    expect(allowing(where('params.args.x', 'not_regex', 'secret'), action)).toBe('deny');
    expect(allowing(where('params.args.x', 'not_contains', 'secret'), action)).toBe('deny');
  });
});

describe('Forms', () => {
  const forms = (...paths: readonly string[]): Action =>
    tool('file.read', { file_path: paths[0] ?? '' }, { forms: { file_path: paths } });

  it('a deny holds for any form: a link to .env is .env', () => {
    const env = where('params.file_path', 'glob', '**/.env');
    expect(denying(env, forms('/work/app/notes', '/work/app/.env'))).toBe('deny');
    expect(denying(env, forms('/work/app/.env', '/work/app/notes'))).toBe('deny');
    expect(denying(env, forms('/work/app/notes', '/work/app/other'))).toBe('allow');
  });

  it('a negative deny holds for any form: a link out of the workspace is outside', () => {
    const outside = where('params.file_path', 'not_within', '/work/app');
    expect(denying(outside, forms('/work/app/link', '/etc/passwd'))).toBe('deny');
    expect(denying(outside, forms('/work/app/link', '/work/app/real'))).toBe('allow');
  });

  it('an allow needs every form: a link in the workspace to /etc is not in the workspace', () => {
    const inside = where('params.file_path', 'within', '/work/app');
    expect(allowing(inside, forms('/work/app/link', '/etc/passwd'))).toBe('deny');
    expect(allowing(inside, forms('/work/app/link', '/work/app/real'))).toBe('allow');
  });

  it('takes the value as a form when the list forgets it', () => {
    const action = tool('file.read', { file_path: '/p/.env' }, { forms: { file_path: ['/q/x'] } });
    expect(denying(where('params.file_path', 'glob', '**/.env'), action)).toBe('deny');
    expect(allowing(where('params.file_path', 'within', '/q'), action)).toBe('deny');
  });

  it("the text of a line is judged with each simple command: r''m -rf x is rm -rf x", () => {
    const line = shellLine("r''m -rf x", [run('rm -rf x')]);
    const decide = (...statements: readonly CompiledStatement[]) =>
      evaluate(userPolicies(...statements), event(line)).effect;
    const rm = where('params.command', 'regex', '\\brm\\s');
    expect(decide(allow('All', '*'), deny('NoRm', 'bash.execute', rm))).toBe('deny');
  });

  it('an allow of a line must hold for every simple command and does not look at the text', () => {
    const git = allow('Git', 'bash.execute', where('params.command', 'starts_with', 'git '));
    const decide = (text: string, commands: readonly string[]) =>
      evaluate(
        userPolicies(git),
        event(
          shellLine(
            text,
            commands.map((each) => run(each)),
          ),
        ),
      ).effect;
    expect(decide('git status && git log', ['git status', 'git log'])).toBe('allow');
    expect(decide('(git status)', ['git status'])).toBe('allow');
    expect(decide('git status; rm -rf x', ['git status', 'rm -rf x'])).toBe('deny');
    expect(decide('git status > /etc/x', [])).toBe('deny');
  });

  it('an allow of a line needs every command of it to be known', () => {
    const git = allow('Git', 'bash.execute', where('params.command', 'starts_with', 'git '));
    const decide = (why: 'dynamic-command' | 'parse-error' | 'too-many' | 'script-body') =>
      evaluate(userPolicies(git), event(shellLine('git x', [run('git x')], [why]))).effect;
    expect(decide('dynamic-command')).toBe('deny');
    expect(decide('parse-error')).toBe('deny');
    expect(decide('too-many')).toBe('deny');
    expect(decide('script-body')).toBe('allow');
  });

  it('every element of an allow means every form, also where it says some', () => {
    const params: Params = { paths: ['/work/app/link', '/work/app/x'] };
    const action = tool('git.add', params, {
      forms: { paths: ['/work/app/link', '/etc/passwd', '/work/app/x'] },
    });
    expect(allowing(where('params.paths', 'within', '/work/app'), action)).toBe('deny');
    expect(allowing(where('params.paths', 'within', '/work/app', 'some'), action)).toBe('deny');
  });

  it('a deny of every element stays open when only some forms satisfy it', () => {
    const action = (forms: readonly string[]) =>
      tool('git.add', { paths: ['/tmp/link'] }, { forms: { paths: forms } });
    const all = where('params.paths', 'within', '/work', 'every');
    expect(denying(all, action(['/tmp/link', '/work/x']))).toBe('review');
    expect(denying(all, action(['/tmp/link', '/tmp/x']))).toBe('allow');
  });
});
