import type { Span } from './span.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** Key material without its last line: base64, PEM headers, line breaks as such or escaped. */
const BODY = /(?:[A-Za-z0-9+/=\s:,.-]|\\[nrt])*/y;
const PUTTY = 'PuTTY-User-Key-File-';
/** An RSA key of 16384 bits is below 13 KiB in PEM. */
const LONGEST = 16_384;

/**
 * Private key blocks (RFC 7468 labels, OpenSSH, PGP) and PuTTY key files. A block whose end line is
 * missing, because the text was cut, is taken as far as it goes on like a key; the bare begin line,
 * as in a search for keys, is no secret.
 */
export function privateKeySpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(BEGIN)) {
    if (match.index < from) continue;
    const body = match.index + match[0].length;
    const end = endOfBlock(text, body);
    if (end - body < 24) continue;
    spans.push({ start: match.index, end, kind: 'private-key' });
    from = end;
  }
  return text.includes(PUTTY) ? [...spans, ...puttySpans(text)] : spans;
}

function endOfBlock(text: string, body: number): number {
  const window = text.slice(body, body + LONGEST);
  const closing = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/.exec(window);
  const next = window.indexOf('-----BEGIN ');
  if (closing !== null && (next === -1 || closing.index < next)) {
    return body + closing.index + closing[0].length;
  }
  BODY.lastIndex = 0;
  const length = BODY.exec(next === -1 ? window : window.slice(0, next))?.[0].trimEnd().length ?? 0;
  return body + length;
}

/** The private part of a PuTTY key file, up to its last line (`Private-MAC:`) or to the end. */
function puttySpans(text: string): readonly Span[] {
  const start = text.indexOf('Private-Lines:', text.indexOf(PUTTY));
  if (start === -1) return [];
  const mac = /Private-(?:MAC|Hash):\s*[0-9a-f]*/.exec(text.slice(start));
  const end = mac === null ? text.length : start + mac.index + mac[0].length;
  return [{ start, end, kind: 'private-key' }];
}
