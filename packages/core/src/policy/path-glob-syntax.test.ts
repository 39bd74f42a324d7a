import micromatch from 'micromatch';
import { describe, expect, it } from 'vitest';
import { compilePathGlob } from '../match/path-glob.ts';
import { checkPathGlob } from './path-glob-syntax.ts';

describe('a path glob that means something else than it looks is refused with the fix', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['!**/.env', /use the operator not_glob/],
    ['/a/{b,c}', /braces are not read; write a list of globs/],
    ['/a/@(b|c)', /extended globs are not read/],
    ['/a/!(b)', /extended globs/],
    ['/a/(b|c)', /alternatives in parentheses/],
    ['/a|/b', /alternatives in parentheses/],
    ['/app/(auth)/x', /\\\( \\\| \\\)/],
    ['/a/[!b]', /negated with \^/],
    ['/a/[[:alpha:]]', /a class cannot hold \[/],
    ['/a/[b/c]', /cannot hold a slash/],
    ['/a/[b]+', /would repeat it/],
    ['/a/[b', /micromatch does not take/],
    ['/a/[z-a]', /micromatch does not take/],
    ['/a/"b"', /would be dropped/],
    ['/a/***', /write \* for a part of a name/],
    ['/a/**.ts', /only stands for folders as a whole segment; write \*\*\/\*\.ts/],
    ['/a/b**', /whole segment/],
    ['/**/x', /leaves out the root/],
    ['.env', /can never match; write \*\*\/\.env/],
    ['*.env', /can never match/],
    ['*/x', /can never match/],
    ['./x', /without \. and \.\. segments/],
    ['/a/../b', /without \. and \.\. segments/],
    ['/a//b', /one slash/],
    ['/a/b/', /write \/\*\* for all that is below/],
    ['/a/\\b', /a backslash in a glob stands before/],
    ['/a\nb', /control characters/],
    ['', /cannot be empty/],
    [`/${'a'.repeat(1024)}`, /at most 1024/],
  ];
  it.each(cases)('%j', (pattern, message) => {
    expect(checkPathGlob(pattern)).toMatch(message);
  });
});

describe('path globs that load', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['**/.env', '/p/.env', '/p/.env.example'],
    ['**/.env', '/.env', '/env'],
    ['**/.env*', '/p/.env.local', '/p/env'],
    ['/proc/*/environ', '/proc/1/environ', '/proc/1/task/environ'],
    ['/home/**', '/home/u/.ssh/id_rsa', '/root/x'],
    ['**/service[-_]account*.json', '/k/service_account-1.json', '/k/serviceaccount.json'],
    ['/app/\\(auth\\)/*', '/app/(auth)/page.tsx', '/app/auth/page.tsx'],
    ['/app/\\[id\\]/*', '/app/[id]/x', '/app/i/x'],
    ['/a/[^b]', '/a/c', '/a/b'],
    ['/a/?', '/a/.', '/a/bb'],
    ['**', '/any/thing', ''],
    ['/a/**/b', '/a/b', '/a/c'],
  ];
  it.each(cases)('%s matches %s and not %j, for micromatch and for us', (pattern, yes, no) => {
    const options = { dot: true, nobrace: true, noextglob: true, nonegate: true };
    expect(checkPathGlob(pattern)).toBeUndefined();
    const own = compilePathGlob(pattern);
    expect([own(yes), own(no)]).toEqual([true, false]);
    expect(micromatch.isMatch(yes, pattern, options)).toBe(true);
    if (no !== '') expect(micromatch.isMatch(no, pattern, options)).toBe(false);
  });
});
