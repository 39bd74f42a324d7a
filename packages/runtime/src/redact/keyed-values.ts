import { looksRandom } from './looks-random.ts';
import { isPlaceholder } from './placeholder.ts';
import { endOfValue, readLine, readValue, type Value } from './read-value.ts';
import { classifyName, type SecretName } from './secret-names.ts';
import {
  AUTHORIZATION_SCHEME,
  isProse,
  isSourceLine,
  isSourceValue,
  namesSecret,
} from './source-values.ts';
import type { Span } from './span.ts';

/** A name, its closing quote if it has one, and what joins it to a value. */
const ASSIGNMENT =
  /(?<![\w.$-])(-{0,2}[A-Za-z_$][\w.$-]{0,99})(\\{0,7}["'`])?(?:\])?(\s{0,8}(?:=>|:=|\+=|==?|:)(?![=:])\s{0,8}|>|\s{1,8})(?=\S)/g;
const SECRET_WORD = /pass|pw|secret|token|key|auth|cred|cookie|connection|signature|sig|dsn|pat/i;
const FLAG = /^--?[A-Za-z]/;

/** Values of names that name a secret: assignments, headers, JSON, YAML, XML, query parameters, flags. */
export function keyedSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let covered = 0;
  for (const match of text.matchAll(ASSIGNMENT)) {
    const [whole, name = '', quote = '', joint = ''] = match;
    if (match.index < covered) continue;
    if (!SECRET_WORD.test(name)) continue;
    // The user name of an address (`https://x-access-token:…@host`); its password has a rule.
    const inAddress = text.startsWith('//', match.index - 2);
    const secret = inAddress ? undefined : classifyName(name);
    if (secret === undefined) continue;
    const value = match.index + whole.length;
    const span = judge({ text, name, secret, quote, joint, at: match.index, value });
    if (span === undefined) continue;
    spans.push(span);
    covered = span.end;
  }
  return spans;
}

type Found = {
  readonly text: string;
  readonly name: string;
  readonly secret: SecretName;
  /** Quote that closes the name. */
  readonly quote: string;
  readonly joint: string;
  /** Offset of the name, and of what follows the joint. */
  readonly at: number;
  readonly value: number;
};

function judge(found: Found): Span | undefined {
  const joint = found.joint.trim();
  if (joint === '') return judgeFlag(found);
  if (joint === '==' || joint === '+=') return undefined;
  if (joint === '>') return judgeElement(found);
  if (found.joint === '=') return judgeAssignment(found);
  return judgeMember(found);
}

/** `--password hunter2`, `config set db-password hunter2` */
function judgeFlag(found: Found): Span | undefined {
  const isSet = /\bset[ \t]$/.test(found.text.slice(Math.max(0, found.at - 8), found.at));
  if (!(FLAG.test(found.name) || isSet) || found.quote !== '') return undefined;
  const value = readValue(found.text, found.value, 'word');
  if (value.quote === '' && value.text.startsWith('-')) return undefined;
  return secretSpan(found, value, 1, 'word');
}

/** `<password>hunter2</password>` */
function judgeElement(found: Found): Span | undefined {
  if (found.text[found.at - 1] !== '<') return undefined;
  const end = found.text.indexOf('<', found.value);
  if (!found.text.startsWith(`</${found.name}`, end)) return undefined;
  const text = found.text.slice(found.value, end);
  if (namesSecret(text)) return undefined;
  return secretSpan(found, { start: found.value, end, text, quote: '' }, 3);
}

/** `PASSWORD=hunter2`, `--token=x`, `?token=x`, `password="hunter2"`: no blanks around the joint. */
function judgeAssignment(found: Found): Span | undefined {
  const value = readValue(found.text, found.value, 'word');
  if (value.quote !== '') return secretSpan(found, value, 1);
  if (FLAG.test(found.name) || /^[A-Z][A-Z0-9_]*$/.test(found.name)) {
    return secretSpan(found, withoutListEnd(value), 1, 'word');
  }
  const bare = readValue(found.text, found.value, 'bare');
  return isSource(found, bare) ? undefined : secretSpan(found, bare, 4, 'bare');
}

/** `password: hunter2`, `"password": "hunter2"`, `password = "hunter2"`, a header. */
function judgeMember(found: Found): Span | undefined {
  const value = readValue(found.text, found.value, 'bare');
  const preceding = found.text[found.at - 1] ?? '';
  // `'password:'` is a text that ends, not a name; `"@scope/rule-password": "1.0.0"` is a path.
  const ending = found.quote === '' && value.quote !== '' && value.quote === preceding;
  if (ending || preceding === '/') return undefined;
  if (value.quote !== '') {
    const names = namesSecret(value.text) || isProse(value.text);
    return names ? undefined : secretSpan(found, value, 4);
  }
  const before = found.quote === '' ? startOfLine(found.text, found.at) : undefined;
  const line = before === undefined ? undefined : readLine(found.text, found.value, before);
  if (line !== undefined && !isSourceLine(line.text)) return secretSpan(found, line, 3);
  const sure = found.secret.strength === 'strong' && /[0-9]/.test(value.text);
  if (sure && !isSource(found, value)) return secretSpan(found, value, 6, 'bare');
  return looksRandom(value.text) ? secretSpan(found, value, 16, 'bare') : undefined;
}

function secretSpan(
  found: Found,
  value: Value,
  least: number,
  style: 'word' | 'bare' = 'bare',
): Span | undefined {
  const { secret } = found;
  if (isVariable(found, value)) return undefined;
  const isHeader = secret.kind === 'authorization';
  const scheme = isHeader ? (AUTHORIZATION_SCHEME.exec(value.text)?.[0].length ?? 0) : 0;
  const body = value.text.slice(scheme);
  if (body.length < least || isPlaceholder(body)) return undefined;
  if (secret.strength === 'weak' && !looksSecret(secret, body)) return undefined;
  const end = endOfValue(found.text, value, style);
  return { start: value.start + scheme, end, kind: secret.kind };
}

/** `$password` where a shell would put its value; in single quotes and in JSON it is a text. */
function isVariable(found: Found, value: Value): boolean {
  const literal = value.quote.endsWith("'") || (value.quote !== '' && found.joint.includes(':'));
  return !literal && /^\$(?:[A-Za-z_]\w*|[0-9@*#?])$/.test(value.text);
}

/** Whether the value of a name that only hints at a secret is one. */
function looksSecret(secret: SecretName, value: string): boolean {
  if (secret.kind === 'cookie') return /^[^\s=]+=\S/.test(value);
  if (looksRandom(value)) return true;
  if (secret.kind !== 'token' && secret.kind !== 'password') return false;
  const mixed = /^[A-Za-z0-9+/=._~%-]{8,}$/.test(value) && /[0-9]/.test(value);
  const number = /^[A-Za-z_.-]*[0-9]{1,4}$|^[\d.]+[a-z]*$/.test(value);
  return mixed && /[A-Za-z]/.test(value) && !number && !/^[./]|\.[a-z]{2,4}$/.test(value);
}

/** `A=x,B=y` in one word is a list of assignments (`helm --set`). */
function withoutListEnd(value: Value): Value {
  const list = /,(?=[A-Za-z_][\w.]{0,60}=)/.exec(value.text);
  if (list === null) return value;
  const text = value.text.slice(0, list.index);
  return { ...value, text, end: value.start + text.length };
}

function isSource(found: Found, value: Value): boolean {
  const member = found.name.includes('.') && startOfLine(found.text, found.at) === undefined;
  const before = found.text[found.at - 1] ?? '';
  return isSourceValue(value.text, { before, after: found.text[value.end] ?? '', member });
}

/**
 * What precedes a name that stands first in its line or in its quotes: the quote, or '' at the
 * start of a line; undefined if something else precedes it.
 */
function startOfLine(text: string, at: number): string | undefined {
  const before = /(?:^|[\n\r"'`])[ \t]*(?:-[ \t]+|#[ \t]*|export[ \t]+|set[ \t]+)?$/.exec(
    text.slice(Math.max(0, at - 120), at),
  )?.[0];
  if (before === undefined) return undefined;
  return /^["'`]/.test(before) ? before.slice(0, 1) : '';
}
