import { describe, expect, it } from 'vitest';
import {
  CONTEXT,
  derived,
  event,
  operation,
  shellLine,
  tool,
} from '../__fixtures__/event-builder.ts';
import { allowing, answer, denying } from '../__fixtures__/one-condition.ts';
import { allow, deny, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import type { CompiledCondition } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';

describe('Facts', () => {
  const action = tool('mcp.pay.send', { args: { to: { iban: 'KP1' }, n: 1 }, tool: 'send' });

  it('reads params, nested args, context, analysis and origin', () => {
    expect(denying(where('params.tool', '==', 'send'), action)).toBe('deny');
    expect(denying(where('params.args.to.iban', 'starts_with', 'KP'), action)).toBe('deny');
    expect(denying(where('context.agent', '==', 'claude-code'), action)).toBe('deny');
    expect(
      denying(where('context.git.branch', '==', 'main'), action, {
        ...CONTEXT,
        git: { branch: 'main' },
      }),
    ).toBe('deny');
    expect(denying(where('analysis.complete', '==', true), action)).toBe('deny');
    expect(denying(where('origin', '==', 'tool'), action)).toBe('deny');
  });

  it('reads via of a derived action', () => {
    const part = derived(
      'file.read',
      { file_path: '/x' },
      { via: { name: 'cat', wrappers: ['sudo'], file: '/w/x.sh', session_wrote: true } },
    );
    const decide = (condition: CompiledCondition) =>
      evaluate(
        userPolicies(allow('All', '*'), deny('Stop', 'file.read', condition)),
        event(operation(tool('tool.x'), [part])),
      ).effect;
    expect(decide(where('via.name', '==', 'cat'))).toBe('deny');
    expect(decide(where('via.wrappers', 'contains', 'sudo'))).toBe('deny');
    expect(decide(where('via.file', 'ends_with', '.sh'))).toBe('deny');
    expect(decide(where('via.session_wrote', '==', true))).toBe('deny');
    expect(decide(where('via.name', '==', 'tac'))).toBe('allow');
  });

  it('reads analysis.unknown as a list', () => {
    const decide = (why: string) =>
      evaluate(
        userPolicies(
          allow('All', '*'),
          deny('Stop', 'bash.execute', where('analysis.unknown', 'contains', why)),
        ),
        event(shellLine('eval "$X"', [], ['dynamic-command'])),
      ).effect;
    expect(decide('dynamic-command')).toBe('deny');
    expect(decide('too-long')).toBe('allow');
  });

  it('sees through lists that a value is wrapped in', () => {
    const wrapped = tool('mcp.fs.read', {
      args: { files: [[{ path: '/p/.env' }], { path: '/p/x' }] },
    });
    expect(denying(where('params.args.files.path', 'ends_with', '.env'), wrapped)).toBe('deny');
  });

  it('reads own members only', () => {
    const plain = tool('mcp.a.b', { args: {} });
    for (const name of ['constructor', '__proto__', 'toString', 'length']) {
      expect(denying(where(`params.args.${name}`, 'exists'), plain)).toBe('allow');
      expect(denying(where(`params.${name}`, 'exists'), plain)).toBe('allow');
    }
  });

  it('does not allow what only some objects of a list hold', () => {
    const partly = tool('mcp.a.b', { args: { items: [{ kind: 'ok' }, { other: 1 }] } });
    expect(allowing(where('params.args.items.kind', '==', 'ok'), partly)).toBe('deny');
  });
});

describe('Absent, present, unknown', () => {
  const operators = [
    where('params.x', '==', 'a'),
    where('params.x', '!=', 'a'),
    where('params.x', 'in', ['a']),
    where('params.x', 'not_in', ['a']),
    where('params.x', 'not_contains', 'a'),
    where('params.x', 'regex', '.*'),
    where('params.x', 'not_regex', 'a'),
    where('params.x', 'not_within', '/a'),
    where('params.x', '>', 0),
    where('params.x', 'exists'),
  ];

  it('an absent fact satisfies no operator but not_exists, to deny or to allow', () => {
    for (const action of [tool('a.b'), tool('a.b', { x: null })]) {
      for (const condition of operators) {
        expect(denying(condition, action)).toBe('allow');
        expect(allowing(condition, action)).toBe('deny');
      }
      expect(denying(where('params.x', 'not_exists'), action)).toBe('deny');
      expect(allowing(where('params.x', 'not_exists'), action)).toBe('allow');
    }
  });

  it('an unknown value is possible for a deny: rm -rf "$X" is not let through', () => {
    const remove = tool('file.delete', {}, { unknown: ['file_path'] });
    const decision = evaluate(
      userPolicies(
        allow('All', '*'),
        deny('NoEtc', 'file.delete', where('params.file_path', 'within', '/etc')),
      ),
      event(remove),
    );
    expect(decision).toMatchObject({
      effect: 'review',
      matched_by: 'unknown',
      statement: { sid: 'NoEtc' },
    });
  });

  it('an unknown value never satisfies an allow, whatever is known of it', () => {
    const action = tool('a.b', { x: '/work/app/*' }, { unknown: ['x'] });
    for (const condition of [
      ...operators,
      where('params.x', 'not_exists'),
      where('params.x', 'within', '/work'),
    ]) {
      expect(allowing(condition, action)).toBe('deny');
    }
  });

  it('what is known of a value can satisfy a deny: cat ~/.ssh/$X is below ~/.ssh', () => {
    const read = tool('file.read', { file_path: '/home/ada/.ssh/*' }, { unknown: ['file_path'] });
    expect(denying(where('params.file_path', 'within', '~/.ssh'), read)).toBe('deny');
    expect(denying(where('params.file_path', 'glob', '~/.ssh/**'), read)).toBe('deny');
  });

  it('a value of which nothing is known is not taken for the text *', () => {
    const action = tool('command.run', { name: '*' }, { unknown: ['name'] });
    expect(denying(where('params.name', 'not_in', ['ls', 'cat']), action)).toBe('review');
    expect(denying(where('params.name', '!=', 'ls'), action)).toBe('review');
    expect(denying(where('params.name', '==', 'rm'), action)).toBe('review');
  });

  it('an unknown value exists', () => {
    const action = tool('command.run', {}, { unknown: ['name'] });
    expect(denying(where('params.name', 'exists'), action)).toBe('deny');
    expect(denying(where('params.name', 'not_exists'), action)).toBe('allow');
  });

  it('an unknown argument makes what is inside and around it unknown', () => {
    const inside = tool('mcp.a.b', { args: {} }, { unknown: ['args'] });
    expect(denying(where('params.args.path', '==', 'x'), inside)).toBe('review');
    const around = tool('mcp.a.b', { args: { n: 1 } }, { unknown: ['args.path'] });
    expect(denying(where('params.args.path', '==', 'x'), around)).toBe('review');
    expect(denying(where('params.args.n', '==', 2), around)).toBe('allow');
    expect(denying(where('params.arg', '==', 2), around)).toBe('allow');
  });

  it('is ignored by default where the action only reads, else reviewed', () => {
    const onX = (name: string) =>
      denying(where('params.file_path', '==', '/x'), tool(name, {}, { unknown: ['file_path'] }));
    for (const name of ['file.read', 'file.list', 'file.glob', 'internal.todo']) {
      expect(onX(name)).toBe('allow');
    }
    for (const name of ['file.write', 'git.push', 'payment.send', 'web.fetch']) {
      expect(onX(name)).toBe('review');
    }
  });

  it.each([
    ['deny', 'deny'],
    ['review', 'review'],
    ['ignore', 'allow'],
  ] as const)('on_unknown %s answers %s', (onUnknown, effect) => {
    const stop = deny('Stop', '*', where('params.x', '==', 'a'), { onUnknown });
    expect(answer([allow('All', '*'), stop], tool('a.b', {}, { unknown: ['x'] }))).toBe(effect);
    expect(answer([allow('All', '*'), stop], tool('file.read', {}, { unknown: ['x'] }))).toBe(
      effect,
    );
  });

  it('is settled by another condition that is false', () => {
    const stop = deny('Stop', '*', [where('params.x', '==', 'a'), where('params.y', '==', 'b')]);
    const action = (y: string) => tool('a.b', { y }, { unknown: ['x'] });
    expect(answer([allow('All', '*'), stop], action('b'))).toBe('review');
    expect(answer([allow('All', '*'), stop], action('c'))).toBe('allow');
  });

  it('match any is true if some condition is, else possible if some may be', () => {
    const conditions = [where('params.x', '==', 'a'), where('params.y', '==', 'b')];
    const stop = deny('Stop', '*', conditions, { match: 'any' });
    const action = (y: string) => tool('a.b', { y }, { unknown: ['x'] });
    expect(answer([allow('All', '*'), stop], action('b'))).toBe('deny');
    expect(answer([allow('All', '*'), stop], action('c'))).toBe('review');
    expect(answer([allow('All', '*'), stop], tool('a.b', { x: 'z', y: 'c' }))).toBe('allow');
  });

  it('a relative path could lie anywhere: it is within nothing for sure', () => {
    const action = tool('file.write', { file_path: 'x/y' });
    expect(denying(where('params.file_path', 'within', '/etc'), action)).toBe('review');
    expect(denying(where('params.file_path', 'not_within', '/work'), action)).toBe('review');
    expect(allowing(where('params.file_path', 'within', '/work'), action)).toBe('deny');
    expect(allowing(where('params.file_path', 'not_within', '/etc'), action)).toBe('deny');
  });
});
