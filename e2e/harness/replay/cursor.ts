import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Answer,
  answerOf,
  EVENTS_OF_3,
  type Handler,
  isOwnFile,
  matches,
  merged,
  parseClaudeSettings,
  parseHooksFile,
} from './cursor-rules.ts';
import { type Input, runToEnd } from './run-command.ts';

export type CursorOptions = {
  readonly home: string;
  readonly project: string;
  /** Events its parser knows; default: those of 3.x. */
  readonly events?: readonly string[];
  /** How the call reaches the hook (SDK: behind the command, or on stdin). Default: stdin. */
  readonly transport?: 'stdin' | 'here-document';
  /** Put before the call, as PowerShell does. */
  readonly byteOrderMarks?: number;
  /** What becomes of an `ask`: a person says no, or nobody is there and the client says yes (SDK). */
  readonly prompts?: 'refused' | 'approved by itself';
  /** Default: `conversation-1`. */
  readonly session?: string;
  /** True if it runs the hooks of Claude Code's settings, too, as a setting of the app's has it. */
  readonly thirdPartyHooks?: boolean;
  /** Folder of root's hooks instead of `/etc/cursor`. */
  readonly managedFolder?: string;
};

/** What the model is told of one call. */
export type Told = { readonly ran: boolean; readonly text: string };

/** A call of the agent's, or what to send in its place. */
export type Call = {
  readonly tool: string;
  readonly input: { readonly [name: string]: unknown };
  /** Of a sub-agent that this call of another tool has started. */
  readonly parent?: string;
};

/** Runs the tools of Cursor in a project, asking the installed hooks as Cursor does. */
export class CursorReplay {
  readonly #options: CursorOptions;
  #calls = 0;

  constructor(options: CursorOptions) {
    this.#options = options;
  }

