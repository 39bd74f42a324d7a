import { loadPolicies } from '@agsec/core/policy';
import { describe, expect, it } from 'vitest';
import { withoutStatement, withStatement } from './statement-text.ts';

const NEW = { sid: 'New', effect: 'deny', actions: ['file.write'] } as const;

function sids(text: string): readonly string[] {
  const loaded = loadPolicies([{ file: 'x.yaml', text }]);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues));
  return loaded.policies.flatMap(({ statements }) => statements.map(({ sid }) => sid));
}

const FILES: readonly (readonly [string, string])[] = [
  [
    'a common file',
    'version: "1.0"\n\nstatements:\n  - sid: A\n    effect: deny\n    actions: [file.read]\n',
  ],
  [
    'keys behind the list',
    'statements:\n  - sid: A\n    effect: deny\n    actions: [file.read]\n\n# why\ndefault: deny\nversion: "1.0"\n',
  ],
  [
    'a list that is not indented',
    'version: "1.0"\nstatements:\n- sid: A\n  effect: deny\n  actions:\n  - file.read\n',
  ],
  [
    'no line feed at the end',
    'version: "1.0"\nstatements:\n  - sid: A\n    effect: deny\n    actions: [file.read]',
  ],
  [
    'a text block at the end',
    'version: "1.0"\nstatements:\n  - sid: A\n    effect: deny\n    actions: [file.read]\n    reason: |\n      two\n      lines\n',
  ],
  [
    'Windows line ends',
    'version: "1.0"\r\nstatements:\r\n  - sid: A\r\n    effect: deny\r\n    actions: [file.read]\r\n',
  ],
  [
    'a comment at the end',
    'version: "1.0"\nstatements:\n  - sid: A\n    effect: deny\n    actions: [file.read]\n  # the end\n',
  ],
];

describe('a statement that is added', () => {
  it.each(FILES)('stands behind the last of %s, and nothing else changes', (_name, text) => {
    const after = withStatement(text, NEW);
    expect(sids(after)).toEqual(['A', 'New']);
    const lines = after.split('\n').map((line) => line.trimEnd());
    for (const line of text.split('\n')) expect(lines).toContain(line.trimEnd());
    expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(/[^\r]\n/.test(after)).toBe(!text.includes('\r\n'));
  });

  it.each([
    ['no file', undefined],
    ['an empty file', '\n'],
    ['a file without statements', 'version: "1.0"\ndefault: deny\n'],
    ['an empty list', 'version: "1.0"\nstatements: []\n'],
    [
      'an empty list before other keys',
      'version: "1.0"\nstatements: [] # none yet\ndefault: deny\n',
    ],
  ])('can be the first: %s', (_name, text) => {
    expect(sids(withStatement(text, NEW))).toEqual(['New']);
  });

  it('is refused where the list is in brackets', () => {
    const text = 'version: "1.0"\nstatements: [{sid: A, effect: deny, actions: [file.read]}]\n';
    expect(() => withStatement(text, NEW)).toThrow(/in brackets/);
  });

  it('keeps texts that look like something else', () => {
    const regex = '\\brm\\s+-rf: # "x"';
    const list = ['**/*', 'yes', '1.0', '- a'];
    const conditions = {
      'params.note': { op: 'regex', value: regex },
      'params.kind': { op: 'in', value: list },
    };
    const actions = ['payment.*'];
    const text = withStatement(undefined, { ...NEW, actions, conditions, reason: '- not: a list' });
    const loaded = loadPolicies([{ file: 'x.yaml', text }]);
    expect(loaded).toMatchObject({ ok: true });
    const [statement] = loaded.ok ? (loaded.policies[0]?.statements ?? []) : [];
    expect(statement?.reason).toBe('- not: a list');
    expect(statement?.conditions.map(({ value }) => value)).toEqual([regex, list]);
  });
});

const THREE = `version: "1.0"
# about all
statements:
  # about A
  - sid: A
    effect: deny
    actions: [file.read]

  # about B
  # and more
  - sid: B
    effect: deny
    actions: [file.read]
  - sid: C
    effect: deny
    actions: [file.read]
    reason: the last
default: deny
`;

describe('a statement that is removed', () => {
  it('takes its own comment along and nothing else', () => {
    const after = withoutStatement(THREE, 'B') ?? '';
    expect(sids(after)).toEqual(['A', 'C']);
    expect(after).toBe(
      THREE.slice(0, THREE.indexOf('  # about B')) + THREE.slice(THREE.indexOf('  - sid: C')),
    );
  });

  it('may be the first or the last', () => {
    expect(sids(withoutStatement(THREE, 'A') ?? '')).toEqual(['B', 'C']);
    const last = withoutStatement(THREE, 'C') ?? '';
    expect(sids(last)).toEqual(['A', 'B']);
    expect(last).toMatch(/actions: \[file\.read\]\ndefault: deny\n$/);
  });

  it('may be the only one: the file still loads', () => {
    const one = withStatement('version: "1.0"\nstatements: []\ndefault: deny\n', NEW);
    const after = withoutStatement(one, 'New') ?? '';
    expect(sids(after)).toEqual([]);
    expect(after).toContain('default: deny');
    expect(sids(withStatement(after, NEW))).toEqual(['New']);
  });

  it('is found by its sid alone', () => {
    expect(withoutStatement(THREE, 'file.read')).toBeUndefined();
    expect(withoutStatement('version: "1.0"\n', 'A')).toBeUndefined();
  });

  it.each(FILES)('leaves what was there before it was added: %s', (_name, text) => {
    const trimmed = (each: string): string => each.replaceAll('\r', '').trimEnd();
    const after = withoutStatement(withStatement(text, NEW), 'New') ?? '';
    expect(sids(after)).toEqual(['A']);
    expect(trimmed(after)).toBe(trimmed(text));
  });
});
