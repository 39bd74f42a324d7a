import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { COPILOT, clientFolder, clientProgram } from '../agents.ts';
import { atTerminal, type TerminalStep } from '../drive-terminal.ts';
import { createWorld, type World } from '../run-claude.ts';
import { type Command, runInSandbox, type SandboxResult, type Script } from '../sandbox.ts';

/**
 * A world for Copilot. The client unpacks 230 MB into the cache of its home at its first start, so
 * all homes share one cache, beside the client.
 */
export function copilotWorld(): World {
  const world = createWorld();
  const cache = join(clientFolder(COPILOT), 'cache');
  mkdirSync(cache, { recursive: true });
  symlinkSync(cache, join(world.home, '.cache'));
  return world;
}

/** Has Copilot trust the project, as a person would have at its first start there. */
export function trustProject(world: World): void {
  const trusted = { trustedFolders: [world.project] };
  world.write('home/.copilot/config.json', JSON.stringify(trusted));
}

/** A stdio server `name` in the user's list of MCP servers. `log` gets a line for each call. */
export function addMcpServer(world: World, name: string, log: string): void {
  const server = {
    type: 'local',
    command: process.execPath,
    args: [new URL('../tiny-mcp.mjs', import.meta.url).pathname, log],
    tools: ['*'],
  };
  world.write('home/.copilot/mcp-config.json', JSON.stringify({ mcpServers: { [name]: server } }));
}

export type CopilotRun = {
  readonly world: World;
  readonly script: Script;
  /** Default `--allow-all-tools`: what runs then was stopped by nobody but the hook. */
  readonly extraArguments?: readonly string[];
  readonly extraEnvironment?: { readonly [name: string]: string };
  /** A model of OpenAI's gets `apply_patch` instead of `create` and `edit`. */
  readonly model?: string;
  readonly before?: readonly Command[];
  readonly after?: readonly Command[];
  readonly timeoutMs?: number;
};

/** Environment the client needs to start offline, with the scripted API as its provider. */
export function copilotEnvironment(world: World): { readonly [name: string]: string } {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: world.home,
    TERM: 'xterm-256color',
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    TMPDIR: world.root,
    COPILOT_OFFLINE: 'true',
    COPILOT_AUTO_UPDATE: 'false',
    COPILOT_PROVIDER_TYPE: 'anthropic',
    COPILOT_PROVIDER_API_KEY: 'test-key',
    COPILOT_MODEL: 'scripted-model',
  };
}

/** Runs the real client once, headless, against the script; answers what it did and was told. */
export function runCopilot(run: CopilotRun): Promise<SandboxResult> {
  return runClient(run, [
    clientProgram(COPILOT),
    ...['-p', 'MAIN go'],
    ...(run.extraArguments ?? ['--allow-all-tools']),
  ]);
}

/** Runs the real client once in a terminal, where a person takes these steps. */
export function runAtTerminal(
  run: CopilotRun,
  steps: readonly TerminalStep[],
): Promise<SandboxResult> {
  return runClient(run, atTerminal(steps, clientProgram(COPILOT), ...(run.extraArguments ?? [])));
}

function runClient(run: CopilotRun, argv: readonly string[]): Promise<SandboxResult> {
  const { world, model } = run;
  return runInSandbox({
    script: run.script,
    ...(run.before === undefined ? {} : { before: run.before }),
    ...(run.after === undefined ? {} : { after: run.after }),
    client: {
      argv,
      cwd: world.project,
      env: {
        ...copilotEnvironment(world),
        ...(model === undefined ? {} : { COPILOT_MODEL: model }),
        ...run.extraEnvironment,
      },
      baseUrlVariable: 'COPILOT_PROVIDER_BASE_URL',
      timeoutMs: run.timeoutMs ?? 60_000,
    },
  });
}
