import { describe, expect, it } from 'vitest';
import { formatIssue } from './issue.ts';
import { loadPolicies } from './load-policies.ts';
import type { Policy } from './policy.ts';

const HEAD = 'version: "1.0"\nstatements:\n';
const STATEMENT = '  - sid: A\n    effect: deny\n    actions: [file.read]\n';

/** Lines of everything wrong with one file. */
function issues(text: string): string {
  const result = loadPolicies([{ file: 'p.yaml', text }]);
  return result.ok ? '' : result.issues.map(formatIssue).join('\n');
}

function load(...texts: readonly string[]): readonly Policy[] {
  const result = loadPolicies(texts.map((text, index) => ({ file: `${index}.yaml`, text })));
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.policies;
}

function condition(text: string): string {
  return `${HEAD}${STATEMENT}    conditions:\n      ${text}\n`;
}

describe('a policy that loads', () => {
  it('keeps what was written, with aliases resolved and the line of each statement', () => {
    const [policy] = load(
      `version: "1.0"\ndefault: review\nstatements:\n  - sid: A\n    effect: deny\n    actions: ["git.*", mcp.x.y]\n    not_actions: git.push\n    match: any\n    on_unknown: deny\n    reason: Because\n    hint: Ask\n    conditions:\n      params.args: { every: { op: ne, value: "--force" } }\n      context.agent: codex\n`,
    );
    expect(policy).toEqual({
      file: '0.yaml',
      default: 'review',
      statements: [
        {
          sid: 'A',
          effect: 'deny',
          actions: ['git.*', 'mcp.x.y'],
          not_actions: ['git.push'],
          conditions: [
            { fact: 'params.args', op: '!=', value: '--force', quantifier: 'every' },
            { fact: 'context.agent', op: '==', value: 'codex' },
          ],
          match: 'any',
          on_unknown: 'deny',
          reason: 'Because',
          hint: 'Ask',
          line: 4,
        },
      ],
    });
  });

  it('may have no statement and no version', () => {
    expect(load('default: deny\nstatements: []')).toEqual([
      { file: '0.yaml', default: 'deny', statements: [] },
    ]);
  });

  it('reads several tests of one fact as conditions that must all hold', () => {
    const [policy] = load(
      condition(
        'params.file_path: [{ op: glob, value: "**/.env*" }, { op: not_glob, value: "**/*.example" }]',
      ),
    );
    expect(policy?.statements[0]?.conditions.map(({ op }) => op)).toEqual(['glob', 'not_glob']);
  });

  it('reads CRLF, a byte order mark and comments like any other text', () => {
    const text = `\ufeff# comment\r\n${HEAD}${STATEMENT}`.replaceAll('\n', '\r\n');
    expect(load(text)[0]?.statements[0]?.sid).toBe('A');
  });
});

describe('version', () => {
  it.each(['"1.0"', '"1"', '1.0', '1'])('%s is read', (version) => {
    expect(issues(`version: ${version}\nstatements: []`)).toBe('');
  });

  it.each(['"2.0"', '2', '1.1', '"1.0.0"', 'true', '[1]'])(
    'an unknown version %s says which agsec reads it, and does not load',
    (version) => {
      expect(issues(`version: ${version}\nstatements: []`)).toMatch(
        /^p\.yaml:1:10: this agsec reads version "1\.0".*npm install -g @agsec\/cli/,
      );
    },
  );

  it('written without a value is not version 1.0', () => {
    expect(issues('version:\nstatements: []')).toMatch(/version has no value/);
  });
});

describe('an unknown key is an error with a did-you-mean', () => {
  it('a misspelt key is not a skipped condition', () => {
    expect(issues(`${HEAD}${STATEMENT}    condition: { params.file_path: /x }\n`)).toBe(
      'p.yaml:6:5: unknown key "condition". Did you mean "conditions"?',
    );
  });

  it('of the file, a rule and a test alike', () => {
    expect(issues('verson: 1\nstatements: []')).toMatch(/^p\.yaml:1:1: .*"version"/);
    expect(issues('default: deny\nrules: [{ acton: x, status: allow }]')).toMatch(/"action"/);
    expect(issues(condition('params.file_path: { op: glob, valeu: "**" }'))).toMatch(/"value"/);
  });

  it('that hides in __proto__ is refused, not dropped', () => {
    expect(issues(condition('__proto__: { params.file_path: /x }'))).toMatch(/^p\.yaml:7:7:/);
    expect(issues(`__proto__: {}\nstatements: []`)).toMatch(/^p\.yaml:1:1:/);
  });
});

