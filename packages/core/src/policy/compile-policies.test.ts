import { describe, expect, it } from 'vitest';
import { AgsecError } from '../errors/agsec-error.ts';
import { compilePolicies } from './compile-policies.ts';
import { formatIssue } from './issue.ts';
import { loadPolicies } from './load-policies.ts';
import type { Policy } from './policy.ts';

function policies(...texts: readonly string[]): readonly Policy[] {
  const result = loadPolicies(texts.map((text, index) => ({ file: `${index}.yaml`, text })));
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.policies;
}

describe('compiled policies', () => {
  it('are plain JSON: reading them back gives the same', () => {
    const compiled = compilePolicies([
      {
        layer: 'user',
        policies: policies(
          `version: "1.0"\ndefault: deny\nstatements:\n  - sid: A\n    effect: deny\n    actions: ["file.*"]\n    not_actions: [file.list]\n    on_unknown: deny\n    reason: R\n    hint: H\n    conditions:\n      params.file_path: { op: glob, value: ["~/x/**", "\${context.home}/y"] }\n      params.recursive: true\n      context.workspace_roots: { every: { op: within, value: /w } }\n      via.name: { op: exists }\n`,
        ),
      },
      { layer: 'project', policies: [] },
    ]);
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
    expect(compiled).toEqual({
      format: 1,
      layers: [
        {
          layer: 'user',
          default: 'deny',
          statements: [
            {
              sid: 'A',
              policy: '0.yaml',
              effect: 'deny',
              actions: ['file.*'],
              notActions: ['file.list'],
              conditions: [
                {
                  fact: ['params', 'file_path'],
                  op: 'glob',
                  value: ['~/x/**', `\${context.home}/y`],
                  kind: 'path',
                },
                { fact: ['params', 'recursive'], op: '==', value: true, kind: 'text' },
                {
                  fact: ['context', 'workspace_roots'],
                  op: 'within',
                  value: '/w',
                  quantifier: 'every',
                  kind: 'path',
                },
                { fact: ['via', 'name'], op: 'exists', value: null, kind: 'text' },
              ],
              match: 'all',
              onUnknown: 'deny',
              reason: 'R',
              hint: 'H',
            },
          ],
        },
        { layer: 'project', statements: [] },
      ],
    });
  });

  it('hold regexes lowered to what the linear engine runs', () => {
    const compiled = compilePolicies([
      {
        layer: 'user',
        policies: policies(
          'statements:\n  - { sid: A, effect: deny, actions: [bash.execute], conditions: { params.command: { op: regex, value: "(?i)rm$" } } }\n',
        ),
      },
    ]);
    expect(compiled.layers[0]?.statements[0]?.conditions[0]?.value).toBe('[Rr][Mm]\\u000a?$');
  });

  it('take the strictest default that a file of the layer writes', () => {
    const layer = (...defaults: readonly string[]) =>
      compilePolicies([
        { layer: 'user', policies: policies(...defaults.map((line) => `${line}\nstatements: []`)) },
      ]).layers[0];
    expect(layer('default: allow', 'default: deny', 'default: review')?.default).toBe('deny');
    expect(layer('default: allow', 'default: review', '')?.default).toBe('review');
    expect(layer('default: allow', '')?.default).toBe('allow');
    expect(layer('', '')).not.toHaveProperty('default');
  });

  it('cannot be made from what was not loaded', () => {
    const [policy] = policies(
      'statements:\n  - { sid: A, effect: deny, actions: [bash.execute], conditions: { params.command: { op: regex, value: a } } }\n',
    );
    const [statement] = policy?.statements ?? [];
    if (statement === undefined) throw new Error('no statement');
    const compile = (changed: object) =>
      compilePolicies([
        { layer: 'user', policies: [{ file: 'x', statements: [{ ...statement, ...changed }] }] },
      ]);
    expect(() => compile({ actions: ['bash.exec'] })).toThrow(AgsecError);
    expect(() => compile({ conditions: [{ fact: 'params.x', op: '==', value: 1 }] })).toThrow(
      /params\.x/,
    );
    const regex = { fact: 'params.command', op: 'regex', value: '(?=a)' };
    expect(() => compile({ conditions: [regex] })).toThrow(/did not come from loadPolicies/);
  });
});
