import { describe, expect, it } from 'vitest';
import { actionsOf, commandsOf, unknownOf } from '../testing/line.ts';

describe('what a shell runs by itself', () => {
  it.each([
    'command_not_found_handle() { rm x; }; nosuch',
    'command_not_found_handler() { rm x; }; nosuch',
    'chpwd() { rm x; }; cd /tmp',
    'precmd() { rm x; }',
    'TRAPEXIT() { rm x; }',
    'bash -c "trap \'rm x\' EXIT"',
    'sh <<< "trap \'rm x\' EXIT"',
    'echo \'trap "rm x" EXIT\' > a; sh a',
    'env bash -c "f() { rm x; }; trap f 0"',
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it.each([
    'command_not_found_handle() { echo "no $1" >&2; return 127; }; nosuch',
    'chpwd() { ls; }; cd /tmp',
    'bash -c "trap \'echo bye\' EXIT; npm test"',
    'handle() { rm x; }; nosuch',
  ])('%s runs no rm and says nothing else', (line) => {
    expect(commandsOf(line).filter((command) => command.startsWith('rm'))).toEqual([]);
    expect(unknownOf(line)).toEqual([]);
  });
});

describe('functions that other shells are given', () => {
  it.each([
    'f() { rm x; }; export -f f; bash -c f',
    'ls() { rm x; }; export -f ls; bash -c ls',
    'ls() { rm x; }; declare -fx ls; bash -c "ls -l"',
    'f() { rm "$1"; }; export -f f; find . | xargs -I{} bash -c "f x"',
    'f() { rm "$1"; }; export -f f; sh -c "sh -c \'f x\'"',
    "env 'BASH_FUNC_ls%%=() { rm x; }' bash -c ls",
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it.each([
    'f() { rm x; }; bash -c f',
    'f() { rm x; }; export -f g; bash -c f',
    'f() { rm x; }; export -f f; bash -c g',
    "env 'BASH_FUNC_ls%%=() { rm x; }' bash -c pwd",
    "env 'BASH_FUNC_ls=() { rm x; }' bash -c ls",
  ])('%s runs none', (line) => {
    expect(commandsOf(line)).not.toContain('rm x');
  });
});

describe('names the shell keeps in tables of its own', () => {
  it.each([
    "BASH_ALIASES[x]='rm x'\nx",
    'BASH_CMDS[ls]=/bin/rm; ls x',
    "functions[f]='rm x'; f",
    'alias s="nice " y="rm x"\ns y',
    'alias a="A=1 " b="nice " c="rm x"\na b c',
    'alias -s txt="rm x"',
    "alias -g R='; rm x'; echo R",
    '=rm x',
    '/proc/self/exe -c "rm x"',
  ])('%j runs rm', (line) => {
    expect(commandsOf(line).some((command) => /^(?:\S*\/)?=?rm x/.test(command))).toBe(true);
  });

  it.each([
    'declare -A commands=([build]="rm x"); echo "${commands[build]}"',
    "alias -g G='| grep'",
    'alias s=nice y="rm x"\ns y',
    'readlink /proc/self/exe x',
  ])('%j runs none', (line) => {
    expect(commandsOf(line).some((command) => command.startsWith('rm'))).toBe(false);
  });
});

describe('expansions that run what a value holds', () => {
  it.each([
    "v='$(rm x)'; : ${v@P}",
    'v=\'`rm x`\'; echo "${v@P}"',
    "v='$(rm x)'; : ${(e)v}",
    "v='a[$(rm x)0]'; echo ${!v}",
    "declare -n r='a[$(rm x)]'; echo $r",
    "RANDOM='a[$(rm x)]'",
    "sleep 1 & wait -p 'a[$(rm x)]' $!",
    "ls *(e:'rm x':)",
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it.each([
    'PS1=\'\\u@\\h $ \'; echo "${PS1@P}"',
    'v=\'$(rm x)\'; echo "${v@Q}" "${v@U}"',
    'i=1; a=(x y); n="a[i]"; echo "${!n}"',
    'declare -n r="a[0]"; echo $r',
    'RANDOM=42; OPTIND=1; echo $RANDOM',
    'wait -n -p job',
    'shopt -s extglob; ls !(*.test).ts *(exe|e)',
  ])('%s runs nothing hidden', (line) => {
    expect(commandsOf(line)).not.toContain('rm x');
    expect(unknownOf(line)).toEqual([]);
  });

  it('an element that is printed into is not what the scalar was', () => {
    expect(unknownOf("printf -v 'a[3]' rm; ${a[3]} x")).toContain('dynamic-command');
    expect(unknownOf("printf -v 'a[3]' rm; echo ${a[3]}")).toEqual([]);
  });

  it.each([
    'declare -a c=\'(rm x)\'; "${c[@]}"',
    "declare -A c='([k]=rm)'; ${c[k]} x",
    "readonly c=rm; c=ls eval '$c x'",
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it('an array stands for all of its words to zsh', () => {
    expect(commandsOf('c=(rm x); $c')).toEqual(expect.arrayContaining(['rm', 'rm x']));
    expect(commandsOf('c=(a b); echo $c')).toEqual(['echo a']);
  });

  it('a line of what a folder holds is no command that is known', () => {
    expect(unknownOf("c=$(ls /bin | grep '^rm$'); $c x")).toContain('dynamic-command');
    expect(unknownOf('for f in $(ls src); do echo "$f"; done')).toEqual([]);
  });
});

describe('a file or folder the line made under a name that nothing had', () => {
  it.each([
    't=$(mktemp); trap \'rm -f "$t"\' EXIT; ls > "$t"',
    't=$(mktemp -d) && trap "rm -rf $t" EXIT && cd "$t"',
    'f=$(mktemp /tmp/a.XXXX); rm $f',
  ])('%s loses nothing', (line) => {
    expect(actionsOf(line, 'file.delete')).toEqual([]);
  });

  it.each([
    't=$(mktemp); t=a; rm $t',
    't=$(mktemp -d); rm -rf "$t"/*',
    't=$(mktemp -d); rm -rf "$t/../a"',
    't=$(mktemp -u); rm -rf "$t"',
    't=$(mktemp -d); cd $t; rm -rf *',
    't=$(mktemp); rm $t a',
    't=$(mktemp -d); rm -rf /tmp/x',
    'ln -s a bXXX; mktemp ./bXXX; rm a',
    't=$(ssh h mktemp); rm $t',
  ])('%s does', (line) => {
    expect(actionsOf(line, 'file.delete')).not.toEqual([]);
  });
});
