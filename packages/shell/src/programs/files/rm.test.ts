import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { FILE_PROGRAMS } from './index.ts';

const rm = (...words: string[]) => told(FILE_PROGRAMS, ...words);

describe('rm', () => {
  it.each([
    ['rm a', ['file.delete file_path=a']],
    ['rm -f a b', ['file.delete file_path=a', 'file.delete file_path=b']],
    ['rm -rf /', ['file.delete file_path=/ recursive=true']],
    ['rm -fR /', ['file.delete file_path=/ recursive=true']],
    ['rm / -rf', ['file.delete file_path=/ recursive=true']],
    ['rm --recur --force x', ['file.delete file_path=x recursive=true']],
    ['rm --interactive=never -r x', ['file.delete file_path=x recursive=true']],
    ['rm --no-preserve-root -r /', ['file.delete file_path=/ recursive=true']],
    ['rm -- -rf', ['file.delete file_path=-rf']],
    ['rm x --help', ['file.delete file_path=x']],
    ['/bin/rm -r x', ['file.delete file_path=x recursive=true']],
    ['rmdir -p a/b', ['file.delete file_path=a/b']],
    ['unlink a', ['file.delete file_path=a']],
    ['trash-put a', ['file.delete file_path=a']],
    ['srm -r a', ['file.delete file_path=a recursive=true']],
    ['rimraf dist', ['file.delete file_path=dist recursive=true']],
    ['gio remove -f a', ['file.delete file_path=a recursive=true']],
    ['gio trash --empty', ['file.delete file_path=/home/u/.local/share/Trash recursive=true']],
    ['gio move a b', ['file.move file_path=a to=b']],
    ['gio copy .env b', ['file.copy file_path=.env to=b']],
    ['trash-empty', ['file.delete file_path=/home/u/.local/share/Trash recursive=true']],
  ])('%s', (line, expected) => {
    expect(rm(...line.split(' '))).toEqual(expected);
  });

  it.each([
    ['rm'],
    ['rm -rf'],
    ['rm --help'],
    ['rm --version x'],
    ['trash-empty --dry-run'],
    ['gio trash --list'],
    ['gio info a'],
    ['gio open a'],
    ['rip -s'],
  ])('%s does nothing', (line) => {
    expect(rm(...line.split(' '))).toEqual([]);
  });
});
