import { describe, expect, it } from 'vitest';
import { FILE_PROGRAMS } from '../files/index.ts';
import { told } from '../testing/told.ts';
import { type EditorPower, readExCommands } from './ex-commands.ts';
import { EDITOR_PROGRAMS } from './index.ts';

const edit = (...words: string[]) => told([...EDITOR_PROGRAMS, ...FILE_PROGRAMS], ...words);
/** What is typed into it later may be shell lines. */
const TYPED = 'code.execute language=sh source=interactive';
const run = (command: string): EditorPower => ({ kind: 'run', command });

describe('readExCommands finds what a command does', () => {
  it.each([
    ['!rm x', [run('rm x')]],
    [':!rm x | y', [run('rm x | y')]],
    ['%!sort', [run('sort')]],
    ['1,$ !sort', [run('sort')]],
    ['silent! !rm x', [run('rm x')]],
    ['r !cat .env', [run('cat .env')]],
    ['w !sh', [run('sh')]],
    ['set nu | !rm x', [run('rm x')]],
    ['g/a/!rm x', [run('rm x')]],
    ["call system('rm x')", [run('rm x')]],
    ['let a = system("rm x")', [run('rm x')]],
    ['echo systemlist(g:x)', [{ kind: 'dynamic' }]],
    ["call delete('x')", [{ kind: 'delete', file: 'x' }]],
    ["call writefile(['a'], 'x')", [{ kind: 'write', file: 'x' }]],
    ["echo readfile('.env')", [{ kind: 'read', file: '.env' }]],
    ["exe '!rm x'", [run('rm x')]],
    ['exe g:x', [{ kind: 'dynamic' }]],
    ['normal :!rm x', [run('rm x')]],
    ['terminal rm x', [run('rm x')]],
    ['w! /etc/x', [{ kind: 'write', file: '/etc/x' }]],
    ['w >> f', [{ kind: 'write', file: 'f' }]],
    ['sav f|q', [{ kind: 'write', file: 'f' }]],
    ['e .env', [{ kind: 'read', file: '.env' }]],
    ['r .env', [{ kind: 'read', file: '.env' }]],
    ['so x.vim', [{ kind: 'script', file: 'x.vim' }]],
    ['py3 import os', [{ kind: 'code', language: 'python', code: 'import os' }]],
    ['make', [{ kind: 'dynamic' }]],
  ])('%s', (command, powers) => {
    expect(readExCommands(command)).toEqual(powers);
  });

  it.each([
    ['%s/!rm/x/g'],
    ['wq'],
    ['q!'],
    ['set nocompatible'],
    ['echo "!rm x"'],
    ['syntax on'],
    ['12'],
    ['/pattern'],
    ['%s/a|b/c/'],
  ])('%s only edits', (command) => {
    expect(readExCommands(command)).toEqual([]);
  });
});

describe('editors', () => {
  it.each([
    [
      ['vim', 'f'],
      [TYPED, 'file.edit file_path=f'],
    ],
    [
      ['vim', '+12', 'f'],
      [TYPED, 'file.edit file_path=f'],
    ],
    [
      ['view', '.env'],
      [TYPED, 'file.read file_path=.env'],
    ],
    [
      ['nvim', '-R', '.env'],
      [TYPED, 'file.read file_path=.env'],
    ],
    [
      ['vim', '-c', 'w /etc/x', 'f'],
      ['file.write file_path=/etc/x', TYPED, 'file.edit file_path=f'],
    ],
    [['vim', '-u', 'NONE', '-es', '+wq', 'f'], ['file.edit file_path=f']],
    [
      ['vim', '-S', 'x.vim'],
      [TYPED, 'file.read file_path=x.vim', 'unknown: script-body'],
    ],
    [
      ['nano', '+3,1', 'f'],
      [TYPED, 'file.edit file_path=f'],
    ],
    [
      ['nano', '-v', '.env'],
      [TYPED, 'file.read file_path=.env'],
    ],
    [
      ['ed', '-s', 'f'],
      ['file.edit file_path=f', TYPED],
    ],
    [
      ['emacs', '-nw', 'f'],
      [TYPED, 'file.edit file_path=f'],
    ],
    [['ex', '-sc', '%s/a/b/g|x', 'f'], ['file.edit file_path=f']],
    [['ex', '-s', '-c', 'g/rm/d', '-cwq', 'f'], ['file.edit file_path=f']],
    [['nvim', '-v'], []],
    [['kak', '-version'], []],
    [['micro', '-version'], []],
    [['vim', '--version'], []],
    [['nano', '--help'], []],
    [['emacs', '--version', 'f'], []],
  ])('%j', (words, expected) => {
    expect(edit(...words)).toEqual(expected);
  });

  it.each([
    [['vim', '-c', '!rm x']],
    [['vim', '-c:!rm x', 'f']],
    [['vim', '--cmd', 'call system("rm x")']],
    [['vim', '+!rm x']],
    [['vim', '-es', '-c', 'silent !rm x', '-c', 'q']],
    [['ex', '-c', '!rm x', 'f']],
    [['ex', '-sc', '!rm x', 'f']],
    [['vim', '-e', '-sc', '!rm x|q']],
    [['ed', '!rm x']],
    [['emacs', '--batch', '--eval', '(shell-command "rm x")']],
    [['emacs', '-batch', '--eval=(call-process "rm" nil nil nil "x")']],
    [['emacs', '-Q', '--execute', '(progn (delete-file "x"))']],
    [['emacsclient', '-e', '(delete-file "x")']],
  ])('%j deletes', (words) => {
    expect(edit(...words)).toContain('file.delete file_path=x');
  });

  it('cannot run anything when restricted', () => {
    expect(edit('vim', '-Z', '-c', '!rm x')).toEqual([]);
    expect(edit('red', '!rm x')).toEqual(['file.edit file_path=!rm x']);
  });

  it('says when Lisp is not known', () => {
    expect(edit('emacs', '--batch', '--eval', '(shell-command x)')).toContain(
      'unknown: dynamic-code',
    );
    expect(edit('emacs', '--batch', '--eval', '(message "hi")')).not.toContain(
      'unknown: dynamic-code',
    );
  });
});
