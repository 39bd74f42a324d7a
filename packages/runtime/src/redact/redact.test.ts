import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { describe, expect, it } from 'vitest';
import { sampleSecrets } from '../testing/sample-secrets.ts';
import { findSecrets, redact } from './redact.ts';
import { TOKEN_HINTS } from './token-hints.ts';
import { tokenRules } from './token-rules.ts';

const SAMPLES = sampleSecrets(2100, 20_261_122);

/** The parts of a secret that would give it away: the whole, and any long stretch of it. */
function givenAway(secret: string, output: string): boolean {
  const lines = secret.split('\n').filter((line) => line.length >= 6 && !line.startsWith('-----'));
  return lines.some((line) => {
    const stretch = Math.min(line.length, 14);
    const starts = Array.from({ length: line.length - stretch + 1 }, (_, index) => index);
    return starts.some((start) => output.includes(line.slice(start, start + stretch)));
  });
}

describe('redact: generated secrets', () => {
  it('knows the hints of every rule before the rules are made', () => {
    const hints = tokenRules().flatMap((rule) => rule.hints);
    expect([...TOKEN_HINTS].sort()).toEqual([...new Set(hints)].sort());
  });

  it('shows no stretch of 2,100 secrets of 35 formats in the contexts they are used in', () => {
    const shown = SAMPLES.filter(({ secret, text }) => givenAway(secret, redact(text)));
    expect(shown).toEqual([]);
  });

  it('is idempotent', () => {
    for (const { text } of SAMPLES) {
      const once = redact(text);
      expect(redact(once)).toBe(once);
    }
  });

  it('finds them in one text as well as alone', () => {
    const text = redact(
      SAMPLES.slice(0, 140)
        .map((sample) => sample.text)
        .join('\n'),
    );
    expect(SAMPLES.slice(0, 140).filter(({ secret }) => givenAway(secret, text))).toEqual([]);
  });

  it('leaves nothing that secretlint would report', async () => {
    const text = SAMPLES.slice(0, 700)
      .map((sample) => sample.text)
      .join('\n\n');
    expect((await secretlint(text)).length).toBeGreaterThan(100);
    // A connection string is reported for its shape, whatever stands for the password.
    const left = await secretlint(redact(text));
    expect(left.filter((message) => !message.includes('[redacted:'))).toEqual([]);
  });

  it('tells the kind, and nothing of the value', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    expect(redact(`git push https://${token}@github.com/o/r`)).toBe(
      'git push https://[redacted:github-token]@github.com/o/r',
    );
  });
});

async function secretlint(text: string): Promise<readonly string[]> {
  const result = await lintSource({
    source: { filePath: 'log.txt', content: text, ext: '.txt', contentType: 'text' },
    options: {
      config: {
        rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }],
      },
    },
  });
  return result.messages.map((message) => message.message);
}

