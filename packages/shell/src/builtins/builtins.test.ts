import { describe, expect, it } from 'vitest';
import { actionsOf, commandsOf, PLACE, read, unknownOf } from '../testing/line.ts';

/** What the line's last command, `c`, is given. */
function given(line: string): unknown {
  return actionsOf(line, 'command.run').at(-1)?.params['args'];
}

describe('builtins that set variables', () => {
  it.each([
    ['export x=a; c $x', ['a']],
    ['export x="a b"; c "$x"', ['a b']],
    ['declare x=a y=b; c $x$y', ['ab']],
    ['typeset -i x=1+1; c $x', ['2']],
    ['declare -i x; x=2*3; c $x', ['6']],
    ['declare -u x=a; c $x', ['A']],
    ['readonly x=a; x=b; c $x', ['a']],
    ['x=a; unset x; c "$x" end', ['', 'end']],
    ['f() { :; }; unset -f f; c', []],
    ['x=(1 2); unset x[0]; c', []],
    ['read -r a b <<< "1 2 3"; c $a "$b"', ['1', '2 3']],
    ['IFS=: read -r a b <<< 1:2; c $a $b', ['1', '2']],
    ['read -ra x <<< "1 2"; c ${x[1]}', ['2']],
    ['echo "1 2" | { read -r a b; c $b; }', ['2']],
    ['{ read -r a; read -r b; } <<< $"1\n2"; c $a $b', ['1', '2']],
    ['exec 3<<< "1\n2"; read -r a <&3; read -r b <&3; c $a $b', ['1', '2']],
    ['read -r a -u 3 3<<< 1; c end', ['end']],
    ['mapfile -t x <<< "1\n2"; c ${x[0]} ${x[1]}', ['1', '2']],
    ['printf -v x "%s-%s" 1 2; c $x', ['1-2']],
    ['let x=1+2; c $x', ['3']],
    ['set -- 1 2 3; shift 2; c $1 $#', ['3', '1']],
    ['set a b; c $2', ['b']],
    ['x=1; x+=2; c $x', ['12']],
    ['declare -A m=([a]=1 [b]=2); c ${m[b]}', ['2']],
    ['x=(1 2 3); x[1]=b; c "${x[@]}"', ['1', 'b', '3']],
    ['export x=a; sh -c \'c "$x"\'', ['a']],
    ['x=a; sh -c \'c "$x" end\'', ['*', 'end']],
    ['x=a sh -c \'c "$x"\'', ['a']],
  ])('%s', (line, args) => {
    expect(given(line)).toEqual(args);
  });

  it('that read what nobody knows give nothing away', () => {
    for (const line of [
      'read x; $x',
      'read x < f; $x',
      'mapfile x < f; ${x[0]}',
      'getopts a x; $x',
    ])
      expect(unknownOf(line)).toContain('dynamic-command');
  });
});

describe('what was typed before', () => {
  it.each(['history', 'history 20', 'history | grep TOKEN', 'fc -l', 'fc -ln -10'])(
    '%s',
    (line) => {
      expect(actionsOf(line, 'secret.read').map(({ params }) => params['kind'])).toEqual([
        'history',
      ]);
    },
  );

  it.each(['history -c', 'history -w', 'git log --oneline'])('%s shows none of it', (line) => {
    expect(actionsOf(line, 'secret.read')).toEqual([]);
  });
});

describe('variables and functions that are listed', () => {
  it.each([
    'declare',
    'typeset',
    'declare -p',
    'declare -x',
    'declare -rx',
    'export -p',
    'readonly',
    'readonly -p',
    'declare -r',
    'declare -u',
  ])('%s shows what the line or the environment holds', (line) => {
    const shown = actionsOf(`readonly API_TOKEN; declare -u API_TOKEN; ${line}`, 'secret.read');
    expect(shown.map(({ params }) => params['kind'])).toEqual(['environment']);
  });

  it.each([
    'declare -f',
    'declare -F',
    'declare -pf',
    'typeset -f',
    'export -f',
    'declare -F deploy',
    'readonly -f deploy',
    'declare -a',
    'declare -A',
    'declare -i',
    'readonly',
    'readonly -p',
    'declare -p PATH',
  ])('%s shows no secret', (line) => {
    expect(actionsOf(line, 'secret.read')).toEqual([]);
  });
});

