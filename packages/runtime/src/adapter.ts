import type { Context, Decision, Event, Operation } from '@agsec/core';

/** Where a hook is installed: for one person, one project, or by root for the whole machine. */
export type Scope = 'user' | 'project' | 'managed';

/** What `allow` tells the agent: no objection (its own prompt still applies), or approve for it. */
export type AllowMeans = 'pass' | 'approve';

/** Exactly what a hook process prints and how it ends. */
export type HookOutput = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
};

/** A tool action as the adapter found it; the runtime derives the rest. */
export type ToolOperation = Pick<Operation, 'action'> & {
  /**
   * For a call that changes one file in a way only the adapter knows (a replacement, a patch): the
   * file's text afterwards, given its text now (for `file.move`: the text that arrives, given the one
   * that is moved). `undefined`: cannot be known. Pure. Not needed for `file.write`, whose
   * `params.content` is the text.
   */
  readonly resultingText?: (current: string | undefined) => string | undefined;
};

/** An event as parsed: only tool actions, paths as the agent sent them. */
export type ParsedEvent = Omit<Event, 'operations'> & {
  readonly operations: readonly ToolOperation[];
  /**
   * The agent asks another of our hooks about the same call, which answers in full: it asks people,
   * uses grants up and writes the record. Here only a deny counts.
   */
  readonly secondary?: boolean;
  /** The agent's own record of the turn this call belongs to: its file, and the turn's name in it. */
  readonly turn?: { readonly transcript: string; readonly id: string };
  /**
   * The agent is about to ask about a call that `Holding.hold` has put into a program of ours. The
   * operations are those of the call itself.
   */
  readonly held?: HeldCall;
};

/** A call in a program that runs it once the agent has been told yes. */
export type HeldCall = {
  /** The program, as the agent would start it. */
  readonly program: string;
  /** The shell line that is held. */
  readonly line: string;
  /** Made for this one question (`randomToken`). */
  readonly token: string;
};

/** How an agent that would not ask a person about a call is brought to do so. */
export type Holding = {
  /**
   * The answer to a call of a review by which the agent asks about it, and runs it in a program of
   * ours once it was told yes. `undefined` unless it is certain that a person is asked and nobody
   * else can answer. Not called for a review that a person cannot lift.
   */
  hold(event: ParsedEvent, decision: Decision, place: Place): HookOutput | undefined;
  /**
   * True if the agent, about to ask about a held call, means our program and will ask a person. Only
   * then is the question noted, without which the program runs nothing.
   */
  isAsked(event: ParsedEvent, place: Place): boolean;
};

export type ParseResult =
  | { readonly kind: 'event'; readonly event: ParsedEvent }
  /** The agent's settings changed under it; blocked if our hook would no longer work. */
  | {
      readonly kind: 'config_change';
      readonly hook: string;
      readonly context: Context;
      readonly source: string;
      readonly file_path?: string;
    }
  /** A session begins: its folder is noted as the workspace, whatever folder a later call names. */
  | { readonly kind: 'session'; readonly hook: string; readonly context: Context }
  /** Something that happened, for the audit log only: the outcome of an earlier call. */
  | {
      readonly kind: 'outcome';
      readonly hook: string;
      readonly context: Context;
      readonly call_id?: string;
      readonly outcome: 'success' | 'failure';
    }
  /** A known event that needs no answer. The list is explicit; anything else is `invalid`. */
  | { readonly kind: 'ignored'; readonly why: string }
  | {
      readonly kind: 'invalid';
      readonly issues: readonly string[];
      /** Native name of the hook, when it could be read: its own deny is the better answer. */
      readonly hook?: string;
    };

/** Why there is no decision: the native deny says so. */
export type HookFailure = {
  readonly code:
    | 'bad-input'
    | 'too-large'
    | 'unknown-event'
    | 'deadline'
    | 'policy-error'
    | 'audit-error'
    | 'halt'
    /** A settings change that would switch our hook off (`config_change`). */
    | 'self-protection'
    | 'internal-error';
  /** One line for the model and the human: what happened and what to do. */
  readonly message: string;
  /** Native name of the hook, when it could be read. */
  readonly hook?: string;
};

/** Named variables of the hook's environment that the adapter may read; nothing else is passed on. */
export type HookEnvironment = { readonly [name: string]: string | undefined };

/** What one hook of an agent can do, and how it fails. Docs and doctor print this table. */
export type HookCapability = {
  /** Native name: `PreToolUse`. */
  readonly hook: string;
  readonly canBlock: boolean;
  /** Native ask; `unless` says when it may not be used. */
  readonly canAsk: boolean;
  readonly canRewrite: boolean;
  /** What the agent does when the hook misbehaves, and whether our installed command closes it. */
  readonly failures: readonly FailureMode[];
};

export type FailureMode = {
  readonly when: string;
  readonly agentDefault: 'open' | 'closed';
  /** `closed`: our installed command or setting closes it. `managed`: only the managed scope does. */
  readonly withAgsec: 'closed' | 'managed' | 'open';
  readonly how: string;
};

