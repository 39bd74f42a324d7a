import { describe, expect, it } from 'vitest';
import { readSettings } from './read-settings.ts';

/** First problem of settings that are JSON, as `path: message`. */
function problem(settings: unknown): string | undefined {
  const result = readSettings(JSON.stringify(settings));
  if (!result.ok) return result.message;
  const [first] = result.problems;
  return first && `${first.path.join('.')}: ${first.message}`;
}

const withHook = (hook: unknown) => ({
  hooks: { PreToolUse: [{ matcher: 'Read', hooks: [hook] }] },
});
const command = { type: 'command', command: 'true' };

describe('what makes the client drop the whole file (measured with 2.1.328)', () => {
  it.each([
    ['timeout -1', withHook({ ...command, timeout: -1 })],
    ['timeout 0', withHook({ ...command, timeout: 0 })],
    ['timeout "10"', withHook({ ...command, timeout: '10' })],
    ['no command', withHook({ type: 'command' })],
    ['a command that is no string', withHook({ type: 'command', command: 1 })],
    ['args that are a string', withHook({ ...command, args: 'x' })],
    ['args that hold a number', withHook({ ...command, args: [1] })],
    ['an unknown type', withHook({ type: 'nope' })],
    ['no type', withHook({ command: 'true' })],
    ['an unknown onFailure', withHook({ ...command, onFailure: 'deny' })],
    ['an unknown shell', withHook({ ...command, shell: 'zsh' })],
    ['async that is a string', withHook({ ...command, async: 'yes' })],
    ['statusMessage 1', withHook({ ...command, statusMessage: 1 })],
    ['if 1', withHook({ ...command, if: 1 })],
    ['once 1', withHook({ ...command, once: 1 })],
    ['an http hook without a URL', withHook({ type: 'http', url: 'x' })],
    ['http headers of numbers', withHook({ type: 'http', url: 'http://h/', headers: { a: 1 } })],
    ['allowedEnvVars', withHook({ type: 'http', url: 'http://h/', allowedEnvVars: 'A' })],
    ['a prompt hook without a prompt', withHook({ type: 'prompt' })],
    ['an agent hook without a prompt', withHook({ type: 'agent' })],
    ['an mcp_tool hook without a tool', withHook({ type: 'mcp_tool', server: 's' })],
    ['a matcher that is no string', { hooks: { PreToolUse: [{ matcher: 1, hooks: [] }] } }],
    ['hooks of a group that are no list', { hooks: { PreToolUse: [{ hooks: {} }] } }],
    ['a group without hooks', { hooks: { PreToolUse: [{ matcher: 'Read' }] } }],
    ['hooks that are a list', { hooks: [] }],
    ['permissions that are a list', { permissions: [] }],
    ['permissions.allow', { permissions: { allow: 'x' } }],
    ['permissions.deny', { permissions: { deny: 'x' } }],
    ['permissions.ask', { permissions: { ask: 'x' } }],
    ['permissions.additionalDirectories', { permissions: { additionalDirectories: 'x' } }],
    ['permissions.defaultMode', { permissions: { defaultMode: 'nope' } }],
    ['env that is a list', { env: [] }],
    ['disableAllHooks "no"', { disableAllHooks: 'no' }],
    ['disableAllHooks 0', { disableAllHooks: 0 }],
    ['model 1', { model: 1 }],
    ['cleanupPeriodDays "x"', { cleanupPeriodDays: 'x' }],
    ['enabledPlugins that are a list', { enabledPlugins: [] }],
    ['statusLine "x"', { statusLine: 'x' }],
    ['apiKeyHelper 1', { apiKeyHelper: 1 }],
    ['allowedHttpHookUrls "x"', { allowedHttpHookUrls: 'x' }],
    ['null where a value is meant', { model: null }],
  ])('%s', (_, settings) => {
    expect(problem(settings)).toBeDefined();
  });
});

describe('what the client tolerates (measured with 2.1.328)', () => {
  it.each([
    ['nothing', {}],
    ['an empty command', withHook({ type: 'command', command: '' })],
    ['an unknown field of a hook', withHook({ ...command, foo: 1 })],
    ['onFailure of a prompt hook', withHook({ type: 'prompt', prompt: 'x', onFailure: 'nope' })],
    ['an event that is no list', { hooks: { PostToolUse: {} } }],
    ['an unknown event', { hooks: { Nope: [{ hooks: [{ type: 'nope' }] }] } }],
    ['a group that is null', { hooks: { PostToolUse: [null] } }],
    ['rules that are no strings', { permissions: { allow: [1] } }],
    ['variables that are no strings', { env: { A: 1, B: null } }],
    ['an unknown setting', { foo: { bar: 1 } }],
    ['a setting named like a property of every object', { constructor: 1, toString: 'x' }],
    ['marketplaces of the wrong kind', { extraKnownMarketplaces: { a: 1 } }],
    [
      'all of a command hook',
      withHook({
        ...command,
        args: ['a'],
        timeout: 0.5,
        onFailure: 'block',
        async: false,
        if: 'Bash(x)',
        shell: 'bash',
      }),
    ],
  ])('%s', (_, settings) => {
    expect(problem(settings)).toBeUndefined();
  });
});

describe('the text', () => {
  it.each([
    ['a comment', '// c\n{}'],
    ['a comment at the end', '{} // c'],
    ['a trailing comma', '{"model": "x",}'],
    ['a truncated file', '{"model": '],
    ['a truncated string', '{"model'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['text', 'hooks'],
    ['a byte order mark before a list', '\ufeff[1]'],
    ['two byte order marks', '\ufeff\ufeff{}'],
  ])('%s is refused', (_, text) => {
    expect(readSettings(text)).toMatchObject({ ok: false });
  });

  it.each([
    ['a byte order mark', '\ufeff{"model":"x"}'],
    ['windows line ends', '{\r\n"model":"x"\r\n}\r\n'],
  ])('%s is fine', (_, text) => {
    expect(readSettings(text)).toMatchObject({ ok: true, settings: { model: 'x' }, problems: [] });
  });

  it('a blank file says nothing', () => {
    expect(readSettings(' \n')).toMatchObject({ ok: true, settings: {}, problems: [] });
  });

  it('of repeated keys the last counts', () => {
    const result = readSettings('{"disableAllHooks":false,"disableAllHooks":true}');
    expect(result).toMatchObject({ settings: { disableAllHooks: true } });
  });
});
