import { describe, expect, it } from 'vitest';
import { defineProgram } from '../shapes/define-program.ts';
import { told } from '../testing/told.ts';
import { SHELL_PROGRAMS } from './index.ts';

const DANGER = defineProgram({
  names: ['wipe'],
  summary: 'stands for any program with an effect',
  options: {},
  describe(call, effects) {
    for (const path of call.options.operands) effects.action('file.delete', { file_path: path });
  },
});
const PROGRAMS = [...SHELL_PROGRAMS, DANGER];
const DELETES = 'file.delete file_path=/x';

describe('a shell runs the line of -c', () => {
  it.each([
    [['bash', '-c', 'wipe /x']],
    [['bash', '-lc', 'wipe /x']],
    [['bash', '-c', '-e', 'wipe /x']],
    [['bash', '-euo', 'pipefail', '-c', 'wipe /x']],
    [['bash', '-oc', 'pipefail', 'wipe /x']],
    [['bash', '-O', 'nocaseglob', '-c', 'wipe /x']],
    [['bash', '+x', '-c', 'wipe /x']],
    [['bash', '+o', 'posix', '-c', 'wipe /x']],
    [['bash', '--norc', '--rcfile', '/dev/null', '-c', 'wipe /x']],
    [['bash', '-c', '--', 'wipe /x']],
    [['sh', '-ec', 'wipe /x']],
    [['sh', '-c', 'wipe "$1"', 'name', '/x']],
    [['zsh', '-o', 'extendedglob', '-c', 'wipe /x']],
    [['zsh', '-oextendedglob', '-fc', 'wipe /x']],
    [['ksh', '-o', 'pipefail', '-c', 'wipe /x']],
    [['fish', '-c', 'wipe /x']],
    [['fish', '--command=wipe /x']],
    [['fish', '-C', 'wipe /x', '-c', 'true']],
    [['tcsh', '-fc', 'wipe /x']],
    [['/bin/bash', '-n', '+n', '-c', 'wipe /x']],
  ])('%j', (words) => {
    expect(told(PROGRAMS, ...words)).toContain(DELETES);
  });

  it('through a pipe into its standard input', () => {
    expect(told(PROGRAMS, 'bash', '-c', 'sh <<< "wipe /x"')).toContain(DELETES);
    expect(told(PROGRAMS, 'bash', '-c', 'sh -s name <<< \'wipe "$1"\'')).not.toContain(DELETES);
    expect(told(PROGRAMS, 'bash', '-c', 'sh -s /x <<< \'wipe "$1"\'')).toContain(DELETES);
    expect(told(PROGRAMS, 'bash', '-c', 'bash /dev/stdin <<< "wipe /x"')).toContain(DELETES);
  });
});

describe('a shell runs files', () => {
  it.each([
    [['bash', 'x.sh', '-c', 'no line']],
    [['bash', '--', 'x.sh']],
    [['bash', '-', 'x.sh']],
    [['bash', '-x', 'x.sh', 'arg']],
    [['zsh', '-o', 'errexit', 'x.sh']],
    [['bash', '--rcfile', 'x.sh', '-i']],
    [['fish', 'x.sh']],
  ])('%j', (words) => {
    expect(told(PROGRAMS, ...words)).toContain('script: x.sh');
  });

  it('named by BASH_ENV', () => {
    expect(told(PROGRAMS, 'sh', '-c', 'BASH_ENV=./x.sh bash -c true')).toContain('script: ./x.sh');
  });
});

describe('a shell does nothing', () => {
  it.each([
    [['bash', '--version']],
    [['bash', '--help', '-c', 'wipe /x']],
    [['bash', '-n', '-c', 'wipe /x']],
    [['bash', '-c', 'echo "wipe /x"']],
    [['bash', '-i']],
  ])('%j', (words) => {
    const lines = told(PROGRAMS, ...words).filter((line) => !line.startsWith('run '));
    expect(lines.filter((line) => !line.startsWith('code.execute'))).toEqual([]);
  });
});
