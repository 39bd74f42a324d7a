import type { ExpectStatic } from 'vitest';
import type { Adapter, HookOutput } from '../../adapter.ts';

/** The functions of vitest that the suite uses; the caller passes its own vitest in. */
export type SuiteVitest = {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: {
    (name: string, body: () => void | Promise<void>): void;
    readonly skip: (name: string, body: () => void | Promise<void>) => void;
  };
  readonly expect: ExpectStatic;
  readonly beforeAll: (body: () => void | Promise<void>, timeout?: number) => void;
  readonly afterAll: (body: () => void | Promise<void>) => void;
};

/** A recorded call and what the adapter has to make of it. */
export type AdapterFixture = {
  readonly name: string;
  /** What the agent sent, parsed. */
  readonly payload: unknown;
  readonly expected:
    | { readonly kind: 'event'; readonly actions: readonly FixtureAction[] }
    | { readonly kind: 'config_change' | 'session' | 'outcome' | 'ignored' | 'invalid' };
};

/** A tool action as the adapter has to find it, all of its parameters. */
export type FixtureAction = { readonly name: string; readonly params: object };

/**
 * The agent's own answers, byte for byte, to the call of one fixture and the decisions of
 * `SAMPLE_DECISIONS`.
 */
export type AnswerTable = {
  /** Name of the fixture: a call that can be blocked. */
  readonly fixture: string;
  /** Allowed, and allow means no objection. */
  readonly pass: HookOutput;
  /** Allowed, and allow answers the agent's prompt. */
  readonly approve: HookOutput;
  readonly deny: HookOutput;
  readonly review: HookOutput;
  /** Nothing to say: an event that is no call. */
  readonly nothing: HookOutput;
  readonly failure: HookOutput;
};

/** Where a made-up call comes from. */
export type CallContext = { readonly cwd: string; readonly session: string };

/** Calls as the agent would send them, for what no recording has. */
export type SamplePayloads = {
  shell(command: string, context: CallContext): unknown;
  read(path: string, context: CallContext): unknown;
  write(path: string, content: string, context: CallContext): unknown;
  /** A call of a tool that does not exist. */
  unknownTool(context: CallContext): unknown;
  /** An event that does not exist. */
  unknownEvent(context: CallContext): unknown;
};

/** A file of the agent's configuration as somebody has it before agsec is installed. */
export type ForeignSettings = {
  readonly name: string;
  /** Below the temporary home's folder: `home/.claude/settings.json`. */
  readonly path: string;
  /** Absent: no such file. */
  readonly text?: string;
};

export type SkippedTests = {
  readonly reason: string;
  /** Exact names. */
  readonly tests: readonly string[];
};

export type AdapterSuiteOptions = {
  readonly vitest: SuiteVitest;
  readonly adapter: Adapter;
  /** Absolute path of the adapter's built `hook.cjs`. */
  readonly hook: string;
  /** Folder of the built chunks; default: those the runtime was built with. */
  readonly chunks?: string;
  readonly fixtures: readonly AdapterFixture[];
  readonly answers: AnswerTable;
  readonly payloads: SamplePayloads;
  /** Configurations that installing must leave alone but for its own entries. */
  readonly settings: readonly ForeignSettings[];
  /** One that the agent itself could not read. */
  readonly brokenSettings: ForeignSettings & { readonly text: string };
  /** The documentation page that states the adapter's capabilities. */
  readonly docs?: string;
  /** Whether stdout holds one answer and nothing else; default: it is one JSON document, or empty. */
  readonly isOneDocument?: (stdout: string) => boolean;
  /** Cases that cannot hold for this agent. */
  readonly skip?: readonly SkippedTests[];
};
