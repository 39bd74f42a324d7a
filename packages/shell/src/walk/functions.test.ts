import { describe, expect, it } from 'vitest';
import { actionsOf, commandsOf } from '../testing/line.ts';

describe('functions', () => {
  it.each([
    ['f() { rm "$1"; }; f a', 'rm a'],
    ['function f { rm "$@"; }; f -r b', 'rm -r b'],
    ['f() ( rm $2 ); f x y', 'rm y'],
    ['f() { g "$@"; }; g() { rm $1; }; f a', 'rm a'],
    ['f() { local x=$1; rm $x; }; f a', 'rm a'],
    ['f() { shift; rm $1; }; f a b', 'rm b'],
    ['f() { x=$1; }; f a; rm $x', 'rm a'],
    ['x=b; f() { local x=a; }; f; rm $x', 'rm b'],
    ['if a; then f() { rm x; }; fi; f', 'rm x'],
    ['f() { rm x; } > log; f', 'rm x'],
    ['f() { eval "$1"; }; f "rm x"', 'rm x'],
    ['f() { cat; }; f <<< "$(rm x)"', 'rm x'],
    ['f() { echo rm; }; $(f) x', 'rm x'],
    ['rm() { ls; }; command rm x', 'rm x'],
    ['rm() { ls; }; sudo rm x', 'rm x'],
    ['f() { f() { rm x; }; f; }; f', 'rm x'],
  ])('%s runs %s', (line, command) => {
    expect(commandsOf(line)).toContain(command);
  });

  it('do nothing until they are called', () => {
    expect(actionsOf('f() { rm x; }', 'command.run')).toEqual([]);
    expect(actionsOf('f() { rm x; }; unset -f f; f', 'file.delete')).toEqual([]);
  });

  it('make a name doubtful', () => {
    const [action] = actionsOf('ls() { rm x; }; ls', 'command.run');
    expect(action).toMatchObject({ params: { name: 'ls' }, doubtful: ['name'] });
  });

  it('may call themselves', () => {
    const line = 'f() { [ $1 -gt 0 ] && rm x$1 && f $(($1 - 1)); }; f 3';
    expect(commandsOf(line)).toEqual(expect.arrayContaining(['rm x3', 'rm x*']));
  });

  it.each([
    ':(){ :|:& };:',
    'b() { b | b & }; b',
    'b() { b & b & }; b',
    'bomb(){ bomb|bomb; };bomb',
  ])('%s uses up the machine', (line) => {
    expect(actionsOf(line, 'system.process').map(({ params }) => params)).toMatchObject([
      { verb: 'exhaust', broad: true },
    ]);
  });

  it('that only call themselves do not', () => {
    const line = 'walk() { ls "$1" | while read -r d; do walk "$d"; done; }; walk .';
    expect(actionsOf(line, 'system.process')).toEqual([]);
  });
});

describe('aliases', () => {
  it.each(["alias x='rm -rf'; x y", "alias x='echo; rm -rf'\nx y", "alias ls='rm -rf'; ls y"])(
    '%s may run rm',
    (line) => {
      expect(commandsOf(line)).toContain('rm -rf y');
    },
  );

  it('do not count where the word is quoted', () => {
    expect(commandsOf("alias x='rm -rf'; \\x y")).not.toContain('rm -rf y');
  });

  it('are gone when they are taken away', () => {
    expect(commandsOf("alias x='rm -rf'; unalias x; x y")).not.toContain('rm -rf y');
  });
});

describe('names that the line gives a new meaning', () => {
  it.each([
    ['PATH=.:$PATH ls', ['name']],
    ['export PATH=/tmp; ls', ['name']],
    ['hash -p /tmp/x ls; ls', ['name']],
    ['enable -f ./x.so ls; ls', ['name']],
    ['./ls', ['name']],
    ['/bin/ls', ['name']],
    ['ls', undefined],
    ['LANG=C ls', undefined],
    ['PATH=/x true; ls', undefined],
  ])('%s', (line, doubtful) => {
    const action = actionsOf(line, 'command.run').findLast(({ params }) => params['name'] === 'ls');
    expect(action?.doubtful).toEqual(doubtful);
  });
});

describe('traps', () => {
  it.each([
    "trap 'rm x' EXIT",
    "trap 'rm x' 0",
    "trap 'rm $y' EXIT; y=x",
    "trap 'rm x' INT TERM",
    "(trap 'rm x' EXIT)",
    "echo $(trap 'rm x' EXIT)",
    "trap 'rm x' EXIT; exit",
    'f() { rm x; }; trap f EXIT',
    "trap 'rm x' DEBUG; ls",
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it('that are taken away do not run', () => {
    expect(commandsOf("trap 'rm x' EXIT; trap - EXIT")).not.toContain('rm x');
  });

  it('read their variables at the end', () => {
    const deleted = actionsOf('trap \'rm -f "$t"\' EXIT; t=/tmp/a', 'file.delete');
    expect(deleted.map(({ params }) => params['file_path'])).toEqual(['/tmp/a']);
  });
});
