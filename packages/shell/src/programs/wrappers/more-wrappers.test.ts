import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { analyseCode } from '../../code/index.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) =>
  linesOf(analyse(line, SURROUNDINGS, { code: analyseCode })).join('\n');

describe('commands behind the less usual wrappers', () => {
  it.each([
    'time -v rm old',
    'time -f %e rm old',
    'choom -n 100 rm old',
    'numactl -N 0 -m 0 rm old',
    'aa-exec -p unconfined rm old',
    'dbus-launch --exit-with-session rm old',
    'with-contenv rm old',
    'date | ifne rm old',
    "date | pee cat 'rm old'",
    'shx rm old',
    'gio trash old',
    'gio remove -f old',
    'kioclient remove old',
    'rmtrash old',
    'mv old /dev/null',
    'del /q old',
    'rd /s /q old',
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=old');
  });

  it.each([
    'time -v ls',
    'time npm test',
    'choom -p 1',
    'numactl --hardware',
    'gio open old',
    'gio trash --list',
    'mv old older',
    'mv -v old sub/',
  ])('%s', (line) => {
    expect(lines(line)).not.toContain('file.delete file_path=old');
  });
});
