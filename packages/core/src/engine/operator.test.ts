import { describe, expect, it } from 'vitest';
import { event, tool } from '../__fixtures__/event-builder.ts';
import { allow, deny, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import type { ParamValue } from '../action.ts';
import type { Operator } from '../policy/policy.ts';
import { evaluate } from './evaluate.ts';

/** Whether a deny with this condition stops a call with this value; everything else is allowed. */
function holds(
  op: Operator,
  wanted: ParamValue,
  given: ParamValue,
  fact = 'params.value',
): boolean {
  const compiled = userPolicies(allow('All', '*'), deny('Stop', '*', where(fact, op, wanted)));
  const param = fact.replace('params.', '');
  return evaluate(compiled, event(tool('payment.send', { [param]: given }))).effect === 'deny';
}

describe('Operators', () => {
  it.each<[Operator, ParamValue, ParamValue]>([
    ['==', 'a', 'a'],
    ['==', 22, 22],
    ['==', false, false],
    ['==', '', ''],
    ['!=', 'a', 'b'],
    ['!=', true, 'true'],
    ['>', 10_000, 10_001],
    ['>=', 10, 10],
    ['<', 0, -1],
    ['<=', 0, 0],
    ['in', ['KP', 'IR'], 'KP'],
    ['in', [22, 23], 23],
    ['not_in', ['KP'], 'US'],
    ['contains', 'rm', 'a rm b'],
    ['contains_any', ['x', 'rm'], 'a rm b'],
    ['contains_all', ['a', 'b'], 'a rm b'],
    ['not_contains', 'rm', 'ls'],
    ['starts_with', 'git ', 'git push'],
    ['starts_with', ['x', 'git '], 'git push'],
    ['ends_with', '.pem', 'key.pem'],
    ['regex', '\\brm\\s', 'x; rm y'],
    ['regex', 'b$', 'a\nb'],
    ['not_regex', '^npm ', 'pnpm x'],
    ['glob', 'rm *', 'rm \n-rf /'],
    ['glob', ['x', 'https://*'], 'https://a/b'],
    ['not_glob', 'rm *', 'ls'],
    ['cidr', '10.0.0.0/8', '10.1.2.3'],
    ['cidr', ['10.0.0.0/8', '127.0.0.0/8'], '0x7f.1'],
    ['exists', null, 'x'],
    ['exists', null, false],
    ['exists', null, []],
  ])('%s %j holds for %j', (op, wanted, given) => {
    expect(holds(op, wanted, given)).toBe(true);
  });

  it.each<[Operator, ParamValue, ParamValue]>([
    ['==', 'a', 'A'],
    ['==', true, 'true'],
    ['==', 1, true],
    ['==', 22, '22'],
    ['!=', 'a', 'a'],
    ['>', 10, '11'],
    ['>', 10, 10],
    ['<', 10, Number.NaN],
    ['>', 10, true],
    ['in', ['KP'], 'KPX'],
    ['in', [], 'x'],
    ['not_in', ['KP'], 'KP'],
    ['contains', 'rm', 'RM'],
    ['contains', '1', 1],
    ['contains_all', ['a', 'z'], 'a rm b'],
    ['starts_with', 'git', ' git'],
    ['regex', '^22$', 22],
    ['regex', 'a', 'A'],
    ['not_regex', 'a', 'a'],
    ['glob', 'rm *', 'xrm y'],
    ['cidr', '10.0.0.0/8', 'ten.example.com'],
    ['exists', null, null],
    ['not_exists', null, 'x'],
  ])('%s %j does not hold for %j', (op, wanted, given) => {
    expect(holds(op, wanted, given)).toBe(false);
  });

  it('compares paths as paths, without the segments that mean nothing', () => {
    const fact = 'params.file_path';
    expect(holds('==', '/etc/passwd', '/etc/./x/..//passwd', fact)).toBe(true);
    expect(holds('starts_with', '/etc/', '//etc/passwd', fact)).toBe(true);
    expect(holds('glob', '**/.env', '/work//.env', fact)).toBe(true);
    expect(holds('glob', '**/.env', '/work/.env/', fact)).toBe(true);
    expect(holds('within', '/etc', '/work/../etc/passwd', fact)).toBe(true);
    expect(holds('within', '/etc', '/etcetera', fact)).toBe(false);
    expect(holds('not_within', '/work', '/work/../etc', fact)).toBe(true);
    expect(holds('glob', '/a/*', '/a/b/c', fact)).toBe(false);
  });

  it('reads * of a path glob within one folder, * of a text glob anywhere', () => {
    expect(holds('glob', '/a/*', '/a/b/c')).toBe(true);
    expect(holds('glob', '/a/*', '/a/b/c', 'params.file_path')).toBe(false);
  });

  it('tests strings of any length but does not run a regex over more than 64 KiB', () => {
    const long = `${'x'.repeat(65_536)}!`;
    expect(holds('contains', '!', long)).toBe(true);
    expect(holds('glob', '*!', long)).toBe(true);
    // Possible: the default for an action that does more than read is a review, not an allow.
    const compiled = userPolicies(
      allow('All', '*'),
      deny('Stop', '*', where('params.value', 'regex', '!$')),
    );
    const given = (value: string) => evaluate(compiled, event(tool('payment.send', { value })));
    expect(given(long)).toMatchObject({ effect: 'review', matched_by: 'unknown' });
    expect(given(long.slice(1))).toMatchObject({ effect: 'deny', matched_by: 'explicit_deny' });
  });

  it('holds no allow on a string that is too long for its regex', () => {
    const compiled = userPolicies(allow('Some', '*', where('params.value', 'regex', 'x')));
    const value = 'x'.repeat(65_537);
    expect(evaluate(compiled, event(tool('payment.send', { value }))).effect).toBe('deny');
  });
});
