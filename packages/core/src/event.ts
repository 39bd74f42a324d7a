import type { Operation } from './action.ts';

/** Facts about the call that are not parameters of one action; `context.*` in a policy. */
export type Context = {
  /** The agent that asks: `claude-code`, `codex` … */
  readonly agent: string;
  readonly session_id?: string;
  readonly cwd?: string;
  /** Absolute folders the session works in. Absent: not known, so `within` is unknown. */
  readonly workspace_roots?: readonly string[];
  readonly home?: string;
  readonly git?: { readonly branch?: string; readonly root?: string };
  readonly permission_mode?: string;
  /** Name or id of the sub-agent that asks, when one does. */
  readonly subagent?: string;
  /** Whether nobody can see a prompt. */
  readonly headless?: 'yes' | 'no' | 'unknown';
  readonly user?: string;
  readonly os?: 'linux' | 'darwin' | 'win32';
};

/** One native hook call, parsed. */
export type Event = {
  /** Native name of the hook (`PreToolUse`). */
  readonly hook: string;
  /** Native name of the tool (`Bash`). */
  readonly tool: string;
  /** The agent's id for this call, when it gives one. */
  readonly call_id?: string;
  readonly context: Context;
  readonly operations: readonly Operation[];
};
