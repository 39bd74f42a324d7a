import type { PatchChunk } from './apply-patch.ts';

/**
 * A file's text after the places of an update, given its text now. `undefined` where that cannot be
 * told: there is no file, or a place stands in it only by a looser comparison than letter by letter,
 * which programs make each in their own way. Added lines take the line end the file begins with, and
 * the last line gets one.
 */
export function patchedText(
  current: string | undefined,
  chunks: readonly PatchChunk[],
): string | undefined {
  if (current === undefined) return undefined;
  const lines = linesOf(current);
  const texts = lines.map(({ text }) => text);
  const edits = editsOf(texts, chunks);
  if (edits === undefined) return undefined;
  const end = lines.find((line) => line.end !== '')?.end ?? '\n';
  return withEdits(lines, edits, end);
}

type Line = { readonly text: string; readonly end: string };

/** `count` lines from `at` on become `lines`. */
type Edit = { readonly at: number; readonly count: number; readonly lines: readonly string[] };

function linesOf(text: string): readonly Line[] {
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  const lines = parts.map((part) =>
    part.endsWith('\r') ? { text: part.slice(0, -1), end: '\r\n' } : { text: part, end: '\n' },
  );
  return last === '' ? lines : [...lines, { text: last, end: '' }];
}

function editsOf(
  texts: readonly string[],
  chunks: readonly PatchChunk[],
): readonly Edit[] | undefined {
  const search = new Search(texts);
  const edits: Edit[] = [];
  let from = 0;
  for (const { context, before, after, atEnd } of chunks) {
    if (context !== undefined) {
      const at = search.find([context], from);
      if (at === undefined) return undefined;
      from = at + 1;
    }
    if (before.length === 0) {
      const at = texts.at(-1) === '' ? texts.length - 1 : texts.length;
      edits.push({ at, count: 0, lines: after });
      continue;
    }
    const edit = editAt(search, { before, after, from, atEnd });
    if (edit === undefined) return undefined;
    edits.push(edit);
    from = edit.at + edit.count;
  }
  return edits.sort((one, other) => one.at - other.at);
}

type Place = {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly from: number;
  readonly atEnd: boolean;
};

/** An empty last line may stand for the end of the file. */
function editAt(search: Search, { before, after, from, atEnd }: Place): Edit | undefined {
  const at = atEnd ? search.findLast(before) : search.find(before, from);
  if (at !== undefined) return { at, count: before.length, lines: after };
  if (before.at(-1) !== '') return undefined;
  const shorter = before.slice(0, -1);
  const lines = after.at(-1) === '' ? after.slice(0, -1) : after;
  const end = atEnd ? search.findLast(shorter) : search.find(shorter, from);
  return end === undefined ? undefined : { at: end, count: shorter.length, lines };
}

/** Most comparisons of lines for one file, so that no patch takes quadratic time. */
const MOST_COMPARISONS = 1_000_000;

class Search {
  readonly #texts: readonly string[];
  #left = MOST_COMPARISONS;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** Index of the first place at or after `from` where the lines stand. */
  find(wanted: readonly string[], from: number): number | undefined {
    for (let at = from; at + wanted.length <= this.#texts.length; at += 1) {
      const differs = wanted.findIndex((text, index) => this.#texts[at + index] !== text);
      if (differs < 0) return at;
      this.#left -= differs + 1;
      if (this.#left < 0) return undefined;
    }
    return undefined;
  }

  /** The same for the end of the file alone. */
  findLast(wanted: readonly string[]): number | undefined {
    return this.find(wanted, Math.max(this.#texts.length - wanted.length, 0));
  }
}

function withEdits(lines: readonly Line[], edits: readonly Edit[], end: string): string {
  const parts: string[] = [];
  const keep = (upTo: number) => {
    for (const line of lines.slice(at, upTo)) parts.push(line.text, line.end || end);
  };
  let at = 0;
  for (const edit of edits) {
    keep(edit.at);
    for (const text of edit.lines) parts.push(text, end);
    at = edit.at + edit.count;
  }
  keep(lines.length);
  return parts.join('');
}
