import { describe, expect, it } from 'vitest';
import { matchesActionPattern } from './action-pattern.ts';

describe('Action patterns', () => {
  it.each([
    ['file.read', 'file.read'],
    ['*', 'mcp.server.tool'],
    ['file.*', 'file.read'],
    ['*.delete', 'file.delete'],
    ['mcp.*.delete*', 'mcp.s3.delete_bucket.now'],
    ['file.?ead', 'file.read'],
    ['file.[rw]*', 'file.write'],
    ['file.[a-z]ead', 'file.read'],
    ['file.[!w]ead', 'file.read'],
    ['[]x]', ']'],
    ['[!]]', 'a'],
    ['a[b', 'a[b'],
    ['*a*b*c*', 'xxaxbxcx'],
    ['**', ''],
  ])('%j matches %j', (pattern, name) => {
    expect(matchesActionPattern(pattern, name)).toBe(true);
  });

  it.each([
    ['file.read', 'file.reader'],
    ['file.read', 'File.read'],
    ['file.*', 'profile.read'],
    ['file.*', 'file'],
    ['file.[!r]*', 'file.read'],
    ['file.[a-c]ead', 'file.read'],
    ['?', ''],
    ['', 'a'],
    ['*.delete', 'file.deleted'],
  ])('%j does not match %j', (pattern, name) => {
    expect(matchesActionPattern(pattern, name)).toBe(false);
  });

  it('answers a hostile pattern on a long name', () => {
    expect(matchesActionPattern(`${'*a'.repeat(30)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});