describe('unknown values', () => {
  it('a misspelt effect does not become no effect', () => {
    expect(issues(`${HEAD}  - { sid: A, effect: dney, actions: ["*"] }`)).toMatch(
      /^p\.yaml:3:23: effect cannot be "dney"\. Did you mean "deny"\?/,
    );
    expect(issues(`${HEAD}  - { sid: A, effect: DENY, actions: ["*"] }`)).toMatch(/"deny"/);
  });

  it('block is read as deny, as the Python agsec did', () => {
    const [policy] = load(`${HEAD}  - { sid: A, effect: block, actions: ["*"] }`);
    expect(policy?.statements[0]?.effect).toBe('deny');
  });

  it('default, match and on_unknown take their words only', () => {
    expect(issues('default: none\nstatements: []')).toMatch(
      /^p\.yaml:1:10: default cannot be "none"/,
    );
    expect(issues(`${HEAD}${STATEMENT}    match: al\n`)).toMatch(/Did you mean "all"/);
    expect(issues(`${HEAD}${STATEMENT}    on_unknown: allow\n`)).toMatch(/on_unknown cannot be/);
  });

  it('a boolean of YAML 1.1 is a text here and cannot stand for true', () => {
    expect(
      issues(
        `${HEAD}  - { sid: A, effect: deny, actions: [git.push], conditions: { params.force: yes } }`,
      ),
    ).toMatch(/params\.force is a boolean, .* write true or false, without quotes/);
  });
});

describe('what is missing or empty', () => {
  it('an empty file is not an empty policy', () => {
    expect(issues('')).toMatch(/^p\.yaml:1:1: this file is empty/);
    expect(issues('# all commented out\n')).toMatch(/this file is empty/);
  });

  it('a file without statements does not load', () => {
    expect(issues('version: "1.0"\ndefault: allow\n')).toMatch(/statements is missing/);
  });

  it('an allow whose conditions were commented out is not an allow of everything', () => {
    const text = `${HEAD}  - sid: A\n    effect: allow\n    actions: [bash.execute]\n    conditions:\n      # params.command: ls\n`;
    expect(issues(text)).toMatch(/^p\.yaml:6:\d+: conditions has no value/);
  });

  it('a statement needs sid, effect and actions', () => {
    expect(issues(`${HEAD}  - {}`).split('\n')).toEqual([
      expect.stringMatching(/^p\.yaml:3:5: sid is missing/),
      expect.stringMatching(/^p\.yaml:3:5: effect is missing/),
      expect.stringMatching(/^p\.yaml:3:5: actions is missing/),
    ]);
    expect(issues(`${HEAD}  - { sid: A, effect: deny, actions: [] }`)).toMatch(
      /actions has no value/,
    );
    expect(issues(`${HEAD}  - { sid: "", effect: deny, actions: ["*"] }`)).toMatch(
      /sid has no value/,
    );
  });

  it('a key that can do nothing is refused', () => {
    const allow = `${HEAD}  - { sid: A, effect: allow, actions: [file.read], on_unknown: deny }`;
    expect(issues(allow)).toMatch(/on_unknown has no effect on an allow/);
    expect(issues(`${HEAD}${STATEMENT}    match: any\n`)).toMatch(
      /without conditions has no meaning/,
    );
    expect(issues(`${HEAD}${STATEMENT}    not_actions: ["file.*", file.read]\n`)).toMatch(
      /leaves none/,
    );
  });
});

describe('duplicate sid', () => {
  const second = `${HEAD}${STATEMENT}`;

  it('within a file', () => {
    expect(issues(`${HEAD}${STATEMENT}${STATEMENT}`)).toBe(
      'p.yaml:6:10: sid "A" is already used (line 3); give each statement its own',
    );
  });

  it('across the files of a layer', () => {
    const result = loadPolicies([
      { file: 'a.yaml', text: second },
      { file: 'b.yaml', text: second },
    ]);
    expect(result).toMatchObject({
      ok: false,
      issues: [{ file: 'b.yaml', line: 3, column: 10, code: 'duplicate-sid' }],
    });
  });
});

