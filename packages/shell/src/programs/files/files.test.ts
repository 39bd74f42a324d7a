import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { FILE_PROGRAMS } from './index.ts';
import { patchTargets } from './patch-targets.ts';

const files = (...words: string[]) => told(FILE_PROGRAMS, ...words);
const line = (text: string) => files(...text.split(' '));

describe('programs that move, copy and link', () => {
  it.each([
    ['mv a b', ['file.move file_path=a to=b']],
    ['mv a b d', ['file.move file_path=a to=d/a', 'file.move file_path=b to=d/b']],
    ['mv -t d a b', ['file.move file_path=a to=d/a', 'file.move file_path=b to=d/b']],
    ['mv --target-dir=d a', ['file.move file_path=a to=d/a']],
    ['mv -ft d a', ['file.move file_path=a to=d/a']],
    ['mv -S .bak a b', ['file.move file_path=a to=b']],
    ['mv -- -a b', ['file.move file_path=-a to=b']],
    ['mv --backup=numbered a b', ['file.move file_path=a to=b keeps=true']],
    ['mv -n a b', ['file.move file_path=a to=b keeps=true']],
    ['cp -n a b', ['file.copy file_path=a to=b keeps=true']],
    ['cp a b', ['file.copy file_path=a to=b']],
    ['cp -r a b', ['file.copy file_path=a to=b recursive=true']],
    ['cp -a a b', ['file.copy file_path=a to=b recursive=true']],
    ['cp --recur a b', ['file.copy file_path=a to=b recursive=true']],
    ['cp -t d a b', ['file.copy file_path=a to=d/a', 'file.copy file_path=b to=d/b']],
    ['cp x/.bashrc /home/u', ['file.copy file_path=x/.bashrc to=/home/u/.bashrc']],
    ['cp .zshrc d/', ['file.copy file_path=.zshrc to=d/.zshrc']],
    ['cp a/b ..', ['file.copy file_path=a/b to=../b']],
    ['cp -r a/. /home/u', ['file.copy file_path=a/. to=/home/u recursive=true']],
    ['cp -rT a /home/u', ['file.copy file_path=a to=/home/u recursive=true']],
    ['mv a /w', ['file.move file_path=a to=/w/a']],
    ['mv a /work', ['file.move file_path=a to=/work']],
    ['cp -s a b', ['file.link file_path=b to=a']],
    ['cp -l a b', ['file.link file_path=b to=a']],
    ['cp -al a b', ['file.copy file_path=a to=b recursive=true']],
    ['cp --preserve=mode a b', ['file.copy file_path=a to=b']],
    [
      'cp /dev/zero /dev/sda',
      [
        'file.copy file_path=/dev/zero to=/dev/sda',
        'system.disk verb=overwrite file_path=/dev/sda',
      ],
    ],
    ['ditto a b', ['file.copy file_path=a to=b recursive=true']],
    ['ln -s a b', ['file.link file_path=b to=a']],
    ['ln -sf /etc/passwd', ['file.link file_path=passwd to=/etc/passwd']],
    ['ln -s -t d a', ['file.link file_path=d/a to=d/a']],
    ['ln -t d a', ['file.link file_path=d/a to=a']],
    ['ln -s .env d/x', ['file.link file_path=d/x to=d/.env']],
    ['ln -sr .env d/x', ['file.link file_path=d/x to=.env']],
    ['ln -s /a/b d/x', ['file.link file_path=d/x to=/a/b']],
    ['ln -s /x/.bashrc /home/u', ['file.link file_path=/home/u/.bashrc to=/x/.bashrc']],
    ['ln -sfn a b', ['file.link file_path=b to=a', 'file.write file_path=b recursive=true']],
    [
      'ln -s --no-target-dir a b',
      ['file.link file_path=b to=a', 'file.write file_path=b recursive=true'],
    ],
    ['link a b', ['file.link file_path=b to=a']],
    [
      'rename s/a/b/ x.txt y.txt',
      ['file.move file_path=x.txt to=* ?to', 'file.move file_path=y.txt to=* ?to'],
    ],
    ['rename foo bar x.txt', ['file.move file_path=x.txt to=* ?to']],
    ['rename -n s/a/b/ x.txt', []],
    ['mv', []],
    ['mv a', []],
    ['cp --help a b', []],
  ])('%s', (text, expected) => {
    expect(line(text)).toEqual(expected);
  });

  it('takes Perl code for what it is', () => {
    expect(
      files('rename', 's/x/unlink($_)/e', 'a').some((each) => each.startsWith('code.execute')),
    ).toBe(true);
  });
});

