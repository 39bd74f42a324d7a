import { setFlagsFromString } from 'node:v8';
import { beforeAll, describe, expect, it } from 'vitest';
import { lowerRegex } from './linear-regex.ts';
import { resolveAnchors } from './linear-regex-anchors.ts';
import { parseRegex } from './linear-regex-parse.ts';
import { printRegex } from './linear-regex-print.ts';

/** The pattern as a policy would run it; throws if it does not load. */
function search(pattern: string): (text: string) => boolean {
  const lowered = lowerRegex(pattern);
  if (!lowered.ok) throw new Error(`${pattern}: ${lowered.message}`);
  const regex = new RegExp(lowered.source);
  return (text) => regex.test(text);
}

function refusal(pattern: string): string {
  const lowered = lowerRegex(pattern);
  return lowered.ok ? `accepted as ${lowered.source}` : lowered.message;
}

describe('Python syntax is translated', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['(?i)drop\\s+table', ['DROP TABLE', 'dRoP\ttAbLe'], ['droptable']],
    ['(?i:drop) table', ['DROP table'], ['DROP TABLE']],
    ['(?s)a.b', ['a\nb'], ['ab']],
    ['a.b', ['a\rb', 'a\u2028b'], ['a\nb']],
    ['(?m)^rm', ['ls\nrm x', 'rm x'], ['ls rm']],
    ['(?m)rm$', ['rm\nls', 'rm'], ['rm ls']],
    ['\\Arm\\Z', ['rm'], ['rm\n', '\nrm', 'x rm']],
    ['(?P<verb>push|pull) (?<to>origin)', ['push origin'], ['fetch origin']],
    ['(?x) git \\s+ push  # the verb', ['git push'], ['git  # the verb']],
    ['a(?#a comment)b', ['ab'], ['a(?#a comment)b']],
    ['[]a]', [']', 'a'], ['b']],
    ['[^]a]', ['b'], [']', 'a']],
    ['a{,2}b', ['b', 'aab'], ['a']],
    ['a{2}', ['aa'], ['a']],
    ['a{,}b', ['b', 'aaab'], ['a']],
    ['a{x}', ['a{x}'], ['ax']],
    ['\\x41\\u00e9\\U0001F600\\101', ['A\u00e9\u{1F600}A'], ['Aé']],
    ['😀+$', ['😀😀'], ['😀x']],
    ['a*?b+?', ['b'], ['a']],
    ['[\\w.-]+@example\\.com', ['a.b@example.com'], ['@example.com']],
    ['\\d{3}', ['123'], ['12']],
    ['(?:^)?a(\\b)+', ['a', 'xa'], ['ab']],
    ['', ['', 'anything'], []],
    ['a|', ['', 'b'], []],
    ['\\/etc\\/', ['/etc/'], ['etc']],
  ];
  it.each(cases)('%s', (pattern, found, notFound) => {
    const finds = search(pattern);
    for (const text of found) expect(finds(text), `finds ${JSON.stringify(text)}`).toBe(true);
    for (const text of notFound) expect(finds(text), `not ${JSON.stringify(text)}`).toBe(false);
  });
});

