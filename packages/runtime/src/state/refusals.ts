import { appendFileSync } from 'node:fs';
import { readRegularFile } from '../resolve/regular-file.ts';
import { makePrivateFolder } from './agsec-home.ts';
import { replaceFile } from './replace-file.ts';
import { sessionFileName } from './session.ts';

/** A call that was not let through. */
export type Refusal = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly effect: 'deny' | 'review';
  /** SHA-256 of the call as it was sent. */
  readonly call: string;
  /** What it wanted: effects on resources, `write /p/.env`. */
  readonly wanted: readonly string[];
};

/** How long a refused call is remembered, in milliseconds. */
const WINDOW = 10 * 60_000;

/** Size above which what is over is dropped. */
const ROOM = 32 * 1024;

const READ_LIMIT = 256 * 1024;

/** Most resources that are remembered of a call. */
const MOST_WANTED = 16;

/**
 * The calls of a session that were refused in the last minutes. It is a heuristic's memory: a note
 * that is lost between two hooks costs nothing but a mark in the log.
 */
export class Refusals {
  readonly #folder: string;
  readonly #path: string;

  constructor(folder: string, agent: string, session: string) {
    this.#folder = folder;
    this.#path = `${folder}/${sessionFileName(agent, session)}.refused.jsonl`;
  }

  /** Notes a refused call. Gives an earlier one that wanted the same, but was another call. */
  note(refusal: Refusal): Refusal | undefined {
    if (refusal.wanted.length === 0) return undefined;
    const { text, refusals } = this.#read(refusal.at);
    const wanted = refusal.wanted.slice(0, MOST_WANTED);
    this.#write(text, refusals, { ...refusal, wanted });
    const others = refusals.filter(
      (each) => each.call !== refusal.call && each.wanted.some((one) => wanted.includes(one)),
    );
    // One that was denied says more than one that waits for a person.
    return others.findLast(({ effect }) => effect === 'deny') ?? others.at(-1);
  }

  #write(text: string, refusals: readonly Refusal[], added: Refusal): void {
    makePrivateFolder(this.#folder);
    const line = `${JSON.stringify(added)}\n`;
    if (text.length + line.length <= ROOM) {
      appendFileSync(this.#path, line, { mode: 0o600 });
      return;
    }
    const kept: string[] = [];
    let size = line.length;
    for (const each of refusals.toReversed()) {
      const json = `${JSON.stringify(each)}\n`;
      size += json.length;
      if (size > ROOM / 2) break;
      kept.unshift(json);
    }
    replaceFile(this.#path, [...kept, line].join(''));
  }

  #read(now: number): { readonly text: string; readonly refusals: readonly Refusal[] } {
    const text = this.#text();
    const refusals = text
      .split('\n')
      .flatMap((line) => parseRefusal(line) ?? [])
      .filter(({ at }) => Math.abs(now - at) < WINDOW);
    return { text, refusals };
  }

  #text(): string {
    try {
      const file = readRegularFile(this.#path, READ_LIMIT, { followLinks: false });
      return file.kind === 'read' ? file.bytes.toString() : '';
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
      throw error;
    }
  }
}

/** A damaged line is none. */
function parseRefusal(line: string): Refusal | undefined {
  if (line === '') return undefined;
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('id' in value && 'at' in value && 'effect' in value && 'call' in value)) return undefined;
  const { id, at, effect, call } = value;
  const wanted = 'wanted' in value && Array.isArray(value.wanted) ? value.wanted : [];
  if (typeof id !== 'string' || typeof at !== 'number' || typeof call !== 'string')
    return undefined;
  if (effect !== 'deny' && effect !== 'review') return undefined;
  return { id, at, effect, call, wanted: wanted.filter((each) => typeof each === 'string') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
