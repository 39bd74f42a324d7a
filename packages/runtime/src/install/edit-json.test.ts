import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { type SeededRandom, seededRandom } from '../testing/seeded-random.ts';
import { insertEntries, type JsonEditOptions, type JsonEntry, removeEntries } from './edit-json.ts';

const OURS = { type: 'command', command: '/usr/bin/env agsec hook', timeout: 10 };
const isOurHook = (value: unknown): boolean =>
  JSON.stringify(value)?.includes('agsec hook') ?? false;
const isOurGroup = (value: unknown): boolean =>
  isOurHook(value) && !(JSON.stringify(value) ?? '').includes('foreign');

function entry(event: string): JsonEntry {
  return {
    path: ['hooks', event],
    isOurs: isOurGroup,
    element: () => ({ matcher: '*', hooks: [OURS] }),
    inner: { key: 'hooks', isOurs: isOurHook },
  };
}

const ENTRIES = [entry('PreToolUse'), entry('ConfigChange')];
const JSONC: JsonEditOptions = { dialect: 'jsonc' };
const JSON_ONLY: JsonEditOptions = { dialect: 'json' };

function inserted(text: string | undefined, options = JSONC): string {
  const outcome = insertEntries(text, ENTRIES, options);
  if (!outcome.ok) throw new Error(`${outcome.line}:${outcome.column} ${outcome.message}`);
  return outcome.text ?? '';
}

function removed(text: string | undefined, options = JSONC): string | undefined {
  const outcome = removeEntries(text, ENTRIES, options);
  if (!outcome.ok) throw new Error(`${outcome.line}:${outcome.column} ${outcome.message}`);
  return outcome.text;
}

function groups(text: string, event: string): readonly unknown[] {
  return parse(text.replace(/^\ufeff/, ''))?.hooks?.[event] ?? [];
}

describe('insertEntries', () => {
  it('writes a file that a person would have written', () => {
    expect(inserted(undefined)).toBe(`{
  "hooks": {
    "PreToolUse": [
      {
        "matcher": "*",
        "hooks": [
          {
            "type": "command",
            "command": "/usr/bin/env agsec hook",
            "timeout": 10
          }
        ]
      }
    ],
    "ConfigChange": [
      {
        "matcher": "*",
        "hooks": [
          {
            "type": "command",
            "command": "/usr/bin/env agsec hook",
            "timeout": 10
          }
        ]
      }
    ]
  }
}
`);
  });

  it('keeps comments on their lines, and the file’s own indentation', () => {
    const text = `{
\t// mine
\t"hooks": {
\t\t"PreToolUse": [
\t\t\t{ "matcher": "Bash", "hooks": [] } // foreign
\t\t]
\t}
}
`;
    expect(inserted(text)).toBe(`{
\t// mine
\t"hooks": {
\t\t"PreToolUse": [
\t\t\t{ "matcher": "Bash", "hooks": [] }, // foreign
\t\t\t{
\t\t\t\t"matcher": "*",
\t\t\t\t"hooks": [
\t\t\t\t\t{
\t\t\t\t\t\t"type": "command",
\t\t\t\t\t\t"command": "/usr/bin/env agsec hook",
\t\t\t\t\t\t"timeout": 10
\t\t\t\t\t}
\t\t\t\t]
\t\t\t}
\t\t],
\t\t"ConfigChange": [
\t\t\t{
\t\t\t\t"matcher": "*",
\t\t\t\t"hooks": [
\t\t\t\t\t{
\t\t\t\t\t\t"type": "command",
\t\t\t\t\t\t"command": "/usr/bin/env agsec hook",
\t\t\t\t\t\t"timeout": 10
\t\t\t\t\t}
\t\t\t\t]
\t\t\t}
\t\t]
\t}
}
`);
  });

  it('does nothing where the entries are right', () => {
    const text = inserted('{ "a": 1 }\n');
    expect(inserted(text)).toBe(text);
  });

  it('replaces another version in its place, and keeps what the entry wants to keep', () => {
    const before = inserted('{\n  "a": 1\n}\n').replaceAll('"timeout": 10', '"timeout": 99');
    expect(inserted(before)).toBe(inserted('{\n  "a": 1\n}\n'));
    const keep: JsonEntry = {
      path: ['list'],
      isOurs: (value) => typeof value === 'object',
      element: (present) => ({ id: present === undefined ? 'new' : 'kept' }),
    };
    expect(insertEntries('{"list": [1, {"id": "old"}, 2]}', [keep], JSON_ONLY)).toEqual({
      ok: true,
      text: '{"list": [1, {\n  "id": "kept"\n}, 2]}',
    });
  });

  it('leaves one of several copies', () => {
    const group = JSON.stringify({ matcher: '*', hooks: [OURS] });
    const text = `{"hooks":{"PreToolUse":[${group}, {"foreign": 1}, ${group}, ${group}]}}`;
    expect(groups(inserted(text), 'PreToolUse')).toEqual([
      { matcher: '*', hooks: [OURS] },
      { foreign: 1 },
    ]);
  });

  it('adds what a new file needs, and only to a new file', () => {
    const options: JsonEditOptions = { dialect: 'json', newFile: { version: 1 } };
    const made = inserted(undefined, options);
    expect(JSON.parse(made)).toMatchObject({ version: 1, hooks: {} });
    expect(removed(made, options)).toBeUndefined();
    const own = '{\n  "version": 1\n}\n';
    expect(removed(inserted(own, options), options)).toBe(own);
    expect(inserted('{}', options)).not.toContain('version');
  });
});