describe('texts that are shown to people', () => {
  it('cannot drive a terminal or turn the direction of writing', () => {
    expect(issues(`${HEAD}${STATEMENT}    reason: "a\\e[2Jb"\n`)).toMatch(/cannot be shown/);
    expect(issues(`${HEAD}${STATEMENT}    hint: "a\\u202eb"\n`)).toMatch(/cannot be shown/);
    expect(issues(`${HEAD}  - { sid: "a\\nb", effect: deny, actions: ["*"] }`)).toMatch(
      /cannot be shown/,
    );
    expect(issues(`${HEAD}${STATEMENT}    reason: |\n      two\n      lines\n`)).toBe('');
  });

  it('have a limit', () => {
    expect(issues(`${HEAD}${STATEMENT}    reason: ${'x'.repeat(1001)}\n`)).toMatch(/at most 1000/);
    expect(issues(`${HEAD}  - { sid: ${'x'.repeat(129)}, effect: deny, actions: ["*"] }`)).toMatch(
      /at most 128/,
    );
  });

  it('are shortened and made printable where a message quotes them', () => {
    const found = issues(`"a\\e\\u202e${'x'.repeat(500)}": 1\nstatements: []`);
    expect(found).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(found.length).toBeLessThan(300);
  });
});

describe('sizes', () => {
  const filler = (bytes: number): string => `${HEAD}${STATEMENT}#${'é'.repeat(bytes / 2)}`;

  it('a file is at most 256 KiB of UTF-8', () => {
    expect(issues(filler(255 * 1024))).toBe('');
    expect(issues(filler(256 * 1024))).toMatch(/^p\.yaml:1:1: a policy file has at most 256 KiB/);
  });

  it('a layer is at most 1 MiB', () => {
    const sources = Array.from({ length: 5 }, (_, index) => ({
      file: `${index}.yaml`,
      text: `statements: []\n#${'x'.repeat(220 * 1024)}`,
    }));
    expect(loadPolicies(sources.slice(0, 4))).toMatchObject({ ok: true });
    expect(loadPolicies(sources)).toMatchObject({
      ok: false,
      issues: [{ file: '4.yaml', code: 'layer-too-large' }],
    });
  });
});

describe('all issues at once', () => {
  it('of every file and statement, in order of place', () => {
    const result = loadPolicies([
      { file: 'a.yaml', text: 'statements: [' },
      {
        file: 'b.yaml',
        text: `${HEAD}  - { sid: A, effect: dney, actions: [x.y] }\n  - { sid: B, effect: deny, actions: [fiel.read], reason: 5 }\n  - { sid: C, effect: deny, actions: [file.read], conditions: { params.x: 1, context.y: 2 } }\n`,
      },
    ]);
    expect(
      result.ok ? [] : result.issues.map(({ file, line, code }) => `${file}:${line} ${code}`),
    ).toEqual([
      'a.yaml:1 yaml-syntax',
      'b.yaml:3 unknown-value',
      'b.yaml:4 wrong-type',
      'b.yaml:5 unknown-fact',
      'b.yaml:5 unknown-fact',
    ]);
  });

  it('of the statements also where a key of the file is wrong', () => {
    expect(issues(`defalt: deny\n${HEAD}${STATEMENT}${STATEMENT}`).split('\n')).toEqual([
      expect.stringMatching(/^p\.yaml:1:1: unknown key "defalt"/),
      expect.stringMatching(/^p\.yaml:7:10: sid "A" is already used/),
    ]);
  });

  it('are listed up to a hundred for a file', () => {
    const text = `${HEAD}${'  - {}\n'.repeat(200)}`;
    const result = loadPolicies([{ file: 'p.yaml', text }]);
    const codes = result.ok ? [] : result.issues.map(({ code }) => code);
    expect(codes).toHaveLength(101);
    expect(codes.at(-1)).toBe('too-many-issues');
  });
});
