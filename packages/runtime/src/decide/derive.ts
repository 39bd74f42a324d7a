import {
  type Action,
  type Context,
  type Event,
  type Operation,
  type ParamValue,
  withImpliedActions,
} from '@agsec/core';
import type { Language, ShellAnalysis, Surroundings } from '@agsec/shell';
import type { ParsedEvent, ToolOperation } from '../adapter.ts';
import type { Chunks } from '../chunks/chunks.ts';
import { formsOf } from '../resolve/action-values.ts';
import { withGitAliases } from '../resolve/git-alias.ts';
import { resolveGitPush } from '../resolve/git-push.ts';
import { findRepository } from '../resolve/git-repository.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { type PathBase, pathForms } from '../resolve/path-forms.ts';
import { resolveAction } from '../resolve/resolve-action.ts';
import { codeReader } from '../resolve/run-from-code.ts';
import { type ReadCode, readScripts, type ScriptFindings } from '../resolve/script-bodies.ts';

/** What deriving needs to know of the machine. */
export type DeriveInput = {
  readonly parsed: ParsedEvent;
  /** Home folder and system, for what the adapter could not tell. */
  readonly home?: string;
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly user?: string;
  readonly lookups: Lookups;
  readonly chunks: Chunks;
  /** Whether an earlier call of this session wrote the file at a real path. */
  readonly sessionWrote: (path: string) => boolean;
};

/**
 * The event with everything its tool actions would do: shell lines and code read, the scripts they
 * run read from disk, implied actions added, every path given its forms.
 */
export function derive(input: DeriveInput): Event {
  const context = contextOf(input);
  const deriver = new Deriver(input, context);
  const operations = input.parsed.operations.map((operation) => deriver.operation(operation));
  return { ...input.parsed, context, operations };
}

function contextOf({ parsed, home, os, user, lookups }: DeriveInput): Context {
  const context: Context = {
    os,
    ...(home === undefined ? {} : { home }),
    ...(user === undefined ? {} : { user }),
    ...parsed.context,
  };
  const repository = context.cwd === undefined ? undefined : findRepository(context.cwd, lookups);
  if (repository === undefined) return context;
  const { root, branch } = repository;
  return { ...context, git: branch === undefined ? { root } : { root, branch } };
}

const NOTHING: ShellAnalysis = { actions: [], unknown: [], simpleCommands: [], scripts: [] };

/** Languages a tool may hand code over in (`code.execute` with its text). */
const LANGUAGES = [
  'sh',
  'python',
  'javascript',
  'typescript',
  'ruby',
  'perl',
  'php',
  'lua',
  'awk',
  'sql',
  'powershell',
  'cmd',
] as const satisfies readonly Language[];

class Deriver {
  readonly #input: DeriveInput;
  readonly #context: Context;
  readonly #readCode: ReadCode;

  constructor(input: DeriveInput, context: Context) {
    this.#input = input;
    this.#context = context;
    this.#readCode = withGitAliases(codeReader(input.chunks), context.home, input.lookups);
  }

  operation({ action }: ToolOperation): Operation {
    const found = this.#analyse(action);
    const scripts = this.#scripts(found, action);
    const unknown = [...new Set([...found.unknown, ...scripts.unknown])];
    const base = this.#toolBase(action);
    const { derived } = withImpliedActions(
      {
        action,
        derived: [...found.actions, ...scripts.actions],
        analysis: { complete: unknown.length === 0, unknown },
      },
      { namesFile: (text) => this.#namesFile(text, base) },
    );
    const isRead = found !== NOTHING;
    return {
      action: this.#resolve(withCommandForms(action, found), base),
      derived: derived.map((each) => this.#resolve(each, isRead ? derivedBase(each) : base)),
      analysis: { complete: unknown.length === 0, unknown },
    };
  }

  #analyse(action: Action): ShellAnalysis {
    const { command, code, language } = action.params;
    if (action.name === 'bash.execute') {
      if (typeof command !== 'string') return { ...NOTHING, unknown: ['dynamic-command'] };
      return this.#readCode('sh', command, this.#surroundings(action));
    }
    if (action.name !== 'code.execute' || typeof code !== 'string') return NOTHING;
    const known = LANGUAGES.find((each) => each === language);
    if (known === undefined) return { ...NOTHING, unknown: ['dynamic-code'] };
    return this.#readCode(known, code, this.#surroundings(action));
  }

  #scripts(found: ShellAnalysis, action: Action): ScriptFindings {
    const { lookups } = this.#input;
    return readScripts(found.scripts, this.#surroundings(action), lookups, this.#readCode);
  }

  #resolve(action: Action, base: PathBase): Action {
    const { lookups } = this.#input;
    const resolved = resolveAction(action, base, lookups);
    const filled = resolveGitPush(resolved, this.#context.home, lookups);
    return this.#markWritten(filled);
  }

  /** Notes on what a script does that an earlier call of the session has written it. */
  #markWritten(action: Action): Action {
    const file = scriptsOf(action).find((path) => this.#input.sessionWrote(path));
    if (file === undefined || action.via === undefined) return action;
    return { ...action, via: { ...action.via, file, session_wrote: true } };
  }

  #surroundings(action: Action): Surroundings {
    const { home, user, os } = this.#context;
    const { cwd } = this.#toolBase(action);
    return {
      ...(cwd === undefined ? {} : { cwd }),
      ...(home === undefined ? {} : { home }),
      ...(user === undefined ? {} : { user }),
      ...(os === undefined ? {} : { os }),
    };
  }

  /** A tool's path starts at its own folder or the session's, and a tool may open a tilde. */
  #toolBase(action: Action): PathBase {
    const { home } = this.#context;
    const cwd = absoluteOf(action.params['cwd']) ?? this.#context.cwd;
    return { ...(cwd === undefined ? {} : { cwd }), ...(home === undefined ? {} : { home }) };
  }

  #namesFile(text: string, base: PathBase): boolean {
    if (text.length > LONGEST_NAME || text.includes('\n')) return false;
    const path = pathForms(text, base, this.#input.lookups)?.kernel;
    if (path === undefined) return false;
    const kind = this.#input.lookups.kind(path);
    return !kind.spent && kind.found === 'file';
  }
}

/** The script an action runs, or stands in. */
function scriptsOf(action: Action): readonly string[] {
  const runs = action.name === 'code.execute' && action.params['source'] === 'file';
  if (runs) return formsOf(action, 'file_path');
  return action.via?.file === undefined ? [] : [action.via.file];
}

/** Longest text that is looked up as a file name (PATH_MAX of Linux). */
const LONGEST_NAME = 4096;

/** A shell has opened its tildes itself; what is left of them are names. */
function derivedBase(action: Action): PathBase {
  const cwd = absoluteOf(action.params['cwd']);
  return cwd === undefined ? {} : { cwd };
}

function absoluteOf(value: ParamValue | undefined): string | undefined {
  return typeof value === 'string' && value.startsWith('/') ? value : undefined;
}

/** A line stands as sent and as each simple command in it; an allow sees only the commands. */
function withCommandForms(action: Action, found: ShellAnalysis): Action {
  const { command } = action.params;
  if (action.name !== 'bash.execute' || typeof command !== 'string') return action;
  const commands = found.simpleCommands;
  return {
    ...action,
    forms: { ...action.forms, command: [...new Set([command, ...commands])] },
    ...(commands.length > 0 ? { allowForms: { ...action.allowForms, command: commands } } : {}),
  };
}