describe('a deny is not evaded by', () => {
  it('a newline behind the text: $ also stands before a last newline, as in Python', () => {
    const finds = search('\\.env$');
    expect(finds('/p/.env\n')).toBe(true);
    expect(finds('/p/.env\n\n')).toBe(false);
    expect(finds('/p/.env.example')).toBe(false);
  });

  it('a carriage return or a line separator, which . of JavaScript would not match', () => {
    const finds = search('rm.*-rf');
    expect(finds('rm \r -rf')).toBe(true);
    expect(finds('rm \u2029 -rf')).toBe(true);
  });

  it('letters that fold to others: ſ is s, the Kelvin sign is k, ı and İ are i', () => {
    expect(search('(?i)\\.ssh/')('/home/u/.ſSh/')).toBe(true);
    expect(search('(?i)kubeconfig')('\u212aubeconfig')).toBe(true);
    expect(search('(?i)id_rsa')('İd_rsa')).toBe(true);
    expect(search('(?i)id_rsa')('ıd_rsa')).toBe(true);
    expect(search('(?i)[a-z]+x')('\u212ax')).toBe(true);
    expect(search('\\.ssh/')('/home/u/.ſsh/')).toBe(false);
  });

  it('letters beyond ASCII in another case', () => {
    expect(search('(?i)größe')('GRÖSSE')).toBe(false);
    expect(search('(?i)größe')('GRÖẞE')).toBe(true);
    expect(search('(?i)[а-я]{3}')('ЯЖД')).toBe(true);
    expect(search('(?i)σ')('ς')).toBe(true);
  });

  it('a case the flag (?a) leaves out on purpose', () => {
    expect(search('(?ai)ssh')('ſſh')).toBe(false);
    expect(search('(?ai)ssh')('SSH')).toBe(true);
  });

  it('a negated class in any case', () => {
    expect(search('(?i)^[^k]$')('\u212a')).toBe(false);
    expect(search('(?i)^[^k]$')('x')).toBe(true);
  });
});

describe('a pattern that cannot be searched in linear time is refused, with the place and the fix', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['^https?://(?!localhost)', /at character 11: look-around .* not_regex/],
    ['(?=a)b', /look-around/],
    ['(?<=a)b', /look-around/],
    ['(?<!a)b', /look-around/],
    ['(a)\\1', /at character 4: a back-reference/],
    ['(?P<x>a)(?P=x)', /back-reference/],
    ['(a)(?(1)b|c)', /conditional/],
    ['(?>a+)b', /atomic/],
    ['a++b', /possessive/],
    ['a{1,2}+b', /possessive/],
    ['[ab]{65}', /counted up to 64 times, not 65/],
    ['(?:ab){17}', /counted up to 16 times, not 17/],
    ['a.{0,200}x', /counted up to 64/],
    ['x(?:(?:(?:ab){16}c){16}d){16}', /more than 2000/],
    ['a{2000}', /at most 1000/],
    ['a'.repeat(2001), /at most 2000 characters/],
    ['a$\\s', /after \$/],
    ['(?m)\\s^a', /before \^/],
  ];
  it.each(cases)('%s', (pattern, message) => {
    expect(refusal(pattern)).toMatch(message);
  });

  it('but not where the branch that would need it is dead anyway', () => {
    const finds = search('(\\s|$)--force|(^|x)y');
    expect(finds('push --force')).toBe(true);
    expect(finds('push')).toBe(false);
  });
});

describe('a pattern that is wrong is refused, with the place and the fix', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['(a', /at character 1: a group lacks its closing \)/],
    ['a)', /at character 2: a \) has no opening/],
    ['[a', /a class lacks its closing \]/],
    ['*a', /nothing to repeat/],
    ['a**', /cannot be repeated/],
    ['^*', /position .* cannot be repeated/],
    ['a{3,2}', /lower one/],
    ['[z-a]', /lower to the higher/],
    ['[\\d-z]', /range goes from one character/],
    ['[[:alpha:]]', /write the characters/],
    ['[😀]', /beyond U\+FFFF/],
    ['a\\', /cannot end in a backslash/],
    ['\\p{L}', /Unicode properties/],
    ['\\e', /\\x1b/],
    ['\\y', /write y without the backslash/],
    ['\\xZZ', /2 hexadecimal digits/],
    ['\\777', /ends at \\377/],
    ['a(?i)b', /stand at its start/],
    ['(?L)a', /not a flag/],
    ['(?P<1a>x)', /group name is a word/],
    ['(?&x)', /not known/],
    [`${'('.repeat(21)}a${')'.repeat(21)}`, /at most 20 deep/],
    ['a$b', /can never match/],
    ['[^\\s\\S]', /can never match/],
  ];
  it.each(cases)('%s', (pattern, message) => {
    expect(refusal(pattern)).toMatch(message);
  });
});

