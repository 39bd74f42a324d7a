import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { withException } from './except-statement.ts';

const FILE = `# mine
version: "1.0"
statements:
  - sid: First   # keep me
    effect: allow
    actions: ["*"]

  # about hosts
  - sid: Hosts
    effect: review
    actions: [web.fetch]   # the web
    conditions:
      origin: tool
      params.host:
        - { op: not_in, value: [localhost] }
        - { op: not_glob, value: ["*.localhost"] }
    reason: look

  - sid: Files
    effect: review
    actions: [file.write]
    conditions:
      params.file_path: { op: glob, value: "**/x/**" }

  - sid: Bare
    effect: review
    actions: ["mcp.*"]
    not_actions: ["mcp.a.*"]

  - sid: Scalar
    effect: review
    actions: [file.read]
    conditions: { params.file_path: /etc/hosts }

  - sid: Any
    effect: review
    actions: [file.read]
    match: any
    conditions: { params.file_path: /etc/hosts }
# end
`;

const value = (fact: string, text: string) => ({ kind: 'value', fact, value: text }) as const;

/** The statement as it reads now. */
function statement(text: string | undefined, sid: string): unknown {
  const file: { statements: { sid: string }[] } = parse(text ?? '');
  return file.statements.find((each) => each.sid === sid);
}

describe('a statement that leaves something out', () => {
  it.each([
    [
      'Hosts',
      value('params.host', 'docs.example'),
      {
        conditions: {
          origin: 'tool',
          'params.host': [
            { op: 'not_in', value: ['localhost', 'docs.example'] },
            { op: 'not_glob', value: ['*.localhost'] },
          ],
        },
      },
    ],
    [
      'Files',
      value('params.file_path', '/p/x/a'),
      {
        conditions: {
          'params.file_path': [
            { op: 'glob', value: '**/x/**' },
            { op: 'not_in', value: ['/p/x/a'] },
          ],
        },
      },
    ],
    [
      'Scalar',
      value('params.file_path', '/etc/x'),
      {
        conditions: {
          'params.file_path': [
            { op: '==', value: '/etc/hosts' },
            { op: 'not_in', value: ['/etc/x'] },
          ],
        },
      },
    ],
    [
      'Bare',
      value('params.server', 'a'),
      { conditions: { 'params.server': { op: 'not_in', value: ['a'] } } },
    ],
    ['Bare', { kind: 'action', name: 'mcp.b.c' } as const, { not_actions: ['mcp.a.*', 'mcp.b.c'] }],
    ['Hosts', { kind: 'action', name: 'web.x' } as const, { not_actions: ['web.x'] }],
  ])('%s: %j', (sid, exception, changed) => {
    const text = withException(FILE, sid, exception);
    expect(statement(text, sid)).toEqual({ ...Object(statement(FILE, sid)), ...changed });
    expect(text?.startsWith(FILE.slice(0, FILE.indexOf('  # about hosts')))).toBe(true);
    expect(text?.endsWith(FILE.slice(FILE.indexOf('  - sid: Any')))).toBe(true);
  });

  it('is the same statement otherwise, comments included', () => {
    const text = withException(FILE, 'Hosts', value('params.host', 'a.example')) ?? '';
    expect(text).toContain('# about hosts\n  - sid: Hosts\n');
    expect(text).toContain('# the web');
    expect(text).toContain('    reason: look\n\n  - sid: Files\n');
  });

  it('keeps the line ends of the file', () => {
    const text =
      withException(FILE.replaceAll('\n', '\r\n'), 'Files', value('params.a', 'b')) ?? '';
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  });

  it.each([
    ['nobody', value('params.host', 'x')],
    ['Any', value('params.file_path', 'x')],
  ])('cannot be %s', (sid, exception) => {
    expect(withException(FILE, sid, exception)).toBeUndefined();
  });

  it('cannot be one in brackets', () => {
    const text = 'version: "1.0"\nstatements: [{ sid: A, effect: review, actions: [web.fetch] }]\n';
    expect(withException(text, 'A', value('params.host', 'x'))).toBeUndefined();
  });
});