describe('programs that write', () => {
  it.each([
    ['touch a', ['file.write file_path=a append=true creates=true']],
    ['touch -d now -r .env a', ['file.write file_path=a append=true creates=true']],
    ['touch -c a', []],
    [
      'mkdir -p a/b c',
      [
        'file.write file_path=a/b append=true creates=true',
        'file.write file_path=c append=true creates=true',
      ],
    ],
    ['mkdir -m 700 a', ['file.write file_path=a append=true creates=true']],
    ['mkfifo p', ['file.write file_path=p append=true creates=true']],
    [
      'mknod s b 8 0',
      ['file.write file_path=s append=true creates=true', 'system.disk verb=node file_path=s'],
    ],
    ['mknod p p', ['file.write file_path=p append=true creates=true']],
    ['tee a b', ['file.write file_path=a', 'file.write file_path=b']],
    ['tee -a a', ['file.write file_path=a append=true']],
    ['tee --app a', ['file.write file_path=a append=true']],
    [
      'tee /dev/sda',
      ['system.disk verb=overwrite file_path=/dev/sda', 'file.write file_path=/dev/sda'],
    ],
    ['tee /dev/null', []],
    ['sponge a', ['file.write file_path=a']],
    ['split -b 1M f', ['file.read file_path=f', 'file.write file_path=x* ?file_path']],
    ['split f out-', ['file.read file_path=f', 'file.write file_path=out-* ?file_path']],
    [
      'split segments delete beta',
      [
        'infra.execute tool=split verb=segments delete severity=destroy destructive=true target=beta',
      ],
    ],
    ['csplit -f ./o f /1/', ['file.read file_path=f', 'file.write file_path=./o* ?file_path']],
    ['patch f p', ['file.read file_path=p', 'file.edit file_path=f']],
    ['patch -p1 -i p', ['file.read file_path=p', 'file.write file_path=. recursive=true']],
    ['patch -d /etc -i p', ['file.read file_path=p', 'file.write file_path=/etc recursive=true']],
    ['patch --dry-run -i p', ['file.read file_path=p']],
    ['patch -o out f p', ['file.read file_path=p', 'file.write file_path=out']],
    ['uudecode b', ['file.read file_path=b', 'file.write file_path=. recursive=true']],
    ['uudecode -o a b', ['file.read file_path=b', 'file.write file_path=a']],
    ['xxd -r a b', ['file.read file_path=a', 'file.write file_path=b']],
    ['tee', []],
  ])('%s', (text, expected) => {
    expect(line(text)).toEqual(expected);
  });

  it('reads which files a patch changes', () => {
    const patch = [
      '--- a/src/x.ts\t2024',
      '+++ b/src/x.ts\t2024',
      '@@ -1 +1 @@',
      '-+++ b/no',
      '--- a/old',
      '+++ /dev/null',
      'rename to new name',
      '--- "a/q\\"x"',
      '+++ "b/q\\"x"',
    ].join('\n');
    expect(patchTargets(patch, 1)).toEqual([
      { path: 'src/x.ts', removes: false },
      { path: 'old', removes: true },
      { path: 'new name', removes: false },
      { path: 'q"x', removes: false },
    ]);
    expect(patchTargets('diff --git a/x b/x\ndeleted file mode 100644', 1)).toEqual([
      { path: 'x', removes: false },
    ]);
    expect(patchTargets('*** a/x\n--- b/x', 1)).toEqual([]);
    expect(patchTargets(patch, undefined)[0]).toEqual({ path: 'x.ts', removes: false });
  });

  it('runs the filter of split', () => {
    expect(files('split', '--filter=rm x', 'f')).toContain('file.delete file_path=x');
  });
});

