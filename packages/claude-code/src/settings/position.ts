import type { SettingPath } from './read-settings.ts';

/** A place in a text, both counted from 1. */
export type Position = { readonly line: number; readonly column: number };

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/**
 * Where the value at `path` begins in a text that is JSON; of repeated keys the last. The nearest
 * value around it if there is none.
 */
export function positionOf(text: string, path: SettingPath): Position {
  const scanner = new Scanner(text);
  let offset = scanner.skipSpace(text.startsWith('\ufeff') ? 1 : 0);
  for (const step of path) {
    const next = scanner.child(offset, step);
    if (next === undefined) break;
    offset = next;
  }
  return positionAt(text, offset);
}

/** Walks a text that is known to be JSON. */
class Scanner {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  skipSpace(offset: number): number {
    let at = offset;
    while (/[\s]/.test(this.#text[at] ?? '')) at += 1;
    return at;
  }

  /** Where the value of a member or element of the container at `offset` begins. */
  child(offset: number, step: string | number): number | undefined {
    const isObject = this.#text[offset] === '{';
    if (isObject !== (typeof step === 'string')) return undefined;
    if (!isObject && this.#text[offset] !== '[') return undefined;
    let found: number | undefined;
    this.#members(offset, (name, at) => {
      if (name === step) found = at;
    });
    return found;
  }

  /** Calls `visit` for each member with its key or index; answers where the container ends. */
  #members(offset: number, visit: (name: string | number, at: number) => void): number {
    const isObject = this.#text[offset] === '{';
    let at = this.skipSpace(offset + 1);
    for (let index = 0; !this.#isEnd(at); index += 1) {
      let name: string | number = index;
      if (isObject) {
        const end = this.#endOf(at);
        name = String(JSON.parse(this.#text.slice(at, end)));
        at = this.skipSpace(this.skipSpace(end) + 1);
      }
      visit(name, at);
      at = this.skipSpace(this.#endOf(at));
      if (this.#text[at] === ',') at = this.skipSpace(at + 1);
    }
    return at + 1;
  }

  #isEnd(at: number): boolean {
    return at >= this.#text.length || this.#text[at] === '}' || this.#text[at] === ']';
  }

  /** Where the value that begins at `offset` ends. */
  #endOf(offset: number): number {
    const first = this.#text[offset];
    if (first === '{' || first === '[') return this.#members(offset, () => undefined);
    if (first !== '"') {
      const rest = /^[^\s,\]}]+/.exec(this.#text.slice(offset, offset + 64));
      return offset + Math.max(rest?.[0].length ?? 0, 1);
    }
    let at = offset + 1;
    while (at < this.#text.length && this.#text[at] !== '"') at += this.#text[at] === '\\' ? 2 : 1;
    return at + 1;
  }
}
