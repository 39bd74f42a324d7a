import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Ended, type Input, runToEnd } from './run-command.ts';

// How Windsurf runs the hooks of Cascade: docs.windsurf.com/windsurf/cascade/hooks, read on 2026-11-22
// (the same page is docs.devin.ai/desktop/cascade/hooks now). Written independently of
// packages/windsurf, which it is to test. What the page leaves open is taken for the worse: a file
// with a defect has no hooks, and a hook that is not there lets the call run.

export type WindsurfOptions = {
  readonly home: string;
  readonly project: string;
  /** The editor, or its plugin for JetBrains editors, which has a file of its own. */
  readonly host?: 'editor' | 'jetbrains';
  /** Folder of root's hooks instead of `/etc/windsurf`. */
  readonly managedFolder?: string;
  /** Changelog 3.6.21: hooks are neither loaded nor run. */
  readonly restricted?: boolean;
};

/** What the model is told of one call. */
export type Told = { readonly ran: boolean; readonly text: string };

export type Edit = { readonly old_string: string; readonly new_string: string };

type Handler = { readonly command: string; readonly working_directory: string };

/** Runs the tools of Cascade in a workspace, asking the installed hooks as Windsurf does. */
export class WindsurfReplay {
  readonly #options: WindsurfOptions;

  constructor(options: WindsurfOptions) {
    this.#options = options;
  }

  async shell(command_line: string, cwd: string = this.#options.project): Promise<Told> {
    const blocked = await this.#ask('pre_run_command', { command_line, cwd });
    if (blocked !== undefined) return blocked;
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: this.#options.home };
    try {
      const options = { cwd, env, encoding: 'utf8', stdio: 'pipe', timeout: 20_000 } as const;
      return { ran: true, text: execFileSync('/bin/bash', ['-c', command_line], options) };
    } catch (error) {
      return { ran: true, text: error instanceof Error ? error.message : 'failed' };
    }
  }

  async read(file_path: string): Promise<Told> {
    const blocked = await this.#ask('pre_read_code', { file_path });
    return blocked ?? { ran: true, text: readFileSync(file_path, 'utf8') };
  }

  async edit(file_path: string, edits: readonly Edit[]): Promise<Told> {
    const blocked = await this.#ask('pre_write_code', { file_path, edits });
    if (blocked !== undefined) return blocked;
    mkdirSync(dirname(file_path), { recursive: true });
    const before = existsSync(file_path) ? readFileSync(file_path, 'utf8') : '';
    const after = edits.reduce(
      (text, { old_string, new_string }) =>
        old_string === '' ? text + new_string : text.replace(old_string, () => new_string),
      before,
    );
    writeFileSync(file_path, after);
    return { ran: true, text: 'written' };
  }

  /** A tool of an MCP server, which would answer `done`. */
  async mcp(mcp_server_name: string, mcp_tool_name: string, args: object): Promise<Told> {
    const info = { mcp_server_name, mcp_tool_name, mcp_tool_arguments: args };
    return (await this.#ask('pre_mcp_tool_use', info)) ?? { ran: true, text: 'done' };
  }

  async prompt(user_prompt: string): Promise<Told> {
    return (await this.#ask('pre_user_prompt', { user_prompt })) ?? { ran: true, text: 'sent' };
  }

  /** What the hooks say to any bytes, by one event; nothing is run. */
  async raw(event: string, stdin: Input): Promise<Told> {
    return (await this.#askAll(event, stdin)) ?? { ran: true, text: '' };
  }

  #ask(event: string, tool_info: object): Promise<Told | undefined> {
    const payload = {
      agent_action_name: event,
      trajectory_id: 'trajectory-1',
      execution_id: 'execution-1',
      timestamp: '2026-11-20T14:03:22.512Z',
      model_name: 'Example Model 1',
      tool_info,
    };
    return this.#askAll(event, JSON.stringify(payload));
  }

  /** "Merged … system → user → workspace"; the first that blocks ends it. */
  async #askAll(event: string, stdin: Input): Promise<Told | undefined> {
    for (const handler of this.#handlers(event)) {
      const ended = await this.#run(handler, stdin);
      // "Exit code 2: the action is blocked … stderr is shown to the agent"; any other: it proceeds.
      if (ended.exitCode === 2) return { ran: false, text: ended.stderr };
    }
    return undefined;
  }

  /** "Commands are run with `bash -c`", at the root of the workspace; there is no timeout. */
  #run({ command, working_directory }: Handler, stdin: Input): Promise<Ended> {
    const { home, project } = this.#options;
    return runToEnd({
      argv: ['/bin/bash', '-c', command],
      cwd: resolve(project, working_directory),
      environment: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home },
      stdin,
    });
  }

  #handlers(event: string): readonly Handler[] {
    const { home, project, host, managedFolder = '/etc/windsurf', restricted } = this.#options;
    if (restricted === true) return [];
    const own = host === 'jetbrains' ? '.codeium/hooks.json' : '.codeium/windsurf/hooks.json';
    const files = [
      join(managedFolder, 'hooks.json'),
      join(home, own),
      join(project, '.windsurf/hooks.json'),
    ];
    return files.filter(existsSync).flatMap((path) => handlersIn(path, event));
  }
}

function handlersIn(path: string, event: string): readonly Handler[] {
  try {
    const { hooks } = JSON.parse(readFileSync(path, 'utf8'));
    const list: readonly Partial<Handler>[] = hooks?.[event] ?? [];
    return list.flatMap(({ command, working_directory = '.' }) =>
      command === undefined ? [] : [{ command, working_directory }],
    );
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