export type Capabilities = {
  readonly hooks: readonly HookCapability[];
  /** What runs without any hook being asked, and what to do about it. */
  readonly neverReaches: readonly { readonly what: string; readonly remedy: string }[];
  readonly scopes: readonly Scope[];
  /** Oldest client version the facts were measured on, and the newest. */
  readonly measured: { readonly version: string; readonly date: string; readonly how: string };
};

/**
 * A file or folder that can switch the hook off.
 * `own`: class A, agsec's and the agent's user or managed hook files: writes denied.
 * `hooks`: class B, project files that can disable or rewrite hooks: judged by the result.
 * `executable`: class C, skills, commands, MCP lists: ordinary files, reviewed where they execute.
 */
export type ProtectedFile = {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly protection: 'own' | 'hooks' | 'executable';
  /** What would happen, for the denial: "would switch the hook off". */
  readonly why: string;
};

/** The folders and programs an installation refers to. All absolute. */
export type Place = {
  readonly home: string;
  /** Login name of whose home it is; absent: not known. */
  readonly user?: string;
  readonly agsecHome: string;
  /** Absolute path of the node that runs the hook. */
  readonly node: string;
  /** Folder of the project, for project scope and for class B files. */
  readonly projects: readonly string[];
  readonly os: 'linux' | 'darwin' | 'win32';
  /** Scope of the installation in question (the running hook's, or the one examined); absent: `user`. */
  readonly scope?: Scope;
  /**
   * Seconds by which the agent is told to wait longer for the hook, so that a person can answer in the
   * meantime; at most what the adapter's `install.waits` says. Absent: 0.
   */
  readonly reviewWait?: number;
  /** Prefix for `/etc` and `/usr/local`; empty outside tests. */
  readonly root: string;
};

/** A change to one file, as a pure function of its current text. */
export type FileEdit = {
  readonly path: string;
  /** One line for `--dry-run`: "add the PreToolUse and ConfigChange hooks". */
  readonly summary: string;
  /**
   * Folder below which the agent follows no symbolic link: where one leads to the file, it would not
   * be read, and installing is refused. Absent: links are followed.
   */
  readonly noLinksBelow?: string;
  /** Permission bits the installed file is to have. Absent: a new file is private in user scope. */
  readonly mode?: number;
  /** Text with our entries in it; the same text when they are already there. `undefined`: no file. */
  apply(text: string | undefined): EditOutcome;
  /** Text without our entries; `text: undefined` when the file should go because we made it. */
  remove(text: string | undefined): EditOutcome;
};

export type EditOutcome =
  | { readonly ok: true; readonly text: string | undefined }
  | {
      readonly ok: false;
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    };

/**
 * A file that is ours alone beside the entries in the agent's own: a small program the installed
 * command starts with, a rule that has the agent ask. Written whole, removed on uninstall.
 */
export type HelperProgram = {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Permission bits. Absent: of a program, 0755. */
  readonly mode?: number;
  /** What becomes of calls without it, for doctor. Absent: that they take longer, or are denied. */
  readonly without?: string;
  /** One line for `--dry-run`. */
  readonly summary: string;
};

export type InstallPlan = {
  readonly scope: Scope;
  readonly edits: readonly FileEdit[];
  /** Put in place before the edits, taken away after them. */
  readonly programs?: readonly HelperProgram[];
  /** What the agent has written down about our entries, as it was asked to: only a removal takes it out. */
  readonly traces?: readonly Pick<FileEdit, 'path' | 'summary' | 'remove'>[];
  /** What the person should know: restart the client, fail-open rows that stay. */
  readonly notes: readonly string[];
};

/** One finding of `agsec doctor`. `open` means a way around the firewall that could be closed. */
export type DoctorFinding = {
  readonly check: string;
  readonly level: 'ok' | 'warn' | 'open';
  readonly detail: string;
  /** The command or edit that mends it. */
  readonly fix?: string;
};

/** What an adapter's doctor may look at: text of files, and which client is there. */
export type DoctorInput = {
  readonly place: Place;
  readonly scope: Scope;
  /** Text of a file, or undefined. Never throws. */
  readFile(path: string): string | undefined;
  /** A path without symbolic links; undefined where there is nothing. Never throws. */
  realPath?(path: string): string | undefined;
  /** Names of what is in a folder; none if there is no such folder. Never throws. */
  listFolder?(path: string): readonly string[];
  /** Version the client prints, when it was found. */
  readonly clientVersion?: string;
};

export type TrustInput = {
  readonly scope: Scope;
  readonly place: Place;
  /** What the person's own programs are started with. */
  readonly environment: { readonly [name: string]: string | undefined };
};

/** One line for people: what was done, or why it was not and what to do. */
export type TrustOutcome = { readonly ok: boolean; readonly message: string };

/**
 * How an agent starts an installed hook: a program with its arguments, or a line for `sh -c`. With
 * everything filled in that the agent fills in itself.
 */
