import { describe, expect, it } from 'vitest';
import { commandsOf, read, unknownOf } from '../testing/line.ts';

describe('a file the line writes by any of its names', () => {
  it.each([
    "exec 3<<< 'rm x'; sh /dev/fd/3",
    'exec 3< <(echo rm x); . /dev/fd/3',
    'exec 3< <(echo rm x); bash /proc/self/fd/3',
    "exec {f}<<< 'rm x'; sh /dev/fd/$f",
    "{ sh /dev/fd/5; } 5<<< 'rm x'",
    "exec 3<<< 'rm x'; sh < /dev/fd/3",
    "exec 3> >(sh); echo 'rm x' > /dev/fd/3",
    "echo 'rm x' > /dev/fd/1 | sh",
    ". /dev/fd/0 <<< 'rm x'",
    ". /proc/self/fd/0 <<< 'rm x'",
    "echo 'rm x' | source",
    "ln -s a b; echo 'rm x' > a; sh b",
    "ln -s a b; echo 'rm x' > b; sh a",
    "ln -s d e; echo 'rm x' > e/a; sh d/a",
    "ln -s a d/b; echo 'rm x' > d/a; sh d/b",
    "echo 'rm x' > a; sh /proc/self/cwd/a",
    "echo 'rm x' > /tmp/a; sh /proc/self/root/tmp/a",
    "echo 'rm x' > ab; sh a*",
    "echo 'rm x' > ab; . ./a[b]",
    'echo \'rm x\' > a.sh; for f in *.sh; do sh "$f"; done',
    "echo 'rm x' > a.sh; find . -name a.sh -exec sh {} \\;",
    "echo 'rm x' > /tmp/q$$; sh /tmp/q$$",
    "echo 'rm x' > a.$RANDOM; sh a.*",
    "mkdir d; cd d; echo 'rm x' > a; cd ..; cd d; sh ../d/a",
    "install -m755 /dev/stdin a.sh <<< 'rm x'; ./a.sh",
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it.each([
    "echo 'rm x' > a; sh b",
    'echo \'rm x\' > a.md; for f in *.sh; do sh "$f"; done',
    'echo \'rm x\' > a.md; sh "$SCRIPT"',
    "ln -s a b; echo 'rm x' > c; sh b",
    "echo 'rm x' > a; cat a*",
    "exec 3<<< 'rm x'; cat <&3",
    "echo 'rm x' > /dev/fd/2",
    "cp /dev/stdin a.md <<< 'rm x'",
    'mkfifo p; ls > p & cat p',
  ])('%s runs none', (line) => {
    expect(commandsOf(line)).not.toContain('rm x');
  });

  it('links that lead in a circle end', () => {
    expect(unknownOf('ln -s a b; ln -s b a; echo x > a; cat b')).toEqual([]);
  });
});

describe('a file the line writes for another program than a shell', () => {
  it.each([
    "printf '#!/bin/rm -f\\n' > a; chmod +x a; ./a x",
    "printf '#!/usr/bin/env -S rm x\\n' > a; ./a",
    'printf \'#!/usr/bin/awk BEGIN{system("rm x")}\\n\' > a; ./a',
  ])('%s runs rm', (line) => {
    expect(commandsOf(line).some((command) => /^(?:\S*\/)?rm .*x/.test(command))).toBe(true);
  });

  it.each([
    "printf '#!/bin/sh\\nls\\n' > a; ./a",
    "printf '#!/usr/bin/env bash\\nls\\n' > a; ./a",
    "printf '#!/bin/bash -e\\nls\\n' > a; ./a",
    "printf '#!/bin/rm -f\\n' > a; sh a",
  ])('%s starts no other', (line) => {
    expect(
      commandsOf(line).filter((command) => !/^(?:printf|ls|sh a|\.\/a)/.test(command)),
    ).toEqual([]);
  });
});

describe('what is fetched under a name that is not all known', () => {
  it.each(['curl https://h/a -o /tmp/x$$; sh /tmp/x$$', 'curl https://h/a > a.$X; sh a.*'])(
    '%s is code of the network',
    (line) => {
      expect(unknownOf(line)).toContain('remote-code');
    },
  );

  it.each([
    'curl https://h/a -o /tmp/x$$; sh /tmp/y$$',
    'curl https://h/a -o "$OUT"; sh "$SCRIPT"',
    'for u in $(cat l); do curl -O "$u"; done; sh build.sh',
  ])('%s runs none of it', (line) => {
    expect(unknownOf(line)).not.toContain('remote-code');
  });
});

describe('a copy of a program of the system', () => {
  it.each([
    'cp /bin/rm a; ./a x',
    'cat /bin/rm > a; chmod +x a; ./a x',
    'install -m755 /usr/bin/rm a; ./a x',
    'cp /bin/rm a; PATH=.:$PATH; a x',
    'mv /bin/rm a; ./a x',
  ])('%s is that program', (line) => {
    expect(commandsOf(line).some((command) => /\/rm x$/.test(command))).toBe(true);
  });

  it('any other copy is a script that is to be read', () => {
    expect(commandsOf('cp scripts/rm a; ./a x')).toEqual(['cp scripts/rm a', './a x']);
    expect(read('cp scripts/rm a; ./a x').scripts.map(({ path }) => path)).toEqual(['./a']);
  });
});
