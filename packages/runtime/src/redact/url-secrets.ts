import { looksRandom } from './looks-random.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Span } from './span.ts';

const SCHEME = /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\//g;
/** Schemes whose paths hold `@` of their own. */
const WEB = /^(?:https?|wss?|git|file):/i;
/** Where an address ends, whatever is written around it. */
const ADDRESS = /[^\s"'`<>|]{0,1024}/y;
/** A port followed by a path: what comes after is no password. */
const PORT = /^[0-9]{1,5}(?=[/?#]|$)/;

/**
 * Passwords in the user part of an address (`postgres://app:hunter2@db/x`), and a user part that is
 * a token by itself (`https://<token>@host`). The user name stays.
 */
export function urlSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(SCHEME)) {
    const start = match.index + match[0].length;
    const span = userPartSecret(text, start, WEB.test(match[0]));
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

function userPartSecret(text: string, start: number, web: boolean): Span | undefined {
  ADDRESS.lastIndex = start;
  const address = ADDRESS.exec(text)?.[0] ?? '';
  const at = endOfUserPart(address, web);
  if (at === -1) return undefined;
  const user = address.slice(0, at);
  const colon = user.indexOf(':');
  const secret = colon === -1 ? user : user.slice(colon + 1);
  if (secret === '' || isPlaceholder(secret)) return undefined;
  if (colon === -1 && !looksRandom(secret)) return undefined;
  return { start: start + at - secret.length, end: start + at, kind: 'url-password' };
}

/**
 * Offset of the `@` that ends the user part, or -1. A password is not always escaped as it should
 * be: it may hold `/`, and where the path cannot hold `@`, that too.
 */
function endOfUserPart(address: string, web: boolean): number {
  const authority = /^[^/?#]*/.exec(address)?.[0] ?? '';
  const inAuthority = authority.lastIndexOf('@');
  if (inAuthority !== -1 && web) return inAuthority;
  const colon = authority.startsWith('[') ? -1 : authority.indexOf(':');
  if (colon === -1 || PORT.test(address.slice(colon + 1))) return inAuthority;
  const query = address.indexOf('?');
  return (query === -1 ? address : address.slice(0, query)).lastIndexOf('@');
}
