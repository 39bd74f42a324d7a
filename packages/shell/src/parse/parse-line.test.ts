import { describe, expect, it } from 'vitest';
import { commandsOf, read, unknownOf } from '../testing/line.ts';
import { MAX_LINE_LENGTH, parseLine } from './parse-line.ts';

describe('the parser splits a word at a process substitution', () => {
  it.each([
    'A=<(true) rm -rf x',
    'A=>(true) rm -rf x',
    'A=a<(true)b rm -rf x',
    'A+=<(true) rm -rf x',
    'a[0]=<(true) rm -rf x',
    'B=1 A=<(true) C=2 rm -rf x',
  ])('%s runs rm', (line) => {
    expect(commandsOf(line)).toContain('rm -rf x');
    expect(unknownOf(line)).toEqual([]);
  });

  it('keeps the pieces of an argument together', () => {
    expect(commandsOf('echo a<(true)b')).toEqual(['true', 'echo a/dev/fd/63b']);
  });

  it('leaves an assignment alone that no command follows', () => {
    expect(commandsOf('A=<(true)')).toEqual(['true']);
  });
});

describe('the parser takes a substitution for arithmetic', () => {
  it.each([
    "echo ${u:-$((touch pwned $'\\'')\nls)}",
    "x=${u-$((rm x $'\\'')\nls)}",
    'echo $((touch x; ls))',
  ])('%s is not read as harmless', (line) => {
    expect(unknownOf(line)).toContain('parse-error');
  });

  it.each([
    'echo $((1 + 2))',
    'echo $(( $(wc -l < "$f") + 1 ))',
    'echo $(( ${#x} * (y - 1) ))',
    '(( i++ < 10 ))',
    'echo $(( "$a" + 1 ))',
    'for ((i = 0; i < 3; i++)); do true; done',
  ])('%s is arithmetic', (line) => {
    expect(unknownOf(line)).toEqual([]);
  });
});

describe('parseLine', () => {
  it.each([
    'echo $(rm x',
    'if true; then rm x',
    'rm x )',
    'echo "$(rm \'x)"',
    'cat <(rm "x)',
    'echo `rm "x`',
    'echo ${x:-$(rm "y)}',
  ])('says that %s does not parse', (line) => {
    expect(unknownOf(line)).toContain('parse-error');
  });

  it.each([
    'rm -rf "x',
    "echo 'x",
    'echo one\necho "two\nrm x',
    `echo "it's" 'x`,
    'echo "a \\" b',
    "echo \\' 'x",
  ])('says that %s ends inside a quote', (line) => {
    expect(unknownOf(line)).toEqual(['unfinished']);
  });

  it.each([
    'echo "a" )',
    "cat <<'E'\necho 'x",
    "echo $'x\\'",
    "# it's",
    'echo $((1 + "2',
    "echo a \\' b )",
  ])('does not take %j for a line that only lacks a quote', (line) => {
    expect(unknownOf(line)).not.toContain('unfinished');
  });

  it('still shows what stands before the fault', () => {
    expect(commandsOf('rm -rf a; echo "b')).toContain('rm -rf a');
  });

  it('refuses what would take the parser too long', () => {
    expect(parseLine('<<a '.repeat(10_000)).faulty).toBe(true);
    expect(parseLine('$('.repeat(20_000)).faulty).toBe(true);
    expect(parseLine('f()'.repeat(20_000)).faulty).toBe(true);
    expect(parseLine(`echo ${'$(a)'.repeat(5_000)}`).faulty).toBe(true);
    expect(parseLine('$((1+'.repeat(10_000)).faulty).toBe(true);
  });

  it('reads many here-documents that each have their body', () => {
    const line = 'cat <<E\nx\nE\n'.repeat(200);
    expect(parseLine(line).faulty).toBe(false);
  });

  it('calls a line too long by its length alone', () => {
    expect(read('a'.repeat(MAX_LINE_LENGTH + 1)).unknown).toEqual(['too-long']);
    expect(read(`echo ${'a'.repeat(MAX_LINE_LENGTH - 5)}`).unknown).toEqual([]);
  });
});
