import { describe, expect, it } from 'vitest';
import { isWithin, normalisePath } from './path-within.ts';

describe('path containment', () => {
  it.each([
    ['/a/b', '/a/b'],
    ['/a/b/c', '/a/b'],
    ['/a/b/.git/config', '/a/b'],
    ['/a', '/'],
    ['/', '/'],
  ])('%j is within %j', (path, folder) => {
    expect(isWithin(path, folder)).toBe(true);
  });

  it.each([
    ['/a/bc', '/a/b'],
    ['/a', '/a/b'],
    ['/x/a/b', '/a/b'],
    ['/', '/a'],
    ['/A/b', '/a'],
  ])('%j is not within %j', (path, folder) => {
    expect(isWithin(path, folder)).toBe(false);
  });
});

describe('normalised paths', () => {
  it.each([
    ['/a/b', '/a/b'],
    ['/a//b', '/a/b'],
    ['//a', '/a'],
    ['/a/./b', '/a/b'],
    ['/a/b/..', '/a'],
    ['/a/../../etc/passwd', '/etc/passwd'],
    ['/a/b/', '/a/b'],
    ['/', '/'],
    ['//', '/'],
    ['a/../b', 'b'],
    ['./a', 'a'],
    ['../a', '../a'],
    ['/a/\n/../b', '/a/b'],
    ['/a/...', '/a/...'],
    ['/.env', '/.env'],
    ['', ''],
  ])('%j is %j', (path, normal) => {
    expect(normalisePath(path)).toBe(normal);
  });
});