describe('ReDoS pattern refused or made harmless', () => {
  beforeAll(() => setFlagsFromString('--enable-experimental-regexp-engine'));

  const classics = [
    '(a+)+$',
    '(a|a)*b',
    '(.*a){8}b',
    '(\\w+\\s?)*x$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(?i)(drop|delete)\\s+.*\\s+(table|database)\\s*;?\\s*$',
    '(cat|less|more|head|tail)\\s+.*(\\.env|credentials|secrets|password|private_key|id_rsa)',
    '(?:a?){12}a{12}b',
  ];
  it.each(classics)('%s is one that V8’s linear engine takes', (pattern) => {
    const lowered = lowerRegex(pattern);
    expect(lowered.ok).toBe(true);
    if (lowered.ok) expect(() => new RegExp(lowered.source, 'l')).not.toThrow();
  });

  const hostile = ['[0-9a-f]{64}z', '(?i)[a-z]{16}-', '(.*c){16}d', 'c[abc]{0,63}d'];
  it.each(hostile)('%s is linear, but slow at every position: refused', (pattern) => {
    expect(refusal(pattern)).toMatch(/hostile text .* begin it with \\b/);
  });

  it('the same counts pass where a text cannot start them everywhere', () => {
    expect(lowerRegex('\\b[0-9a-f]{64}\\b').ok).toBe(true);
    expect(lowerRegex('AKIA[0-9A-Z]{16}').ok).toBe(true);
    expect(lowerRegex('gh[pousr]_[A-Za-z0-9]{36}').ok).toBe(true);
  });

  it('thirty words in any case still load: branches that begin alike are one', () => {
    const words =
      'password passwd secret credential token apikey private_key id_rsa id_ed25519 htpasswd netrc npmrc pypirc dockercfg kubeconfig keystore pem pfx p12 vault env shadow sudoers known_hosts authorized session cookie bearer oauth jwt';
    expect(lowerRegex(`(?i)(${words.replaceAll(' ', '|')})`).ok).toBe(true);
  });
});

describe('a lowered pattern', () => {
  it.each(['\\ba[ab]{0,63}c', '(?:(?:x{0,8}y){0,8}z){0,4}w', '(?im)^é$|[^\\s]x', '(?s).+\\Z'])(
    'of %s can be read again, however deep its counts nest',
    (pattern) => {
      const lowered = lowerRegex(pattern);
      if (!lowered.ok) throw new Error(lowered.message);
      expect(printRegex(resolveAnchors(parseRegex(lowered.source.replaceAll('$', '\\Z'))))).toBe(
        lowered.source,
      );
    },
  );
});

describe('every pattern of the Python agsec’s default policies but one loads', () => {
  const loads = [
    '\\brm\\s',
    '(chmod\\s+777|mkfs\\.|dd\\s+if=|shred\\s|wipe\\s)',
    '(?i)(DROP\\s+(TABLE|DATABASE)|TRUNCATE\\s+TABLE|DELETE\\s+FROM\\s+\\S+\\s*$)',
    '(curl|wget|nc|ncat).*(-d|--data|--upload|-T).*(\\.env|credentials|secret|password|token)',
    '(\\.env$|\\.env\\..+|credentials\\.json|secrets\\.ya?ml|\\.ssh/|id_rsa|\\.aws/credentials|\\.gcloud/|service[_-]account.*\\.json)',
    '^/(etc|usr|var|sys|proc|boot|root)/',
    'git\\s+push\\s+.*(-f|--force)',
    'git\\s+push\\s+.*\\s+(main|master|production|release)\\b',
    'git\\s+(reset\\s+--hard|clean\\s+-[a-zA-Z]*f)',
  ];
  it.each(loads)('%s', (pattern) => expect(refusal(pattern)).toMatch(/^accepted/));

  it('the one with look-ahead is refused and says what to write', () => {
    const pattern = '^https?://(?!localhost|127\\.0\\.0\\.1|\\[::1\\])';
    expect(refusal(pattern)).toMatch(/params\.host with not_in/);
  });
});