  shell(command: string, more: { readonly cwd?: string; readonly parent?: string } = {}) {
    const { cwd = this.#options.project, parent } = more;
    const input = { command, cwd };
    return this.call({ tool: 'Shell', input, ...(parent === undefined ? {} : { parent }) });
  }

  read(file_path: string): Promise<Told> {
    return this.call({ tool: 'Read', input: { file_path } });
  }

  write(file_path: string, content: string): Promise<Told> {
    return this.call({ tool: 'Write', input: { file_path, content } });
  }

  /** A tool of an MCP server, which would answer `done`. */
  async mcp(server: string, tool: string, args: object): Promise<Told> {
    const first = await this.#ask('preToolUse', `MCP:${tool}`, {
      tool_name: `MCP:${tool}`,
      tool_input: args,
      tool_use_id: this.#newId(),
    });
    if (first?.permission === 'deny') return { ran: false, text: first.message };
    const second = await this.#ask('beforeMCPExecution', `MCP:${tool}`, {
      tool_name: tool,
      tool_input: JSON.stringify(args),
      mcp_server_name: server,
      command: `npx ${server}`,
    });
    if (second?.permission === 'deny') return { ran: false, text: second.message };
    return { ran: true, text: 'done' };
  }

  /** One call: `preToolUse`, then the hook of its own that the tool has, then the tool. */
  async call(call: Call): Promise<Told> {
    const { tool, input, parent } = call;
    const { cwd } = input;
    // SDK: an `ask` of preToolUse is not enforced.
    const first = await this.#ask('preToolUse', tool, {
      tool_name: tool,
      tool_input: input,
      tool_use_id: this.#newId(),
      ...(typeof cwd === 'string' ? { cwd } : {}),
      ...(parent === undefined ? {} : { parent_tool_call_id: parent }),
    });
    if (first?.permission === 'deny') return { ran: false, text: first.message };
    switch (tool) {
      case 'Shell':
        return this.#runShell(String(input['command']), String(cwd));
      case 'Read':
        return this.#readFile(String(input['file_path']));
      case 'Write':
        return this.#writeFile(String(input['file_path']), String(input['content']));
      case 'Delete':
        rmSync(String(input['file_path']), { recursive: true, force: true });
        return { ran: true, text: 'deleted' };
      default:
        return { ran: true, text: 'done' };
    }
  }

  /** What the hooks say to any bytes, by one event; nothing is run. */
  async raw(event: string, stdin: Input): Promise<Answer> {
    return this.#askAll(event, '', stdin);
  }

  async #runShell(command: string, cwd: string): Promise<Told> {
    const payload = { command, cwd, sandbox: false };
    const answer = await this.#ask('beforeShellExecution', command, payload);
    if (answer?.permission === 'deny') return { ran: false, text: answer.message };
    const approves = this.#options.prompts === 'approved by itself';
    if (answer?.permission === 'ask' && !approves) return { ran: false, text: answer.message };
    const { home } = this.#options;
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: home };
    try {
      const options = { cwd, env, encoding: 'utf8', stdio: 'pipe', timeout: 20_000 } as const;
      return { ran: true, text: execFileSync('/bin/bash', ['-c', command], options) };
    } catch (error) {
      return { ran: true, text: error instanceof Error ? error.message : 'failed' };
    }
  }

  /** The file is read before `beforeReadFile` is asked, and its text withheld on a deny (SDK). */
  async #readFile(file_path: string): Promise<Told> {
    const content = existsSync(file_path) ? readFileSync(file_path, 'utf8') : '';
    const payload = { content, file_path, attachments: [] };
    const answer = await this.#ask('beforeReadFile', 'Read', payload);
    if (answer?.permission === 'deny') return { ran: false, text: answer.message };
    return { ran: true, text: content };
  }

  #writeFile(file_path: string, content: string): Told {
    mkdirSync(dirname(file_path), { recursive: true });
    writeFileSync(file_path, content);
    return { ran: true, text: 'written' };
  }

  #ask(event: string, subject: string, fields: object): Promise<Answer> {
    const { project, byteOrderMarks = 0, session = 'conversation-1' } = this.#options;
    const payload = {
      conversation_id: session,
      generation_id: 'generation-1',
      model: 'example-model',
      ...fields,
      session_id: session,
      hook_event_name: event,
      cursor_version: '3.22.12',
      workspace_roots: [project],
      user_email: null,
      transcript_path: null,
    };
    return this.#askAll(event, subject, '\ufeff'.repeat(byteOrderMarks) + JSON.stringify(payload));
  }

  /** SDK: the hooks of all files run at the same time. */
  async #askAll(event: string, subject: string, stdin: Input): Promise<Answer> {
    const asked = this.#sources().flatMap(({ handlers, cwd }) =>
      (handlers[event] ?? [])
        .filter((handler) => matches(handler, subject))
        .map((handler) => this.#run(event, handler, cwd, stdin)),
    );
    return merged(await Promise.all(asked));
  }

  async #run(event: string, handler: Handler, cwd: string, stdin: Input): Promise<Answer> {
    const { home, project, transport = 'stdin' } = this.#options;
    const text = typeof stdin === 'string' ? stdin : '';
    const isBehind = transport === 'here-document';
    const line = isBehind
      ? `${handler.command} <<'CURSOR_EOF'\n${text}\nCURSOR_EOF\n`
      : handler.command;
    const ended = await runToEnd({
      argv: ['/bin/sh', '-c', line],
      cwd,
      environment: {
        PATH: '/usr/local/bin:/usr/bin:/bin',
        HOME: home,
        CURSOR_PROJECT_DIR: project,
        CURSOR_VERSION: '3.22.12',
        CLAUDE_PROJECT_DIR: project,
      },
      stdin: isBehind ? '' : stdin,
      timeoutMs: handler.timeout * 1000,
    });
    return answerOf(event, handler, ended);
  }

  /** docs, "Configuration": root's, the project's, the person's; each started in a folder of its own. */
  #sources() {
    const { home, project, events = EVENTS_OF_3, managedFolder = '/etc/cursor' } = this.#options;
    const folders = [
      { path: join(managedFolder, 'hooks.json'), cwd: managedFolder },
      { path: join(project, '.cursor/hooks.json'), cwd: project },
      { path: join(home, '.cursor/hooks.json'), cwd: join(home, '.cursor') },
    ];
    const own = folders
      .filter(({ path }) => existsSync(path))
      .filter(({ cwd }) => cwd !== project || isOwnFile(project))
      .map(({ path, cwd }) => ({
        cwd,
        handlers: parseHooksFile(readFileSync(path, 'utf8'), events),
      }));
    return [...own, ...this.#claudeSources()];
  }

  /** Those of Claude Code's settings: a person's are started in `~/.claude` (SDK). */
  #claudeSources() {
    const { home, project, thirdPartyHooks = false } = this.#options;
    if (!thirdPartyHooks) return [];
    const files = [
      { path: join(home, '.claude/settings.json'), cwd: join(home, '.claude') },
      { path: join(project, '.claude/settings.json'), cwd: project },
      { path: join(project, '.claude/settings.local.json'), cwd: project },
    ];
    return files
      .filter(({ path }) => existsSync(path))
      .map(({ path, cwd }) => ({
        cwd,
        handlers: parseClaudeSettings(readFileSync(path, 'utf8')),
      }));
  }

  #newId(): string {
    this.#calls += 1;
    return `tool_${this.#calls}`;
  }
}
