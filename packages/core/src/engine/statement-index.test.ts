import { describe, expect, it } from 'vitest';
import { event, operation, tool } from '../__fixtures__/event-builder.ts';
import { allow, deny, layer, where } from '../__fixtures__/policy-builder.ts';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import { matchesActionPattern } from './action-pattern.ts';
import type { CompiledLayer, CompiledStatement } from './compiled-policy.ts';
import { subjectsOf } from './layer.ts';
import { candidateStatements, groupsByNamespace, possibleStatements } from './statement-index.ts';

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

/** The layer as it is stored: each namespace a copy of its own, read when it is asked for. */
function readAsNeeded({ layer: name, statements }: CompiledLayer): CompiledLayer {
  const stored = new Map(
    [...groupsByNamespace(statements)].map(([namespace, groups]) => {
      const rows = groups.map((group) => ({
        ...group,
        of: group.needles.map((_, row) => group.statements(row)),
      }));
      return [namespace, JSON.stringify(rows)];
    }),
  );
  return {
    layer: name,
    get statements(): never {
      throw new Error('all statements were read');
    },
    inNamespace: (namespace) =>
      JSON.parse(stored.get(namespace) ?? '[]').map(
        (group: { of: readonly (readonly CompiledStatement[])[] }) => ({
          ...group,
          statements: (row: number) => group.of[row] ?? [],
        }),
      ),
  };
}

describe('The statement index', () => {
  it('finds exactly the statements whose patterns name the action', () => {
    const random = new SeededRandom(3);
    for (let round = 0; round < 200; round += 1) {
      const statements = Array.from({ length: 12 }, (_, index) =>
        allow(`S${index}`, [random.pick(PATTERNS), ...random.some(PATTERNS, 2)], [], {
          notActions: random.some(PATTERNS.slice(1), 1),
        }),
      );
      const whole = layer('user', statements);
      const indexed = round % 2 === 0 ? whole : readAsNeeded(whole);
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

  it('reads no namespace but that of the action and those of any, each once', () => {
    const whole = layer('user', [
      allow('A', ['file.read', 'git.*']),
      allow('B', '*'),
      allow('C', 'web.*'),
    ]);
    const read: string[] = [];
    const stored = readAsNeeded(whole);
    const indexed: CompiledLayer = {
      ...whole,
      inNamespace: (namespace) => {
        read.push(namespace);
        return stored.inNamespace?.(namespace) ?? [];
      },
    };
    for (const name of ['file.read', 'file.write', 'file.read', 'git.push']) {
      expect(candidateStatements(indexed, name).length).toBeGreaterThan(0);
    }
    expect(read).toEqual(['', 'file', 'git']);
  });

  it.each([
    ['whole', (whole: CompiledLayer) => whole],
    ['read as needed', readAsNeeded],
  ])('stays bounded and right over any number of names, %s', (_, stored) => {
    const indexed = stored(layer('user', [allow('A', 'mcp.*'), allow('B', 'mcp.s.t7*')]));
    for (let index = 0; index < 2_000; index += 1) {
      const expected = String(index).startsWith('7') ? 2 : 1;
      expect(candidateStatements(indexed, `mcp.s.t${index}`)).toHaveLength(expected);
    }
  });

  it('reads no statement that needs a text which the action does not hold', () => {
    const needs = (...texts: readonly string[]) =>
      texts.map((needle) => ({
        ...where('params.command', 'contains', needle),
        needles: [needle],
      }));
    const indexed = layer('user', [
      deny('A', 'bash.execute', needs('drop')),
      deny('B', 'bash.execute', needs('drop', 'table')),
      deny('C', ['bash.*', 'file.read'], needs('purge')),
      deny('D', 'bash.execute'),
      allow('E', 'bash.execute', needs('purge')),
    ]);
    const possible = (command: string) => {
      const action = tool('bash.execute', { command });
      const [subject] = subjectsOf(operation(action), event(action).context);
      if (subject === undefined) throw new Error('no subject');
      return possibleStatements(indexed, subject)
        .map(({ sid }) => sid)
        .sort();
    };
    expect(possible('ls')).toEqual(['D', 'E']);
    expect(possible('DROP it')).toEqual(['A', 'D', 'E']);
    expect(possible('drop table')).toEqual(['A', 'B', 'D', 'E']);
    expect(possible('purge')).toEqual(['C', 'D', 'E']);
  });
});
