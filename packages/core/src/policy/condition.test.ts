import { describe, expect, it } from 'vitest';
import { formatIssue } from './issue.ts';
import { loadPolicies } from './load-policies.ts';
import { OPERATOR_ALIASES, OPERATORS } from './policy.ts';

function load(actions: string, condition: string) {
  const text = `statements:\n  - sid: A\n    effect: deny\n    actions: [${actions}]\n    conditions:\n      ${condition}\n`;
  return loadPolicies([{ file: 'p.yaml', text }]);
}

/** What is wrong with a condition of a statement about these actions. */
function issues(actions: string, condition: string): string {
  const result = load(actions, condition);
  return result.ok ? '' : result.issues.map(formatIssue).join('\n');
}

describe('unknown fact path', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['file.read', 'params.file_pth: /x', /^p\.yaml:6:7: .*Did you mean "params\.file_path"/],
    ['file.read', 'params.command: x', /not a parameter of file\.read\. They are: params\.cwd/],
    ['file.read, git.push', 'params.nothing: x', /not a parameter of these actions/],
    ['"*"', 'params.filepath: /x', /"params\.file_path"/],
    ['git.push', 'params.forced: true', /"params\.force"/],
    ['bash.execute', 'context.agents: x', /"context\.agent"/],
    ['bash.execute', 'context.user_role: admin', /not a fact/],
    ['bash.execute', 'analysis.unkown: x', /"analysis\.unknown"/],
    ['bash.execute', 'command: x', /"params\.command"/],
    ['bash.execute', 'params: x', /not a fact/],
    ['bash.execute', 'params.command.length: 1', /not a parameter/],
    ['bash.execute', 'params..command: x', /not a fact/],
    ['mcp.x.y', 'params.arg.path: x', /not a parameter/],
    ['mcp.x.y', 'params.args: x', /not a parameter/],
    ['mcp.x.y', 'params.args.__proto__: x', /not a fact/],
    ['bash.execute', 'constructor: x', /not a fact/],
  ];
  it.each(cases)(
    '%s with %s is not a condition that never holds',
    (actions, condition, message) => {
      expect(issues(actions, condition)).toMatch(message);
    },
  );

  const known: readonly (readonly [string, string])[] = [
    ['file.read', 'params.cwd: /x'],
    ['mcp.x.y', 'params.args.path.deeper: x'],
    ['payment.charge', 'params.recipient.country: KP'],
    ['file.read, bash.execute', 'params.command: x'],
    ['command.run', 'params.wrappers: sudo'],
    ['bash.execute', 'context.git.branch: main'],
    ['file.delete', 'via.session_wrote: true'],
    ['file.delete', 'origin: derived'],
  ];
  it.each(known)('%s with %s loads', (actions, condition) => {
    expect(issues(actions, condition)).toBe('');
  });
});

describe('operators', () => {
  it.each(Object.entries(OPERATOR_ALIASES))('%s is read as %s', (alias, operator) => {
    const value = /[<>]/.test(operator) ? 'params.port' : 'params.host';
    const result = load(
      'net.connect',
      `${value}: { op: "${alias}", value: ${/[<>]/.test(operator) ? 1 : 'x'} }`,
    );
    expect(result.ok && result.policies[0]?.statements[0]?.conditions[0]?.op).toBe(operator);
  });

  it('a bare value means equals', () => {
    const result = load('git.push', 'params.force: true');
    expect(result.ok && result.policies[0]?.statements[0]?.conditions).toEqual([
      { fact: 'params.force', op: '==', value: true },
    ]);
  });

  it('an unknown operator is an error with a did-you-mean, not a failed evaluation', () => {
    expect(issues('bash.execute', 'params.command: { op: regx, value: x }')).toBe(
      'p.yaml:6:29: there is no operator "regx". Did you mean "regex"?',
    );
    expect(issues('bash.execute', 'params.command: { op: toString, value: x }')).toMatch(
      /no operator/,
    );
    expect(issues('bash.execute', 'params.command: { op: 5, value: x }')).toMatch(
      /op cannot be the number 5/,
    );
  });

  it('exists and not_exists take no value, or true', () => {
    expect(issues('bash.execute', 'params.command: { op: exists }')).toBe('');
    expect(issues('bash.execute', 'params.command: { op: exists, value: true }')).toBe('');
    expect(issues('bash.execute', 'params.command: { op: exists, value: false }')).toMatch(
      /opposite is not_exists/,
    );
  });

  it('every other operator needs a value', () => {
    for (const op of OPERATORS.filter((name) => !name.endsWith('exists'))) {
      expect(issues('payment.x', `params.y: { op: "${op}" }`), op).toMatch(/takes .*, not nothing/);
    }
  });
});

