import { describe, expect, it } from 'vitest';
import { event, tool } from '../__fixtures__/event-builder.ts';
import { allow, deny, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import { randomEvent, randomPolicies } from '../__fixtures__/random-policies.ts';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import type { ParamValue } from '../action.ts';
import type { Operator } from '../policy/policy.ts';
import type { CompiledCondition, CompiledPolicies } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';
import { requiredTexts } from './required-texts.ts';

function withoutNeedles(compiled: CompiledPolicies): CompiledPolicies {
  const layers = compiled.layers.map((layer) => ({
    ...layer,
    statements: layer.statements.map((statement) => ({
      ...statement,
      conditions: statement.conditions.map(({ needles: _, ...condition }) => condition),
    })),
  }));
  return { format: 1, layers };
}

describe('Needles of a condition', () => {
  it.each<[string, Operator, ParamValue, readonly string[] | undefined]>([
    ['params.command', 'regex', '\\b[rR][mM]\\s', ['rm']],
    ['params.command', 'contains', 'DROP Table', ['drop table']],
    ['params.command', 'contains_any', ['ab', 'cd'], ['ab', 'cd']],
    ['params.command', 'contains_all', ['ab', 'cd'], ['ab']],
    ['params.command', 'glob', 'git *--force*', ['--force']],
    ['params.command', 'glob', 'a\\*bc', ['bc']],
    ['params.file_path', 'glob', '**/.env', ['.env']],
    ['params.file_path', 'glob', '/x/[]ab]cd/e', ['cd']],
    ['params.file_path', '==', '/etc/passwd', ['passwd']],
    ['params.command', 'not_regex', 'rm', undefined],
    ['params.command', '!=', 'rm', undefined],
    ['params.command', 'in', ['ab', 'c'], undefined],
    ['params.port', '==', 8080, undefined],
    ['params.file_path', 'glob', '~/.ssh/**', undefined],
    ['params.file_path', 'within', '/etc', undefined],
    ['params.command', 'exists', null, undefined],
  ])('%s %s %j', (fact, op, value, expected) => {
    expect(requiredTexts(where(fact, op, value))).toEqual(expected);
  });
});

describe('Needles of a long list', () => {
  const globs = (count: number) =>
    Array.from({ length: count }, (_, index) => `**/secret-${index}`);

  it('are kept as long as looking for them is the shorter way', () => {
    const needles = requiredTexts(where('params.file_path', 'glob', globs(256)));
    expect(needles).toHaveLength(256);
    expect(needles?.at(-1)).toBe('secret-255');
    expect(requiredTexts(where('params.file_path', 'glob', globs(257)))).toBeUndefined();
  });

  it('do not hide the last of its values', () => {
    const plain = where('params.file_path', 'glob', globs(256));
    const needles = requiredTexts(plain) ?? [];
    const policies = userPolicies(allow('All', '*'), deny('Stop', '*', { ...plain, needles }));
    const read = (path: string) => event(tool('file.read', { file_path: path }));
    expect(evaluate(policies, read('/p/SECRET-255')).effect).toBe('allow');
    expect(evaluate(policies, read('/p/secret-255')).effect).toBe('deny');
    expect(evaluate(policies, read('/p/secret-256')).effect).toBe('allow');
  });
});

describe('Needles never change an answer', () => {
  it('on random policies and events', () => {
    const random = new SeededRandom(5);
    let denied = 0;
    for (let round = 0; round < 2_000; round += 1) {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const decision = evaluate(compiled, call);
      if (decision.matched_by === 'explicit_deny') denied += 1;
      expect(decision).toEqual(evaluate(withoutNeedles(compiled), call));
    }
    expect(denied).toBeGreaterThan(100);
  });

  it.each<[Operator, ParamValue, ParamValue]>([
    ['regex', '[kK\u212a]ey', '\u212aey'],
    ['regex', '[sS\u017f]ecret', '\u017fecret'],
    ['contains', 'AB', 'xABx'],
    ['regex', 'ab$', `${'x'.repeat(5_000)}ab`],
    ['glob', '*x\ny*', 'ax\nyb'],
    ['contains_any', ['zz', 'ab'], ['q', 'ab']],
  ])('%s %j on %j', (op, value, given) => {
    const plain = where('params.value', op, value);
    const needles = requiredTexts(plain);
    const decide = (condition: CompiledCondition) =>
      evaluate(
        userPolicies(allow('All', '*'), deny('Stop', '*', condition)),
        event(tool('x.y', { value: given })),
      ).effect;
    expect(decide(plain)).not.toBe('allow');
    expect(decide(needles === undefined ? plain : { ...plain, needles })).toBe(decide(plain));
  });
});