describe('insertEntries: files it refuses', () => {
  it.each([
    ['{\n  "a": 1,\n  "b" 2\n}', 3, 7, 'a colon is missing'],
    ['{"a": 1,}', 1, 9, 'comma'],
    ['{\n// x\n}', 2, 1, 'comment'],
    ['nonsense', 1, 1, 'not JSON'],
    ['{"a": 1} {"b": 2}', 1, 10, 'behind the end'],
    ['{"a": "x', 1, 7, 'not closed'],
    ['{"hooks": []}', 1, 11, '"hooks" has to be an object, and is an array'],
    ['{"hooks": null}', 1, 11, 'null'],
    ['{"hooks": {"PreToolUse": {}}}', 1, 26, '"hooks.PreToolUse" has to be a list'],
    ['[]', 1, 1, 'the file has to be an object'],
    ['{"hooks": {}, "hooks": {}}', 1, 15, 'twice'],
    ['{"a": "tab\there"}', 1, 7, 'not JSON'],
    ['{"a": 01}', 1, 8, 'not JSON'],
  ])('%j', (text, line, column, message) => {
    const outcome = insertEntries(text, ENTRIES, JSON_ONLY);
    expect(outcome).toMatchObject({ ok: false, line, column });
    expect(outcome.ok ? '' : outcome.message).toContain(message);
  });

  it('refuses what is nested without end', () => {
    const outcome = insertEntries('['.repeat(200_000), ENTRIES, JSON_ONLY);
    expect(outcome).toMatchObject({ ok: false });
  });

  it('refuses to remove from them, too', () => {
    expect(removeEntries('{"hooks": ', ENTRIES, JSON_ONLY)).toMatchObject({ ok: false });
  });
});

describe('removeEntries: the bytes that were there', () => {
  it.each([
    undefined,
    '',
    '\n',
    '   \r\n\r\n',
    '\ufeff',
    '\ufeff\n',
    '// nothing yet\n',
    '/* nothing */',
    '{}',
    '{}\n',
    '{ }',
    '{\n}\n',
    '{\r\n\t\r\n}\r\n',
    '{ // empty\n}\n',
    '\n\n{}\n',
    '\ufeff{}\r\n',
    '{"hooks":{}}',
    '{"hooks": {\n}}',
    '{"hooks":{"PreToolUse":[]}}',
    '{"hooks":{"PreToolUse":[ ]}}',
    '{\n  "hooks": {\n    "PreToolUse": [\n    ]\n  }\n}\n',
    '{"hooks":{"PreToolUse":[1]}}',
    '{"hooks":{"PreToolUse":[1,]}}',
    '{"hooks":{"PreToolUse":[1 , ]}}',
    '{"hooks":{"PreToolUse":[1 // one\n]}}',
    '{"hooks":{"PreToolUse":[1 /* one */, // more\n]}}',
    '{\n\t"hooks": {\n\t\t"PreToolUse": [\n\t\t\t{"a": 1}, // first\n\t\t\t{"b": 2}, // second\n\t\t],\n\t},\n}\n',
    '{\r\n  "hooks": {\r\n    "PreToolUse": [\r\n      {"a": 1} // x\r\n    ] // y\r\n  } // z\r\n}',
    '{"a":1}',
    '{ "a": 1 }',
    '{"a":1,"b":[],"c":{"d":"//"}}\n',
    '{\n  "a": 1 /* why */\n  // and\n}\n',
    '{\n  "a": 1, // why\n  // and\n}\n',
    '{\n      "deep": true\n}\n\n\n',
  ])('%j', (text) => {
    expect(removed(inserted(text))).toBe(text);
  });

  it('leaves what somebody put beside, behind and into our entries meanwhile', () => {
    const text = inserted('{\n  "a": 1\n}\n');
    const [first = '', second = ''] = text.split('"ConfigChange"');
    const behind = first.replace(/(\n {6}\})(\n {4}\],)/, '$1,\n      { "foreign": 1 }$2');
    const ours = JSON.stringify(OURS);
    const inside = second.replace(/"hooks": \[[\s\S]*?\]/, `"hooks": [{ "foreign": 2 }, ${ours}]`);
    const result = removed(`${behind}"ConfigChange"${inside}`) ?? '';
    expect(parse(result)).toEqual({
      a: 1,
      hooks: {
        PreToolUse: [{ foreign: 1 }],
        ConfigChange: [{ matcher: '*', hooks: [{ foreign: 2 }] }],
      },
    });
  });

  it('removes our entries from a file that was formatted anew', () => {
    const value: unknown = JSON.parse(inserted('{"a":1}', JSON_ONLY));
    expect(parse(removed(JSON.stringify(value)) ?? '')).toEqual({
      a: 1,
      hooks: { PreToolUse: [], ConfigChange: [] },
    });
    expect(parse(removed(JSON.stringify(value, null, 4)) ?? '')).toEqual({ a: 1 });
  });

  it('does nothing to a file without entries of ours', () => {
    const text = '{"hooks": {"PreToolUse": [{"foreign": 1}]} /* x */}\n';
    expect(removed(text)).toBe(text);
    expect(removed(undefined)).toBeUndefined();
  });
});