describe('a value that could never hold is an error, not a skipped deny', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['bash.execute', 'params.command: { op: in, value: rm }', /in takes a list/],
    ['bash.execute', 'params.command: { op: in, value: [] }', /in takes a list that is not empty/],
    ['bash.execute', 'params.command: [rm, mv]', /write \{ op: in, value: \["rm","mv"\] \}/],
    ['bash.execute', 'params.command: { op: regex, value: [a] }', /regex takes a text/],
    ['bash.execute', 'params.command: { op: regex, value: 5 }', /put numbers in quotes/],
    ['bash.execute', 'params.command: { op: "==", value: [a] }', /one text, number or boolean/],
    [
      'bash.execute',
      'params.command: { op: "==", value: { a: 1 } }',
      /one text, number or boolean/,
    ],
    ['bash.execute', 'params.command:', /compared with nothing/],
    ['bash.execute', 'params.command: { op: contains, value: "" }', /says nothing/],
    [
      'bash.execute',
      'params.command: { op: ">", value: 5 }',
      /> cannot hold for params\.command, which is a command/,
    ],
    ['net.connect', 'params.port: { op: ">", value: "1024" }', /a number without quotes/],
    ['net.connect', 'params.port: "443"', /write a number, without quotes/],
    ['net.connect', 'params.port: { op: in, value: [80, "443"] }', /write a number/],
    ['git.push', 'params.force: "true"', /write true or false, without quotes/],
    ['git.push', 'params.force: { op: regex, value: t }', /cannot hold for params\.force/],
    ['file.chmod', 'params.mode: 777', /put it in quotes/],
    ['bash.execute', 'params.command: { op: contains, value: 443 }', /put it in quotes/],
    ['bash.execute', 'context.os: macos', /never "macos"\. Write one of: linux, darwin, win32/],
    [
      'bash.execute',
      'analysis.unknown: { op: contains, value: parse-eror }',
      /Did you mean "parse-error"/,
    ],
    ['bash.execute', 'analysis.unknown: { op: contains_any, value: [too-long, x] }', /never "x"/],
    ['bash.execute', 'origin: { op: in, value: [tools] }', /Did you mean "tool"/],
    ['web.fetch', 'params.host: { op: cidr, value: 10.0.0.0/33 }', /not a network/],
    [
      'web.fetch',
      'params.url: { op: cidr, value: 10.0.0.0/8 }',
      /cidr cannot hold for params\.url/,
    ],
    [
      'bash.execute',
      'params.command: { op: within, value: /x }',
      /within cannot hold for params\.command/,
    ],
    [
      'git.push',
      'params.force: { some: { op: "==", value: true } }',
      /not a list, so some has no effect/,
    ],
    ['git.push', 'params.branches: { some: main }', /some takes a test/],
    [
      'git.push',
      'params.branches: { some: { op: "==", value: x }, every: { op: "==", value: x } }',
      /cannot stand beside some/,
    ],
    [
      'git.push',
      'params.branches: { some: { op: "==", value: x }, op: in }',
      /"op" cannot stand beside some/,
    ],
  ];
  it.each(cases)('%s with %s', (actions, condition, message) => {
    expect(issues(actions, condition)).toMatch(message);
  });
});