describe('records that come in', () => {
  it.each([
    ['find src -name "*.ts" | while read -r f; do c "$f"; done', ['src/*.ts', 'src/**/*.ts']],
    [`printf 'a\\nb\\n' | while read -r f; do c "$f"; done`, ['a', 'b']],
    ['find . -name "*.ts" -print0 | while IFS= read -r -d "" f; do c "$f"; done', ['./**/*.ts']],
    ['while read -r f; do c "${f%.ts}.mts"; done < <(git ls-files "*.ts")', ['*.mts']],
    ['mapfile -t x < <(find src -name a); for f in "${x[@]}"; do c "$f"; done', ['src/**/a']],
    ['find src -name a | sort | grep -v b | head -3 | while read f; do c $f; done', ['src/**/a']],
  ])('%s', (line, words) => {
    const found = commandsOf(line).filter((command) => command.startsWith('c '));
    for (const word of words) expect(found.some((command) => command.endsWith(word))).toBe(true);
    expect(found).not.toContain('c *');
  });

  it.each([
    'while read f; do c $f; done < f',
    'cat f | while read f; do c $f; done',
    "printf 'ab\nc' | while read -n1 f; do c $f; done",
    "printf 'ab\nc' | { head -c1 > /dev/null; read f; c $f; }",
    "printf 'a\n' | { sed q; read f; c $f; }",
    'find . | while read a b; do c $b; done',
  ])('%s may be anything', (line) => {
    expect(commandsOf(line)).toContain('c *');
  });
});

describe('builtins that run text', () => {
  it.each([
    'eval rm x',
    'eval "rm" "x"',
    'eval -- rm x',
    'eval \'eval "rm x"\'',
    'command rm x',
    'command -p rm x',
    'builtin command rm x',
    'exec rm x',
    'exec -a name rm x',
    'exec -cl rm x',
    'noglob rm x',
    'x=eval; $x "rm x"',
    '\\eval "rm x"',
    'e""val "rm x"',
  ])('%s runs rm x', (line) => {
    expect(commandsOf(line)).toContain('rm x');
  });

  it.each(['command -v rm', 'command -V rm x', 'type rm', 'eval', 'exec', 'help rm', 'hash rm'])(
    '%s runs nothing',
    (line) => {
      expect(commandsOf(line)).toEqual([line]);
      expect(unknownOf(line)).toEqual([]);
    },
  );

  it('keep what they change', () => {
    expect(given('eval x=1; c $x')).toEqual(['1']);
    expect(given('. /dev/stdin <<< x=1; c $x')).toEqual(['1']);
    expect(given('(eval x=1); x=2; c $x')).toEqual(['2']);
  });

  it('name a sourced file, which the runtime reads', () => {
    const { scripts, unknown } = read('source ./env.sh a b; . /etc/profile');
    expect(scripts).toEqual([
      { path: './env.sh', cwd: '/p', language: 'sh', args: ['a', 'b'], wrappers: [] },
      { path: '/etc/profile', cwd: '/p', language: 'sh', args: [], wrappers: [] },
    ]);
    expect(unknown).toEqual([]);
    expect(unknownOf('. "$FILE"')).toEqual(['script-body']);
  });

  it('cannot know the history', () => {
    expect(unknownOf('fc -s')).toEqual(['dynamic-command']);
    expect(unknownOf('fc -l')).toEqual([]);
  });

  it('give a script’s body its arguments', () => {
    const surroundings = { ...PLACE, positional: ['a b', null] };
    const [action] = actionsOf('c "$1" "$2" $#', 'command.run', surroundings);
    expect(action).toMatchObject({ params: { args: ['a b', '*', '2'] } });
    expect(action?.unknown).toContain('args');
  });
});

describe('assignments that run code', () => {
  it.each([
    ['LD_PRELOAD=./x.so ls', './x.so'],
    ['export LD_PRELOAD=/tmp/x.so', '/tmp/x.so'],
    ['DYLD_INSERT_LIBRARIES=x.dylib ls', 'x.dylib'],
    ['BASH_ENV=./x.sh bash -c ls', './x.sh'],
    ['enable -f ./x.so x', './x.so'],
  ])('%s loads %s', (line, path) => {
    expect(actionsOf(line, 'code.execute').map(({ params }) => params['file_path'])).toContain(
      path,
    );
  });

  it('are not those that only share the name', () => {
    expect(actionsOf('ENV=production mytool', 'code.execute')).toEqual([]);
    expect(actionsOf('export ENV=test', 'code.execute')).toEqual([]);
  });
});
