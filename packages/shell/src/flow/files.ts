import { posix } from 'node:path';
import type { Stream } from '../program.ts';
import { compilePattern } from '../values/pattern.ts';
import { joinAllTaints } from '../values/taint.ts';
import { concatStreams } from './stream.ts';

export type WriteOptions = {
  /** The content goes after what is there. */
  readonly append?: boolean;
  /** It may not happen. */
  readonly maybe?: boolean;
};

/** Most links that are followed for one path. */
const MAX_HOPS = 8;

/** Most contents one file keeps side by side. */
const MAX_CONTENTS = 8;

/**
 * What the line itself writes to files, so that reading, sending or running them later in the
 * same line is seen for what it is. Contents are kept side by side, not replaced: which write
 * comes last may depend on what only the running shell knows.
 */
export class FileTable {
  readonly #contents = new Map<string, Stream[]>();
  readonly #readFirst = new Set<string>();
  /** Files that may also hold what was there before the line. */
  readonly #older = new Set<string>();
  /** Files of which the line asks whether they are there. */
  readonly #asked = new Set<string>();
  /** Files and folders that were not there before the line. */
  readonly #own = new Set<string>();
  /** How many contents a file had when code loaded it last. */
  readonly #loaded = new Map<string, number>();
  /** By the path of a link the line made: where it leads. */
  readonly #links = new Map<string, string>();
  /** Times something from outside was written to a file that was read before, as into a fifo. */
  cycles = 0;

  /** Everything the file may hold; empty if the line does not write it. */
  contents(path: string, cwd: string | undefined): readonly Stream[] {
    const key = this.#keyOf(path, cwd);
    this.#readFirst.add(key);
    return this.#contents.get(key) ?? [];
  }

  /**
   * The files the line writes that a path may name: itself, or those a path with holes (`a*`,
   * `/tmp/x$$`) or from a folder that is not known fits. A name that is all hole says nothing.
   */
  named(path: string, cwd: string | undefined): readonly string[] {
    const key = this.#keyOf(path, cwd);
    this.#readFirst.add(key);
    if (this.isEmpty) return [];
    if (this.#contents.has(key)) return [key];
    const isOpen = cwd === undefined && !posix.isAbsolute(path);
    if (!isOpen && !/[*?[]/.test(path)) return [];
    if (/(?:^|\/)\**$/.test(path)) return [];
    const source = isOpen ? `*/${path.replace(/^(?:\.{1,2}\/+)+/, '')}` : key;
    const pattern = compilePattern(source.replaceAll('**/', '*'));
    return [...this.#contents.keys()].filter((each) => pattern?.matches(each) ?? false);
  }

  /** True if what the line writes there may not be all: it was added to, or only perhaps written. */
  mayHoldOlder(path: string, cwd: string | undefined): boolean {
    return this.#older.has(this.#keyOf(path, cwd));
  }

  /** The line looks whether the file is there (`[ -f … ]`). */
  noteAsked(path: string, cwd: string | undefined): void {
    this.#asked.add(this.#keyOf(path, cwd));
  }

  /** True if the line looked whether the file is there. */
  isAsked(path: string, cwd: string | undefined): boolean {
    return this.#asked.has(this.#keyOf(path, cwd));
  }

  /** The line makes the file or folder under a name that nothing had. */
  noteOwn(path: string, cwd: string | undefined): void {
    this.#own.add(keyOf(path, cwd));
  }

  /** True if the line made it so; what lies in a folder may be another's. */
  isOwn(path: string, cwd: string | undefined): boolean {
    return this.#own.size > 0 && this.#own.has(keyOf(path, cwd));
  }

  /** The file as one stream; absent if the line does not write it. */
  stream(path: string, cwd: string | undefined): Stream | undefined {
    const contents = this.contents(path, cwd);
    const [first] = contents;
    if (first === undefined || (contents.length === 1 && !this.mayHoldOlder(path, cwd)))
      return first;
    return { taint: joinAllTaints(contents.map((content) => content.taint)) };
  }

  get isEmpty(): boolean {
    return this.#contents.size === 0;
  }

  /** True if code loads a file the line writes for the first time since it was written. */
  loads(path: string, cwd: string | undefined): boolean {
    const key = this.#keyOf(path, cwd);
    const count = this.contents(path, cwd).length;
    if (count === 0 || this.#loaded.get(key) === count) return false;
    this.#loaded.set(key, count);
    return true;
  }

  /** True if something from the network was put into a folder above: it may have brought the file. */
  mayHaveArrived(path: string, cwd: string | undefined): boolean {
    if (this.isEmpty) return false;
    let folder = posix.dirname(this.#keyOf(path, cwd));
    for (;;) {
      const written = this.#contents.get(folder) ?? [];
      if (written.some(({ taint }) => taint.remote !== undefined)) return true;
      const above = posix.dirname(folder);
      if (above === folder) return false;
      folder = above;
    }
  }

  /** Every file the line writes, by its path. */
  paths(): readonly string[] {
    return [...this.#contents.keys()];
  }

  write(path: string, cwd: string | undefined, content: Stream, how: WriteOptions = {}): void {
    const { append = false, maybe = false } = how;
    const key = this.#keyOf(path, cwd);
    if ((append || maybe) && !this.#contents.has(key)) this.#older.add(key);
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

  /** `path` is now another name of `to`. */
  link(path: string, to: string, cwd: string | undefined): void {
    const link = keyOf(path, cwd);
    const target = keyOf(to, cwd);
    this.copy(to, path, cwd);
    if (target !== link) this.#links.set(link, target);
  }

  /** The key of a path, links that the line made followed. */
  #keyOf(path: string, cwd: string | undefined): string {
    let key = keyOf(path, cwd);
    for (let hops = 0; hops < MAX_HOPS && this.#links.size > 0; hops += 1) {
      const place = key;
      const link = [...this.#links.keys()].find((each) => isWithin(place, each));
      if (link === undefined) break;
      key = `${this.#links.get(link) ?? link}${key.slice(link.length)}`;
    }
    return key;
  }

  /** `path` now holds what `from` holds. */
  copy(from: string, path: string, cwd: string | undefined): void {
    for (const content of this.contents(from, cwd)) this.write(path, cwd, content);
  }
}

function keyOf(path: string, cwd: string | undefined): string {
  if (path.startsWith('/proc/')) return ofThisProcess(path, cwd);
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

/** Other names that a process has for what it has open, for its folder and for the root: proc(5). */
function ofThisProcess(path: string, cwd: string | undefined): string {
  const normal = posix.normalize(path);
  const [, kind, rest = ''] =
    /^\/proc\/(?:self|thread-self)\/(fd|cwd|root)(\/.*)?$/.exec(normal) ?? [];
  if (kind === 'fd') return `/dev/fd${rest}`;
  if (kind === 'cwd') return keyOf(`.${rest}`, cwd);
  return kind === 'root' ? rest || '/' : normal;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
