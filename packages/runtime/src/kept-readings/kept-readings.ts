import type { Action } from '@agsec/core';
import type { DerivedAction, Surroundings } from '@agsec/shell';
import { findSecrets, mayHoldSecrets } from '../redact/redact.ts';
import type { Asked, Lookups } from '../resolve/lookups.ts';
import type { Reading } from '../resolve/read-action.ts';
import { readReviewKey } from '../review/review-key.ts';
import { type HomeLayout, makePrivateFolder } from '../state/agsec-home.ts';
import { isKnown, type KnownFile, readWithPrint, writeKnown } from '../state/known-file.ts';
import { AGSEC_BUILD } from '../state/version.ts';
import { SeenLines } from './seen-lines.ts';

/** Everything a reading depends on, besides what it asks the disk and agsec itself. */
export type ReadingOf = { readonly action: Action; readonly surroundings: Surroundings };

/** Readings kept at most; a new one takes the place of an older one with the same number. */
const PLACES = 256;

/** Largest file of one reading, in bytes. */
const FILE_LIMIT = 24 * 1024;

/**
 * What lines were read as, so that a line sent again and again need not be read again: agents send the
 * same few all day, and reading one costs loading the shell's reader and all it knows of programs.
 *
 * Reading is a function of the line, its surroundings, agsec's own version and the answers of the disk.
 * The first three are kept with the result and compared whole; the questions to the disk are asked
 * again, and one other answer makes the line be read anew. A file counts only if agsec wrote it
 * (`isKnown`). What shows a secret is not kept.
 */
export class KeptReadings {
  readonly #layout: Pick<HomeLayout, 'cache' | 'reviewKey'>;

  constructor(layout: Pick<HomeLayout, 'cache' | 'reviewKey'>) {
    this.#layout = layout;
  }

  /** What the line was read as, if that is known and nothing it depends on has changed. */
  find(of: ReadingOf, lookups: Lookups): Reading | undefined {
    const name = nameOf(of);
    const file = this.#fileOf(name);
    const found = readWithPrint(file.path, FILE_LIMIT);
    if (found === undefined) return undefined;
    const kept = parseKept(found.text);
    if (kept === undefined || kept.of !== name) return undefined;
    const key = readReviewKey(this.#layout.reviewKey);
    if (key === undefined || !isKnown(file, found.print, key)) return undefined;
    return lookups.repeats(kept.asked) ? kept.reading : undefined;
  }

  /**
   * Keeps a reading and what the disk was asked for it, if it is small and its line was sent before. A
   * full disk is no error.
   */
  keep(of: ReadingOf, asked: readonly Asked[], reading: Reading): void {
    const name = nameOf(of);
    if (!this.#wasSentBefore(name)) return;
    const text = JSON.stringify({ of: name, asked, reading } satisfies Kept);
    if (text.length > FILE_LIMIT) return;
    if (mayHoldSecrets(text) && holdsSecret([of, reading, ...asked.map(answerOf)])) return;
    const key = readReviewKey(this.#layout.reviewKey);
    if (key === undefined) return;
    try {
      writeKnown(this.#fileOf(name), text, key);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }

  /** Notes the line, too. False without a folder that can be written to: nothing is kept there. */
  #wasSentBefore(name: string): boolean {
    const folder = this.#folder();
    const seen = new SeenLines(`${folder}/seen`);
    const number = numberOf(name);
    try {
      return seen.sentAgain(number);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      if (error.code !== 'ENOENT') return false;
    }
    try {
      makePrivateFolder(folder);
      return seen.sentAgain(number);
    } catch (error) {
      if (error instanceof Error && 'code' in error) return false;
      throw error;
    }
  }

  #folder(): string {
    return `${this.#layout.cache}/readings`;
  }

  #fileOf(name: string): KnownFile {
    const place = numberOf(name) % PLACES;
    return { path: `${this.#folder()}/${place}.json`, label: `agsec reading ${place}` };
  }
}

/** What stands in a file. */
type Kept = {
  readonly of: string;
  readonly asked: readonly Asked[];
  readonly reading: Reading;
};

function nameOf({ action, surroundings }: ReadingOf): string {
  return JSON.stringify([AGSEC_BUILD, action, surroundings]);
}

/** FNV-1a: two names with one number only take each other's place. */
function numberOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** Whether any text in a value shows a secret. */
function holdsSecret(value: unknown): boolean {
  if (typeof value === 'string') return findSecrets(value).length > 0;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && Object.values(value).some(holdsSecret);
}

/** The disk's answer, whose texts JSON would have disguised. */
function answerOf({ answer }: Asked): unknown {
  return JSON.parse(answer);
}

function parseKept(text: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isKept(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Only the frame is checked: nobody else has written the file. */
function isKept(value: unknown): value is Kept {
  return (
    isObject(value) &&
    typeof value['of'] === 'string' &&
    Array.isArray(value['asked']) &&
    isReading(value['reading'])
  );
}

function isReading(value: unknown): value is Reading {
  return (
    isObject(value) &&
    Array.isArray(value['actions']) &&
    value['actions'].every(isDerived) &&
    Array.isArray(value['unknown']) &&
    Array.isArray(value['simpleCommands'])
  );
}

function isDerived(value: unknown): value is DerivedAction {
  return isObject(value) && value['origin'] === 'derived' && isObject(value['params']);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
