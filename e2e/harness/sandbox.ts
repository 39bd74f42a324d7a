import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One program to run inside the sandbox. The environment is exactly `env`. */
export type Command = {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: { readonly [name: string]: string };
  readonly stdin?: string;
  /** Milliseconds until its process group is killed; 60 s. */
  readonly timeoutMs?: number;
};

export type CommandResult = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  /** The program could not be started. */
  readonly error?: string;
};

/** One block of a scripted assistant message. */
export type Block =
  | { readonly text: string }
  | {
      readonly tool: string;
      readonly input: unknown;
      readonly id?: string;
      /** Group of tools it belongs to, where the API has such. */
      readonly namespace?: string;
    };

/** What the fake model says: one turn for each message; `routes` for sub-agents by their prompt. */
export type Script = {
  readonly turns: readonly (readonly Block[])[];
  readonly routes?: readonly {
    readonly match: string;
    readonly turns: readonly (readonly Block[])[];
  }[];
};

/** What to do in one sandbox, in this order: system files, `before`, the client, `after`. */
export type SandboxJob = {
  /** The program that does it, below this folder; default `inside.mjs`, which speaks the Messages API. */
  readonly inside?: string;
  /** Files below `/etc` or `/usr/local/lib`: private copies of the sandbox, gone afterwards. */
  readonly systemFiles?: { readonly [path: string]: string };
  readonly before?: readonly Command[];
  /** `baseUrlVariable` is set to the scripted API's address; absent: the client has it elsewhere. */
  readonly client?: Command & { readonly baseUrlVariable?: string };
  readonly script?: Script;
  readonly after?: readonly Command[];
};

/** What the model was told about one call. */
export type ToolResult = {
  readonly id: string;
  readonly tool: string;
  readonly isError: boolean;
  readonly text: string;
};

export type SandboxResult = {
  readonly before: readonly CommandResult[];
  readonly client?: CommandResult;
  readonly after: readonly CommandResult[];
  readonly toolResults: readonly ToolResult[];
  readonly offeredTools: readonly string[];
  /** Method and path of every request; anything but the scripted API shows here. */
  readonly requests: readonly string[];
};

const harness = dirname(fileURLToPath(import.meta.url));

/**
 * Namespaces for network, mounts and processes; below an own user namespace when not root. All
 * processes end with the sandbox.
 */
function sandboxArguments(): readonly string[] {
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  return process.getuid?.() === 0 ? namespaces : ['--user', '--map-root-user', ...namespaces];
}

/**
 * Runs `job` where no packet can leave and `/etc` and `/usr/local/lib` are private copies. Throws
 * with what the tools said when the sandbox cannot be made; a failing command does not throw.
 */
export async function runInSandbox(job: SandboxJob): Promise<SandboxResult> {
  const folder = mkdtempSync(join(tmpdir(), 'agsec-sandbox-'));
  const layers = join(folder, 'layers');
  const result = join(folder, 'result.json');
  const jobPath = join(folder, 'job.json');
  mkdirSync(layers);
  writeFileSync(jobPath, JSON.stringify({ ...job, result }));
  try {
    await unshare([
      ...sandboxArguments(),
      '/bin/sh',
      join(harness, 'enter-sandbox.sh'),
      layers,
      process.execPath,
      join(harness, job.inside ?? 'inside.mjs'),
      jobPath,
    ]);
    const parsed: SandboxResult = JSON.parse(readFileSync(result, 'utf8'));
    return parsed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unshare(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' };
    const child = spawn('unshare', args, {
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (cause) => reject(new Error('`unshare` (util-linux) is needed', { cause })));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the sandbox ended with status ${code}: ${stderr.trim()}`));
    });
  });
}
