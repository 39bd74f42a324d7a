import { describe, expect, it } from 'vitest';
import { analyse } from '../analyse.ts';
import { linesOf, SURROUNDINGS } from '../programs/testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('a program in a folder that is not known', () => {
  it.each([
    '"$VENV/bin/python" -m pytest',
    '$VENV/bin/python -m pytest',
    '"$JAVA_HOME/bin/java" -version',
    '"$GRADLE_HOME"/bin/gradle build',
    '"$(npm root -g)/npm" ci',
  ])('%s', (line) => {
    expect(lines(line)).not.toContain('dynamic-command');
  });

  it('does what its name says', () => {
    expect(lines('"$X/rm" -rf /x')).toContain('file.delete file_path=/x recursive=true');
    expect(lines('$X/bin/rm -rf /x')).toContain('file.delete file_path=/x recursive=true');
  });

  it.each([
    // What a command prints may hold blanks, and so another command.
    '$(cat f)/npm ci',
    '/$(cat f)/npm ci',
    '"$(curl -s https://e.example)/npm" ci',
    // Nobody knows what such a program does, or which it is.
    '"$X/install.sh"',
    '"$X/$Y" ci',
    '"$X" ci',
    '"$X/np$Y" ci',
    '$X ci',
  ])('%s is not known', (line) => {
    expect(lines(line)).toMatch(/unknown: (?:dynamic-command|remote-code)/);
  });
});

describe('a program looked up', () => {
  it.each([
    '$(which npm) ci',
    '`which npm` ci',
    '"$(command -v npm)" ci',
    'sudo $(which npm) ci',
    'npm=$(which npm); "$npm" ci',
    '"$(dirname "$(which node)")/npm" ci',
  ])('%s', (line) => {
    expect(lines(line)).not.toContain('unknown');
  });

  it.each(['$(which rm) -rf /x', '"$(command -v rm)" -rf /x', 'r=$(which rm); $r -rf /x'])(
    '%s',
    (line) => {
      expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
    },
  );

  it.each([
    ['"$(command -v eval)" "rm -rf /x"', 'file.delete file_path=/x'],
    ['f() { rm -rf /x; }; "$(command -v f)"', 'file.delete file_path=/x'],
    ['echo x > "$(which npm)"', 'file.write file_path=/usr/bin/npm'],
  ])('%s', (line, effect) => {
    expect(lines(line)).toContain(effect);
  });

  it.each([
    '$(which $X) ci',
    '$(which -a npm) ci',
    '$(which npm node) ci',
    'PATH=/tmp/x:$PATH; $(which npm) ci',
    'alias npm="rm -rf x"; $(command -v npm) ci',
    '$(command -V npm) ci',
  ])('%s is not known', (line) => {
    expect(lines(line)).toContain('unknown: dynamic-command');
  });
});

describe('a file the line writes under the name of a program', () => {
  it.each([
    "printf 'rm -rf /x' > /tmp/npm; /tmp/npm ci",
    "printf 'rm -rf /x' > npm; chmod +x npm; ./npm test",
    "echo 'rm -rf /x' > /tmp/git && bash -c '/tmp/git status'",
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
  });

  it.each(['./gradlew build', '/usr/bin/npm ci', 'node_modules/.bin/jest'])('not %s', (line) => {
    expect(lines(line)).not.toContain('file.delete');
  });
});

describe('words that getopt prints', () => {
  it.each([
    'eval set -- "$(getopt -o ab: --long foo -- "$@")"',
    'T=$(getopt -o a -n x -- "$@") || exit 1; eval set -- "$T"; shift',
    `eval set -- "$(getopt -o a -- 'x; rm -rf /x')"`,
    `eval set -- "$(getopt -o a -- "it's; rm -rf /x")"`,
  ])('%s runs none of them', (line) => {
    expect(lines(line)).not.toMatch(/unknown|file\.delete/);
  });

  it.each([
    'eval set -- "$(getopt -o a -- /x)"; rm -rf "$2"',
    'eval "$(getopt -o a -- /x | sed "s/^ --/rm -rf/")"',
    'eval set -- "$(getopt -u -o a -- "$@")"',
    'eval set -- "$(getopt -s csh -o a -- "$@")"',
    'eval set -- "$(getopt a "$@")"',
    'eval set -- "$(getopt -o a -- $X)"; "$2" ci',
    'eval set -- "$(cat f)"',
  ])('%s', (line) => {
    expect(lines(line)).toMatch(/unknown: dynamic-command|file\.delete/);
  });
});

describe('the history', () => {
  it.each([
    ['history -c', '/home/u/.bash_history'],
    ['history -cw', '/home/u/.bash_history'],
    ['history -d 5', '/home/u/.bash_history'],
    ['history clear', '/home/u/.bash_history'],
    ['HISTFILE=/tmp/h; history -w', '/tmp/h'],
    ['history -w /tmp/h', '/tmp/h'],
  ])('%s is written anew', (line, file) => {
    expect(lines(line)).toContain(`file.write file_path=${file}`);
  });

  it.each(['history -r', 'history -a', 'history -p x'])('not by %s', (line) => {
    expect(lines(line)).not.toContain('file.write');
  });
});
