import { describe, expect, it } from 'vitest';
import { commandName, isSystemProgram } from './command-name.ts';

describe('commandName', () => {
  it.each([
    ['rm', 'linux', 'rm'],
    ['/usr/bin/rm', 'linux', 'rm'],
    ['RM', 'linux', 'RM'],
    ['RM', 'darwin', 'rm'],
    ['Rm.EXE', 'win32', 'rm'],
    ['rm.exe', 'linux', 'rm'],
    ['.exe', 'linux', '.exe'],
    ['RM', undefined, 'rm'],
    ['a/', 'linux', ''],
  ] as const)('of %s on %s is %s', (text, os, name) => {
    expect(commandName(text, os)).toBe(name);
  });
});

describe('isSystemProgram', () => {
  it.each(['/bin/ls', '/usr/bin/rm', '/usr/local/bin/x', '/sbin/reboot', '/opt/homebrew/bin/git'])(
    'holds for %s',
    (path) => {
      expect(isSystemProgram(path)).toBe(true);
    },
  );

  it.each(['./ls', '/tmp/bin/ls', '/usr/bin/../../tmp/ls', '/usr/bin/x/ls', 'usr/bin/ls', '/bin/'])(
    'does not hold for %s',
    (path) => {
      expect(isSystemProgram(path)).toBe(false);
    },
  );
});
