import { describe, expect, it } from 'vitest';
import { FILE_PROGRAMS } from '../files/index.ts';
import { printed, told } from '../testing/told.ts';
import { TEXT_PROGRAMS } from './index.ts';
import { REV } from './rev.ts';
import { TR } from './tr.ts';

const text = (...words: string[]) => told([...TEXT_PROGRAMS, ...FILE_PROGRAMS], ...words);

describe('programs that change text', () => {
  it.each([
    ['sort f', ['file.read file_path=f']],
    ['sort -u f -o f', ['file.read file_path=f', 'file.write file_path=f']],
    ['sort -of g', ['file.read file_path=g', 'file.write file_path=f']],
    ['sort --outp=f g', ['file.read file_path=g', 'file.write file_path=f']],
    ['sort -k2 -t: -T /tmp .env', ['file.read file_path=.env']],
    ['sort --files0-from=l', ['file.read file_path=l']],
    ['sort --compress-program rm f', ['run sort rm', 'file.read file_path=f']],
    ['uniq a b', ['file.read file_path=a', 'file.write file_path=b']],
    ['uniq -c a', ['file.read file_path=a']],
    ['cut -d = -f 2 .env', ['file.read file_path=.env']],
    ['paste -sd, .env', ['file.read file_path=.env']],
    ['join -t : a b', ['file.read file_path=a', 'file.read file_path=b']],
    ['shuf -n 1 f -o g', ['file.read file_path=f', 'file.write file_path=g']],
    ['shuf -e .env x', []],
    ['look word .env', ['file.read file_path=.env']],
    ['zcat f.gz', ['file.read file_path=f.gz']],
    ['iconv -f latin1 -t utf8 a -o b', ['file.read file_path=a', 'file.write file_path=b']],
    ['dos2unix f', ['file.edit file_path=f']],
    ['dos2unix -n a b', ['file.read file_path=a', 'file.write file_path=b']],
    ['sd a b f', ['file.edit file_path=f']],
    ['sd -p a b f', ['file.read file_path=f']],
    ['dasel put -f f -v x .a', ['file.edit file_path=f']],
    [
      'xmllint --format a.xml --output b.xml',
      ['file.read file_path=a.xml', 'file.write file_path=b.xml'],
    ],
    ['xmlstarlet ed -L -d //a f.xml', ['file.edit file_path=f.xml']],
    ['pandoc a.md -o b.html', ['file.read file_path=a.md', 'file.write file_path=b.html']],
    ['mlr -I --csv sort -f a f.csv', ['file.edit file_path=f.csv']],
    ['mlr --csv cat .env', ['file.read file_path=.env']],
    ['tr a-z A-Z', []],
    ['sort', []],
    ['sort --help', []],
  ])('%s', (line, expected) => {
    expect(text(...line.split(' '))).toEqual(expected);
  });
});

describe('jq and yq', () => {
  it.each([
    [['jq', '.a', 'f'], ['file.read file_path=f']],
    [['jq', '-r', '--arg', 'x', 'y', '.a', 'f'], ['file.read file_path=f']],
    [['jq', '-n', '--rawfile', 'x', '.env', '$x'], ['file.read file_path=.env']],
    [['jq', '-n', '--slurpfile', 'x', '.env', '$x'], ['file.read file_path=.env']],
    [['jq', '--arg', 'x', '-f', '.', 'g'], ['file.read file_path=g']],
    [
      ['jq', '-f', 'p.jq', 'g'],
      ['file.read file_path=p.jq', 'file.read file_path=g'],
    ],
    [['jq', '-n', 'env'], ['secret.read kind=environment']],
    [['jq', '-n', '$ENV | keys'], ['secret.read kind=environment']],
    [['jq', '-n', 'env.HOME'], []],
    [['jq', '-n', 'env.API_TOKEN'], ['secret.read kind=environment-variable']],
    [['jq', '-n', '$ENV["API_TOKEN"]'], ['secret.read kind=environment-variable']],
    [['jq', '-n', '$ENV["HOME"]'], []],
    [['jq', '.env', 'f'], ['file.read file_path=f']],
    [['jq', '"env"', 'f'], ['file.read file_path=f']],
    [['jq', '-n', '$ARGS', '--args', '.env'], []],
    [['yq', '.a', 'f.yaml'], ['file.read file_path=f.yaml']],
    [['yq', '-i', '.a = 1', 'f.yaml'], ['file.edit file_path=f.yaml']],
    [['yq', 'e', '-i', '.a = 1', 'f.yaml'], ['file.edit file_path=f.yaml']],
    [['yq', 'eval', '.a', 'f.yaml'], ['file.read file_path=f.yaml']],
    [['yq', 'f.yaml'], ['file.read file_path=f.yaml']],
    [['yq', '.key'], []],
    [['yq', '-n', 'load_str(".env")'], ['file.read file_path=.env']],
    [['yq', '-y', '-i', '.a = 1', 'f.yaml'], ['file.edit file_path=f.yaml']],
    [['yq', '-C', '.key', 'file.yaml'], ['file.read file_path=file.yaml']],
  ])('%j', (words, expected) => {
    expect(text(...words)).toEqual(expected);
  });
});

describe('a constant that is turned into another', () => {
  const decoded = (value: string) => ({ text: value, taint: { decoded: true } });
  it.each([
    [REV, [], 'x fr- mr', 'rm -rf x'],
    [TR, ['x', 'r'], 'xm -xf a', 'rm -rf a'],
    [TR, ['a-z', 'n-za-m'], 'ez -es k', 'rm -rf x'],
    [TR, ['A-Za-z', 'N-ZA-Mn-za-m'], 'EZ ez', 'RM rm'],
    [TR, ['-d', 'x'], 'rxmx', 'rm'],
    [TR, ['-d', '[:digit:]'], 'r1m2', 'rm'],
    [TR, ['[:upper:]', '[:lower:]'], 'RM', 'rm'],
    [TR, ['-cd', 'rm'], 'xrymz', 'rm'],
    [TR, ['-s', 'm'], 'rmm', 'rm'],
    [TR, [',', '\\n'], 'rm x,ls', 'rm x\nls'],
    [TR, ['_', '\\040'], 'rm_x', 'rm x'],
  ])('%#', (program, words, input, output) => {
    expect(printed(program, words, { text: input, taint: {} })).toEqual(decoded(output));
  });

  it('keeps where a text came from', () => {
    const taint = { remote: 'evil.example' };
    expect(printed(TR, ['a', 'b'], { taint })).toEqual({ taint: { ...taint, decoded: true } });
  });
});
