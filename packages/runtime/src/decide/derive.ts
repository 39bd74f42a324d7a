import {
  type Action,
  type Analysis,
  type Context,
  type Event,
  type Operation,
  type ParamValue,
  withImpliedActions,
} from '@agsec/core';
import type { Surroundings } from '@agsec/shell';
import type { ParsedEvent, ToolOperation } from '../adapter.ts';
import type { Chunks } from '../chunks/chunks.ts';
import type { KeptReadings } from '../kept-readings/kept-readings.ts';
import { formsOf } from '../resolve/action-values.ts';
import { followLinks } from '../resolve/follow-links.ts';
import { findRepository } from '../resolve/git-repository.ts';
import type { Lookups } from '../resolve/lookups.ts';
import { type PathBase, pathForms } from '../resolve/path-forms.ts';
import type { Reading } from '../resolve/read-action.ts';
import { resolveAction } from '../resolve/resolve-action.ts';
import { ReadingParts } from './reading-parts.ts';

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
  /** What lines were read as before; absent: each is read. */
  readonly readings?: KeptReadings;
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

const COMPLETE: Analysis = { complete: true, unknown: [] };

class Deriver {
  readonly #input: DeriveInput;
  readonly #context: Context;

  constructor(input: DeriveInput, context: Context) {
    this.#input = input;
    this.#context = context;
  }

  operation({ action }: ToolOperation): Operation {
    const base = this.#toolBase(action);
    const reading = this.#read(action);
    const unknown = reading?.unknown ?? [];
    const { derived } = withImpliedActions(
      { action, derived: reading?.actions ?? [], analysis: COMPLETE },
      { namesFile: (text) => this.#namesFile(text, base) },
    );
    return {
      action: this.#resolve(withCommandForms(action, reading?.simpleCommands), base),
      derived: followLinks(
        derived.map((each) =>
          this.#resolve(each, reading === undefined ? base : derivedBase(each)),
        ),
      ),
      analysis: { complete: unknown.length === 0, unknown },
    };
  }

  #read(action: Action): Reading | undefined {
    const isCode = action.name === 'code.execute' && typeof action.params['code'] === 'string';
    if (action.name !== 'bash.execute' && !isCode) return undefined;
    const { chunks, lookups, readings } = this.#input;
    const surroundings = this.#surroundings(action);
    const kept = readings?.find({ action, surroundings }, lookups);
    if (kept !== undefined) return kept;
    const parts = new ReadingParts(chunks);
    const { code, programs } = parts;
    const { asked, result } = lookups.recording(() =>
      chunks.shell().readAction({ action, surroundings, lookups, code, programs }),
    );
    parts.check();
    if (!lookups.exhausted) readings?.keep({ action, surroundings }, asked, result);
    return result;
  }

  #resolve(action: Action, base: PathBase): Action {
    return this.#markWritten(resolveAction(action, base, this.#input.lookups));
  }

  /** Notes on what a script does that an earlier call of the session has written it. */
  #markWritten(action: Action): Action {
    const file = scriptsOf(action).find(
      (path) => this.#input.sessionWrote(path) || this.#isPipe(path),
    );
    if (file === undefined || action.via === undefined) return action;
    return { ...action, via: { ...action.via, file, session_wrote: true } };
  }

  /** True for a pipe or socket that somebody made: what is in it is written while it is read. */
  #isPipe(path: string): boolean {
    if (/^\/(?:dev\/(?!shm\/)|proc\/)/.test(path)) return false;
    const kind = this.#input.lookups.kind(path);
    return !kind.spent && kind.found === 'other';
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
function withCommandForms(action: Action, commands: readonly string[] = []): Action {
  const { command } = action.params;
  if (action.name !== 'bash.execute' || typeof command !== 'string') return action;
  return {
    ...action,
    forms: { ...action.forms, command: [...new Set([command, ...commands])] },
    ...(commands.length > 0 ? { allowForms: { ...action.allowForms, command: commands } } : {}),
  };
}
