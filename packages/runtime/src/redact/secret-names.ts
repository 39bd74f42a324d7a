import { once } from '@agsec/core/internal';

/** What a name promises about its value, when it names a secret at all. */
export type SecretName = {
  readonly kind: 'password' | 'secret' | 'token' | 'key' | 'authorization' | 'cookie';
  /** `strong`: whatever stands there is a secret. `weak`: only what looks random is one. */
  readonly strength: 'strong' | 'weak';
};

const PASSWORD_ENDING = /(?:password|passwd|passphrase|passcode)s?$/;
const SECRET_ENDING = /secrets?$/;
const KEY_ENDING = /(?:api|access|secret|private|auth|account|encryption|signing|master)keys?$/;
const TOKEN_ENDING =
  /(?:api|access|auth|refresh|session|bearer|id|bot|deploy|private|security)token$/;

/** Words that say which secret it is, not that it is something else. */
const suffixes = once(
  () =>
    new Set(
      'value plain plaintext raw text env base base64 b64 encoded decoded prod production dev staging test live old new current default root admin main backup primary secondary'.split(
        ' ',
      ),
    ),
);
const keyQualifiers = once(
  () =>
    new Set(
      'api access secret private signing sign encryption encrypt crypto master account auth shared service server deploy session hmac app application webhook license subscription storage admin symmetric'.split(
        ' ',
      ),
    ),
);
const tokenQualifiers = once(
  () =>
    new Set(
      'access auth api refresh session bearer id bot deploy personal private security registration secret oauth oauth2 jwt app user service'.split(
        ' ',
      ),
    ),
);

/**
 * Whether a variable, key, flag or header name names a secret. It reads words, not substrings:
 * `tokenize`, `passwordField` and `PASSWORD_FILE` do not, `PGPASSWORD` and `githubAccessToken` do.
 */
export function classifyName(name: string): SecretName | undefined {
  const words = wordsOf(name);
  while (words.length > 1 && isSuffix(words.at(-1))) words.pop();
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const before = words.at(-2);
  return (
    passwordName(name, last, before) ??
    keyName(last, before) ??
    tokenName(name, last, before) ??
    headerName(name, last, before)
  );
}

function wordsOf(name: string): string[] {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

function isSuffix(word: string | undefined): boolean {
  return word !== undefined && (suffixes().has(word) || /^[0-9]+$/.test(word));
}

function passwordName(
  name: string,
  last: string,
  before: string | undefined,
): SecretName | undefined {
  if (PASSWORD_ENDING.test(last)) return { kind: 'password', strength: 'strong' };
  // `PWD` alone is the working folder.
  if (last === 'pwd' && name !== 'PWD') return { kind: 'password', strength: 'strong' };
  if (last === 'pass' || last === 'pw') {
    return {
      kind: 'password',
      strength: before === undefined && !isFlag(name) ? 'weak' : 'strong',
    };
  }
  return undefined;
}

function keyName(last: string, before: string | undefined): SecretName | undefined {
  if (SECRET_ENDING.test(last)) return { kind: 'secret', strength: 'strong' };
  if (KEY_ENDING.test(last)) return { kind: 'key', strength: 'strong' };
  if (last === 'string' && before === 'connection') return { kind: 'secret', strength: 'strong' };
  if (last !== 'key') return undefined;
  const strong = before !== undefined && keyQualifiers().has(before);
  return { kind: 'key', strength: strong ? 'strong' : 'weak' };
}

function tokenName(name: string, last: string, before: string | undefined): SecretName | undefined {
  if (TOKEN_ENDING.test(last)) return { kind: 'token', strength: 'strong' };
  if (last === 'pat' && before !== undefined) return { kind: 'token', strength: 'strong' };
  if (last !== 'token') return undefined;
  const named = before !== undefined && (tokenQualifiers().has(before) || isConstant(name));
  return { kind: 'token', strength: named || isFlag(name) ? 'strong' : 'weak' };
}

function headerName(
  name: string,
  last: string,
  before: string | undefined,
): SecretName | undefined {
  if (last === 'authorization') return { kind: 'authorization', strength: 'strong' };
  if (last === 'cookie') return { kind: 'cookie', strength: 'weak' };
  if (name === '_auth') return { kind: 'secret', strength: 'strong' };
  if (/^(?:auth|credentials?|creds|signature|sig|dsn)$/.test(last)) {
    const strong = isConstant(name) && before !== undefined && last !== 'dsn';
    return { kind: 'secret', strength: strong ? 'strong' : 'weak' };
  }
  return undefined;
}

/** `GITHUB_TOKEN`, `PRIVATE-TOKEN`, `X-Auth-Token`: a variable of the environment or a header. */
function isConstant(name: string): boolean {
  return /^[A-Z0-9_]+$/.test(name) || /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$/.test(name);
}

function isFlag(name: string): boolean {
  return name.startsWith('-');
}
