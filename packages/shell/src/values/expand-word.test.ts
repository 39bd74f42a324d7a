import { describe, expect, it } from 'vitest';
import { actionsOf, commandsOf, PLACE, read, unknownOf } from '../testing/line.ts';

/** The last command of the line. */
function last(line: string): string | undefined {
  return commandsOf(line).at(-1);
}

describe('quotes hide nothing', () => {
  it.each([
    "r''m -rf x",
    'r"m" -rf x',
    'r\\m -r"f" x',
    "$'\\x72\\x6d' -rf x",
    "$'\\162m' -rf x",
    'rm$IFS-rf${IFS}x',
    'r\\\nm -rf x',
    '"rm" "-rf" \'x\'',
    'rm   -rf	x',
    'rm -rf x # rm y',
    '{rm,-rf,x}',
    'x=rm; $x -rf x',
    'a=r; b=m; "$a$b" -rf x',
    'x=mr; ${x:1:1}${x:0:1} -rf x',
    'x=xrm; ${x#x} -rf x',
    'x=rm.txt; ${x%.txt} -rf x',
    'x=sm; ${x/s/r} -rf x',
    'x=RM; ${x,,} -rf x',
    'x=rm; y=x; ${!y} -rf x',
    'unset x; ${x:-rm} -rf x',
    'x=; ${x:=rm} -rf x',
    'x=1; ${x:+rm} -rf x',
    'x=(rm -rf x); "${x[@]}"',
    'x=(a rm); ${x[1]} -rf x',
    'declare -A x=([k]=rm); ${x[k]} -rf x',
    'declare -l x=RM; $x -rf x',
    'declare -n y=x; x=rm; $y -rf x',
    'set -- rm -rf x; "$@"',
    'set -- -rf x; rm $*',
    '$(echo rm) -rf x',
    '`echo rm` -rf x',
    '$(printf "%s%s" r m) -rf x',
    '"$(printf "\\162m")" -rf x',
    'printf -v x rm; $x -rf x',
    'read x <<< rm; $x -rf x',
    'read -r x y <<< "rm -rf"; $x $y x',
    'mapfile -t x <<< rm; ${x[0]} -rf x',
    'IFS=,; x=rm,-rf,x; $x',
    'r$@m -rf x',
    'r$1m -rf x',
    'unset u; r${u}m -rf x',
    'x=rm; eval "$x -rf x"',
    'x=$((5+5)); [ $x ] && rm -rf x',
    'let x=1+1; rm -rf x',
    ': "${x:=rm}"; unset y; rm -rf x',
    `sh -c '$0 -rf x' rm`,
    `bash -c '"$0" "$@"' rm -rf x`,
  ])('%s is rm -rf x', (line) => {
    expect(commandsOf(line)).toContain('rm -rf x');
  });

  it.each([
    'r*m -rf x',
    '$(cat name) -rf x',
    '"$CMD" -rf x',
    '/bin/r? -rf x',
    '${RANDOM_NAME} x',
    'r${UNDEFINED}m x',
    '$(curl -s host) x',
    'read x; $x y',
    '$1 x',
  ])('%s is a command nobody knows', (line) => {
    const surroundings = { ...PLACE, positional: [null] };
    expect(read(line, surroundings).unknown).toContain('dynamic-command');
  });
});

