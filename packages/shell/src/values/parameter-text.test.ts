import { describe, expect, it } from 'vitest';
import type { Value } from '../program.ts';
import { removeAffix, replaceMatches } from './parameter-text.ts';
import { literal, unknownValue } from './value.ts';

function holes(text: string): Value {
  return { text, known: false, pattern: text, taint: {} };
}

const ANY_FOLDER: Value = { text: '*/', known: true, pattern: '*/', taint: {} };

describe('what is taken from a text with holes', () => {
  it.each([
    ['./*.ts', '%', literal('.ts'), './*'],
    ['./*.ts', '#', literal('./'), '*.ts'],
    ['./*.ts', '%', literal('.js'), '*'],
    ['src/**/*.ts', '##', ANY_FOLDER, '*.ts'],
    ['a/b*c', '##', ANY_FOLDER, '*c'],
    ['*/a.ts', '##', ANY_FOLDER, 'a.ts'],
    ['./*', '%', literal('*'), '*'],
    ['./*', '%', unknownValue(), '*'],
  ])('%s %s', (text, operator, pattern, left) => {
    expect(removeAffix(holes(text), operator, pattern)).toMatchObject({ text: left, known: false });
  });

  it.each([
    ['./**/*.js', '//', '.js', '.ts', './**/*.ts'],
    ['a.js/*', '/', '.js', '.ts', 'a.ts/*'],
    ['./*.js', '/', '.js', '.ts', './*'],
    ['*bc', '//', 'abc', 'x', '*'],
    ['ab*', '//', 'abc', 'x', '*'],
    ['a*b*c', '//', 'xby', 'z', '*'],
    ['./*', '//', '*', 'x', '*'],
    ['./*', '//', 'q', '*', '*'],
  ])('%s %s%s/%s', (text, operator, wanted, by, left) => {
    const found = replaceMatches(holes(text), operator, literal(wanted), literal(by));
    expect(found).toMatchObject({ text: left, known: false });
  });
});
