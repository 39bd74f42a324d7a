/** A value as it stands behind a name, its quotes not included. Offsets are into the whole text. */
export type Value = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The opening quote, with the backslashes before it (`\"` inside a JSON string); '' for none. */
  readonly quote: string;
};

const TAG = /\[redacted:[a-z0-9-]+\]/y;
const OPENING = /\\{0,7}["'`]/y;
const BARE = /[^\s"'`<>|;&,(){}[\]\\]+/y;
const BARE_HEAD = /[^\s"'`<>|;&,(){}[\]\\]{1,256}/y;
/** What may stand in a value without quotes where the shell reads it. */
const WORD = /(?:[^\s"'`<>|;&()\\]|\\.)+/y;
const WORD_HEAD = /(?:[^\s"'`<>|;&()\\]|\\.){1,256}/y;
const HEAD = 256;
const LONGEST_LINE = 8192;

/**
 * The value at `position`; `word` reads as a shell does, `bare` as configuration or code does. A
 * value without quotes is read up to 256 characters: `endOfValue` finds its end.
 */
export function readValue(text: string, position: number, style: 'word' | 'bare'): Value {
  const opening = matchAt(OPENING, text, position);
  if (opening !== undefined) return readQuoted(text, position, opening);
  const tag = matchAt(TAG, text, position);
  const start = position + (tag?.length ?? 0);
  const rest = matchAt(style === 'word' ? WORD_HEAD : BARE_HEAD, text, start) ?? '';
  const end = start + rest.length;
  return { start: position, end, text: text.slice(position, end), quote: '' };
}

/** Where a value that `readValue` may have cut short ends. */
export function endOfValue(text: string, value: Value, style: 'word' | 'bare'): number {
  if (value.quote !== '' || value.end - value.start < HEAD) return value.end;
  return value.end + (matchAt(style === 'word' ? WORD : BARE, text, value.end)?.length ?? 0);
}

function readQuoted(text: string, position: number, opening: string): Value {
  const start = position + opening.length;
  const end = closingQuote(text, start, opening);
  return { start, end, text: text.slice(start, end), quote: opening };
}

/** Offset of the closing quote; the end of the line when there is none. */
function closingQuote(text: string, start: number, opening: string): number {
  let at = text.indexOf(opening, start);
  if (opening.length === 1 && opening !== "'") {
    while (at !== -1 && isEscaped(text, at, start)) at = text.indexOf(opening, at + 1);
  }
  if (at !== -1) return at;
  const line = text.indexOf('\n', start);
  return line === -1 ? text.length : line;
}

function isEscaped(text: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - backslashes > start && text[at - backslashes - 1] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** The rest of the line at `position`, up to `quote` when the line stands inside quotes. */
export function readLine(text: string, position: number, quote: string): Value {
  const window = text.slice(position, position + LONGEST_LINE);
  const ends = [window.indexOf('\n'), quote === '' ? -1 : window.indexOf(quote)];
  const body = window.slice(0, Math.min(window.length, ...ends.filter((end) => end !== -1)));
  const comment = /\s#\s/.exec(body);
  const kept = (comment === null ? body : body.slice(0, comment.index)).trimEnd();
  return { start: position, end: position + kept.length, text: kept, quote: '' };
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
