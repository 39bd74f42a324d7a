import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DerivedAction, ScriptReference } from '@agsec/shell';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeDisk } from './disk.ts';
import { Lookups } from './lookups.ts';
import { type ReadCode, readScripts, SCRIPT_LIMIT } from './script-bodies.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-scripts-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Each line `run FILE` is a script; each other line a deletion of what it names. */
const readCode: ReadCode = (language, text, surroundings) => {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const cwd = surroundings.cwd ?? '/';
  const scripts = lines.filter((line) => line.startsWith('run '));
  return {
    actions: lines
      .filter((line) => !line.startsWith('run '))
      .map(
        (line): DerivedAction => ({
          name: 'file.delete',
          params: { file_path: line, cwd, language, first: surroundings.positional?.[0] ?? null },
          origin: 'derived',
          via: { name: 'rm', wrappers: [] },
          unknown: [],
        }),
      ),
    unknown: text.includes('dark') ? ['dynamic-command'] : [],
    simpleCommands: [],
    scripts: scripts.map((line) => ({ path: line.slice(4), cwd, args: [], wrappers: [] })),
  };
};

function read(reference: Partial<ScriptReference> & { readonly path: string }, limit?: number) {
  const full: ScriptReference = { cwd: root, args: [], wrappers: [], ...reference };
  return readScripts([full], { cwd: root }, new Lookups(nodeDisk('linux'), limit), readCode);
}

describe('scripts a line runs', () => {
  it('are read in their language, in the folder and with the words they are run with', () => {
    put('clean.py', 'out\n');
    const { actions, unknown } = read({ path: 'clean.py', args: ['one', '*'], wrappers: ['sudo'] });
    expect(unknown).toEqual([]);
    expect(actions).toEqual([
      {
        name: 'file.delete',
        params: { file_path: 'out', cwd: root, language: 'python', first: 'one' },
        origin: 'derived',
        via: { name: 'rm', wrappers: ['sudo'], file: `${root}/clean.py` },
        unknown: [],
      },
    ]);
  });

  it.each([
    ['#!/usr/bin/env -S python3.12 -u\n', 'x', 'python'],
    ['#!/bin/bash -e\n', 'x', 'sh'],
    ['#!/usr/bin/env node\n', 'x.sh', 'javascript'],
    ['', 'x', 'sh'],
    ['', 'X.RB', 'ruby'],
  ])('are in the language of %j in %s', (head, name, language) => {
    put(name, `${head}out\n`);
    expect(read({ path: name }).actions[0]?.params['language']).toBe(language);
  });

  it('are followed three deep', () => {
    put('a', 'run b\n');
    put('b', 'run c\n');
    put('c', 'deep\nrun d\n');
    put('d', 'deeper\n');
    const { actions, unknown } = read({ path: 'a' });
    expect(actions.map((action) => action.params['file_path'])).toEqual(['deep']);
    expect(unknown).toEqual(['script-body']);
  });

  it('end when they run each other', () => {
    put('a', 'run b\n');
    put('b', 'run a\n');
    expect(read({ path: 'a' }).unknown).toEqual([]);
  });

  it('are read where the kernel finds them', () => {
    put('real/inner/keep', '');
    put('real/x.sh', 'from-real\n');
    put('x.sh', 'from-text\n');
    symlinkSync(join(root, 'real/inner'), join(root, 'link'));
    const { actions, files } = read({ path: 'link/../x.sh' });
    expect(actions[0]?.params['file_path']).toBe('from-real');
    expect(files).toEqual([`${root}/real/x.sh`]);
  });

  it.each<[string, () => unknown]>([
    ['is not there', () => undefined],
    ['is too large', () => put('x.sh', `#${'x'.repeat(SCRIPT_LIMIT)}`)],
    ['is a program, not text', () => put('x.sh', Buffer.from([0x7f, 0x45, 0, 1]))],
    ['is a FIFO', () => execFileSync('mkfifo', [join(root, 'x.sh')])],
    ['is a folder', () => mkdirSync(join(root, 'x.sh'))],
    ['points at itself', () => symlinkSync(join(root, 'x.sh'), join(root, 'x.sh'))],
    ['has parts in the dark itself', () => put('x.sh', '# dark\n')],
    ['is in a language nobody reads', () => put('x.sh', '#!/usr/bin/tclsh\n')],
  ])('stay in the dark when the file %s', (_, make) => {
    make();
    expect(read({ path: 'x.sh' })).toMatchObject({ actions: [], unknown: ['script-body'] });
  });

  it('may be missing where they need not be there', () => {
    expect(read({ path: 'conftest.py', optional: true })).toMatchObject({ unknown: [], files: [] });
    expect(read({ path: 'conftest.py' }).unknown).toEqual(['script-body']);
    put('x.bin', Buffer.from([1, 0, 2]));
    expect(read({ path: 'x.bin', optional: true }).unknown).toEqual(['script-body']);
    put('y.sh', 'out\n');
    expect(read({ path: 'y.sh', optional: true }).actions).toHaveLength(1);
  });

  it('are not looked for here when they run elsewhere', () => {
    put('x.sh', 'out\n');
    const found = read({ path: 'x.sh', elsewhere: true });
    expect(found).toEqual({ actions: [], unknown: ['script-body'], files: [] });
  });

  it('stay in the dark when the look-ups run out', () => {
    put('x.sh', 'out\n');
    expect(read({ path: 'x.sh' }, 1).unknown).toEqual(['script-body']);
  });
});

describe('scripts of a package and targets of a makefile', () => {
  it('run before, itself with its arguments, and after', () => {
    put('package.json', JSON.stringify({ scripts: { prex: 'a', x: 'b', postx: 'c', y: 'd' } }));
    put('sub/.keep', '');
    const target = { kind: 'npm-script', name: 'x' } as const;
    const { actions } = read({ path: '.', cwd: `${root}/sub`, target, args: ["it's", '*'] });
    expect(actions.map((action) => action.params['file_path'])).toEqual([
      'a',
      `b 'it'\\''s' ''"$AGSEC_UNKNOWN"''`,
      'c',
    ]);
    expect(actions[0]?.params['cwd']).toBe(root);
    expect(actions[0]?.via?.file).toBe(`${root}/package.json`);
  });

  it.each([['{"scripts":{}}'], ['{"scripts":{"x":3}}'], ['[]'], ['{ not json']])(
    'stay in the dark in %s',
    (text) => {
      put('package.json', text);
      const target = { kind: 'npm-script', name: 'x' } as const;
      expect(read({ path: '.', target }).unknown).toEqual(['script-body']);
    },
  );

  it('are looked for in the makefile that make takes', () => {
    put('Makefile', 'all:\n\tlast\n');
    put('makefile', 'all:\n\tsecond\n');
    const target = { kind: 'make-target', name: '' } as const;
    const first = () => read({ path: 'Makefile', target }).actions[0]?.params['file_path'];
    expect(first()).toBe('second');
    put('GNUmakefile', 'all:\n\tfirst\n');
    expect(first()).toBe('first');
  });

  it('need not be there where that is said', () => {
    put('package.json', '{"scripts":{}}');
    const target = { kind: 'npm-script', name: 'postinstall' } as const;
    expect(read({ path: 'package.json', target, optional: true }).unknown).toEqual([]);
  });

  it('run what make would, in the folder of the makefile', () => {
    put('Makefile', 'clean:\n\tout\n');
    const target = { kind: 'make-target', name: 'clean' } as const;
    const { actions, unknown } = read({ path: '.', target });
    expect(actions.map((action) => action.params['file_path'])).toEqual(['out']);
    expect(unknown).toEqual([]);
  });
});
