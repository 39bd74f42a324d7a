import { describe, expect, it } from 'vitest';
import { FILE_PROGRAMS } from '../files/index.ts';
import { told } from '../testing/told.ts';
import { SEARCH_PROGRAMS } from './index.ts';

const search = (...words: string[]) => told([...SEARCH_PROGRAMS, ...FILE_PROGRAMS], ...words);

describe('grep and its like', () => {
  it.each([
    ['grep KEY .env', ['file.grep file_path=.env pattern=KEY']],
    ['grep -rn KEY', ['file.grep file_path=. pattern=KEY recursive=true']],
    ['grep -e a -e b f', ['file.grep file_path=f pattern=a\nb']],
    ['grep -f .env f', ['file.read file_path=.env', 'file.grep file_path=f']],
    [
      'grep --exclude-from .env x f',
      ['file.read file_path=.env', 'file.grep file_path=f pattern=x'],
    ],
    ['grep --exclude-fr=.env x f', ['file.read file_path=.env', 'file.grep file_path=f pattern=x']],
    ['grep -A3 KEY .env', ['file.grep file_path=.env pattern=KEY']],
    ['grep -A 3 KEY .env', ['file.grep file_path=.env pattern=KEY']],
    ['grep -m1 -h KEY -- .env', ['file.grep file_path=.env pattern=KEY']],
    ['grep -d recurse KEY src', ['file.grep file_path=src pattern=KEY recursive=true']],
    ['rgrep x src', ['file.grep file_path=src pattern=x recursive=true']],
    ['zgrep x f.gz', ['file.grep file_path=f.gz pattern=x']],
    ['grep .env', []],
    ['grep --help', []],
    ['rg KEY', ['file.grep file_path=. pattern=KEY recursive=true']],
    ['rg -e KEY .env', ['file.grep file_path=.env pattern=KEY recursive=true']],
    [
      'grep -rn KEY --include=.env* .',
      [
        'file.grep file_path=. pattern=KEY recursive=true',
        'file.read file_path=./.env*',
        'file.read file_path=./**/.env*',
      ],
    ],
    ['grep --include=.env KEY f', ['file.grep file_path=f pattern=KEY']],
    [
      'rg --hidden -g .env KEY',
      ['file.grep file_path=. pattern=KEY recursive=true', 'file.read file_path=./**/.env'],
    ],
    [
      'rg -g *.ts -g !.env KEY src',
      ['file.grep file_path=src pattern=KEY recursive=true', 'file.read file_path=src/**/*.ts'],
    ],
    ['rg --pre=./x KEY src', ['run rg ./x', 'file.grep file_path=src pattern=KEY recursive=true']],
    ['rg --files src', ['file.glob file_path=src recursive=true']],
    ['rg --type-list', []],
    ['ag KEY .env', ['file.grep file_path=.env pattern=KEY recursive=true']],
    ['ag --pager less KEY', ['run ag less', 'file.grep file_path=. pattern=KEY recursive=true']],
    ['ack -f src', ['file.glob file_path=src recursive=true']],
    ['locate -d db x', ['file.read file_path=db']],
  ])('%s', (line, expected) => {
    const told = search(...line.split(' ')).filter(
      (each) => !/code\.execute|script|dynamic/.test(each),
    );
    expect(told).toEqual(expected);
  });
});
