/** Tests a whole text; `*` and `?` stand for any characters, line breaks and slashes included. */
export type Wildcard = (text: string) => boolean;

/** Part of a wildcard pattern. `literal`: nothing in it is special. */
export type WildcardPart = { readonly text: string; readonly literal: boolean };

/** A run without `*`: plain text, or units of which `undefined` matches any. */
type Block = string | readonly (string | undefined)[];

/**
 * Compiles a pattern over commands, hosts and URLs: `*` is any run, `?` one UTF-16 unit, `\*`,
 * `\?` and `\\` the character itself, and everything else what it is.
 *
 * Blocks between stars have a fixed length, so the leftmost place for each is always right and
 * nothing is tried twice: a match takes at most `pattern length × text length` steps.
 */
export function compileWildcard(parts: readonly WildcardPart[]): Wildcard {
  const blocks = parseBlocks(parts);
  const first = blocks[0] ?? '';
  if (blocks.length === 1) {
    return (text) => text.length === first.length && matchesAt(first, text, 0);
  }
  const last = blocks[blocks.length - 1] ?? '';
  const middle = blocks.slice(1, -1);
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length) return false;
    if (!matchesAt(first, text, 0) || !matchesAt(last, text, end)) return false;
    let from = first.length;
    for (const block of middle) {
      const at = find(block, text, from);
      if (at === -1 || at + block.length > end) return false;
      from = at + block.length;
    }
    return true;
  };
}

function parseBlocks(parts: readonly WildcardPart[]): readonly Block[] {
  const blocks: Block[] = [];
  let units: (string | undefined)[] = [];
  const close = () => {
    blocks.push(units.includes(undefined) ? units : units.join(''));
    units = [];
  };
  for (const { text, literal } of parts) {
    if (literal) {
      units.push(...text.split(''));
      continue;
    }
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charAt(index);
      if (unit === '*') close();
      else if (unit === '?') units.push(undefined);
      else if (unit === '\\' && /[*?\\]/.test(text.charAt(index + 1))) {
        index += 1;
        units.push(text.charAt(index));
      } else units.push(unit);
    }
  }
  close();
  return blocks;
}

function matchesAt(block: Block, text: string, at: number): boolean {
  if (typeof block === 'string') return text.startsWith(block, at);
  return block.every((unit, offset) => unit === undefined || unit === text[at + offset]);
}

function find(block: Block, text: string, from: number): number {
  if (typeof block === 'string') return text.indexOf(block, from);
  for (let at = from; at + block.length <= text.length; at += 1) {
    if (matchesAt(block, text, at)) return at;
  }
  return -1;
}
