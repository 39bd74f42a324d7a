import { describe, expect, it } from 'vitest';
import { analyse } from '../analyse.ts';

/** Arguments of the one command of a line, for the home folder `/home/u`. */
const args = (line: string): unknown =>
  analyse(line, { cwd: '/w', home: '/home/u', os: 'linux' }).actions[0]?.params['args'];

describe('a tilde', () => {
  // bash(1), Tilde Expansion: also in words of the form of an assignment, after `=` and each `:`.
  it.each([
    ['dd of=~/x', ['of=/home/u/x']],
    ['make PREFIX=~/a', ['PREFIX=/home/u/a']],
    ['run PATH=/a:~/b', ['PATH=/a:/home/u/b']],
    ['run X=~', ['X=/home/u']],
    ['run X=a~/b', ['X=a~/b']],
    ['run --prefix=~/x', ['--prefix=~/x']],
    ["run 'of=~/x'", ['of=~/x']],
    ['run of="~/x"', ['of=~/x']],
    ['run of=\\~/x', ['of=~/x']],
    ['run 1a=~/x', ['1a=~/x']],
    ['run a~/x ~/y', ['a~/x', '/home/u/y']],
  ])('%s', (line, expected) => {
    expect(args(line)).toEqual(expected);
  });
});
