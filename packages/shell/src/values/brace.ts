import { parse, type Word } from 'unbash';

/** Most words one word's braces may make; beyond, none of them is known. */
const MAX_EXPANSIONS = 512;

/**
 * The words that brace expansion makes of a word, in order. It comes before every other expansion
 * and is purely textual, so the results are parsed anew. `undefined` if there would be too many.
 */
export function expandBraces(word: Word): readonly Word[] | undefined {
  if (!word.parts?.some((part) => part.type === 'BraceExpansion')) return [word];
  const texts = expandText(word.text, MAX_EXPANSIONS);
  return texts?.map((text) => {
    const command = parse(`_ ${text}`).commands[0]?.command;
    const [parsed, ...more] = command?.type === 'Command' ? command.args : [];
    // `#x` would be a comment in the place the parser sees it in.
    if (parsed?.type === 'Word' && more.length === 0) return parsed;
    return { type: 'Word', text, value: text, pos: word.pos, end: word.end };
  });
}

/** `a{b,c}d` → `abd acd`; `undefined` if there would be more than `limit`. */
function expandText(text: string, limit: number): readonly string[] | undefined {
  const brace = findBrace(text, 0);
  if (brace === undefined) return [text];
  const { start, end, commas } = brace;
  const head = text.slice(0, start);
  const inner = text.slice(start + 1, end);
  const alternatives =
    commas.length > 0 ? splitAt(text, start, end, commas) : sequence(inner, limit);
  if (alternatives === undefined) return undefined;
  const tails = expandText(text.slice(end + 1), limit);
  if (tails === undefined) return undefined;
  const results: string[] = [];
  for (const alternative of alternatives) {
    const middles = commas.length > 0 ? expandText(alternative, limit) : [alternative];
    if (middles === undefined) return undefined;
    for (const middle of middles)
      for (const tail of tails) {
        results.push(head + middle + tail);
        if (results.length > limit) return undefined;
      }
  }
  return results;
}

type Brace = { readonly start: number; readonly end: number; readonly commas: readonly number[] };

/** The first `{…}` with a comma or a range in it that no quote or expansion hides. */
function findBrace(text: string, from: number): Brace | undefined {
  for (let index = from; index < text.length; index = skip(text, index)) {
    if (text.charAt(index) !== '{') continue;
    const brace = closeBrace(text, index);
    if (brace !== undefined) return brace;
  }
  return undefined;
}

function closeBrace(text: string, start: number): Brace | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let index = start; index < text.length; index = skip(text, index)) {
    const character = text.charAt(index);
    if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) commas.push(index);
    else if (character === '}') {
      depth -= 1;
      if (depth > 0) continue;
      const inner = text.slice(start + 1, index);
      return commas.length > 0 || RANGE.test(inner) ? { start, end: index, commas } : undefined;
    }
  }
  return undefined;
}

/** The index after the unit at `index`: a quoted part, an escape, an expansion, a character. */
function skip(text: string, index: number): number {
  const character = text.charAt(index);
  const next = text.charAt(index + 1);
  if (character === '\\') return index + 2;
  if (character === "'") return after(text, "'", index + 1);
  if (character === '"') return afterQuote(text, index + 1);
  if (character === '`') return after(text, '`', index + 1);
  if (character === '$' && next === "'") return afterAnsi(text, index + 2);
  if (character === '$' && (next === '{' || next === '(')) return afterNested(text, index + 1);
  return index + 1;
}

function after(text: string, closing: string, from: number): number {
  const end = text.indexOf(closing, from);
  return end < 0 ? text.length : end + 1;
}

function afterQuote(text: string, from: number): number {
  let index = from;
  while (index < text.length && text.charAt(index) !== '"')
    index = text.charAt(index) === "'" ? index + 1 : skip(text, index);
  return index + 1;
}

function afterAnsi(text: string, from: number): number {
  let index = from;
  while (index < text.length && text.charAt(index) !== "'")
    index += text.charAt(index) === '\\' ? 2 : 1;
  return index + 1;
}

function afterNested(text: string, open: number): number {
  const opening = text.charAt(open);
  const closing = opening === '{' ? '}' : ')';
  let depth = 0;
  let index = open;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === opening) depth += 1;
    if (character === closing) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
    index = character === '$' ? index + 1 : skip(text, index);
  }
  return text.length;
}

function splitAt(
  text: string,
  start: number,
  end: number,
  commas: readonly number[],
): readonly string[] {
  const edges = [start, ...commas, end];
  return edges.slice(1).map((edge, index) => text.slice((edges[index] ?? start) + 1, edge));
}

const RANGE = /^(?:-?\d+\.\.-?\d+(?:\.\.-?\d+)?|[A-Za-z]\.\.[A-Za-z](?:\.\.-?\d+)?)$/;

/** `1..3`, `01..10`, `a..e`, with an optional step. */
function sequence(inner: string, limit: number): readonly string[] | undefined {
  const [first = '', last = '', stepText] = inner.split('..');
  const numeric = /^-?\d+$/.test(first);
  const start = numeric ? Number(first) : first.charCodeAt(0);
  const end = numeric ? Number(last) : last.charCodeAt(0);
  const step = Math.max(Math.abs(Number(stepText ?? 1)), 1);
  if (Math.abs(end - start) / step >= limit) return undefined;
  const padded =
    numeric && /^-?0\d/.test(`${first} ${last}`) ? Math.max(first.length, last.length) : 0;
  const items: string[] = [];
  for (
    let value = start;
    start <= end ? value <= end : value >= end;
    value += start <= end ? step : -step
  )
    items.push(numeric ? pad(value, padded) : String.fromCharCode(value));
  return items;
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value)).padStart(value < 0 ? width - 1 : width, '0');
  return value < 0 ? `-${digits}` : digits;
}
