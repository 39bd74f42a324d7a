import { type InstallPlan, MOST_WAIT, type Scope } from '@agsec/runtime/hook';
import { type CodexPlace, hookFiles, userConfig } from '../client-files.ts';
import { HOOK_EVENTS, hookEntry } from '../our-hook.ts';
import { readConfig } from '../settings/read-config.ts';
import { hookHash, snakeCase } from './hook-hash.ts';

/**
 * What the client has noted in a person's settings when it was told to trust our hooks; a removal
 * takes it out. Notes about a hook that was changed by another hand are not ours to take.
 */
export function trustTraces(scope: Scope, place: CodexPlace): NonNullable<InstallPlan['traces']> {
  if (scope === 'managed') return [];
  return [
    {
      path: userConfig(place),
      summary: 'take out that the hooks are trusted',
      remove: (text) => ({ ok: true, text: text && withoutNotes(text, notesOf(scope, place)) }),
    },
  ];
}

/**
 * Of our entry with any wait: the client keeps its note about a hook that was installed with another
 * one since, until it is told to trust that.
 */
function notesOf(scope: Scope, place: CodexPlace): readonly Note[] {
  const waits = Array.from({ length: MOST_WAIT + 1 }, (_, reviewWait) => reviewWait);
  return waits.flatMap((reviewWait) => {
    const entry = hookEntry({ place: { ...place, reviewWait }, scope });
    return HOOK_EVENTS.flatMap((event) => {
      const hash = hookHash(event, { group: {} }, entry);
      return hookFiles(scope, place).map((file) => ({
        place: `${file}:${snakeCase(event)}:`,
        hash,
      }));
    });
  });
}

type Note = { readonly place: string; readonly hash: string };

/** A note as the client writes it (0.169): a section of these two lines. */
const HEADER = /^\[hooks\.state\."([^"\\]+)"\]$/;
const HASH = /^trusted_hash = "([^"\\]+)"$/;
/** The table the sections are in; the client writes it before the first. */
const TABLE = '[hooks.state]';

/** The text without the notes; `undefined`: nothing else was in it. */
function withoutNotes(text: string, notes: readonly Note[]): string | undefined {
  if (!readConfig(text).ok) return text;
  const lines = text.split('\n');
  const count = lines.length;
  for (let at = count - 1; at >= 0; at -= 1) if (isNoteOf(notes, lines, at)) takeOut(lines, at, 2);
  if (lines.length === count) return text;
  const table = lines.indexOf(TABLE);
  const isLast = !lines.some((line) => line.startsWith('[hooks.state.'));
  if (table >= 0 && isLast && endsAt(lines, table + 1)) takeOut(lines, table, 1);
  const rest = lines.join('\n');
  return rest.trim() === '' ? undefined : rest;
}

function isNoteOf(notes: readonly Note[], lines: readonly string[], at: number): boolean {
  const key = HEADER.exec(lines[at] ?? '')?.[1];
  const hash = HASH.exec(lines[at + 1] ?? '')?.[1];
  if (key === undefined || hash === undefined || !endsAt(lines, at + 2)) return false;
  return notes.some((note) => note.hash === hash && key.startsWith(note.place));
}

/** True if a section has nothing more from a line on. */
function endsAt(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at).find((line) => line !== '');
  return next === undefined || next.startsWith('[');
}

/** Lines and the empty one before them, which the client writes too. */
function takeOut(lines: string[], at: number, count: number): void {
  const gap = lines[at - 1] === '' ? 1 : 0;
  lines.splice(at - gap, count + gap);
}
