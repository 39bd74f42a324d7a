import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const DELETES = 'file.delete file_path=/x recursive=true';

describe('the command inside', () => {
  it.each([
    'just --command rm -rf /x',
    'just -c rm -rf /x',
    'cmake -E remove_directory /x',
    'cmake -E rm -r /x',
    'cmake -E env A=b rm -rf /x',
    'cmake -E chdir / rm -rf /x',
    'cargo watch -s "rm -rf /x"',
    'cargo watch -- rm -rf /x',
    'cargo-watch -q -s "rm -rf /x"',
    'perf stat rm -rf /x',
    'perf stat -r 5 -e cycles -- rm -rf /x',
    'perf record -g -o /tmp/p rm -rf /x',
    'perf stat --pre "rm -rf /x" ls',
  ])('%s', (line) => {
    expect(lines(line)).toContain(DELETES);
  });

  it('reads and copies by cmake', () => {
    expect(lines('cmake -E cat .env')).toContain('file.read file_path=.env');
    expect(lines('cmake -E copy a /home/u/')).toContain('file.copy file_path=a to=/home/u/a');
    expect(lines('cmake -E environment')).toContain('secret.read kind=environment');
  });

  it('runs on other machines', () => {
    expect(lines('pdsh -w h[1-9] rm -rf /x').join('\n')).toContain('run pdsh rm -rf /x');
  });
});

describe('tasks of a file', () => {
  it.each([
    ['just build', 'just', 'justfile'],
    ['just -f x.just build', 'just', 'x.just'],
    ['task test', 'task', 'Taskfile.yml'],
    ['task -t ci.yml', 'task', 'ci.yml'],
    ['ninja -C out', 'ninja', 'build.ninja'],
    ['nox -s tests', 'nox', 'noxfile.py'],
    ['cmake -P x.cmake', 'cmake', 'x.cmake'],
  ])('%s', (line, language, file) => {
    expect(lines(line)).toEqual([
      `code.execute language=${language} source=file file_path=${file}`,
      'unknown: script-body',
    ]);
  });

  it.each([
    'just --list',
    'just --show build',
    'just -n build',
    'task --list',
    'ninja -t clean',
    'nox -l',
    'cmake -B build -S .',
    'cmake --build build -j 8',
    'perf list',
    'perf --version',
  ])('%s runs none', (line) => {
    expect(lines(line)).toEqual([]);
  });
});
