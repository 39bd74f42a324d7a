import { describe, expect, it } from 'vitest';
import { formatIssue } from './issue.ts';
import { loadPolicies } from './load-policies.ts';
import type { Policy } from './policy.ts';

function load(...texts: readonly string[]) {
  return loadPolicies(texts.map((text, index) => ({ file: `${index}_p.yaml`, text })));
}

function policies(...texts: readonly string[]): readonly Policy[] {
  const result = load(...texts);
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.policies;
}

function issues(...texts: readonly string[]): string {
  const result = load(...texts);
  return result.ok ? '' : result.issues.map(formatIssue).join('\n');
}

describe('legacy rules: lists load where first match and deny-wins come to the same', () => {
  it('a rule becomes a statement, its bare keys parameters', () => {
    const [policy] = policies(
      'default: allow\nrules:\n  - action: payment\n    status: block\n    reason: Too much\n    priority: 5\n    match: any\n    conditions:\n      amount: { op: ">", value: 10000 }\n      context.agent: codex\n',
    );
    expect(policy).toEqual({
      file: '0_p.yaml',
      default: 'allow',
      statements: [
        {
          sid: '0_p-rule-1',
          effect: 'deny',
          actions: ['payment'],
          not_actions: [],
          conditions: [
            { fact: 'params.amount', op: '>', value: 10000 },
            { fact: 'context.agent', op: '==', value: 'codex' },
          ],
          match: 'any',
          reason: 'Too much',
          line: 3,
        },
      ],
    });
  });

  it('rules from strict to loose keep their meaning, whatever their places', () => {
    const [policy] = policies(
      'default: deny\nrules:\n  - { action: file.read, status: allow }\n  - { action: file.read, status: review, priority: 1, conditions: { file_path: /x } }\n  - { action: file.read, status: block, priority: 2, conditions: { file_path: /y } }\n',
    );
    expect(policy?.statements.map(({ effect }) => effect)).toEqual(['allow', 'review', 'deny']);
  });

  it('a looser rule before a stricter one about other actions is no exception', () => {
    expect(
      issues(
        'default: deny\nrules:\n  - { action: file.read, status: allow, priority: 9 }\n  - { action: file.write, status: block }\n',
      ),
    ).toBe('');
  });

  it('a last rule for every action is the default', () => {
    const [policy] = policies(
      'rules:\n  - { action: file.read, status: allow, priority: 1 }\n  - { action: "*", status: block }\n',
    );
    expect(policy?.default).toBe('deny');
    expect(policy?.statements.map(({ sid }) => sid)).toEqual(['0_p-rule-1']);
  });
});

describe('a legacy list that deny-wins cannot express is refused with the line and the fix', () => {
  it('an allow that was an exception to a later block', () => {
    expect(
      issues(
        'default: deny\nrules:\n  - { action: bash.execute, status: allow, priority: 9, conditions: { command: ls } }\n  - { action: bash.execute, status: block }\n',
      ),
    ).toMatch(
      /^0_p\.yaml:3:5: the Python agsec asked this allow rule before "0_p-rule-2" \(0_p\.yaml, line 4\), as an exception\. .*then write both as statements/,
    );
  });

  it('in order of the list where priorities are equal', () => {
    expect(
      issues(
        'default: deny\nrules:\n  - { action: file.read, status: review }\n  - { action: "*", status: block, conditions: { file_path: /x } }\n',
      ),
    ).toMatch(/^0_p\.yaml:3:5: .*this review rule/);
  });

  it('an allow that came before a deny statement of another file', () => {
    expect(
      issues(
        'rules:\n  - { action: bash.execute, status: allow }\n',
        'statements:\n  - { sid: Deny, effect: deny, actions: ["bash.*"], conditions: { params.command: x } }\n',
      ),
    ).toMatch(/^0_p\.yaml:2:5: .*before "Deny" \(1_p\.yaml, line 2\)/);
  });

  it('statements that a rule for every action never let be reached', () => {
    expect(
      issues(
        'rules:\n  - { action: "*", status: block }\n',
        'statements:\n  - { sid: A, effect: allow, actions: [file.read] }\n',
      ),
    ).toMatch(/never reached a statement/);
  });

  it('rules behind a rule for every action', () => {
    expect(
      issues(
        'rules:\n  - { action: "*", status: block, priority: 1 }\n  - { action: file.read, status: allow }\n',
      ),
    ).toMatch(/^0_p\.yaml:3:5: .*never reached; remove it/);
  });

  it('a silent default: the Python agsec allowed what no rule matched', () => {
    expect(issues('rules:\n  - { action: file.read, status: block }\n')).toMatch(
      /^0_p\.yaml:1:1: say what holds where no rule matches/,
    );
  });

  it('a default that a rule for every action contradicts', () => {
    expect(issues('default: allow\nrules: [{ action: "*", status: block }]')).toMatch(
      /write default: deny/,
    );
  });

  it('rules beside statements, which the Python agsec ignored', () => {
    expect(issues('statements: []\nrules: []')).toMatch(/ignored rules beside statements/);
  });

  it('a pattern, which the Python agsec compared letter by letter', () => {
    expect(issues('default: deny\nrules: [{ action: "file.*", status: block }]')).toMatch(
      /names one action exactly/,
    );
  });

  it('a bare key that could be two facts', () => {
    expect(
      issues(
        'default: deny\nrules: [{ action: file.read, status: block, conditions: { cwd: /x } }]',
      ),
    ).toMatch(/write params\.cwd or context\.cwd/);
  });

  it('what is wrong in any other way', () => {
    expect(issues('default: deny\nrules: [{ action: file.raed, status: block }]')).toMatch(
      /"file\.read"/,
    );
    expect(issues('default: deny\nrules: [{ action: file.read, status: blok }]')).toMatch(
      /"block"/,
    );
    expect(
      issues('default: deny\nrules: [{ action: file.read, status: block, priority: high }]'),
    ).toMatch(/whole number/);
    expect(
      issues(
        'default: deny\nrules: [{ action: file.read, status: block, conditions: { file_pth: /x } }]',
      ),
    ).toMatch(/"params\.file_path"/);
  });
});
