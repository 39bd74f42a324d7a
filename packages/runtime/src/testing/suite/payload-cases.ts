import type { ParseResult } from '../../adapter.ts';
import { callFrom, type SuiteContext } from './suite-context.ts';
import type { AdapterFixture } from './suite-options.ts';

const CONTEXT = callFrom('/home/dev/project');

/** Values of every type that a member of a payload may wrongly have. */
const WRONG_VALUES: readonly unknown[] = [
  null,
  true,
  42,
  '',
  'text',
  [],
  ['x'],
  {},
  { deep: { x: [1] } },
];

/** Recorded calls become the right actions; malformed ones are refused, and never throw. */
export function payloadCases(context: SuiteContext): void {
  const { vitest, adapter, fixtures, payloads, test } = context;
  const { expect } = vitest;
  const parse = (payload: unknown): ParseResult => adapter.parse(payload, {});
  const events = fixtures.filter(({ expected }) => expected.kind === 'event');

  for (const { name, payload, expected } of fixtures) {
    test(`parses ${name}`, () => {
      const result = parse(payload);
      expect(result.kind).toBe(expected.kind);
      if (expected.kind !== 'event') return;
      expect(actionsOf(result)).toEqual(expected.actions);
    });
  }

  test('gives every action of a call the origin tool', () => {
    for (const { payload } of events) {
      const result = parse(payload);
      const origins =
        result.kind === 'event' ? result.event.operations.map(({ action }) => action.origin) : [];
      expect(new Set(origins)).toEqual(new Set(['tool']));
    }
  });

  test('refuses an unknown event', () => {
    expect(parse(payloads.unknownEvent(CONTEXT)).kind).toBe('invalid');
  });

  test('does not pass an unknown tool silently', () => {
    const result = parse(payloads.unknownTool(CONTEXT));
    expect(['event', 'invalid']).toContain(result.kind);
    if (result.kind !== 'event') return;
    expect(actionsOf(result).map(({ name }) => name.split('.')[0])).toEqual(['unknown']);
  });

  test('tolerates extra fields', () => {
    for (const { payload } of fixtures) {
      const later = { ...objectOf(payload), added_in_a_later_version: { x: 1 } };
      expect(facts(parse(later))).toEqual(facts(parse(payload)));
    }
  });

  test('neither throws nor passes when a field is missing', () => {
    for (const fixture of events) {
      for (const key of Object.keys(objectOf(fixture.payload))) {
        const { [key]: _, ...rest } = objectOf(fixture.payload);
        expect(isHandled(parse(rest)), `${fixture.name} without ${key}`).toBe(true);
      }
    }
  });

  test('neither throws nor passes when a field has a wrong type', () => {
    for (const fixture of events) {
      for (const [place, payload] of withWrongTypes(fixture)) {
        expect(isHandled(parse(payload)), place).toBe(true);
      }
    }
  });

  test('refuses what is no object', () => {
    for (const value of [...WRONG_VALUES, undefined]) expect(parse(value).kind).toBe('invalid');
  });

  test('is not misled by __proto__', () => {
    for (const { name, payload } of events) {
      const text = JSON.stringify(payload).replace(
        /^\{/,
        '{"__proto__":{"tool_name":"x","polluted":true},',
      );
      expect(facts(parse(JSON.parse(text))), name).toEqual(facts(parse(payload)));
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
      const bare: unknown = JSON.parse(`{"__proto__":${JSON.stringify(payload)}}`);
      expect(parse(bare).kind, name).toBe('invalid');
    }
  });

  test('keeps line breaks and NUL in a command and a path', () => {
    const command = 'echo a\nrm -rf b\0c';
    expect(firstParams(parse(payloads.shell(command, CONTEXT)))).toMatchObject({ command });
    const path = '/home/dev/project/a\nb\0c';
    expect(firstParams(parse(payloads.read(path, CONTEXT)))).toMatchObject({ file_path: path });
  });

  test('knows the folder and the session of a call', () => {
    const result = parse(payloads.shell('ls', callFrom('/home/dev/project', 'session-7')));
    expect(result).toMatchObject({
      event: { context: { agent: adapter.id, session_id: 'session-7' } },
    });
  });
}

function actionsOf(result: ParseResult): readonly { name: string; params: object }[] {
  return result.kind === 'event'
    ? result.event.operations.map(({ action: { name, params } }) => ({ name, params }))
    : [];
}

/** A result without its functions, of which no two are equal. */
function facts(result: ParseResult): unknown {
  return JSON.parse(JSON.stringify(result));
}

function firstParams(result: ParseResult): object | undefined {
  return actionsOf(result)[0]?.params;
}

/** A call with a defect is still judged or refused; it may not be waved through as no call. */
function isHandled(result: ParseResult): boolean {
  return result.kind === 'event' || result.kind === 'invalid';
}

/** The fixture with each member, and each member of its members, replaced by each wrong value. */
function withWrongTypes({
  name,
  payload,
}: AdapterFixture): readonly (readonly [string, unknown])[] {
  const object = objectOf(payload);
  return Object.entries(object).flatMap(([key, value]) => {
    const outer = WRONG_VALUES.map(
      (wrong) =>
        [`${name}: ${key} = ${JSON.stringify(wrong)}`, { ...object, [key]: wrong }] as const,
    );
    const inner = Object.keys(objectOf(value)).flatMap((member) =>
      WRONG_VALUES.map((wrong) => {
        const changed = { ...objectOf(value), [member]: wrong };
        const place = `${name}: ${key}.${member} = ${JSON.stringify(wrong)}`;
        return [place, { ...object, [key]: changed }] as const;
      }),
    );
    return [...outer, ...inner];
  });
}

function objectOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
