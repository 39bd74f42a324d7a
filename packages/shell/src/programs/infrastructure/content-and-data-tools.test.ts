import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { analyseCode } from '../../code/index.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) =>
  linesOf(analyse(line, SURROUNDINGS, { code: analyseCode })).join('\n');

describe('tools for sites and data', () => {
  it.each([
    'wp config get DB_PASSWORD',
    'wp --path=/srv config get AUTH_SALT',
    'wp config get',
    'wp config list',
    'hf auth token',
    'huggingface-cli auth token',
    'rails credentials:show',
    'bundle exec rails credentials:show -e production',
    'rails encrypted:show config/x.yml.enc',
    'EDITOR=cat rails credentials:edit',
  ])('%s shows a secret', (line) => {
    expect(lines(line)).toContain('secret.read');
  });

  it.each([
    ['wp db reset --yes', 'irreversible'],
    ['wp site empty', 'irreversible'],
    ['wp search-replace a b', 'destroy'],
    ['wp plugin delete x', 'destroy'],
    ['hf repo delete x', 'irreversible'],
    ['dvc gc -w', 'irreversible'],
    ['dvc destroy', 'irreversible'],
  ])('%s', (line, severity) => {
    expect(lines(line)).toContain(`destructive=true severity=${severity}`);
  });

  it.each([
    ["wp db query 'DROP TABLE wp_posts'", 'db.execute engine=mysql sql=DROP TABLE wp_posts'],
    ['wp eval \'unlink("x");\'', 'file.delete file_path=x'],
    ['echo \'unlink("x");\' | wp shell', 'file.delete file_path=x'],
    ['hf upload me/x .env', 'secret.send kind=env-file'],
    ["dbt show --inline 'drop table x'", 'db.execute engine=dbt'],
  ])('%s', (line, effect) => {
    expect(lines(line)).toContain(effect);
  });

  it.each([
    'wp config get WP_DEBUG',
    'wp config list WP_DEBUG',
    'wp cache flush',
    'wp rewrite flush',
    'wp plugin list',
    'wp search-replace a b --dry-run',
    'wp post list --format=json',
    'hf auth whoami',
    'hf download gpt2',
    'hf cache prune',
    'dvc push',
    'dvc gc -w --dry',
    'dbt clean',
    'dbt run --select x',
    'dbt build',
    'rails credentials:edit',
    'rails routes',
  ])('%s passes', (line) => {
    expect(lines(line)).not.toMatch(/destructive=true|secret\.|file\.delete/);
  });
});

describe('keys and certificates that are public', () => {
  it.each([
    'openssl pkey -pubin -in pub.pem -noout -text',
    'openssl pkey -pubin -in pub.pem -outform DER',
    'openssl rsa -pubin -in pub.pem -text',
    'openssl x509 -in cert.pem -noout -text',
    'openssl req -in a.csr -noout -text',
    'gpg --show-keys key.asc',
    'gpg --print-md sha256 a',
    'gpg --gen-random 1 16',
    'gpg --list-keys',
    'gpg --locate-keys a@b.example',
    'npm token list',
    'npm token',
  ])('%s', (line) => {
    expect(lines(line)).not.toContain('secret.read');
  });

  it.each([
    'openssl pkey -in key.pem -noout -text',
    'openssl rsa -in key.pem',
    'gpg --export-secret-keys a',
    'gpg a.gpg',
    'npm token create',
  ])('not %s', (line) => {
    expect(lines(line)).toContain('secret.read');
  });
});

describe('applications on a telephone', () => {
  it.each([
    'adb shell pm clear com.x',
    "adb shell 'cmd package uninstall com.x'",
    'adb -s 1 shell pm uninstall x',
  ])('%s', (line) => {
    expect(lines(line)).toContain('destructive=true');
  });

  it.each(['adb shell pm list packages', 'adb shell input text "pm clear"', 'adb install a.apk'])(
    '%s passes',
    (line) => {
      expect(lines(line)).not.toContain('destructive=true');
    },
  );
});
