import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../testing/line.ts';

const kindsOf = (line: string) =>
  actionsOf(line, 'secret.read').map(({ params }) => params['kind']);

describe('variables of which a filter lets no value through', () => {
  it.each([
    'env | cut -d= -f1',
    'env | cut -d "=" -f 1',
    'printenv | cut -d= -f1 | sort',
    'env | sort | cut -d= -f1',
    'env | sort -u | wc -l',
    'export -p | wc -l',
    "env | sed 's/=.*//'",
    "env | sed 's/=.*/=***/' | sort",
    "env | awk -F= '{print $1}'",
    "env | awk -F = '/^NODE/ { print $1 }' 2>/dev/null",
    'env | grep -c NODE',
    'env | grep -q ^CI= && echo ci',
    "env | grep -o '^[A-Z_]*='",
    'env | grep ^NODE=',
    "env | grep -E '^(PATH|HOME)='",
    'env | grep JAVA_HOME',
    'printenv | grep -i node_env',
    'docker exec app env | grep NODE_ENV',
    'wc -l < list; set | wc -l',
  ])('%s', (line) => {
    expect(kindsOf(line)).toEqual([]);
  });
});

describe('variables that are shown all the same', () => {
  it.each([
    'env',
    'env; env | cut -d= -f1',
    'env | cut -d= -f1; env',
    'env | cut -d= -f2',
    'env | cut -d= -f1,2',
    'env | cut -d= -f1-',
    'env | cut -d= --complement -f1',
    'env | cut -c1-80',
    'env | cut -d= -f$x',
    'env > all.txt | cut -d= -f1',
    'env | tee all.txt | cut -d= -f1',
    'env | tee >(cat) | cut -d= -f1',
    'env | cut -d= -f1 "$(cat >&2)"',
    'env | cut -d= -f1 <(cat >&2)',
    'env | X=$(cat >&2) cut -d= -f1',
    'env | cut -d= -f1 2> "$(cat >&2)"',
    'env | { read first; cut -d= -f1; echo "$first"; }',
    'env | ( head -c 100 >&2; cut -d= -f1 )',
    "env | eval 'read x; cut -d= -f1; echo $x'",
    "env | sh -c 'read x; cut -d= -f1; echo $x'",
    'env | xargs cut -d= -f1',
    'env | ./cut -d= -f1',
    'cut() { cat; }; env | cut -d= -f1',
    'cut() { read x; command cut -d= -f1; echo "$x"; }; env | cut -d= -f1',
    'alias cut=cat\nenv | cut -d= -f1',
    '{ env; env; } | cat',
    "env | sed 's/=.*/&/'",
    "env | sed 's/=.*//;w all.txt'",
    "env | sed -n 's/=.*//;p' -e p",
    "env | sed 's/=.//'",
    "env | awk -F= '{print $1, $2}'",
    "env | awk -F: '{print $1}'",
    "env | awk -F= '{print $1; print $0}'",
    'env | grep -v NODE',
    'env | grep -i token',
    'env | grep ^AWS_SECRET_ACCESS_KEY=',
    "env | grep -E '^(PATH|API_KEY)='",
    'env | grep .',
    'env | grep -A99 ^PATH=',
    'env | grep -e ^PATH= -e .',
    "env | grep -o '^.*'",
    'env | sort -o all.txt | wc -l',
    'env | cat | head',
    'export -p',
  ])('%s', (line) => {
    expect(kindsOf(line)).toContain('environment');
  });
});

describe('variables of one kind', () => {
  it.each([
    'env | grep NODE_',
    'env | grep -i proxy',
    "env | grep -E '^(NODE|npm_)'",
    'set | grep BASH',
    'docker exec app env',
    'ssh host printenv',
  ])('%s may show a setting with a password', (line) => {
    expect(kindsOf(line)).toEqual(['configuration']);
  });

  it.each([
    'env | grep -i aws_secret',
    "env | grep -E 'AWS|TOKEN'",
    'env | grep A',
    'env | tee all.txt | grep NODE_',
  ])('%s is more than that', (line) => {
    expect(kindsOf(line)).toContain('environment');
  });

  it("of a container that was given none of ours are nobody's secret", () => {
    expect(kindsOf('docker run --rm node:20 env')).toEqual([]);
    expect(kindsOf('docker run --rm -e CI=1 node:20 printenv')).toEqual([]);
    expect(kindsOf('docker run --rm -e NPM_TOKEN node:20 env')).toEqual(['configuration']);
    expect(kindsOf('docker run --rm -e A=$NPM_TOKEN node:20 env')).toContain('configuration');
    expect(kindsOf('docker run --rm --env-file .env node:20 env')).toEqual(['configuration']);
  });
});
