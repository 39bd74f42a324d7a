import { commandSpans, commandWords, namesProgram } from './command-secrets.ts';
import { keyedSpans } from './keyed-values.ts';
import { privateKeySpans } from './private-keys.ts';
import { mergeSpans, type Span } from './span.ts';
import { TOKEN_HINTS } from './token-hints.ts';
import { tokenRules } from './token-rules.ts';
import { urlSpans } from './url-secrets.ts';

/** Parts of names that name a secret, in lower case. */
const NAME_PARTS = [
  'pass',
  'pwd',
  'secret',
  'token',
  'key',
  'auth',
  'cred',
  'cookie',
  'connection',
  'signature',
  'dsn',
];
/** Names that end so, too: `DB_PW`, `sig=`. */
const NAME_ENDINGS = ['pw', 'sig', 'pat'];
/** Token formats without a literal part: Twilio, Mailchimp, Airtable, Telegram, Discord. */
const SHAPES =
  /SK[0-9a-fA-F]{32}|[0-9a-f]{32}-us[0-9]|pat[A-Za-z0-9]{14}\.|[0-9]:A[A-Za-z0-9_-]{34}|[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\./;
const AWS_PARTS = ['aws', 'AKIA', 'ASIA', 'secret_access', 'SecretAccess'];
const BEARER =
  /(?<![A-Za-z])(?:bearer|basic)\s{1,8}(?=[A-Za-z0-9._~+/-]{0,512}[0-9])([A-Za-z0-9._~+/-]{16,}={0,2})/gi;
const AWS_SECRET = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;

/**
 * Text with every secret it shows replaced by `[redacted:<kind>]`. The tag says what stood there
 * and nothing of its value. Takes time linear in the length of the text; redacting twice changes
 * nothing more.
 */
export function redact(text: string): string {
  const spans = findSecrets(text);
  if (spans.length === 0) return text;
  let result = '';
  let from = 0;
  for (const span of spans) {
    result += `${text.slice(from, span.start)}[redacted:${span.kind}]`;
    from = span.end;
  }
  return result + text.slice(from);
}

/** Where the secrets of a text stand: in order, without overlap. */
export function findSecrets(text: string): readonly Span[] {
  if (!mayHoldSecrets(text)) return [];
  const found = [
    tokenSpans(text),
    hasPrivateKey(text) ? privateKeySpans(text) : [],
    hasAddress(text) ? urlSpans(text) : [],
    keyedSpans(text),
    bearerSpans(text),
    includesAny(text, AWS_PARTS) ? awsSecretSpans(text) : [],
    namesProgram(text) ? commandSpans(commandWords(text)) : [],
  ];
  return mergeSpans(found.flat());
}

/**
 * Whether anything in the text calls for a closer look; false means that it holds no secret. Cheap
 * enough for every call: a record is tested once, as a whole, before its parts are redacted.
 */
export function mayHoldSecrets(text: string): boolean {
  const lower = text.toLowerCase();
  return (
    includesAny(lower, NAME_PARTS) ||
    lower.includes('bearer') ||
    lower.includes('basic') ||
    includesAny(text, AWS_PARTS) ||
    includesAny(text, TOKEN_HINTS) ||
    hasAddress(text) ||
    hasPrivateKey(text) ||
    hasEnding(lower) ||
    (mayHaveShape(text) && SHAPES.test(text)) ||
    namesProgram(text)
  );
}

function includesAny(text: string, parts: readonly string[]): boolean {
  for (const part of parts) {
    if (text.includes(part)) return true;
  }
  return false;
}

/** One of the endings, with no letter behind it. Not a regular expression: one takes longer to make. */
function hasEnding(lower: string): boolean {
  for (const ending of NAME_ENDINGS) {
    let at = lower.indexOf(ending);
    while (at !== -1) {
      const next = lower.charCodeAt(at + ending.length);
      if (!(next >= LETTER_A && next <= LETTER_Z)) return true;
      at = lower.indexOf(ending, at + 1);
    }
  }
  return false;
}

const LETTER_A = 0x61;
const LETTER_Z = 0x7a;

/**
 * Whether a text holds what each of `SHAPES` has in it: a literal part, or a dot 15 behind `pat`
 * (Airtable), or two dots with six characters between them (Discord).
 */
function mayHaveShape(text: string): boolean {
  if (text.includes('SK') || text.includes('-us') || text.includes(':A')) return true;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', dot + 1)) {
    if (text[dot + 7] === '.' || text.startsWith('pat', dot - 17)) return true;
  }
  return false;
}

function hasPrivateKey(text: string): boolean {
  return text.includes('PRIVATE KEY') || text.includes('PuTTY-');
}

function hasAddress(text: string): boolean {
  return text.includes('://') && text.includes('@');
}

function tokenSpans(text: string): readonly Span[] {
  const isShaped = SHAPES.test(text);
  return tokenRules()
    .filter(({ hints }) => (hints.length === 0 ? isShaped : includesAny(text, hints)))
    .flatMap(({ pattern, kind }) => matches(text, pattern, kind));
}

function bearerSpans(text: string): readonly Span[] {
  return [...text.matchAll(BEARER)].map((match) => {
    const end = match.index + match[0].length;
    return { start: end - (match[1]?.length ?? 0), end, kind: 'authorization' };
  });
}

/** The 40 characters of an AWS secret key have no mark of their own; they stand near other AWS names. */
function awsSecretSpans(text: string): readonly Span[] {
  return matches(text, AWS_SECRET, 'aws-secret-key').filter(({ start, end }) => {
    const value = text.slice(start, end);
    const mixed = /[A-Z]/.test(value) && /[a-z]/.test(value) && /[0-9]/.test(value);
    return mixed && !/^[0-9a-f]+$/i.test(value);
  });
}

function matches(text: string, pattern: RegExp, kind: string): readonly Span[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind,
  }));
}
