import { describe, expect, it } from 'vitest';
import { CONTEXT, event, tool } from '../__fixtures__/event-builder.ts';
import { allow, userPolicies, where } from '../__fixtures__/policy-builder.ts';
import { evaluate } from './evaluate.ts';

const read = (path: string) => tool('file.read', { file_path: path });

describe('Evaluation is total', () => {
  const call = event(read('/x'));
  const good = userPolicies(allow('A', '*'));
  /** What a damaged cache or a hostile caller could hand over: JSON of any shape. */
  const broken = (path: string, value: unknown) => {
    const copy = JSON.parse(JSON.stringify(good));
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let target = copy;
    for (const key of keys) target = target[key];
    target[last] = value;
    return copy;
  };

  it('is sound for the unbroken policies', () => {
    expect(evaluate(broken('layers.0.default', 'deny'), call).effect).toBe('allow');
  });

  it.each<[string, unknown]>([
    ['format', 2],
    ['format', undefined],
    ['layers', undefined],
    ['layers.0', null],
    ['layers.0.statements', 'x'],
    ['layers.0.statements.0', null],
    ['layers.0.statements.0.effect', 'Allow'],
    ['layers.0.statements.0.effect', undefined],
    ['layers.0.statements.0.actions', null],
    ['layers.0.statements.0.conditions', undefined],
    ['layers.0.statements.0.conditions', [{}]],
    ['layers.0.statements.0.conditions', [where('params.file_path', 'regex', '(')]],
    ['layers.0.statements.0.conditions', [where('params.file_path', 'cidr', 'x')]],
    ['layers.0.statements.0.conditions', [where('nonsense.x', '==', 'x')]],
    ['layers.0.statements.0.conditions', [{ ...where('params.file_path', '=='), op: 'like' }]],
    [
      'layers.0.statements.0.conditions',
      [{ ...where('params.file_path', '=='), op: 'constructor' }],
    ],
    ['layers.0.statements.0.match', 'some'],
    ['layers.0.default', 'maybe'],
  ])('compiled policies with %s = %j are a deny', (path, value) => {
    // A default is only read when no statement answers.
    const action = path.endsWith('default') ? event(tool('x')) : call;
    const compiled = broken(path, value);
    if (path.endsWith('default')) compiled.layers[0].statements = [];
    expect(evaluate(compiled, action)).toMatchObject({ effect: 'deny', matched_by: 'error' });
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'x'],
    ['no operations', { context: {} }],
    ['an empty list of operations', { ...call, operations: [] }],
    ['an operation without action', { ...call, operations: [{ derived: [], analysis: {} }] }],
    ['an operation without derived', { ...call, operations: [{ action: read('/x') }] }],
  ])('an event that is %s is a deny', (_, input) => {
    const compiled = userPolicies(allow('A', '*', where('params.file_path', '==', '/x')));
    const decision = evaluate(compiled, JSON.parse(JSON.stringify(input)));
    expect(decision).toMatchObject({
      effect: 'deny',
      matched_by: 'error',
      layers: [],
      actions: [],
    });
    expect(decision.reason).toMatch(
      /^agsec could not evaluate this call, so it is denied: .*doctor/,
    );
  });

  it('a list nested beyond the stack is a deny, not a crash', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const call = event(tool('mcp.a.b', {}));
    const operations = [
      { ...call.operations[0], action: { ...read('/x'), name: 'mcp.a.b', params: { args: deep } } },
    ];
    const compiled = userPolicies(allow('A', '*', where('params.args', '==', 'x')));
    const hostile = Object.assign(JSON.parse(JSON.stringify(call)), { operations });
    expect(evaluate(compiled, hostile).effect).toBe('deny');
  });

  it('needs no context', () => {
    expect(evaluate(good, event(read('/x'), { agent: CONTEXT.agent })).effect).toBe('allow');
  });
});