export type HookCommand =
  | { readonly kind: 'exec'; readonly command: string; readonly args: readonly string[] }
  | { readonly kind: 'shell'; readonly line: string };

/** One hook of ours as it stands in the agent's files now, for a live test. */
export type InstalledHook = {
  /** Native name of the hook: `PreToolUse`. */
  readonly hook: string;
  /** File whose entry it is. */
  readonly file: string;
  readonly command: HookCommand;
  /** Variables the agent sets for a hook beside its own. */
  readonly environment: { readonly [name: string]: string };
  /** Folder the agent starts it in. */
  readonly cwd: string;
  /** Seconds the agent waits. */
  readonly timeout: number;
};

export type RespondOptions = {
  readonly allowMeans: AllowMeans;
  /**
   * Id under which a review waits for `agsec approve`. A review without one waits nowhere: the agent
   * asks itself (`asks`), or nobody can approve it and it is a deny.
   */
  readonly reviewId?: string;
};

/**
 * The enforcement point for one agent. `parse`, `respond` and everything in `install` are pure.
 */
export interface Adapter {
  /** `claude-code`; also the name of its bundle and of its policy overlay. */
  readonly id: string;
  /** `Claude Code`. */
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Variables of the agent's hook environment this adapter reads. */
  readonly environment: readonly string[];
  parse(input: unknown, environment: HookEnvironment): ParseResult;
  /** The agent's own answer. `decision.effect` is what is to happen, after modes and grants. */
  respond(event: ParsedEvent, decision: Decision, options: RespondOptions): HookOutput;
  /**
   * True if the agent will put a review of this event to a person itself (`respond` gives its native
   * ask): there is positive evidence that a person sees it and nobody else can answer. Absent: never.
   */
  asks?(event: ParsedEvent): boolean;
  /** Absent: the agent asks by itself, or not at all. */
  readonly holding?: Holding;
  /** Answer to a parsed event that is not a tool call (`ignored`, `outcome`, passing `config_change`). */
  respondNothing(hook: string | undefined): HookOutput;
  /** The native deny when nothing could be decided. */
  respondFailure(failure: HookFailure): HookOutput;
  readonly install: {
    /** Command line to look for when asking which client is installed: `['claude', '--version']`. */
    readonly versionCommand: readonly string[];
    /**
     * Oldest client that our entries are safe with: one that is found to be older is not installed
     * for. `why` says what it would do: "it drops a file with preToolUse in it".
     */
    readonly oldestClient?: { readonly version: string; readonly why: string };
    /**
     * Absolute paths of which one exists where the agent has been used without a program on the PATH:
     * an editor's own folder, an extension's.
     */
    signs?(place: Place): readonly string[];
    /**
     * How many seconds a hook can wait for a person: within its usual timeout, and by how many more the
     * agent may be told to wait (`Place.reviewWait`). Absent: not at all.
     */
    readonly waits?: { readonly usual: number; readonly more: number };
    plan(scope: Scope, place: Place): InstallPlan;
    /** True if the agent's files say that our hook is installed and unchanged. */
    isInstalled(
      scope: Scope,
      place: Place,
      readFile: (path: string) => string | undefined,
    ): boolean;
    doctor(input: DoctorInput): readonly DoctorFinding[];
    /**
     * For an agent that passes over hooks nobody has said to trust: says it for the person, as the
     * agent's own question would, for our hooks of the scope and no others. Called only when they
     * ask for it. Absent: the agent needs no such word.
     */
    trust?(input: TrustInput): Promise<TrustOutcome>;
    /**
     * Our hooks that can block a tool call, as the agent's files have them now; empty where there is
     * none. Doctor fires `probe` through each. An adapter without it cannot be tested live.
     */
    installedHooks?(
      scope: Scope,
      place: Place,
      readFile: (path: string) => string | undefined,
    ): readonly InstalledHook[];
  };
  protectedFiles(place: Place): readonly ProtectedFile[];
  /**
   * Whether our hook would still be asked if the class B or user settings file at `path` had this
   * text (`undefined`: the file is gone).
   */
  staysEffective(path: string, text: string | undefined, place: Place): boolean;
  /** A recorded-payload-like call for the live probe; must end in the agent's native deny or allow. */
  probe(
    kind: 'deny' | 'allow',
    place: Place,
  ): { readonly stdin: string; readonly denied: (output: HookOutput) => boolean };
  /**
   * Calls as the agent sends them: each of `lines` by its shell tool, and the ones it makes most of
   * its other tools. An installation has them answered over a state folder of their own, so that what
   * such calls need is compiled ahead.
   */
  usualCalls(lines: readonly string[], place: Place): readonly string[];
}

/**
 * What a hook process needs of an adapter. `runHook` takes this, so that an adapter's `hook.ts` can
 * leave out what only installing needs, the JSON editor with it, from the bundle every call loads.
 */
export type HookAdapter = Omit<Adapter, 'install' | 'capabilities' | 'probe' | 'usualCalls'>;
