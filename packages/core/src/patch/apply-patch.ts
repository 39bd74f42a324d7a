import { trimEnd, trimmed } from './white-space.ts';

/** One place of a file that a patch changes: `before` becomes `after`. */
export type PatchChunk = {
  /** A line somewhere above the place, which narrows it down. */
  readonly context?: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The place is at the end of the file. */
  readonly atEnd: boolean;
};

/** What a patch does to one file. Paths stand as written; a relative one starts where the patch is applied. */
export type PatchChange =
  | { readonly kind: 'add'; readonly path: string; readonly content: string }
  | { readonly kind: 'delete'; readonly path: string }
  | {
      readonly kind: 'update';
      readonly path: string;
      /** Where the file is moved to with its new text. */
      readonly moveTo?: string;
      readonly chunks: readonly PatchChunk[];
    };

export type ParsedPatch =
  | { readonly ok: true; readonly changes: readonly PatchChange[] }
  /** `line` counts from 1 in the text as given, blank lines before it left out. */
  | { readonly ok: false; readonly line: number; readonly message: string };

const BEGIN = '*** Begin Patch';
const END = '*** End Patch';
const ENVIRONMENT = '*** Environment ID:';
const MOVE = '*** Move to: ';
const END_OF_FILE = '*** End of File';

/**
 * Reads the patch language of `apply_patch`. Pure, total and linear.
 *
 * It names every file that the program of Codex 0.169 would touch, as measured by running it, in its
 * lenient forms too: blanks around markers, Windows line ends, a here-document written around the
 * patch, an environment named on the second line. A few patches that the program refuses are read
 * all the same (an update without lines); of one that it would read otherwise, nothing is read.
 */
export function parseApplyPatch(text: string): ParsedPatch {
  const { lines, skipped } = patchLines(text);
  const reader = new PatchReader();
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const message = reader.read(line);
    if (message !== undefined) return { ok: false, line: index + 1 + skipped, message };
  }
  // The last line ends the patch whatever it stands behind.
  const ends = lines.length > 1 && trimmed(lines.at(-1) ?? '') === END;
  if (ends) return { ok: true, changes: reader.changes };
  return { ok: false, line: lines.length + skipped, message: `the patch does not end with ${END}` };
}

/** The lines of a patch, without the here-document some models write around it. */
function patchLines(text: string): { readonly lines: readonly string[]; readonly skipped: number } {
  const lines = trimmed(text)
    .split('\n')
    .map((line) => line.replace(/\r+$/, ''));
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  const isWrapped = /^<<(?:EOF|'EOF'|"EOF")$/.test(first) && last.endsWith('EOF');
  return isWrapped && lines.length >= 4
    ? { lines: lines.slice(1, -1), skipped: 1 }
    : { lines, skipped: 0 };
}

type Draft =
  | { readonly kind: 'add'; readonly path: string; readonly lines: string[] }
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'update'; readonly path: string; moveTo?: string; readonly chunks: Chunk[] };

type Chunk = {
  readonly context?: string;
  readonly before: string[];
  readonly after: string[];
  atEnd: boolean;
};

type State = 'before' | 'begun' | 'in-file' | 'ended';

/** Reads a patch line by line; what is no line of a patch is answered with what is wrong. */
class PatchReader {
  readonly #drafts: Draft[] = [];
  #state: State = 'before';

  get changes(): readonly PatchChange[] {
    return this.#drafts.map((draft) => {
      if (draft.kind !== 'add') return draft;
      return { kind: 'add', path: draft.path, content: draft.lines.map((l) => `${l}\n`).join('') };
    });
  }

  read(line: string): string | undefined {
    const draft = this.#drafts.at(-1);
    switch (this.#state) {
      case 'before':
        if (trimmed(line) !== BEGIN) return `the patch does not begin with ${BEGIN}`;
        this.#state = 'begun';
        return undefined;
      case 'ended':
        return trimmed(line) === '' ? undefined : `there is more behind ${END}`;
      case 'begun':
      case 'in-file':
        // In an update a blank before it makes a line one of the file.
        if (this.#readMarker(draft?.kind === 'update' ? trimEnd(line) : trimmed(line))) return;
        return readLine(line, draft);
    }
  }

  #readMarker(line: string): boolean {
    if (line === END) {
      this.#state = 'ended';
      return true;
    }
    if (this.#state === 'begun' && line.startsWith(ENVIRONMENT)) return true;
    const draft = newDraft(line);
    if (draft === undefined) return false;
    this.#drafts.push(draft);
    this.#state = 'in-file';
    return true;
  }
}

function newDraft(line: string): Draft | undefined {
  const [, verb, path = ''] = /^\*\*\* (Add|Delete|Update) File: (.*)$/s.exec(line) ?? [];
  switch (verb) {
    case 'Add':
      return { kind: 'add', path, lines: [] };
    case 'Delete':
      return { kind: 'delete', path };
    case 'Update':
      return { kind: 'update', path, chunks: [] };
    default:
      return undefined;
  }
}

function readLine(line: string, draft: Draft | undefined): string | undefined {
  switch (draft?.kind) {
    case 'update':
      return readUpdateLine(line, draft);
    case 'add':
      if (!line.startsWith('+')) return 'a line of a new file begins with +';
      draft.lines.push(line.slice(1));
      return undefined;
    default:
      return 'this line names no file: *** Add File: …, *** Delete File: …, *** Update File: …';
  }
}

function readUpdateLine(
  line: string,
  draft: Extract<Draft, { kind: 'update' }>,
): string | undefined {
  const { chunks } = draft;
  const marker = trimEnd(line);
  if (marker.startsWith(MOVE) && chunks.length === 0 && draft.moveTo === undefined) {
    draft.moveTo = marker.slice(MOVE.length);
    return undefined;
  }
  if (marker === '@@' || marker.startsWith('@@ ')) {
    const context = marker === '@@' ? {} : { context: marker.slice('@@ '.length) };
    chunks.push({ ...context, before: [], after: [], atEnd: false });
    return undefined;
  }
  const chunk = chunks.at(-1);
  if (chunk?.atEnd) return marker === '' ? undefined : `only @@ may follow ${END_OF_FILE}`;
  if (marker === END_OF_FILE) {
    if (chunk !== undefined) chunk.atEnd = true;
    return undefined;
  }
  return readChunkLine(line, chunk ?? firstChunk(chunks));
}

/** The first place may be given without a line that begins it. */
function firstChunk(chunks: Chunk[]): Chunk {
  const chunk = { before: [], after: [], atEnd: false };
  chunks.push(chunk);
  return chunk;
}

function readChunkLine(line: string, { before, after }: Chunk): string | undefined {
  const text = line.slice(1);
  switch (line[0]) {
    case undefined:
    case ' ':
      before.push(text);
      after.push(text);
      return undefined;
    case '-':
      before.push(text);
      return undefined;
    case '+':
      after.push(text);
      return undefined;
    default:
      return 'a line of an update begins with a blank, + or -';
  }
}