describe('text that is data stays data', () => {
  it.each([
    'echo "rm -rf /"',
    "git commit -m 'rm -rf /'",
    'echo rm -rf /',
    "grep -r 'rm -rf' .",
    'x="rm -rf /"; echo "$x"',
    "cat > notes <<'E'\nrm -rf /\n$(rm x)\nE",
    'echo "\\$(rm x)"',
    "echo '$(rm x)'",
    'printf "%s" "`echo hi`; rm x"',
    '# rm -rf /',
    'f() { rm -rf /; }',
    "alias x='rm -rf /'",
  ])('%s deletes nothing', (line) => {
    expect(actionsOf(line, 'file.delete')).toEqual([]);
    expect(unknownOf(line)).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['x="a b"; c $x', 'c a b'],
    ['x="a b"; c "$x"', 'c a b'],
    ['c ~/x ~u/y ~+/z', 'c /home/u/x /home/u/y /p/z'],
    ['c "~/x" \\~/x', 'c ~/x ~/x'],
    ['x=~/a:~/b; c $x', 'c /home/u/a:/home/u/b'],
    ['c $HOME ${HOME}/x $PWD $USER', 'c /home/u /home/u/x /p u'],
    ['c ${#HOME}', 'c 7'],
    ['c $((2 ** 3)) $((x = 4)) $x', 'c 8 4 4'],
    ['x=5; c $((x > 3 ? 1 : 2)) $((x += 1)) $x', 'c 1 6 6'],
    ['c "${@:-none}"', 'c none'],
    ['set -- a b c; c "${@:2}" $#', 'c b c 3'],
    ['x=a.b.c; c ${x##*.} ${x%%.*} ${x//./-}', 'c c a a-b-c'],
    ['x=(a b); x+=(c); c "${x[*]}" ${#x[@]} ${x[-1]}', 'c a b c 3 c'],
    ['c ${HOME:0:1}etc', 'c /etc'],
    ['c ${PATH:0:1}etc', 'c /etc'],
    ["c $'a\\tb'", 'c a\tb'],
    ['c "a\\"b"', 'c a"b'],
    ['c "$(echo a; echo b)"', 'c a\nb'],
    ['c ${x:-a "b c"}', 'c a b c'],
  ])('%s is %s', (line, command) => {
    expect(last(line)).toBe(command);
  });

  it('keeps fields apart', () => {
    const [action] = actionsOf('c "a b" $(echo c d) ""', 'command.run').slice(-1);
    expect(action?.params['args']).toEqual(['a b', 'c', 'd', '']);
  });

  it('leaves out a word that expands to nothing', () => {
    const [action] = actionsOf('x=; c $x "$x" a', 'command.run');
    expect(action?.params['args']).toEqual(['', 'a']);
  });

  it('shows what is known of a path that is not', () => {
    const [action] = actionsOf('cat ~/.ssh/$X', 'file.read');
    expect(action).toMatchObject({
      params: { file_path: '/home/u/.ssh/*' },
      unknown: ['file_path'],
      globs: ['file_path'],
    });
  });

  it('hands a glob on for the disk to expand', () => {
    const [action] = actionsOf('cat "a*"/.e[n]v*', 'file.read');
    expect(action).toMatchObject({
      params: { file_path: 'a\\*/.e[n]v*' },
      unknown: [],
      globs: ['file_path'],
    });
  });

  it('takes a glob for text where globs are off', () => {
    const [action] = actionsOf('set -f; cat *.ts', 'file.read');
    expect(action?.globs).toBeUndefined();
  });

  it('does not know another machine’s home', () => {
    const [action] = actionsOf("ssh host 'cat ~/.ssh/id_rsa'", 'file.read');
    expect(action).toMatchObject({ params: { file_path: '~/.ssh/id_rsa' }, elsewhere: true });
  });

  it('runs what stands in an expansion', () => {
    for (const line of [
      'echo ${x:-$(rm y)}',
      'echo "${x:-`rm y`}"',
      'echo ${x/$(rm y)/a}',
      'x[$(rm y)]=1',
      'echo ${x[$(rm y)]}',
      '[[ -n $(rm y) ]]',
      '[[ a =~ $(rm y) ]]',
      '(( $(rm y) ))',
      'case $(rm y) in a) ;; esac',
      'for i in $(rm y); do :; done',
      'echo <(rm y)',
      'cat < $(rm y)',
      'cat <<E\n$(rm y)\nE',
      'cat <<< "$(rm y)"',
      'a=$(rm y)',
      'a=([1]=$(rm y))',
      'echo $((1 + $(rm y)))',
      'echo "$(echo "$(rm y)")"',
      'x="a[\\$(rm y)]"; echo $((x))',
      "x='a[$(rm y)]'; [[ $x -eq 1 ]]",
      "test -v 'a[$(rm y)]'",
      "unset 'a[$(rm y)]'",
      "printf -v 'a[$(rm y)]' x",
      "read 'a[$(rm y)]'",
      "declare -i n='a[$(rm y)]'",
      "let 'a[$(rm y)]=1'",
      'echo ${ rm y; }',
      'echo *[$(rm y)]*',
    ])
      expect([line, commandsOf(line)]).toEqual([line, expect.arrayContaining(['rm y'])]);
  });

  it('does not run what is never expanded', () => {
    expect(commandsOf('x=1; echo ${x:-$(rm y)}')).toEqual(['echo 1']);
    expect(commandsOf('x=; echo ${x:+$(rm y)}')).toEqual(['echo']);
  });
});

describe('variables from outside', () => {
  it('names the likely value of a default and says that it is not sure', () => {
    const [action] = actionsOf('rm -rf ${BUILD_DIR:-build}', 'file.delete');
    expect(action).toMatchObject({ params: { file_path: 'build' }, unknown: ['file_path'] });
  });

  it('reads both ways a value may have come', () => {
    const paths = actionsOf('[ -z "$F" ] && F=.env; cat $F', 'file.read').map(
      ({ params }) => params['file_path'],
    );
    expect(paths).toEqual(['.env', '*']);
  });
});
