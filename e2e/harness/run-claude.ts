import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CLAUDE_CODE, clientProgram } from './agents.ts';
import { type Command, runInSandbox, type SandboxResult, type Script } from './sandbox.ts';

/** A temporary home and project for one or more runs. `dispose` removes both. */
export type World = {
  readonly root: string;
  readonly home: string;
  readonly project: string;
  /** Writes a text file, with its folders. Relative paths stand below the world's root. */
  write(path: string, text: string, mode?: number): string;
  dispose(): void;
};

/** Places of worlds that are gone. */
const free: string[] = [];

/** A temporary folder, if possible where a world was that is gone, so that `KeptWorld` finds it again. */
function emptyRoot(): string {
  const root = free.pop();
  if (root === undefined) return mkdtempSync(join(tmpdir(), 'agsec-world-'));
  mkdirSync(root, { mode: 0o700 });
  return root;
}

/** An empty home and project in a temporary folder. */
export function createWorld(): World {
  const root = emptyRoot();
  const home = join(root, 'home');
  const project = join(root, 'project');
  mkdirSync(home);
  mkdirSync(project);
  return {
    root,
    home,
    project,
    write(path, text, mode = 0o644) {
      const absolute = path.startsWith('/') ? path : join(root, path);
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, text, { mode });
      return absolute;
    },
    dispose() {
      rmSync(root, { recursive: true, force: true });
      free.push(root);
    },
  };
}

export type ClaudeRun = {
  readonly world: World;
  readonly script: Script;
  /** Default `bypassPermissions`: what runs then was stopped by nobody but the hook. */
  readonly permissionMode?: string;
  readonly extraArguments?: readonly string[];
  readonly extraEnvironment?: { readonly [name: string]: string };
  readonly systemFiles?: { readonly [path: string]: string };
  readonly before?: readonly Command[];
  readonly after?: readonly Command[];
  readonly cwd?: string;
  readonly timeoutMs?: number;
};

/** Environment the client needs to start offline, as root too, and nothing else. */
export function claudeEnvironment(world: World): { readonly [name: string]: string } {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: world.home,
    TERM: 'dumb',
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    TMPDIR: world.root,
    ANTHROPIC_API_KEY: 'test-key',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    ENABLE_TOOL_SEARCH: 'false',
    IS_SANDBOX: '1',
  };
}

/** Runs the real client once, headless, against the script; answers what it did and was told. */
export function runClaude(run: ClaudeRun): Promise<SandboxResult> {
  const { world } = run;
  return runInSandbox({
    script: run.script,
    ...(run.systemFiles === undefined ? {} : { systemFiles: run.systemFiles }),
    ...(run.before === undefined ? {} : { before: run.before }),
    ...(run.after === undefined ? {} : { after: run.after }),
    client: {
      argv: [
        clientProgram(CLAUDE_CODE),
        ...['-p', 'go', '--output-format', 'json'],
        ...['--permission-mode', run.permissionMode ?? 'bypassPermissions'],
        ...['--debug-file', join(world.root, 'claude-debug.log')],
        ...(run.extraArguments ?? []),
      ],
      cwd: run.cwd ?? world.project,
      env: { ...claudeEnvironment(world), ...run.extraEnvironment },
      baseUrlVariable: 'ANTHROPIC_BASE_URL',
      timeoutMs: run.timeoutMs ?? 60_000,
    },
  });
}
