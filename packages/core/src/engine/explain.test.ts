import { describe, expect, it } from 'vitest';
import { derived, event, run, shellLine, tool } from '../__fixtures__/event-builder.ts';
import {
  allow,
  deny,
  layer,
  policies,
  userPolicies,
  where,
} from '../__fixtures__/policy-builder.ts';
import { randomEvent, randomPolicies } from '../__fixtures__/random-policies.ts';
import { SeededRandom } from '../__fixtures__/seeded-random.ts';
import type { CompiledStatement } from './compiled-policy.ts';
import { evaluate } from './evaluate.ts';
import { explain } from './explain.ts';

const explained = (
  statement: CompiledStatement,
  action = tool('file.read', { file_path: '/p/x' }),
) => explain(userPolicies(statement), event(action)).layers[0]?.statements[0];

describe('Explanations', () => {
  it('say that a statement matched', () => {
    expect(explained(deny('D', 'file.*'))).toEqual({
      statement: { sid: 'D', policy: 'policy.yaml', layer: 'user' },
      effect: 'deny',
      actions: ['file.*'],
      results: [{ operation: 0, action: 'file.read', outcome: 'matched', effect: 'deny' }],
    });
  });

  it('say that a statement names no action of the call', () => {
    expect(explained(deny('D', 'web.*'))).toMatchObject({ actions: ['web.*'], results: [] });
    expect(explained(deny('D', '*', [], { notActions: ['file.*'] }))?.results).toEqual([]);
  });

  it('give the first condition that failed, with what it wanted and saw', () => {
    const statement = deny('D', '*', [
      where('params.file_path', 'starts_with', '/p'),
      where('params.file_path', 'regex', '\\.env$'),
      where('context.agent', '==', 'codex'),
    ]);
    expect(explained(statement)?.results).toEqual([
      {
        operation: 0,
        action: 'file.read',
        outcome: 'not_matched',
        condition: {
          fact: 'params.file_path',
          op: 'regex',
          wanted: '\\.env$',
          seen: ['/p/x'],
          unknown: false,
        },
      },
    ]);
  });

  it('show every form a condition was asked about', () => {
    const link = tool(
      'file.read',
      { file_path: '/w/a' },
      { forms: { file_path: ['/w/a', '/etc/a'] } },
    );
    const inside = allow('A', '*', where('params.file_path', 'within', '/w'));
    expect(explained(inside, link)?.results[0]?.condition?.seen).toEqual(['/w/a', '/etc/a']);
  });

  it('tell absent from unknown', () => {
    const statement = deny('D', '*', where('params.url', '==', 'x'));
    const [absent] = explained(statement)?.results ?? [];
    expect(absent?.condition).toEqual({
      fact: 'params.url',
      op: '==',
      wanted: 'x',
      unknown: false,
    });
    const [unknown] =
      explained(statement, tool('web.fetch', {}, { unknown: ['url'] }))?.results ?? [];
    expect(unknown).toMatchObject({
      outcome: 'possible',
      effect: 'review',
      condition: { fact: 'params.url', seen: [], unknown: true },
    });
  });

  it('show a possible match that on_unknown ignores', () => {
    const statement = deny('D', '*', where('params.file_path', '==', '/x'));
    const [result] =
      explained(statement, tool('file.read', {}, { unknown: ['file_path'] }))?.results ?? [];
    expect(result).toMatchObject({ outcome: 'possible' });
    expect(result?.effect).toBeUndefined();
  });

  it('name the wrapper an allow does not speak about', () => {
    const { layers } = explain(
      userPolicies(allow('Make', 'command.run', where('params.name', '==', 'make'))),
      event(shellLine('sudo make', [run('make', { wrappers: ['sudo'] })])),
    );
    expect(layers[0]?.statements[0]?.results).toEqual([
      {
        operation: 0,
        derived: 0,
        action: 'command.run',
        outcome: 'not_matched',
        unexpected: 'wrappers',
      },
    ]);
  });

  it('hold every layer with its answer, and every action', () => {
    const parts = [run('cat x'), derived('file.read', { file_path: '/x' })];
    const { decision, layers } = explain(
      policies(layer('managed', [deny('M', 'file.read')]), layer('user', [allow('U', '*')])),
      event(shellLine('cat x', parts)),
    );
    expect(layers.map(({ answer }) => answer)).toEqual(decision.layers);
    expect(layers[0]?.statements[0]?.results.map((result) => result.derived)).toEqual([1]);
    expect(layers[1]?.statements[0]?.results.map((result) => result.derived)).toEqual([
      undefined,
      0,
      1,
    ]);
  });

  it('of what cannot be evaluated are the decision alone', () => {
    const { decision, layers } = explain(userPolicies(), { ...event(tool('a.b')), operations: [] });
    expect([decision.matched_by, layers]).toEqual(['error', []]);
  });

  it('never differ from the decision, on random policies and events', () => {
    const random = new SeededRandom(11);
    let restricted = 0;
    for (let round = 0; round < 1_000; round += 1) {
      const compiled = randomPolicies(random);
      const call = randomEvent(random);
      const { decision, layers } = explain(compiled, call);
      expect(decision).toEqual(evaluate(compiled, call));
      for (const { answer, statements } of layers) {
        const effects = statements.flatMap(({ results }) =>
          results.flatMap(({ effect }) => effect ?? []),
        );
        if (effects.includes('deny')) restricted += 1;
        expect(answer.effect === 'deny').toBe(
          effects.includes('deny') || (answer.matched_by === 'default' && answer.effect === 'deny'),
        );
      }
    }
    expect(restricted).toBeGreaterThan(50);
  });
});
