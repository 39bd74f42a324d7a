import { describe, expect, it } from 'vitest';
import { actionsOf, commandsOf, read, unknownOf } from '../testing/line.ts';

describe('branches', () => {
  it.each([
    ['if a; then x=1; else x=2; fi; c $x', ['c 1', 'c 2']],
    ['a && x=2; c $x', ['c 2', 'c *']],
    ['x=1; a || x=2; c $x', ['c 1', 'c 2']],
    ['x=1 && c $x', ['c 1']],
    ['case $y in a) x=1;; b) x=2;; *) x=3;; esac; c $x', ['c 1', 'c 2', 'c 3', 'c *']],
    ['x=1; if a; then x=2; exit; fi; c $x', ['c 1']],
    ['f() { if a; then x=1; return; fi; x=2; }; f; c $x', ['c 1', 'c 2']],
    ['x=1; { x=2; }; c $x', ['c 2']],
    ['x=1; (x=2); c $x', ['c 1']],
    ['x=1; echo | x=2; c $x', ['c 1', 'c 2']],
    ['x=1; (x=2) & c $x', ['c 1']],
    ['if a; then x=1; fi; if b; then y=1; else y=2; fi; c $y', ['c 1', 'c 2']],
  ])('%s', (line, commands) => {
    const found = commandsOf(line).filter((command) => /^c\b/.test(command));
    expect(new Set(found)).toEqual(new Set(commands));
  });

  it('walks every way, whatever the condition', () => {
    const line = 'if false; then rm a; elif false; then rm b; else rm c; fi';
    expect(commandsOf(line)).toEqual(expect.arrayContaining(['rm a', 'rm b', 'rm c']));
    expect(commandsOf('false && rm a')).toContain('rm a');
    expect(commandsOf('true || rm a')).toContain('rm a');
  });

  it('falls from one case into the next', () => {
    expect(commandsOf('case $y in a) x=1;& b) c $x;; esac')).toContain('c 1');
  });

  it('gives up on more combinations than it may walk', () => {
    const many = [1, 2, 3, 4, 5].map((n) => `if a; then x${n}=1; else x${n}=2; fi`).join('; ');
    const [...runs] = actionsOf(`${many}; c $x1$x2$x3$x4$x5`, 'command.run');
    expect(runs.at(-1)?.unknown).toContain('args');
    expect(runs.length).toBeLessThan(40);
  });
});

describe('loops', () => {
  it.each([
    ['for x in 1 2 3; do c $x; done', ['c 1', 'c 2', 'c 3']],
    ['for x in "$@"; do c $x; done', []],
    ['set -- 1 2; for x; do c $x; done', ['c 1', 'c 2']],
    ['x=; for i in r m; do x=$x$i; done; c $x', ['c rm']],
    ['x=1; while a; do c $x; x=2; done', ['c 1', 'c *']],
    ['while read -r x; do c $x; done <<< one', ['c one']],
    [`while read -r x; do c $x; done <<< $'one\ntwo'`, ['c one', 'c two']],
    [`while read -r x; do head -c1; c $x; done <<< $'one\ntwo'`, ['c one', 'c *']],
    ['for ((i = 0; i < 3; i++)); do c $i; done', ['c 0', 'c *']],
    ['until a; do c; done', ['c']],
    ['for x in 1 2; do if a; then break; fi; c $x; done', ['c 1', 'c 2']],
    ['for x in 1 2; do c $x; break; done; c end', ['c 1', 'c end']],
    ['x=0; for i in 1 2; do if a; then x=$i; break; fi; done; c $x', ['c 0', 'c 1', 'c 2']],
    ['select x in 1 2; do c $x; done', ['c *']],
  ])('%s', (line, commands) => {
    const found = commandsOf(line).filter((command) => /^c\b/.test(command));
    expect(new Set(found)).toEqual(new Set(commands));
  });

  it('keeps a glob that a loop goes through', () => {
    const [action] = actionsOf('for f in src/*.ts; do rm "$f"; done', 'file.delete');
    expect(action).toMatchObject({
      params: { file_path: 'src/*.ts' },
      unknown: ['file_path'],
      globs: ['file_path'],
    });
  });

  it('reads what a loop changes as unknown afterwards', () => {
    expect(unknownOf('x=ls; while a; do x=rm$x; done; $x y')).toContain('dynamic-command');
  });

  it('does not walk long lists item by item', () => {
    const items = Array.from({ length: 200 }, (_, index) => `f${index}`).join(' ');
    const { actions, unknown } = read(`for f in ${items}; do rm "$f"; done`);
    expect(unknown).toEqual([]);
    expect(actions.filter((action) => action.name === 'file.delete')).toHaveLength(1);
  });
});

describe('bounds', () => {
  it.each([
    ['commands', 'a;'.repeat(5_000)],
    ['nested loops', `${'for i in 1 2 3 4 5 6 7 8; do '.repeat(8)} a ${'; done'.repeat(8)}`],
    ['nested substitutions', `${'$(a '.repeat(60)}b${')'.repeat(60)}`],
    ['functions that call each other', 'f() { g; g; }; g() { h; h; }; h() { f; f; }; f'],
    ['words', `x="${'a '.repeat(300)}"; ${'c $x;'.repeat(300)}`],
    ['texts in texts', 'x=\'eval "$x"\'; eval "$x"'],
    ['traps that set traps', 'trap \'trap "a" EXIT\' EXIT'],
    ['wrappers', `${'sudo '.repeat(500)}rm x`],
    ['aliases', "alias a='a a'; a"],
  ])('on %s', (_, line) => {
    const { actions } = read(line);
    expect(actions.length).toBeLessThan(5_000);
  });

  it('says that it stopped', () => {
    expect(unknownOf('a;'.repeat(5_000))).toEqual(['too-many']);
    expect(unknownOf(`${'sudo '.repeat(500)}rm x`)).toContain('too-many');
  });

  it('reports what a command writes even where it stops', () => {
    const paths = actionsOf(`{ ${'a;'.repeat(5_000)} } > out`, 'file.write');
    expect(paths.map(({ params }) => params['file_path'])).toEqual(['out']);
  });
});

describe('ways out of a loop', () => {
  it.each([
    ['for x in 1 2; do y=$x; break; done; c $y', ['c 1']],
    ['for x in 1 2; do y=$x; continue; y=3; done; c $y', ['c 2']],
    ['y=0; for x in 1 2; do for z in a b; do y=$x$z; break 2; done; y=9; done; c $y', ['c 1a']],
    ['y=0; for x in 1 2; do if a; then continue; fi; y=$x; done; c $y', ['c 0', 'c 1', 'c 2']],
    ['y=0; while a; do y=1; break; done; c $y', ['c 0', 'c 1']],
    ['y=0; while a; do if b; then y=1; break; fi; y=2; done; c $y', ['c 0', 'c 1', 'c 2', 'c *']],
    ['f() { for x in 1 2; do y=$x; return; done; y=3; }; f; c $y', ['c 1']],
    ['for x in 1 2; do (break; c $x); done', ['c 1', 'c 2']],
    ['y=1; break; c $y', ['c 1']],
  ])('%s', (line, commands) => {
    const found = commandsOf(line).filter((command) => /^c\b/.test(command));
    expect(new Set(found)).toEqual(new Set(commands));
  });

  it('shows a program each value that an exported variable may have', () => {
    const line =
      "export TAR_OPTIONS; if a; then TAR_OPTIONS=''; else TAR_OPTIONS='-c -f h:/x'; fi; tar -- .env";
    expect(actionsOf(line, 'secret.send')).not.toEqual([]);
  });
});
