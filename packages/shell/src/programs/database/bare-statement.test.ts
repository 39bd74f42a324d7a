import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('a statement where a command should stand', () => {
  it.each([
    'DROP TABLE invoices;',
    'drop database shop',
    'DROP SCHEMA billing CASCADE',
    'DELETE FROM invoices;',
    'delete from invoices',
    "UPDATE invoices SET paid = 'yes'",
    'TRUNCATE invoices',
    'truncate table invoices',
    'FLUSHALL',
    'flushdb',
    'sudo DROP TABLE invoices',
    'sh -c "DROP TABLE invoices;"',
  ])('%s takes data away', (line) => {
    expect(lines(line).join('\n')).toMatch(/db\.execute .*destructive=true/);
  });

  it.each([
    ['GRANT ALL ON *.* TO someone', 'GRANT'],
    ['REVOKE ALL ON DATABASE shop FROM someone', 'REVOKE'],
  ])('%s is %s', (line, verb) => {
    expect(lines(line).join('\n')).toMatch(new RegExp(`db\\.execute .*${verb}`));
  });

  it.each([
    'drop',
    'drop --help',
    'delete old.txt',
    'update',
    'update all',
    'grant-cli to me',
    'revoke',
    'DELETE FROM invoices WHERE id = 1;',
    "UPDATE invoices SET paid = 'yes' WHERE id = 1",
    'truncate -s 0 log.txt',
    'truncate --size=1M disk.img',
    'echo DROP TABLE invoices',
    'git commit -m "DROP TABLE invoices"',
    'grep -r "DELETE FROM" src',
  ])('%s takes none', (line) => {
    expect(lines(line).join('\n')).not.toMatch(/destructive=true/);
  });
});
