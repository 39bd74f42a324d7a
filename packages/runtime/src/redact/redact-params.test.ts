import type { Params } from '@agsec/core';
import { describe, expect, it } from 'vitest';
import { redactArguments, redactMember, redactParams } from './redact-params.ts';

describe('redactParams', () => {
  it('knows a secret by the flag before it in an argument list', () => {
    expect(
      redactParams({
        name: 'tool',
        args: ['login', '--password', 'correct horse', '--region', 'eu'],
        flags: ['--password', '--region'],
      }),
    ).toEqual({
      name: 'tool',
      args: ['login', '--password', '[redacted:password]', '--region', 'eu'],
      flags: ['--password', '--region'],
    });
  });

  it('knows short flags by the program', () => {
    expect(redactArguments('curl', ['-u', 'bob:hunter2', 'https://x'])).toEqual([
      '-u',
      'bob:[redacted:password]',
      'https://x',
    ]);
    expect(redactArguments('mysql', ['-uroot', '-phunter2', 'shop'])).toEqual([
      '-uroot',
      '-p[redacted:password]',
      'shop',
    ]);
    expect(redactArguments('docker', ['run', '-p', '8080:80', '-u', '1000:1000'])).toEqual([
      'run',
      '-p',
      '8080:80',
      '-u',
      '1000:1000',
    ]);
  });

  it('does not take the next flag for a value', () => {
    expect(redactArguments('tool', ['--password', '--verbose'])).toEqual([
      '--password',
      '--verbose',
    ]);
  });

  it('knows leading assignments', () => {
    expect(redactParams({ env: ['PGPASSWORD=hunter', 'LANG=C'] })).toEqual({
      env: ['PGPASSWORD=[redacted:password]', 'LANG=C'],
    });
  });

  it('knows a secret by the key that holds it, however deep', () => {
    expect(
      redactParams({
        server: 'db',
        args: { connection: { user: 'app', password: 'correct horse' }, limit: 5, ssl: null },
      }),
    ).toEqual({
      server: 'db',
      args: { connection: { user: 'app', password: '[redacted:password]' }, limit: 5, ssl: null },
    });
  });

  it('redacts a secret that is itself a key, and keeps __proto__ harmless', () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const hostile: Params = JSON.parse(`{"${token}":"x","__proto__":{"polluted":true}}`);
    const result = redactMember('args', hostile);
    expect(JSON.stringify(result)).toBe(
      '{"[redacted:github-token]":"x","__proto__":{"polluted":true}}',
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('leaves references and names alone', () => {
    const params = { password: '$PASSWORD', file_path: '/p/token.ts', secret_name: 'db/main' };
    expect(redactParams(params)).toEqual(params);
  });
});
