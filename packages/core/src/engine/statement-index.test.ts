import { describe, expect, it } from 'vitest';
import { allow, layer } from '../__fixtures__/policy-builder.ts';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import { matchesActionPattern } from './action-pattern.ts';
import { candidateStatements } from './statement-index.ts';

const PATTERNS = [
  '*',
  'file.*',
  'file.read',
  '*.read',
  'f*',
  '[fg]ile.read',
  'mcp.a.*',
  'payment',
  '?',
  '.x',
  '',
];
const NAMES = [
  'file.read',
  'file.write',
  'mcp.a.b.c',
  'mcp',
  'payment',
  'gile.read',
  'x',
  '.x',
  '',
  '[fg]ile.read',
  '*',
];

describe('The statement index', () => {
  it('finds exactly the statements whose patterns name the action', () => {
    const random = new SeededRandom(3);
    for (let round = 0; round < 200; round += 1) {
      const statements = Array.from({ length: 12 }, (_, index) =>
        allow(`S${index}`, [random.pick(PATTERNS), ...random.some(PATTERNS, 2)], [], {
          notActions: random.some(PATTERNS.slice(1), 1),
        }),
      );
      const indexed = layer('user', statements);
      for (const name of NAMES) {
        const named = (pattern: string) => matchesActionPattern(pattern, name);
        const expected = statements
          .filter(({ actions, notActions }) => actions.some(named) && !notActions.some(named))
          .map(({ sid }) => sid);
        // The second time comes from what the first kept.
        for (const _ of [1, 2]) {
          const found = new Set(candidateStatements(indexed, name).map(({ sid }) => sid));
          expect([name, [...found].sort()]).toEqual([name, expected.sort()]);
        }
      }
    }
  });

  it('stays bounded and right over any number of names', () => {
    const indexed = layer('user', [allow('A', 'mcp.*'), allow('B', 'mcp.s.t7*')]);
    for (let index = 0; index < 2_000; index += 1) {
      const expected = String(index).startsWith('7') ? 2 : 1;
      expect(candidateStatements(indexed, `mcp.s.t${index}`)).toHaveLength(expected);
    }
  });
});
