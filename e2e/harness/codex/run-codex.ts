import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODEX, clientProgram } from '../agents.ts';
import { agsecCommand, initWords, type Protection } from '../agsec.ts';
import { atTerminal, type TerminalStep } from '../drive-terminal.ts';
import { keptWorld } from '../kept-world.ts';
import { createWorld, type World } from '../run-claude.ts';
import { type Command, runInSandbox, type SandboxResult, type Script } from '../sandbox.ts';

const INSIDE = 'codex/inside.mjs';

const PERSON = fileURLToPath(new URL('person.mjs', import.meta.url));

/** Models of the client's own table, which say what tools it offers. */
export const MODELS = {
  /** A shell and `apply_patch`; tools of servers only behind a search. */
  classic: 'gpt-5.5',
  /** A shell, tools of servers, sub-agents. */
  plain: 'gpt-5.4',
  /** One tool that runs a script, which calls the others. */
  codeMode: 'gpt-6-sol',
} as const;

/** Settings with which the client starts offline and speaks to the scripted API. */
function settings(model: string, more: string): string {
  return `model = "${model}"
model_provider = "scripted"
check_for_update_on_startup = false

[model_providers.scripted]
name = "scripted"
base_url = "http://127.0.0.1:8799/v1"
wire_api = "responses"
env_key = "SCRIPTED_KEY"
request_max_retries = 0
stream_max_retries = 0
requires_openai_auth = false
supports_websockets = false

[analytics]
enabled = false

[features]
plugins = false
${more}`;
}

/**
 * Settings by which the client's own sandbox leaves the temporary folders alone, where it would make
 * empty `.git` and others for all who work there.
 */
export const SANDBOX_OF_ITS_OWN = `
[sandbox_workspace_write]
exclude_slash_tmp = true
exclude_tmpdir_env_var = true
`;

/** A world whose person uses Codex; `more` is added to their settings. */
export function codexWorld(more: string = '', model: string = MODELS.classic): World {
  const world = createWorld();
  world.write('home/.codex/config.toml', settings(model, more));
  return world;
}

/** Environment of the client. It refuses to keep its helpers below the temporary folder. */
export function codexEnvironment(world: World): { readonly [name: string]: string } {
  return {
    PATH: `${dirname(clientProgram(CODEX))}:/usr/local/bin:/usr/bin:/bin`,
    HOME: world.home,
    SHELL: '/bin/bash',
    LANG: 'C.UTF-8',
    TERM: 'dumb',
    TMPDIR: '/var/tmp',
    SCRIPTED_KEY: 'none',
  };
}

/** An `agsec` command line of a person who has `codex` on their PATH. */
export function agsecWithCodex(world: World, ...args: readonly string[]): Command {
  const { env, ...command } = agsecCommand(world, ...args);
  return { ...command, env: { ...env, ...codexEnvironment(world), NO_COLOR: '1' } };
}

/** Default policies and the hook of Codex in the person's files, trusted as they would trust it. */
export async function protectCodex(
  world: World,
  protection: Omit<Protection, 'scope'> = {},
): Promise<void> {
  const { restore, keep } = keptWorld(world, 'codex', JSON.stringify(protection));
  if (restore()) return;
  const { before } = await runInSandbox({
    inside: INSIDE,
    before: [
      agsecWithCodex(world, ...initWords(protection)),
      agsecWithCodex(world, 'install', 'codex', '--trust'),
    ],
  });
  for (const { exitCode, stdout, stderr } of before) {
    if (exitCode !== 0) throw new Error(`agsec ended with ${exitCode}\n${stdout}${stderr}`);
  }
  keep();
}

export type CodexRun = {
  readonly world: World;
  readonly script: Script;
  /** Who answers what the client asks; default: it asks nothing, and has no sandbox of its own. */
  readonly approvals?: 'nobody' | 'a model' | Person;
  /** What a person does in the client's own terminal; it starts with the prompt `go`. */
  readonly atTerminal?: readonly TerminalStep[];
  readonly extraArguments?: readonly string[];
  readonly extraEnvironment?: { readonly [name: string]: string };
  readonly systemFiles?: { readonly [path: string]: string };
  readonly before?: readonly Command[];
  readonly after?: readonly Command[];
  readonly cwd?: string;
  readonly timeoutMs?: number;
};

/** Someone at an editor, who is shown what the client asks. The client has its own sandbox then. */
export type Person = {
  readonly answers: 'accept' | 'decline' | 'cancel';
  /** How the editor calls itself; default: as the vendor's extension does. */
  readonly editor?: string;
  /** More for `thread/start`, over what follows a person's defaults. */
  readonly thread?: object;
};

/** A question the client asked, from what `person.mjs` prints. */
export type Question = {
  readonly method: string;
  readonly params: {
    readonly command?: string;
    readonly reason?: string;
    readonly availableDecisions?: readonly unknown[];
  };
};

/** What a person was asked in a run. */
export function questionsIn({ client }: SandboxResult): readonly Question[] {
  const lines = (client?.stdout ?? '').split('\n').filter((line) => line.startsWith('{'));
  return lines.flatMap((line): Question[] => {
    const message = JSON.parse(line);
    return 'method' in message ? [message] : [];
  });
}

/**
 * Runs the real client once, headless and without its own sandbox and approvals, so that what it does
 * not run was stopped by nobody but the hook.
 */
export function runCodex(run: CodexRun): Promise<SandboxResult> {
  const { world, script, systemFiles, before, after } = run;
  return runInSandbox({
    inside: INSIDE,
    script,
    ...(systemFiles === undefined ? {} : { systemFiles }),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    client: {
      argv: argvOf(run),
      cwd: run.cwd ?? world.project,
      env: { ...codexEnvironment(world), ...run.extraEnvironment },
      timeoutMs: run.timeoutMs ?? 60_000,
    },
  });
}

function argvOf({
  approvals,
  atTerminal: steps,
  extraArguments = [],
}: CodexRun): readonly string[] {
  const codex = clientProgram(CODEX);
  if (steps !== undefined) return atTerminal(steps, codex, ...extraArguments, 'go');
  if (typeof approvals !== 'object') {
    const who =
      approvals === 'a model' ? '--approve-for-me' : '--dangerously-bypass-approvals-and-sandbox';
    return [codex, 'exec', '--json', '--skip-git-repo-check', who, ...extraArguments, 'go'];
  }
  const { answers, editor: name = 'codex_vscode', thread } = approvals;
  const usual = { approvalPolicy: 'on-request', sandbox: 'workspace-write' };
  const words = JSON.stringify({ name, answer: answers, thread: { ...usual, ...thread } });
  return [process.execPath, PERSON, words, codex, ...extraArguments, 'app-server'];
}

/** What a person's settings say once they have used the client's terminal in a folder. */
export function usedAtTerminal(folder: string): string {
  return `
[projects."${folder}"]
trust_level = "trusted"

[notice.model_migrations]
"${MODELS.classic}" = "${MODELS.codeMode}"

[tui.model_availability_nux]
"gpt-6.1-sol" = 2
`;
}

/** Path below the person's folder of Codex. */
export function inCodexHome(world: World, path: string): string {
  return join(world.home, '.codex', path);
}
