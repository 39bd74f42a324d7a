import { execFileSync } from 'node:child_process';
import { randomToken } from '@agsec/runtime/adapter';
import { describe, expect, it } from 'vitest';
import { heldLine, readHeldLine } from './held-line.ts';

const program = '/home/dev/.agsec/bin/codex-asks';

const LINES = [
  'ls',
  `echo 'a b' "c$d" \`e\` \\ f`,
  "'",
  "''\"'\"'",
  'a\nb\n',
  `cat <<'E'\nit's $x\nE`,
  'echo ünï 🦊 !x',
  '# nothing',
  `x ' ${'a'.repeat(26)}`,
];

describe('a held line', () => {
  it.each(LINES)('is read back: %j', (line) => {
    const held = { program, line, token: randomToken() };
    const text = heldLine(held, 'ReviewX') ?? '';
    expect(readHeldLine(text)).toEqual(held);
  });

  it.each(LINES)('is one command with the line as its first word: %j', (line) => {
    const echo = { program: '/usr/bin/printf', line, token: randomToken() };
    const text = heldLine(echo, 'ReviewX')?.replace('printf ', "printf '%s|' ") ?? '';
    const said = execFileSync('/bin/sh', ['-c', text], { encoding: 'utf8' });
    expect(said).toBe(`${line}|ReviewX|${echo.token}|`);
  });

  it.each(['/home/a b/codex-asks', "/home/o'x/codex-asks", '/home/$x/codex-asks', '/ü/x'])(
    'is not made for a program whose path needs quotes: %s',
    (path) => {
      const held = { program: path, line: 'ls', token: randomToken() };
      expect(heldLine(held, 'ReviewX')).toBeUndefined();
    },
  );

  it.each([
    'ls',
    `${program} ls ReviewX ${randomToken()}`,
    `${program} 'ls' 'ReviewX' short`,
    `${program} 'ls' 'ReviewX' ${randomToken()}; rm x`,
    `${program} 'ls' 'ReviewX' ${randomToken()}\nrm x`,
    `${program} 'ls'; rm 'x' 'ReviewX' ${randomToken()}`,
    `x=1 ${program} 'ls' 'ReviewX' ${randomToken()}`,
    `${program} 'ls'"x" 'ReviewX' ${randomToken()}`,
  ])('is no other text: %s', (text) => {
    expect(readHeldLine(text)).toBeUndefined();
  });
});
