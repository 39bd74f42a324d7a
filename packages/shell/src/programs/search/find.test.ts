import { describe, expect, it } from 'vitest';
import { FILE_PROGRAMS } from '../files/index.ts';
import { told } from '../testing/told.ts';
import { SEARCH_PROGRAMS } from './index.ts';

const find = (line: string) => told([...SEARCH_PROGRAMS, ...FILE_PROGRAMS], ...line.split(' '));
const harmful = (line: string) =>
  find(line).filter((each) => !each.startsWith('file.glob') && !each.startsWith('run '));

describe('find deletes', () => {
  it.each([
    ['find -delete', ['file.delete file_path=. recursive=true']],
    ['find / -delete', ['file.delete file_path=/ recursive=true']],
    [
      'find /a /b -depth -delete',
      ['file.delete file_path=/a recursive=true', 'file.delete file_path=/b recursive=true'],
    ],
    ['find -L -O3 -D exec /a -delete', ['file.delete file_path=/a recursive=true']],
    ['find -f /a -delete', ['file.delete file_path=/a recursive=true']],
    ['find -x -- /a -delete', ['file.delete file_path=/a recursive=true']],
    [
      'find / -name --help -delete',
      ['file.delete file_path=/ recursive=true', 'file.delete file_path=/**/--help'],
    ],
    ['find / -exec echo --help ; -delete', ['file.delete file_path=/ recursive=true']],
    [
      'find . ( -name a -o -name b ) -delete',
      [
        'file.delete file_path=. recursive=true',
        'file.delete file_path=./**/a',
        'file.delete file_path=./**/b',
      ],
    ],
    ['find . -exec rm -rf {} +', ['file.delete file_path=./** recursive=true ?file_path']],
    [
      'find . -name *.tmp -execdir rm {} ;',
      [
        'file.delete file_path=./*.tmp',
        'file.delete file_path=./**/*.tmp',
        'file.delete file_path=./.*.tmp',
        'file.delete file_path=./**/.*.tmp',
      ],
    ],
    [
      'find /a -ok rm -r {} ;',
      [
        'file.delete file_path=/a recursive=true',
        'file.delete file_path=/a/** recursive=true ?file_path',
      ],
    ],
    ['find . ! -name keep -exec rm {} ;', ['file.delete file_path=./** ?file_path']],
    ['find . -exec rm -r x ; -exec echo {} +', ['file.delete file_path=x recursive=true']],
    ['gfind . -delete', ['file.delete file_path=. recursive=true']],
  ])('%s', (line, expected) => {
    expect(harmful(line)).toEqual(expected);
  });
});

describe('find reads and writes', () => {
  it.each([
    ['find . -name .env -exec cat {} ;', ['file.read file_path=./**/.env']],
    [
      'find ~/.ssh -type f -exec cat {} +',
      ['file.read file_path=~/.ssh', 'file.read file_path=~/.ssh/** ?file_path'],
    ],
    ['find . -fprint /etc/hosts', ['file.write file_path=/etc/hosts']],
    ['find . -fprintf out %p', ['file.write file_path=out']],
    ['find . -fls out', ['file.write file_path=out']],
    [
      'find -files0-from list -delete',
      ['file.read file_path=list', 'file.delete file_path=* recursive=true ?file_path'],
    ],
  ])('%s', (line, expected) => {
    expect(harmful(line)).toEqual(expected);
  });
});

describe('find that only looks', () => {
  it.each([
    ['find . -inum -delete -print'],
    ['find . -exec echo -delete ; -print'],
    ['find . -name delete* -newermt 2024-01-01 -fstype -delete'],
    ['find . -regextype -exec -regex .*rm'],
    ['find --help -delete'],
    ['find . -exec echo {} +'],
    ['find . -printf -delete'],
  ])('%s', (line) => {
    expect(harmful(line)).toEqual([]);
  });
});

describe('fd', () => {
  it.each([
    ['fd -x rm', ['file.delete file_path=./** ?file_path']],
    ['fd -HIx rm -rf', ['file.delete file_path=./** recursive=true ?file_path']],
    [
      'fdfind pat /a --exec-batch rm {}',
      [
        'file.delete file_path=/a',
        'file.delete file_path=/a/*pat*',
        'file.delete file_path=/a/**/*pat*',
        'file.delete file_path=/a/.*pat*',
        'file.delete file_path=/a/**/.*pat*',
      ],
    ],
    [
      'fd -e log -X rm',
      [
        'file.delete file_path=./*.log',
        'file.delete file_path=./**/*.log',
        'file.delete file_path=./.*.log',
        'file.delete file_path=./**/.*.log',
      ],
    ],
    [
      'fd -H ^\\.env$ -x cat',
      [
        'file.read file_path=./.env*',
        'file.read file_path=./**/.env*',
        'file.read file_path=./*.env*',
        'file.read file_path=./**/*.env*',
        'file.read file_path=./.*.env*',
        'file.read file_path=./**/.*.env*',
      ],
    ],
    ['fd a|b -x cat', ['file.read file_path=./** ?file_path']],
    ['fd --exec=rm', ['file.delete file_path=./** ?file_path']],
    [
      'fd -x rm x ; -x cat y',
      [
        'file.delete file_path=x',
        'file.delete file_path=./** ?file_path',
        'file.read file_path=y',
        'file.read file_path=./** ?file_path',
      ],
    ],
    ['fd -E -x pattern', []],
    ['fd --exec echo', []],
    ['fd rm', []],
    ['fd --version -x rm', []],
  ])('%s', (line, expected) => {
    expect(harmful(line)).toEqual(expected);
  });
});
