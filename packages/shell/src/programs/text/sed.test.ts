import { describe, expect, it } from 'vitest';
import { FILE_PROGRAMS } from '../files/index.ts';
import { told } from '../testing/told.ts';
import { TEXT_PROGRAMS } from './index.ts';
import { readSedScript } from './sed-script.ts';

const sed = (...words: string[]) => told([...TEXT_PROGRAMS, ...FILE_PROGRAMS], 'sed', ...words);

describe('readSedScript finds what a script does', () => {
  it.each([
    ['w out', [{ kind: 'write', file: 'out' }]],
    ['1~2W out', [{ kind: 'write', file: 'out' }]],
    ['/a/,$ r /etc/passwd', [{ kind: 'read', file: '/etc/passwd' }]],
    ['\\,a/b,IR f', [{ kind: 'read', file: 'f' }]],
    ['s/a/b/gw out', [{ kind: 'write', file: 'out' }]],
    ['s,a\\,b,c,2Iw out', [{ kind: 'write', file: 'out' }]],
    ['1e rm -rf x', [{ kind: 'run', command: 'rm -rf x', partOfLine: false }]],
    ['1!{p;e id\n}', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['$e', [{ kind: 'run-input' }]],
    ['e', [{ kind: 'run-input' }]],
    ['s/x/touch \\/tmp\\/y/e', [{ kind: 'run', command: 'touch /tmp/y', partOfLine: true }]],
    ['s|x|touch y|ge', [{ kind: 'run', command: 'touch y', partOfLine: true }]],
    ['s/.*/rm &/e', [{ kind: 'run', command: 'rm *', partOfLine: true }]],
    ['y/abc/xyz/;e id', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['a\\\nhello\\\nthere\ne id', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['b end;e id\n:end', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['# comment\ne id', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['0,/x/e id', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['1,+3e id', [{ kind: 'run', command: 'id', partOfLine: false }]],
    ['/[/]e/d', []],
    ['s/[/]/e/', []],
  ])('%j', (script, powers) => {
    expect(readSedScript(script)).toEqual({ powers, complete: true });
  });

  it.each([
    ['s/old/new/g'],
    [':a;N;$!ba;s/\\n/ /g'],
    ['1!G;h;$!d'],
    ['/pattern/p'],
    ['s/x/r /'],
    ['s/e/w/;s/w file/e cmd/'],
    ['a rm -rf /;e id'],
    ['i\\  e rm -rf /'],
    ['/^## /,/^$/{/x/!d}'],
    ['y/ew/we/'],
    ['1,10{=;p}'],
    ['s#a#b#;s#c#d#'],
    ['#w out'],
    ['2q;$!N;P;D'],
    ['*,*p'],
    ['*,$p;*q'],
    ['1*!d'],
  ])('%j is only text', (script) => {
    expect(readSedScript(script)).toEqual({ powers: [], complete: true });
  });

  it.each([['*'], ['*,*'], ['s/a/b'], ['k'], ['/unclosed'], ['s/a/b/k'.replace('k', ''), true]])(
    'says whether %j was read to its end',
    (script, complete = false) => {
      expect(readSedScript(script).complete).toBe(complete);
    },
  );
});

describe('sed', () => {
  it.each([
    [['s/a/b/', 'f'], ['file.read file_path=f']],
    [['', 'f'], ['file.read file_path=f']],
    [
      ['-n', '1,5p', 'f', 'g'],
      ['file.read file_path=f', 'file.read file_path=g'],
    ],
    [['-i', 's/a/b/', 'f'], ['file.edit file_path=f']],
    [['-i.bak', '-e', 's/a/b/', '-e', 's/c/d/', 'f'], ['file.edit file_path=f']],
    [['-i', '', 's/a/b/', 'f'], ['file.edit file_path=f']],
    [['-Ei', 's/a/b/', 'f'], ['file.edit file_path=f']],
    [['--in-pl', 's/a/b/', 'f'], ['file.edit file_path=f']],
    [['s/a/b/', '--in-place=.bak', 'f'], ['file.edit file_path=f']],
    [
      ['--expr=w out', 'f'],
      ['file.write file_path=out', 'file.read file_path=f'],
    ],
    [
      ['-n', '-e', 'p', '-ew /etc/x', 'f'],
      ['file.write file_path=/etc/x', 'file.read file_path=f'],
    ],
    [
      ['-es/a/b/', '1e', '2e'],
      ['file.read file_path=1e', 'file.read file_path=2e'],
    ],
    [['--sandbox', 'w out', 'f'], ['file.read file_path=f']],
    [
      ['r .env', 'f'],
      ['file.read file_path=.env', 'file.read file_path=f'],
    ],
    [['w /dev/stdout', 'f'], ['file.read file_path=f']],
    [
      ['-f', 'x.sed', 'f'],
      ['file.read file_path=x.sed', 'file.read file_path=f', 'unknown: script-body'],
    ],
    [['-s', '-l', '5', 'p', 'f'], ['file.read file_path=f']],
    [['--help'], []],
    [['s/a/b/'], []],
  ])('%j', (words, expected) => {
    expect(sed(...words)).toEqual(expected);
  });

  it('runs what e is given', () => {
    expect(sed('1e rm -rf x', 'f')).toContain('file.delete file_path=x recursive=true');
    expect(sed('s/.*/rm x/e', 'f')).toEqual(
      expect.arrayContaining(['file.delete file_path=x', 'unknown: dynamic-code']),
    );
  });

  it('follows so many different files, and says that there are more', () => {
    const writes = (count: number) =>
      Array.from({ length: count }, (_, at) => `w f${at}`).join('\n');
    expect(sed(writes(200), 'f')).not.toContain('unknown: too-many');
    expect(sed(writes(300), 'f')).toContain('unknown: too-many');
    const again = sed('w f\n'.repeat(10_000), 'f');
    expect(again).toEqual(['file.write file_path=f', 'file.read file_path=f']);
  });
});
