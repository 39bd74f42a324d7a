import { expect, it } from 'vitest';
import { parseCondition } from './parse-condition.ts';

it.each([
  ['params.file_path glob **/x y/*', ['params.file_path', { op: 'glob', value: '**/x y/*' }]],
  ['params.force == true', ['params.force', { op: '==', value: true }]],
  ['params.amount >= 1.5', ['params.amount', { op: '>=', value: 1.5 }]],
  ['params.host in [a.example, 10]', ['params.host', { op: 'in', value: ['a.example', 10] }]],
  ['params.host in ["a,b", "c"]', ['params.host', { op: 'in', value: ['a,b', 'c'] }]],
  ['params.x exists', ['params.x', { op: 'exists' }]],
  ['params.x == "true"', ['params.x', { op: '==', value: 'true' }]],
  ['params.x regex ^\\[.*\\]$ ', ['params.x', { op: 'regex', value: '^\\[.*\\]$' }]],
  ['params.x == null', ['params.x', { op: '==', value: 'null' }]],
])('%s', (text, condition) => {
  expect(parseCondition(text)).toEqual(condition);
});

it('a word alone is no condition', () => {
  expect(() => parseCondition('params.x')).toThrow(/is no condition/);
});
