import { appendFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readRegularFile } from '../resolve/regular-file.ts';
import { makePrivateFolder } from './agsec-home.ts';
import { sha256Hex } from './sha256.ts';

/** Size up to which a session's file grows; once it is full, any file counts as written. */
const SESSION_LIMIT = 256 * 1024;

/** How long the file of a session that is over is kept. */
const KEEP_DAYS = 30;

/** What is remembered of a session between its calls. */
export type SessionNotes = {
  /** The folder the session worked in when it was first seen. */
  readonly root?: string;
  /** Real paths its allowed calls wrote. */
  readonly wrote: ReadonlySet<string>;
  /** False if there were too many to remember: then every file may be one of them. */
  readonly complete: boolean;
};

/**
 * The notes of one session: a file of JSON lines that is only ever appended to, so that calls at the
 * same time lose nothing. Read when first asked for.
 */
export class Session {
  readonly #folder: string;
  readonly #path: string;
  #notes: SessionNotes | undefined;

  constructor(folder: string, agent: string, id: string) {
    this.#folder = folder;
    this.#path = `${folder}/${sessionFileName(agent, id)}.jsonl`;
  }

  /** The folder first recorded for the session; `cwd` is recorded if none is. Never changes. */
  rootFor(cwd: string): string {
    const known = this.#read().root;
    if (known !== undefined) return known;
    this.#append([{ root: cwd }]);
    // Another call may have been first.
    return this.#read().root ?? cwd;
  }

  /** Whether an allowed call of the session wrote the file at a real path, or may have. */
  wrote(path: string): boolean {
    const notes = this.#read();
    return !notes.complete || notes.wrote.has(path);
  }

  /** Remembers paths an allowed call will write. Throws if that cannot be recorded. */
  noteWritten(paths: readonly string[]): void {
    const { wrote, complete } = this.#read();
    const added = paths.filter((path) => !wrote.has(path));
    if (complete && added.length > 0) this.#append(added.map((path) => ({ wrote: path })));
  }

  #append(notes: readonly Note[]): void {
    makePrivateFolder(this.#folder);
    const size = statSync(this.#path, { throwIfNoEntry: false })?.size;
    const text = notes.map((note) => `${JSON.stringify(note)}\n`).join('');
    const fits = (size ?? 0) + text.length <= SESSION_LIMIT;
    appendFileSync(this.#path, fits ? text : '{"full":true}\n', { mode: 0o600 });
    this.#notes = undefined;
    if (size === undefined) pruneSessions(this.#folder, Date.now());
  }

  #read(): SessionNotes {
    this.#notes ??= readNotes(this.#path);
    return this.#notes;
  }
}

/** One line of a session's file. */
type Note = { readonly root?: string; readonly wrote?: string; readonly full?: true };

function readNotes(path: string): SessionNotes {
  const text = readText(path);
  const notes = text
    .split('\n')
    .filter((line) => line !== '')
    .map(parseNote);
  const root = notes.find((note) => note.root !== undefined)?.root;
  const wrote = new Set(notes.flatMap((note) => note.wrote ?? []));
  const complete = notes.every((note) => !note.full);
  return root === undefined ? { wrote, complete } : { root, wrote, complete };
}

function readText(path: string): string {
  try {
    // Calls at the same time may each have found room for their lines.
    const file = readRegularFile(path, SESSION_LIMIT * 4);
    return file.kind === 'read' ? file.bytes.toString() : '{"full":true}\n';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** A line that is damaged may have been any: it counts as `full`. */
function parseNote(line: string): Note {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null) return { full: true };
    if ('root' in value && typeof value.root === 'string') return { root: value.root };
    if ('wrote' in value && typeof value.wrote === 'string') return { wrote: value.wrote };
    return { full: true };
  } catch (error) {
    if (error instanceof SyntaxError) return { full: true };
    throw error;
  }
}

/** Removes files of sessions that nobody has added to for a month. */
export function pruneSessions(folder: string, now: number): void {
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - changed > KEEP_DAYS * 86_400_000) rmSync(path, { force: true });
  }
}

/** A file name of its own, without ending, for any text an agent calls a session. */
export function sessionFileName(agent: string, id: string): string {
  const name = /^[A-Za-z0-9_-]{1,80}$/.test(id) ? id : sha256Hex(id);
  return `${agent}-${name}`;
}
