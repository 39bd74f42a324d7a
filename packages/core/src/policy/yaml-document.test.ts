import { describe, expect, it } from 'vitest';
import { formatIssue } from './issue.ts';
import { loadPolicies } from './load-policies.ts';
import { readYaml } from './yaml-document.ts';

function issues(text: string): string {
  const result = readYaml({ file: 'p.yaml', text });
  return result.ok ? '' : result.issues.map(formatIssue).join('\n');
}

describe('YAML that would mean something else than it looks is refused', () => {
  it('%YAML 1.1 directive cannot flip yes/no', () => {
    expect(issues('%YAML 1.1\n---\na: no')).toMatch(/^p\.yaml:1:1: a % directive changes/);
  });

  it('%TAG and unknown directives likewise', () => {
    expect(issues('%TAG ! tag:x,2000:\n---\na: 1')).toMatch(/% directive/);
    expect(issues('%FOO\n---\na: 1')).toMatch(/% directive/);
  });

  it('an unquoted !secret/** is not silently empty', () => {
    expect(issues('a:\n  b: !secret/**')).toMatch(
      /^p\.yaml:2:6: .*quote patterns that start with \* or !/,
    );
  });

  it.each(['a: *', 'a: **/.env', 'a: [b, *x]', '- *:read'])(
    'an unquoted glob is no alias: %s',
    (text) => {
      expect(issues(text)).toMatch(/^p\.yaml:1:\d+: .*quote patterns that start with \* or !/);
    },
  );

  it('an alias does not bring in what stands elsewhere', () => {
    expect(issues('a: &x [1]\nb: *x')).toMatch(/p\.yaml:1:7: .*anchor.*\np\.yaml:2:4: .*"\*x"/);
  });

  it('an unquoted & is not silently empty', () => {
    expect(issues('a: &secret')).toMatch(/YAML reads a leading & as an anchor/);
  });

  it.each(['a: !!str 5', 'a: !!binary aGk=', 'a: !x b', '!x a: 1', 'a: ! x', '--- !x\na: 1'])(
    'a tag cannot change a value: %s',
    (text) => {
      expect(issues(text)).toMatch(/tag/);
    },
  );

  it('a merge key does not bring in keys', () => {
    expect(issues('<<: { a: 1 }')).toMatch(/^p\.yaml:1:1: merge keys are not read/);
  });

  it('a key that stands twice does not hide the first, however it is quoted', () => {
    expect(issues('a: 1\n"a": 2')).toMatch(/^p\.yaml:2:1: "a" stands twice/);
    expect(issues('x: { a: 1, a: 2 }')).toMatch(/^p\.yaml:1:12: "a" stands twice/);
  });

  it('a second document is not ignored', () => {
    expect(issues('a: 1\n---\nb: 2')).toMatch(/^p\.yaml:2:1: a file is one YAML document/);
  });

  it.each(['1: x', 'true: x', 'null: x', '? [a]\n: b', '? {a: 1}\n: b', '__proto__: 1', '"": 1'])(
    'a key is a text: %s',
    (text) => {
      expect(issues(text)).toMatch(/a key is a text/);
    },
  );

  it.each(['12345678901234567890', '9007199254740993', '.inf', '-.inf', '.nan', '1e999'])(
    'a number that would be rounded is refused: %s',
    (number) => {
      expect(issues(`a: ${number}`)).toMatch(/^p\.yaml:1:4: this number cannot be kept exactly/);
    },
  );
});

describe('what is not YAML is refused with its place', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['a:\n\t- 1', /^p\.yaml:2:1: YAML is indented with spaces/],
    ['a: "\\.env"', /^p\.yaml:1:5: in double quotes a backslash is an escape/],
    ['a: [1,', /^p\.yaml:1:\d+: not valid YAML/],
    ['a: @x', /put it in quotes/],
    ['a: b: c', /^p\.yaml:1:4: a text with ": " in it/],
    ['a: /x/{b,c}}', /^$/],
    ['[a: {b,c}}]', /best put in quotes/],
  ];
  it.each(cases)('%j', (text, message) => {
    expect(issues(text)).toMatch(message);
  });
});

describe('hostile text', () => {
  it('nested without end is refused, not a stack overflow', () => {
    expect(issues('['.repeat(100_000))).toMatch(
      /^p\.yaml:1:\d+: lists and maps nest at most 20 deep$/,
    );
    expect(issues(`a: ${'{b: '.repeat(400)}1${'}'.repeat(400)}`)).toMatch(/nest at most 20 deep$/);
    const steps = Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:\n`);
    expect(issues(steps.join(''))).toMatch(/^p\.yaml:21:\d+: .*nest at most 20 deep$/);
    expect(issues('? '.repeat(100_000))).toMatch(/nest at most 20 deep$/);
    expect(issues('- '.repeat(100_000))).toMatch(
      /^p\.yaml:1:\d+: lists and maps nest at most 20 deep$/,
    );
  });

  it('an alias bomb does not grow', () => {
    const levels = Array.from({ length: 20 }, (_, index) =>
      index === 0 ? 'a0: &a0 [x]' : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
    );
    expect(issues(levels.join('\n'))).toMatch(/alias/);
  });

  it('thirty thousand keys are compared once each', () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `k${index}: 1`);
    expect(issues(`${keys.join('\n')}\nk7: 2`)).toMatch(/^p\.yaml:30001:1: "k7" stands twice/);
  });

  it('never throws, whatever a policy is cut to', () => {
    const whole =
      'version: "1.0"\nstatements:\n  - sid: A # *\n    effect: !deny [&a *b, "\\x0"]\n    ? {x}\n    : |\n      %YAML\n';
    for (let end = 0; end <= whole.length; end++) {
      const result = loadPolicies([{ file: 'p.yaml', text: whole.slice(0, end) }]);
      expect(result.ok).toBe(false);
    }
  });
});

describe('places', () => {
  it('are those of values and of keys, 1-based', () => {
    const result = readYaml({ file: 'p.yaml', text: 'a:\n  - b: 1\n    "c d": [x, y]\n' });
    if (!result.ok) throw new Error('does not load');
    const { file } = result;
    expect(file.at(['a', 0, 'b'])).toEqual({ line: 2, column: 8 });
    expect(file.keyAt(['a', 0, 'c d'])).toEqual({ line: 3, column: 5 });
    expect(file.at(['a', 0, 'c d', 1])).toEqual({ line: 3, column: 16 });
    expect(file.at(['a', 0, 'missing', 'deeper'])).toEqual({ line: 2, column: 5 });
  });
});
