import { describe, expect, it } from 'vitest';
import { readHooks } from './read-hooks.ts';

function problems(file: unknown): readonly string[] {
  const result = readHooks(JSON.stringify(file));
  return result.ok ? result.problems.map(({ path }) => path.join('.')) : ['no file'];
}

const handler = { type: 'command', command: 'x' };

describe('what makes the client drop a hooks file', () => {
  it.each<[unknown, readonly string[]]>([
    [{ hooks: {} }, []],
    [{ description: 'x', hooks: {} }, []],
    [{ hooks: { PreToolUse: [{ hooks: [handler] }] } }, []],
    // Tolerated, as measured: unknown events, other fields of a handler, handlers of other types.
    [{ hooks: { NoSuchEvent: [{ hooks: [handler] }] } }, []],
    [{ hooks: { PreToolUse: [{ hooks: [{ ...handler, extra: 1 }] }] } }, []],
    [{ hooks: { PreToolUse: [{ hooks: [{ type: 'prompt' }] }] } }, []],
    [{ $schema: 'x', hooks: {} }, ['$schema']],
    [{ hooks: [] }, ['hooks']],
    [{ hooks: { PreToolUse: {} } }, ['hooks.PreToolUse']],
    [{ hooks: { PreToolUse: ['x'] } }, ['hooks.PreToolUse.0']],
    [{ hooks: { PreToolUse: [{ matcher: 1, hooks: [] }] } }, ['hooks.PreToolUse.0.matcher']],
    [{ hooks: { PreToolUse: [{ hooks: 'x' }] } }, ['hooks.PreToolUse.0.hooks']],
    [{ hooks: { Stop: [{ hooks: [{ type: 'command' }] }] } }, ['hooks.Stop.0.hooks.0']],
    [
      { hooks: { Stop: [{ hooks: [{ ...handler, timeout: 1.5 }] }] } },
      ['hooks.Stop.0.hooks.0.timeout'],
    ],
    [[], ['no file']],
  ])('%j', (file, expected) => {
    expect(problems(file)).toEqual(expected);
  });

  it('reads no JSON with comments', () => {
    expect(readHooks('{ // mine\n }')).toMatchObject({ ok: false });
  });
});
