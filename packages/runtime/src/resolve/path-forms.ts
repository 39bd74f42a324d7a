import { posix } from 'node:path';
import type { Lookups } from './lookups.ts';

/** Symbolic links followed before a path counts as a loop, as Linux does. */
const LINK_LIMIT = 40;

/** The true forms of one path. */
export type PathForms = {
  /** As written, made absolute: `.` and `..` taken away by text, `~` opened. */
  readonly absolute: string;
  /** All forms, `absolute` first, each once. */
  readonly forms: readonly string[];
  /** As the kernel would walk it; `absolute` where it cannot be walked. */
  readonly kernel: string;
  /** False if the look-ups ran out before the path was walked. */
  readonly walked: boolean;
};

/** Where a path is read from. */
export type PathBase = {
  /** Folder a relative path starts at. */
  readonly cwd?: string;
  /** Set for what an agent's tool is given, which opens a leading `~`. */
  readonly home?: string;
};

/**
 * The forms of a path as written, or `undefined` if it is relative and nobody knows to what.
 *
 * A path with `..` after a symbolic link means one thing to a text editor's path arithmetic and
 * another to the kernel; both are forms. So are a tool's path as written and as Claude Code opens it,
 * without blanks at its ends and composed (2.1.328, after the hook for a search). A file that does not exist yet is named below its nearest
 * existing parent, through a dangling link too.
 */
export function pathForms(
  written: string,
  base: PathBase,
  lookups: Lookups,
): PathForms | undefined {
  const tidied = base.home === undefined ? written : written.trim().normalize();
  const own = formsOf(tidied, base, lookups);
  if (tidied === written || own === undefined) return own;
  const raw = formsOf(written, base, lookups);
  const forms = [...new Set([...own.forms, ...(raw?.forms ?? [])])];
  return { ...own, forms, walked: own.walked && raw?.walked === true };
}

function formsOf(written: string, base: PathBase, lookups: Lookups): PathForms | undefined {
  const uncollapsed = makeAbsolute(written, base);
  if (uncollapsed === undefined) return undefined;
  const absolute = posix.resolve('/', uncollapsed);
  const kernel = new Walk(lookups, base.cwd).resolve(uncollapsed);
  const forms = new Set([absolute, ...literalTilde(written, base), ...(kernel ?? [])]);
  return {
    absolute,
    forms: [...forms],
    kernel: kernel?.[0] ?? absolute,
    walked: kernel !== undefined,
  };
}

/** `~/x` below a folder named `~`: what a tool means that does not open the tilde. */
function literalTilde(written: string, base: PathBase): readonly string[] {
  if (base.home === undefined || base.cwd === undefined || !written.startsWith('~')) return [];
  return [posix.resolve(base.cwd, written)];
}

function makeAbsolute(written: string, base: PathBase): string | undefined {
  if (base.home !== undefined && (written === '~' || written.startsWith('~/'))) {
    return base.home + written.slice(1);
  }
  if (written.startsWith('/')) return written;
  return base.cwd === undefined ? undefined : `${base.cwd}/${written}`;
}

/** One path walked as the kernel would. */
class Walk {
  readonly #lookups: Lookups;
  readonly #cwd: string | undefined;
  #links = 0;

  constructor(lookups: Lookups, cwd: string | undefined) {
    this.#lookups = lookups;
    this.#cwd = cwd;
  }

  /** Forms of the walked path; `undefined` if the look-ups ran out. */
  resolve(path: string): readonly string[] | undefined {
    if (path.includes('\0')) return [];
    return this.#walk(ownProcess(path, this.#cwd));
  }

  #walk(path: string): readonly string[] | undefined {
    const rest: string[] = [];
    let head = trimSlashes(path);
    for (;;) {
      const real = this.#lookups.realpath(head === '' ? '/' : head);
      if (real.spent) return undefined;
      if (real.found !== undefined) return this.#below(real.found, rest);
      if (head === '') return this.#below('/', rest);
      const target = this.#danglingTarget(head);
      if (target === 'spent') return undefined;
      if (target !== undefined) return this.#walk([target, ...rest].join('/'));
      const slash = head.lastIndexOf('/');
      rest.unshift(head.slice(slash + 1));
      head = trimSlashes(head.slice(0, slash));
    }
  }

  /** Where a link whose target does not exist points: a write through it would make that file. */
  #danglingTarget(path: string): string | 'spent' | undefined {
    const link = this.#lookups.readlink(path);
    if (link.spent) return 'spent';
    if (link.found === undefined || this.#links === LINK_LIMIT) return undefined;
    this.#links += 1;
    return link.found.startsWith('/') ? link.found : `${folderOf(path)}/${link.found}`;
  }

  #below(real: string, rest: readonly string[]): readonly string[] {
    if (rest.length === 0) return [real];
    const named = posix.resolve(real, ...rest);
    if (!this.#lookups.foldsCase) return [named];
    return [named, posix.resolve(real, ...rest.map((name) => name.toLowerCase()))];
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** `/proc/self/cwd` is the folder of the process that will act, not of the one that looks. */
function ownProcess(path: string, cwd: string | undefined): string {
  const match = /^\/+proc\/+(?:self|thread-self)\/+(cwd|root)(?=\/|$)/.exec(path);
  if (match === null) return path;
  const target = match[1] === 'root' ? '' : cwd;
  return target === undefined ? path : target + path.slice(match[0].length);
}