describe('insertEntries and removeEntries on random documents', () => {
  it('restores the bytes of 4,000 documents, and in between holds both entries and all else', () => {
    for (let seed = 1; seed <= 4000; seed += 1) {
      const random = seededRandom(seed);
      const text = randomDocument(random);
      const between = inserted(text);
      expect(groups(between, 'PreToolUse').filter(isOurGroup), text).toHaveLength(1);
      expect(groups(between, 'ConfigChange').filter(isOurGroup), text).toHaveLength(1);
      expect(inserted(between), text).toBe(between);
      expect(removed(between), JSON.stringify(text)).toBe(text);
    }
  });

  it('restores them in strict JSON, too', () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const text = randomDocument(seededRandom(seed), true);
      const between = inserted(text, JSON_ONLY);
      JSON.parse(between.replace(/^\ufeff/, ''));
      expect(removed(between, JSON_ONLY), JSON.stringify(text)).toBe(text);
    }
  });
});

/** A document with blanks, comments and line ends in any place they may stand. */
function randomDocument(random: SeededRandom, strict = false): string {
  const eol = random.pick(['\n', '\r\n']);
  const unit = random.pick(['  ', '    ', '\t', '']);
  const chaotic = random.below(3) === 0;
  const gap = (): string => {
    if (!chaotic) return '';
    const parts = strict
      ? ['', '', ' ', eol, '\t']
      : ['', '', ' ', eol, '\t', '/* c */', `// c, ]}${eol}`];
    return random.pick(parts) + random.pick(parts);
  };
  const container = (
    open: string,
    close: string,
    items: readonly string[],
    depth: number,
  ): string => {
    const style = random.below(3);
    const breakTo = (level: number): string =>
      style === 0 ? eol + unit.repeat(level) : style === 1 ? ' ' : '';
    if (items.length === 0)
      return open + gap() + random.pick(['', '', ' ', breakTo(depth)]) + close;
    const comment = (): string =>
      !strict && style === 0 && random.below(4) === 0 ? ' // note, ] }' : '';
    const body = items.map((item, index) => {
      const isLast = index === items.length - 1;
      const comma = isLast && (strict || random.below(3) !== 0) ? '' : ',';
      return breakTo(depth + 1) + gap() + item + gap() + comma + comment();
    });
    const tail = style === 0 ? breakTo(depth) : breakTo(depth) + gap();
    return open + body.join('') + tail + close;
  };
  const value = (depth: number): string => {
    const kind = random.below(depth > 2 ? 4 : 6);
    if (kind === 4) return list(depth);
    if (kind === 5) return object(depth, []);
    return random.pick([
      '1',
      '-2.5e3',
      'true',
      'null',
      '"x"',
      '"a \\" // b"',
      '"/* {[,"',
      '"\\u00e9"',
      '""',
    ]);
  };
  const list = (depth: number): string =>
    container(
      '[',
      ']',
      Array.from({ length: random.below(3) }, () => value(depth + 1)),
      depth,
    );
  const object = (depth: number, members: readonly string[]): string => {
    const others = Array.from(
      { length: random.below(3) },
      (_, index) => `"k${index}"${gap()}:${gap()} ${value(depth + 1)}`,
    );
    const all = random.below(2) === 0 ? [...others, ...members] : [...members, ...others];
    return container('{', '}', all, depth);
  };
  const events = ['PreToolUse', 'ConfigChange']
    .filter(() => random.below(2) === 0)
    .map((event) => `"${event}": ${list(2)}`);
  const hooks = random.below(2) === 0 ? [`"hooks": ${object(1, events)}`] : [];
  const around = (): string => random.pick(['', '', eol, ` ${eol}`]);
  return random.pick(['', '', '\ufeff']) + around() + object(0, hooks) + around();
}
