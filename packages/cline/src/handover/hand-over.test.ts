import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HookOutput } from '@agsec/runtime/hook';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clineHook } from '../hook-adapter.ts';
import { handingOver } from './hand-over.ts';
import { isOurPlugin, pluginText } from './plugin-text.ts';

type Snapshot = { readonly agentId: string; readonly iteration: number };

type Plugin = {
  beforeModel(context: { snapshot: Snapshot }): Promise<void>;
  beforeTool(context: object): Promise<{ skip: boolean; reason: string } | undefined>;
  afterRun(context: { snapshot: Snapshot }): Promise<void>;
};

let folder = '';
let state = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'agsec-plugin-'));
  state = join(folder, 'state');
  mkdirSync(state);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The plugin as the client loads it. */
async function load(name = 'agsec.mjs'): Promise<Plugin> {
  const file = join(folder, name);
  writeFileSync(file, pluginText(state));
  const module: { default: { hooks: Plugin } } = await import(pathToFileURL(file).href);
  return module.default.hooks;
}

type Call = {
  readonly input?: unknown;
  readonly agent?: string;
  readonly turn?: number;
  readonly id?: string;
};

const INPUT = { commands: ['echo é 😀', '1'], nested: { 10: 1, 2: [null, 1.5] } };

/** What our hook prints for a call it denies, or lets pass. */
function judge(
  effect: 'deny' | 'pass',
  { input = INPUT, agent = 'agent_1', turn = 1, id = 'call_1' }: Call = {},
  isAlive: (pid: number) => boolean = () => true,
): HookOutput {
  const adapter = handingOver(clineHook, state, isAlive);
  adapter.parse(
    JSON.parse(
      JSON.stringify({ agent_id: agent, iteration: turn, tool_call: { id, name: 'x', input } }),
    ),
    {},
  );
  return effect === 'deny'
    ? adapter.respondFailure({ code: 'halt', message: 'the reason' })
    : adapter.respondNothing('PreToolUse');
}

/** What the client asks the plugin about the same call. */
function asked({ input = INPUT, agent = 'agent_1', turn = 1, id = 'call_1' }: Call = {}): object {
  return {
    snapshot: { agentId: agent, iteration: turn },
    toolCall: { toolCallId: id, toolName: 'x', input: INPUT },
    input,
  };
}

const CANCEL = '{"cancel":true,"errorMessage":"agsec: the reason"}';

const turn = (iteration: number, agentId = 'agent_1') => ({ snapshot: { agentId, iteration } });

describe('with the plugin there', () => {
  it('a deny passes the hook, and the plugin carries it out with the reason', async () => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    expect(judge('deny').stdout).toBe('{}');
    expect(await plugin.beforeTool(asked())).toEqual({ skip: true, reason: 'agsec: the reason' });
  });

  it('a call that passes the hook passes the plugin', async () => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    expect(judge('pass').stdout).toBe('{}');
    expect(await plugin.beforeTool(asked())).toBeUndefined();
  });

  it.each([
    ['a call the hook was not asked about', 'call_2', INPUT, 'has not judged'],
    ['a call that was rewritten since', 'call_1', { commands: ['rm -rf x'] }, 'changed this call'],
    ['a call that was rewritten in one blank', 'call_1', { ...INPUT, x: '' }, 'changed this call'],
  ])('%s is denied', async (_, id, input, reason) => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    judge('pass');
    expect(await plugin.beforeTool(asked({ id, input }))).toEqual({
      skip: true,
      reason: expect.stringContaining(reason),
    });
  });

  it('verdicts of the turn before, or for another agent, count for nothing', async () => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    await plugin.beforeModel(turn(1, 'agent_2'));
    judge('pass');
    await plugin.beforeModel(turn(2));
    for (const call of [{ turn: 2 }, { agent: 'agent_2' }]) {
      expect(await plugin.beforeTool(asked(call))).toMatchObject({ skip: true });
    }
  });

  it('ids of any kind name their own file below the agent’s folder', async () => {
    const plugin = await load();
    for (const [agent, id] of [
      ['../../up', '../../../x'],
      ['a/b', '..'],
      ['a', 'call:1\0'],
    ] as const) {
      await plugin.beforeModel(turn(1, agent));
      expect(judge('deny', { agent, id }).stdout).toBe('{}');
      expect(await plugin.beforeTool(asked({ agent, id }))).toMatchObject({ skip: true });
    }
    expect(readdirSync(folder).sort()).toEqual(['agsec.mjs', 'state']);
    expect(readdirSync(state)).toEqual(['run']);
  });

  it('two plugins, of person and project, do not hinder each other', async () => {
    const plugins = [await load('one.mjs'), await load('two.mjs')];
    for (const plugin of plugins) await plugin.beforeModel(turn(1));
    judge('pass');
    for (const plugin of plugins) expect(await plugin.beforeTool(asked())).toBeUndefined();
  });

  it.each([
    ['after the hook has judged', true, '{}'],
    ['before the hook has judged', false, CANCEL],
  ])('that the client starts anew %s carries out what was found', async (_, isAlive, printed) => {
    const [old, fresh] = [await load('one.mjs'), await load('two.mjs')];
    await old.beforeModel(turn(1));
    expect(judge('deny', {}, () => isAlive).stdout).toBe(printed);
    expect(await fresh.beforeTool(asked())).toEqual({ skip: true, reason: 'agsec: the reason' });
    judge('pass', { id: 'call_2' }, () => isAlive);
    expect(await fresh.beforeTool(asked({ id: 'call_2' }))).toBeUndefined();
    expect(await fresh.beforeTool(asked({ id: 'call_3' }))).toMatchObject({ skip: true });
  });

  it('nothing is left when the run is over', async () => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    judge('pass');
    await plugin.afterRun(turn(1));
    expect(readdirSync(join(state, 'run/cline'))).toEqual([]);
    expect(await plugin.beforeTool(asked())).toBeUndefined();
  });
});