describe('programs that read', () => {
  it.each([
    ['cat .env', ['file.read file_path=.env']],
    ['cat -n a b', ['file.read file_path=a', 'file.read file_path=b']],
    ['cat - a', ['file.read file_path=a']],
    ['cat find -delete', ['file.read file_path=find']],
    ['tac .env', ['file.read file_path=.env']],
    ['head -20 .env', ['file.read file_path=.env']],
    ['head -n 5 .env', ['file.read file_path=.env']],
    ['tail -f .env', ['file.read file_path=.env']],
    ['tail -n +3 .env', ['file.read file_path=.env']],
    ['less .env', ['file.read file_path=.env']],
    ['less -N +G .env', ['file.read file_path=.env']],
    ['less -o log .env', ['file.read file_path=.env', 'file.write file_path=log']],
    ['more -p .env', ['file.read file_path=.env']],
    ['bat -l sh .env', ['file.read file_path=.env']],
    ['wc rm -rf /', ['file.read file_path=rm', 'file.read file_path=/']],
    ['wc --files0-from=.env', ['file.read file_path=.env']],
    ['md5sum -c sums', ['file.read file_path=sums']],
    ['shasum -a 256 .env', ['file.read file_path=.env']],
    ['md5 -s .env', ['file.read file_path=.env']],
    ['base64 -w 0 .env', ['file.read file_path=.env']],
    ['base64 -i .env -o out', ['file.read file_path=.env', 'file.write file_path=out']],
    ['xxd -c 16 .env', ['file.read file_path=.env']],
    ['od -c .env', ['file.read file_path=.env']],
    ['strings -n4 .env', ['file.read file_path=.env']],
    ['hexdump -s 10 .env', ['file.read file_path=10', 'file.read file_path=.env']],
    ['diff a .env', ['file.read file_path=a', 'file.read file_path=.env']],
    [
      'diff -r a b',
      ['file.read file_path=a recursive=true', 'file.read file_path=b recursive=true'],
    ],
    ['diff --from-file=.env a', ['file.read file_path=.env', 'file.read file_path=a']],
    [
      'diff3 -x a .env b',
      ['file.read file_path=a', 'file.read file_path=.env', 'file.read file_path=b'],
    ],
    ['cmp a .env', ['file.read file_path=a', 'file.read file_path=.env']],
    [
      'sdiff -o out a b',
      ['file.read file_path=a', 'file.read file_path=b', 'file.write file_path=out'],
    ],
    ['pv .env', ['file.read file_path=.env']],
    ['uuencode -m .env x', ['file.read file_path=.env']],
    ['cat --help', []],
    ['less --version', []],
    ['head --help .env', []],
  ])('%s', (text, expected) => {
    expect(line(text)).toEqual(expected);
  });

  it.each([
    [['less', '+!rm x', 'f']],
    [['more', '+!rm x']],
    [['man', '-P', 'rm x', 'ls']],
    [['man', '--pager=rm x', 'ls']],
    [['bat', '--pager', 'rm x', 'f']],
  ])('%j runs a shell line', (words) => {
    expect(files(...words)).toContain('file.delete file_path=x');
  });

  it.each([['man rm'], ['man -k rm'], ['man -w rm']])('%s only shows a page', (text) => {
    expect(line(text)).toEqual([]);
  });
});

describe('programs that list', () => {
  it.each([
    ['ls', ['file.list file_path=.']],
    ['ls -la a b', ['file.list file_path=a', 'file.list file_path=b']],
    ['ls -R a', ['file.list file_path=a recursive=true']],
    ['ls -I rm -w 80 a', ['file.list file_path=a']],
    ['eza -T a', ['file.list file_path=a recursive=true']],
    ['tree -L 2 a', ['file.list file_path=a recursive=true']],
    ['tree -o out a', ['file.write file_path=out', 'file.list file_path=a recursive=true']],
    ['tree --fromfile .env', ['file.read file_path=.env']],
    ['du -sh a', ['file.list file_path=a recursive=true']],
    ['df -h', []],
    ['stat .env', ['file.list file_path=.env']],
    ['file .env', ['file.list file_path=.env']],
    ['file -f .env', ['file.read file_path=.env']],
    ['readlink -f a', ['file.list file_path=a']],
    ['realpath a', ['file.list file_path=a']],
    ['ls --help', []],
  ])('%s', (text, expected) => {
    expect(line(text)).toEqual(expected);
  });
});