describe('redact: what a name says', () => {
  it.each([
    ['PASSWORD=hunter2 ./run', 'PASSWORD=[redacted:password] ./run'],
    ['export PGPASSWORD=hunter; psql', 'export PGPASSWORD=[redacted:password]; psql'],
    ['tool --password hunter --verbose', 'tool --password [redacted:password] --verbose'],
    ['tool --token=abc', 'tool --token=[redacted:token]'],
    ['tool --api-key "a b c"', 'tool --api-key "[redacted:key]"'],
    ['{"password":"hunter2","user":"bob"}', '{"password":"[redacted:password]","user":"bob"}'],
    [String.raw`{\"password\": \"hun'ter\"}`, String.raw`{\"password\": \"[redacted:password]\"}`],
    ["os.environ['DB_PASSWORD'] = 'hunter2'", "os.environ['DB_PASSWORD'] = '[redacted:password]'"],
    ['db:\n  password: hunter2\n', 'db:\n  password: [redacted:password]\n'],
    ['DB_PASSWORD = hunter2 # local', 'DB_PASSWORD = [redacted:password] # local'],
    ['spring.datasource.password=hunter', 'spring.datasource.password=[redacted:password]'],
    [
      'curl -H "Authorization: Bearer abc" x',
      'curl -H "Authorization: Bearer [redacted:authorization]" x',
    ],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: Basic [redacted:authorization]'],
    ['Cookie: sid=abc; theme=dark', 'Cookie: [redacted:cookie]'],
    ['curl -b sid=abc https://x', 'curl -b sid=[redacted:password] https://x'],
    ['psql postgres://app:p@ss/w@db/x', 'psql postgres://app:[redacted:url-password]@db/x'],
    ['redis://:hunter2@cache:6379/0', 'redis://:[redacted:url-password]@cache:6379/0'],
    ['mysqldump -uroot -phunter2 shop', 'mysqldump -uroot -p[redacted:password] shop'],
    ["curl -u 'bob:hunter2' https://x", "curl -u 'bob:[redacted:password]' https://x"],
    ['openssl enc -pass pass:hunter2 -in a', 'openssl enc -pass [redacted:password] -in a'],
    ['tool config set db-password hunter', 'tool config set db-password [redacted:password]'],
    ['<password>hunter2</password>', '<password>[redacted:password]</password>'],
    ['password=[redacted:x]hunter2', 'password=[redacted:password]'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(redact(expected)).toBe(expected);
  });

  it.each([
    'PWD=/home/u/project ls',
    'password: string;',
    'const token = tokens[index];',
    'login(password=password, token=token)',
    'this.password = options.password;',
    'echo "$PASSWORD" | docker login --password-stdin',
    'curl -H "Authorization: Bearer $TOKEN" https://x',
    `curl -H "Authorization: Bearer $\{TOKEN}" https://x`,
    'docker run -u 1000:1000 -p 8080:80 image',
    'http://localhost:3000/@vite/client',
    'git log --author=token --format=%H',
    'grep -r "BEGIN RSA PRIVATE KEY-----" src && ls',
    'npm test -- --run src/auth/token.test.ts',
    'tokenize: true, maxTokens: 4096',
    'PASSWORD_FILE=/run/secrets/db KEY_ID=12 docker compose up',
    '"@scope/rule-password": "11.7.1"',
    'ssh git@github.com',
    'password: <your password>',
    'passwordPrompt = "Enter your password: "',
    '3f786850e387550fdab836ed7e6dc881de23001b',
    'integrity sha512-Zd+kfBuF6nPq0yXcXJgR3sLk8mM2F0mWvE3jA1oZ==',
  ])('leaves %s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('knows a private key that was cut off before its end', () => {
    const body = 'MIIEpAIBAAKCAQEA7bq0kP3n'.repeat(3);
    expect(redact(`-----BEGIN RSA PRIVATE KEY-----\n${body}`)).toBe('[redacted:private-key]');
  });

  it('redacts the rest of a very long value too', () => {
    const value = 'a1B2c3D4'.repeat(2000);
    expect(redact(`SA_SECRET=${value} x`)).toBe('SA_SECRET=[redacted:secret] x');
  });
});

describe('redact: ordinary code', () => {
  it('touches fewer than one line in 1,000 of the sources this repository depends on', () => {
    let lines = 0;
    let found = 0;
    for (const file of sourceFiles([
      'zod',
      'vitest',
      'micromatch',
      'yaml',
      'commander',
      'tsup',
      'typescript',
    ])) {
      const text = readFileSync(file, 'utf8');
      lines += text.split('\n').length;
      found += findSecrets(text).length;
    }
    expect(lines).toBeGreaterThan(50_000);
    expect(found / lines).toBeLessThan(1 / 1000);
  });
});

function sourceFiles(packages: readonly string[]): readonly string[] {
  const require = createRequire(import.meta.url);
  const roots = (require.resolve.paths('x') ?? []).flatMap((root) =>
    packages.map((name) => join(root, name)),
  );
  return roots
    .flatMap((root) => filesBelow(root))
    .filter((file) => /\.[cm]?[jt]s$|\.md$/.test(file));
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

describe('redact: hostile text', () => {
  const units = [
    'ghp_',
    'eyJ',
    'eyJaaaaaaaa.',
    'a://',
    'a://b:c@',
    'http://a:',
    'password=',
    'token=',
    'token="',
    String.raw`token=\"`,
    '"password":"',
    '\npassword: ',
    "'secret: ",
    '--token ',
    'SG.aaaaaaaaaaaaaaaa.',
    '-----BEGIN PRIVATE KEY-----',
    'PuTTY-User-Key-File-3:',
    'curl -u ',
    'curl "',
    String.raw`"\\`,
    '<password>',
    'mysql -p',
    'MAAAAAAAAAAAAAAAAAAAAAAA.',
    'aws 0/A',
    'password={{',
    `token=$\{`,
    '[redacted:x]',
    ' ',
    '"',
    "'",
  ];

  it('takes time in proportion to its length (a quadratic rule would not end here)', () => {
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(262_144 / unit.length));
      expect(redact(text).length).toBeGreaterThan(0);
    }
  });
});
