import { posix } from 'node:path';
import type { Stream } from '../program.ts';
import { joinAllTaints } from '../values/taint.ts';
import { concatStreams } from './stream.ts';

/** Most contents one file keeps side by side. */
const MAX_CONTENTS = 8;

/**
 * What the line itself writes to files, so that reading, sending or running them later in the
 * same line is seen for what it is. Contents are kept side by side, not replaced: which write
 * comes last may depend on what only the running shell knows.
 */
export class FileTable {
  readonly #contents = new Map<string, Stream[]>();
  readonly #folders = new Map<string, Stream>();
  readonly #readFirst = new Set<string>();
  /** Times something from outside was written to a file that was read before, as into a fifo. */
  cycles = 0;

  /** Everything the file may hold; empty if the line does not write it. */
  contents(path: string, cwd: string | undefined): readonly Stream[] {
    const key = keyOf(path, cwd);
    this.#readFirst.add(key);
    const written = this.#contents.get(key);
    if (written !== undefined) return written;
    for (let folder = posix.dirname(key); folder.length > 1; folder = posix.dirname(folder)) {
      const filled = this.#folders.get(folder);
      if (filled !== undefined) return [filled];
    }
    return [];
  }

  /** The file as one stream; absent if the line does not write it. */
  stream(path: string, cwd: string | undefined): Stream | undefined {
    const contents = this.contents(path, cwd);
    const [first] = contents;
    if (first === undefined || contents.length === 1) return first;
    return { taint: joinAllTaints(contents.map((content) => content.taint)) };
  }

  write(path: string, cwd: string | undefined, content: Stream, append: boolean): void {
    const key = keyOf(path, cwd);
    if (content.taint.remote !== undefined && this.#readFirst.has(key)) this.cycles += 1;
    const known = this.#contents.get(key) ?? [];
    const added = append
      ? known.length === 0
        ? [content]
        : known.map((before) => concatStreams(before, content))
      : [...known, content];
    if (added.length <= MAX_CONTENTS) this.#contents.set(key, distinct(added));
    else this.#contents.set(key, [{ taint: joinAllTaints(added.map((each) => each.taint)) }]);
  }

  /** All that lies below a folder comes from there (an unpacked archive, a clone). */
  fill(path: string, cwd: string | undefined, content: Stream): void {
    this.#folders.set(keyOf(path, cwd), content);
  }

  /** `path` now holds what `from` holds. */
  copy(from: string, path: string, cwd: string | undefined): void {
    for (const content of this.contents(from, cwd)) this.write(path, cwd, content, false);
  }
}

function keyOf(path: string, cwd: string | undefined): string {
  if (posix.isAbsolute(path)) return posix.normalize(path);
  return posix.normalize(`${cwd ?? '.'}/${path}`);
}

function distinct(contents: readonly Stream[]): Stream[] {
  const kept: Stream[] = [];
  for (const content of contents)
    if (content.text === undefined || !kept.some((other) => other.text === content.text))
      kept.push(content);
  return kept;
}