describe('without the plugin’s word for this very turn the hook denies by itself', () => {
  it.each<[string, (plugin: Plugin) => Promise<void>, Call, boolean]>([
    ['it was never there', (plugin) => plugin.afterRun(turn(1)), {}, true],
    ['it spoke for another turn', (plugin) => plugin.beforeModel(turn(1)), { turn: 2 }, true],
    ['it spoke for another agent', (plugin) => plugin.beforeModel(turn(1)), { agent: 'b' }, true],
    ['it has died since', (plugin) => plugin.beforeModel(turn(1)), {}, false],
    [
      'the run it spoke for is over',
      async (plugin) => {
        await plugin.beforeModel(turn(1));
        await plugin.afterRun(turn(1));
      },
      {},
      true,
    ],
  ])('%s', async (_, happened, call, isAlive) => {
    await happened(await load());
    expect(judge('deny', call, () => isAlive).stdout).toBe(CANCEL);
    expect(judge('pass', call, () => isAlive).stdout).toBe('{}');
  });

  it.each([
    ['damaged', '{"iteration":1'],
    ['of another kind', '[1]'],
    ['without a process', '{"iteration":1}'],
  ])('a lease that is %s', (_, text) => {
    mkdirSync(join(state, 'run/cline/agent_1'), { recursive: true });
    writeFileSync(join(state, 'run/cline/agent_1/lease.json'), text);
    expect(judge('deny').stdout).toBe(CANCEL);
  });

  it('a verdict that cannot be written', async () => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    mkdirSync(join(state, 'run/cline/agent_1/1-call_1.json'));
    expect(judge('deny').stdout).toBe(CANCEL);
    expect(judge('deny', { id: '\ud800' }).stdout).toBe(CANCEL);
  });

  it('a call of the extension, which has no such names', () => {
    const adapter = handingOver(clineHook, state, () => true);
    adapter.parse({ hookName: 'PreToolUse', preToolUse: {} }, {});
    expect(adapter.respondFailure({ code: 'halt', message: 'the reason' }).stdout).toBe(CANCEL);
  });
});

describe('the plugin by itself', () => {
  it('leaves agents alone that it has not spoken for', async () => {
    const plugin = await load();
    expect(await plugin.beforeTool(asked())).toBeUndefined();
  });

  it('does not make a state folder that is gone, and leaves the call to the hook', async () => {
    const plugin = await load();
    rmSync(state, { recursive: true });
    await plugin.beforeModel(turn(1));
    expect(existsSync(state)).toBe(false);
    expect(await plugin.beforeTool(asked())).toBeUndefined();
  });

  it('denies on a verdict that is damaged', async () => {
    const plugin = await load();
    await plugin.beforeModel(turn(1));
    judge('pass');
    writeFileSync(join(state, 'run/cline/agent_1/1-call_1.json'), '{"effect":"pa');
    expect(await plugin.beforeTool(asked())).toMatchObject({ skip: true });
  });

  it('is known as ours even when it was changed', () => {
    expect(isOurPlugin(`${pluginText('/s')}x`)).toBe(true);
    expect(isOurPlugin('export default {};')).toBe(false);
  });
});
