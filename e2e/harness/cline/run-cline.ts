import { CLINE, clientProgram } from '../agents.ts';
import { createWorld, type World } from '../run-claude.ts';
import {
  type Block,
  type Command,
  runInSandbox,
  type SandboxResult,
  type Script,
} from '../sandbox.ts';

const INSIDE = 'cline/inside.mjs';

/** Where the client keeps what provider it speaks to. */
const PROVIDERS = 'home/.cline/data/settings/providers.json';

/**
 * A world whose person uses Cline with the scripted API. Of some models the client knows that they
 * write patches (`gpt-5.4`).
 */
export function clineWorld(model: string = 'scripted-model'): World {
  const world = createWorld();
  useModel(world, model);
  return world;
}

/** Has the next session of a world speak to another model. */
export function useModel(world: World, model: string): void {
  const provider = 'openai-compatible';
  const settings = {
    provider,
    apiKey: 'test-key',
    model,
    baseUrl: 'http://127.0.0.1:8798/v1',
  };
  const updatedAt = '2026-11-22T00:00:00.000Z';
  world.write(
    PROVIDERS,
    JSON.stringify({
      version: 1,
      lastUsedProvider: provider,
      modes: {},
      providers: { [provider]: { settings, updatedAt, tokenSource: 'manual' } },
    }),
  );
}

/** A stdio server `name` in the user's list of MCP servers. `log` gets a line for each call. */
export function addMcpServer(world: World, name: string, log: string): void {
  const program = new URL('../tiny-mcp.mjs', import.meta.url).pathname;
  const server = { command: process.execPath, args: [program, log], disabled: false };
  world.write(
    'home/.cline/data/settings/cline_mcp_settings.json',
    JSON.stringify({ mcpServers: { [name]: server } }),
  );
}

/** Environment the client needs to start offline. A busy machine takes long to load a plugin. */
export function clineEnvironment(world: World): { readonly [name: string]: string } {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: world.home,
    TERM: 'dumb',
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    TMPDIR: world.root,
    CLINE_SESSION_BACKEND_MODE: 'local',
    CLINE_PLUGIN_IMPORT_TIMEOUT_MS: '60000',
  };
}

export type ClineRun = {
  readonly world: World;
  readonly script: Script;
  readonly extraArguments?: readonly string[];
  readonly extraEnvironment?: { readonly [name: string]: string };
  readonly before?: readonly Command[];
  readonly after?: readonly Command[];
  readonly timeoutMs?: number;
};

/**
 * Runs the real client once, headless and with every tool approved, so that what it does not run was
 * stopped by nobody but the hook. Bounded: without a model the client would wait for ever.
 */
export function runCline(run: ClineRun): Promise<SandboxResult> {
  const { world, script, before, after } = run;
  return runInSandbox({
    inside: INSIDE,
    script,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    client: {
      argv: [clientProgram(CLINE), '--json', ...(run.extraArguments ?? []), 'MAIN go'],
      cwd: world.project,
      env: { ...clineEnvironment(world), ...run.extraEnvironment },
      timeoutMs: run.timeoutMs ?? 60_000,
    },
  });
}

/**
 * Calls, one a turn, each with its place as its id. The client gives up on a model after a few
 * failures in a row, so a call that succeeds stands behind each.
 */
export function oneByOne(calls: readonly Block[]): Script['turns'] {
  const turns = calls.flatMap((call, at) => [
    ['tool' in call ? { ...call, id: `case_${at}` } : call],
    [
      {
        tool: 'ask_question',
        input: { question: 'fine?', options: ['yes', 'no'] },
        id: `ok_${at}`,
      },
    ],
  ]);
  return [...turns, [{ text: 'done' }]];
}
