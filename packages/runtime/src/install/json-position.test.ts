import { describe, expect, it } from 'vitest';
import { jsonPosition } from './json-position.ts';

const TEXT =
  '{\n  // mine\n  "hooks": {\n    "a": [1, { "timeout": "10" }],\n    "a": []\n  }\n}\n';

describe('the position of a value in a JSON text', () => {
  it.each([
    [[], { line: 1, column: 1 }],
    [['hooks'], { line: 3, column: 12 }],
    [['hooks', 'a'], { line: 5, column: 10 }],
    [['hooks', 'missing', 0], { line: 3, column: 12 }],
  ])('%j', (path, expected) => {
    expect(jsonPosition(TEXT, path, 'jsonc')).toEqual(expected);
  });

  it('is that of an element', () => {
    const text = '{"a": [\n  1,\n  {"timeout": "10"}\n]}';
    expect(jsonPosition(text, ['a', 1, 'timeout'], 'json')).toEqual({ line: 3, column: 15 });
  });

  it('does not count a byte order mark', () => {
    expect(jsonPosition('\ufeff{"a": 1}', ['a'], 'json')).toEqual({ line: 1, column: 7 });
  });

  it('is not known where the text is not JSON of the dialect', () => {
    expect(jsonPosition('{', ['a'], 'json')).toBeUndefined();
    expect(jsonPosition(TEXT, ['hooks'], 'json')).toBeUndefined();
    expect(jsonPosition('  ', ['hooks'], 'json')).toBeUndefined();
  });

  it.each([
    [['env', 'B', 1, 'x'], 'null}'],
    [['hooks', 'PreToolUse', 1, 'matcher'], '7}'],
    [['hooks', 'PreToolUse', 5], '[{"hooks"'],
    [['model', 'x'], '1\n'],
  ])('is found behind brackets and quotes in texts: %j', (path, expected) => {
    const text = `{
  "env": {"A": "}]\\"", "B": [1, {"x": null}]},
  "hooks": {"PreToolUse": [{"hooks": []}, {"matcher": 7}]},
  "model": "a",
  "model": 1
}`;
    const { line, column } = jsonPosition(text, path, 'json') ?? { line: 0, column: 0 };
    const rest = text
      .split('\n')
      .slice(line - 1)
      .join('\n');
    expect(rest.slice(column - 1).startsWith(expected)).toBe(true);
  });
});
