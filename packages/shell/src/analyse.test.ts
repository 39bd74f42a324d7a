import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';
import { generateScript } from './fuzz/generate-script.ts';
import { Random } from './fuzz/random.ts';
import { commandsOf, PLACE, read } from './testing/line.ts';

const FRAGMENTS = [
  'rm -rf ',
  '$(',
  ')',
  '`',
  '"',
  "'",
  '${',
  '}',
  '{',
  '((',
  '))',
  '<<E\n',
  'E\n',
  '<(',
  '>(',
  ';',
  '&&',
  '||',
  '|',
  '&',
  '>',
  '<',
  '\n',
  'if ',
  'then ',
  'fi',
  'for x in ',
  'do ',
  'done',
  'case x in ',
  'esac',
  'f() ',
  'eval ',
  'sh -c ',
  '$x',
  'x=',
  'x+=(',
  '[[',
  ']]',
  '[',
  '*',
  '?',
  '~',
  '!',
  '#',
  '\\',
  '\0',
  '\u{1f600}',
  'a',
] as const;

describe('analyse never throws and always ends', () => {
  it('on random characters', () => {
    const random = new Random(11);
    for (let round = 0; round < 3_000; round += 1) {
      const codes = Array.from({ length: random.below(80) }, () => random.below(0x180));
      expect(() => read(String.fromCharCode(...codes))).not.toThrow();
    }
  });

  it('on random pieces of shell', () => {
    const random = new Random(12);
    for (let round = 0; round < 3_000; round += 1) {
      const pieces = Array.from({ length: random.below(30) }, () =>
        random.pick([...FRAGMENTS, 'b']),
      );
      expect(() => read(pieces.join(''))).not.toThrow();
    }
  });

  it('on scripts with something cut out, doubled or swapped', () => {
    const random = new Random(13);
    for (let seed = 0; seed < 1_500; seed += 1) {
      const script = generateScript(seed);
      const at = random.below(script.length);
      const length = random.below(6);
      const mutated = random.pick([
        script.slice(0, at),
        script.slice(at),
        script.slice(0, at) + script.slice(at + length),
        script.slice(0, at) + script.slice(at, at + length).repeat(3) + script.slice(at),
        script.slice(0, at) + random.pick(FRAGMENTS) + script.slice(at),
      ]);
      expect(() => read(mutated)).not.toThrow();
    }
  });

  it.each(FRAGMENTS)('on 64 KiB of %j', (fragment) => {
    const line = fragment.repeat(Math.ceil(65_536 / fragment.length)).slice(0, 65_536);
    const { actions } = read(line);
    expect(actions.length).toBeLessThanOrEqual(3_000);
  });

  it('on a megabyte, which it does not read', () => {
    expect(analyse('rm x;'.repeat(200_000), PLACE)).toEqual({
      actions: [],
      unknown: ['too-long'],
      simpleCommands: [],
      scripts: [],
    });
  });
});

describe('the analysis does not change', () => {
  const withoutText = (line: string) => {
    const { actions, unknown } = read(line);
    return { actions, unknown };
  };

  it.each([
    ['rm -rf a b', '\'rm\' -"r"f a \\b'],
    ['rm -rf a b', 'rm\t-rf   a    b  '],
    ['rm -rf a b', '  rm -rf a b # why'],
    ['rm -rf a b', 'rm -rf \\\n a b'],
    ['rm -rf a b', '\nrm -rf a b\n'],
    ['a && b || c', 'a&&b||c'],
    ['a; b', 'a\nb'],
    ['if a; then b; fi', 'if a\nthen\n b\nfi'],
    ['for x in 1 2; do c $x; done', 'for x in \'1\' "2"\ndo c "$x"\ndone'],
    ['a > b', 'a>b'],
    ['a > b', "a >'b'"],
    ['cat <<< "a b"', "cat <<< 'a b'"],
    ['x=1 a', "x='1' a"],
  ])('between %j and %j', (left, right) => {
    expect(withoutText(right)).toEqual(withoutText(left));
  });

  it('when random scripts are set in a group', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const script = generateScript(seed);
      const grouped = commandsOf(`{ ${script}\n}`);
      expect([seed, grouped]).toEqual([seed, commandsOf(script)]);
    }
  });
});

describe('command.run', () => {
  it('holds what a policy asks for', () => {
    const [action] = read('LANG=C grep -rn --include="*.ts" foo src').actions;
    expect(action).toEqual({
      name: 'command.run',
      params: {
        name: 'grep',
        args: ['-rn', '--include=*.ts', 'foo', 'src'],
        flags: ['-rn', '-r', '-n', '--include=*.ts'],
        wrappers: [],
        env: ['LANG=C'],
        command: 'grep -rn --include=*.ts foo src',
        cwd: '/p',
      },
      origin: 'derived',
      via: { name: 'grep', wrappers: [] },
      unknown: [],
    });
  });

  it('names wrappers from the outside in, and each command on its way', () => {
    const { actions, simpleCommands } = read('sudo -u x env A=1 rm y');
    expect(simpleCommands).toEqual(['sudo -u x env A=1 rm y', 'env A=1 rm y', 'rm y']);
    const rm = actions.find(({ params }) => params['name'] === 'rm');
    expect(rm?.params).toMatchObject({ wrappers: ['sudo', 'env'], env: ['A=1'] });
    const deletion = actions.find(({ name }) => name === 'file.delete');
    expect(deletion?.via).toEqual({ name: 'rm', wrappers: ['sudo', 'env'] });
  });

  it.each([
    ['git -C x status -s', 'status'],
    ['npm run build', 'run'],
    ['mytool deploy --now', 'deploy'],
    ['mytool --now deploy', undefined],
    ['ls src', undefined],
    ['cd src', undefined],
  ])('%s has the sub-command %s', (line, subcommand) => {
    expect(read(line).actions[0]?.params['subcommand']).toBe(subcommand);
  });

  it.each([
    ['/usr/bin/rm x', 'rm', '/usr/bin/rm'],
    ['./rm x', 'rm', './rm'],
    ['rm.exe x', 'rm', undefined],
  ])('%s is found as %s', (line, name, path) => {
    expect(read(line).actions[0]?.params).toMatchObject({ name, ...(path ? { path } : {}) });
  });

  it('folds case where the system does', () => {
    const nameOn = (os: 'linux' | 'darwin') =>
      read('RM x', { ...PLACE, os }).actions[0]?.params['name'];
    expect(nameOn('darwin')).toBe('rm');
    expect(nameOn('linux')).toBe('RM');
  });

  it('is not made of assignments alone', () => {
    expect(read('x=1 y=2').actions).toEqual([]);
  });

  it('keeps assignments that no word follows after all', () => {
    expect(commandsOf('e=; x=rm $e; $x y')).toContain('rm y');
  });
});