describe('paths are compared in full, so what could only match a relative one is refused with the fix', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['.env', /use glob with "\*\*\/\.env"/],
    ['{ op: in, value: [/a, ./b] }', /"\.\/b" is relative/],
    ['{ op: "!=", value: src/x }', /is relative/],
    ['{ op: within, value: src }', /begin with \/, ~\/ or \$\{context\.workspace_roots\}\//],
    ['{ op: starts_with, value: src/ }', /use contains/],
    ['{ op: within, value: "/a/*" }', /within takes folders, not globs/],
    ['{ op: within, value: /a/../b }', /without \/\/, \. and \.\./],
    ['/a//b', /without \/\//],
    ['/a/', /without a slash at the end/],
    ['{ op: within, value: "~root/x" }', /only ~\/ is read/],
    ['""', /a path cannot be empty/],
  ];
  it.each(cases)('%s', (value, message) => {
    expect(issues('file.read', `params.file_path: ${value}`)).toMatch(message);
  });

  const fine = [
    '/etc/passwd',
    '~/.netrc',
    '{ op: within, value: "~" }',
    `{ op: within, value: [/tmp/, "\${context.workspace_roots}"] }`,
    `{ op: starts_with, value: "\${context.home}/." }`,
    `{ op: within, value: "/home/\${context.user}/x" }`,
    '{ op: ends_with, value: .env }',
    '{ op: contains, value: secrets }',
  ];
  it.each(fine)('%s loads', (value) => {
    expect(issues('file.read', `params.file_path: ${value}`)).toBe('');
  });

  it('an element of a list of paths is a path too', () => {
    expect(issues('git.checkout', 'params.paths: { op: contains, value: src }')).toMatch(
      /relative/,
    );
  });
});

describe('placeholders', () => {
  it('a misspelt one is an error with a did-you-mean', () => {
    expect(
      issues('file.read', `params.file_path: { op: within, value: "\${context.hom}" }`),
    ).toMatch(/Did you mean "\$\{context\.home\}"/);
  });

  it.each([`\${HOME}/x`, `\${context.git.branch}`, `\${context.home`, `/x/\${}`])(
    '%s is none',
    (text) => {
      expect(issues('bash.execute', `params.command: { op: contains, value: "${text}" }`)).toMatch(
        /is no placeholder/,
      );
    },
  );

  it('a folder can only begin a path, as a whole segment', () => {
    for (const text of [`/x\${context.home}`, `\${context.home}x`, `/a/\${context.cwd}/b`]) {
      expect(issues('file.read', `params.file_path: { op: within, value: "${text}" }`)).toMatch(
        /stands at the start/,
      );
    }
  });

  it('a regex is not filled: its special characters would be the user’s', () => {
    expect(
      issues('file.read', `params.file_path: { op: regex, value: "^\${context.home}/" }`),
    ).toMatch(/not filled in a regex; use within/);
    expect(
      issues('bash.execute', 'params.command: { op: regex, value: "\\\\$\\\\{HOME\\\\}" }'),
    ).toBe('');
  });
});

describe('several tests on one fact', () => {
  it('cannot be joined with match: any, which would loosen them', () => {
    const text =
      'statements:\n  - sid: A\n    effect: deny\n    actions: [file.read]\n    match: any\n    conditions:\n      params.file_path: [{ op: exists }, { op: not_glob, value: "**/x" }]\n';
    const result = loadPolicies([{ file: 'p.yaml', text }]);
    expect(result).toMatchObject({ ok: false, issues: [{ line: 7, code: 'wrong-type' }] });
  });

  it('are each checked', () => {
    expect(
      issues(
        'file.read',
        'params.file_path: [{ op: glob, value: "**/a" }, { op: globb, value: x }]',
      ),
    ).toMatch(/^p\.yaml:6:\d+: there is no operator "globb"/);
  });
});

describe('regex at load', () => {
  it('ReDoS pattern refused or harmless, look-around refused with the fix', () => {
    expect(issues('bash.execute', 'params.command: { op: regex, value: "(a+)+$" }')).toBe('');
    expect(
      issues('web.fetch', 'params.url: { op: regex, value: "^https?://(?!localhost)" }'),
    ).toMatch(/^p\.yaml:6:\d+: .*at character 11: look-around/);
  });

  it('keeps the pattern as it was written', () => {
    const result = load('bash.execute', 'params.command: { op: regex, value: "(?i)rm$" }');
    expect(result.ok && result.policies[0]?.statements[0]?.conditions[0]?.value).toBe('(?i)rm$');
  });
});
