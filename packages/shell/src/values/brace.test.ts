import { describe, expect, it } from 'vitest';
import { commandsOf, read } from '../testing/line.ts';

describe('braces', () => {
  it.each([
    ['echo {a,b}', 'echo a b'],
    ['{rm,-rf,x}', 'rm -rf x'],
    ['echo a{b,c}d{e,f}', 'echo abde abdf acde acdf'],
    ['echo {a,{b,c}}', 'echo a b c'],
    ['echo {1..3}', 'echo 1 2 3'],
    ['echo {3..1}', 'echo 3 2 1'],
    ['echo {01..03}', 'echo 01 02 03'],
    ['echo {a..e..2}', 'echo a c e'],
    ['echo {a,}', 'echo a'],
    ['echo {"a b",c}', 'echo a b c'],
    ['echo {a,b', 'echo {a,b'],
    ['echo {a}', 'echo {a}'],
    ['echo \\{a,b\\}', 'echo {a,b}'],
    ['echo "{a,b}"', 'echo {a,b}'],
    ['x=1; echo {$x,2}', 'echo 1 2'],
    ['echo ${x:-{a,b}}', 'echo {a,b}'],
    ['echo {#a,b}', 'echo #a b'],
    ['x={a,b}; echo "$x"', 'echo {a,b}'],
  ])('%s is %s', (line, command) => {
    expect(commandsOf(line).at(-1)).toBe(command);
  });

  it('runs a substitution in each of them', () => {
    expect(commandsOf('echo {$(rm x),b}')).toContain('rm x');
  });

  it('does not make more words than it may, and says so', () => {
    const [command] = read('echo {1..100000}').actions;
    expect(command?.unknown).toContain('args');
    expect(read(`echo ${'{a,b}'.repeat(30)}`).actions[0]?.unknown).toContain('args');
  });
});
