import { describe, expect, it } from 'vitest';
import { ancestorPrograms, programNames } from './ancestors.ts';

describe('the program a command line starts', () => {
  it.each([
    [['/usr/local/bin/claude', '-p'], ['claude']],
    [['claude'], ['claude']],
    [
      ['node', '/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js'],
      ['node', 'cli', 'claude-code'],
    ],
    [
      ['/usr/bin/node', '/opt/x/node_modules/cline/dist/main.mjs'],
      ['node', 'main', 'cline'],
    ],
    [
      ['bun', '/home/u/codex.js'],
      ['bun', 'codex'],
    ],
    [['node', '--inspect', 'codex.js'], ['node']],
    [['vim', 'claude'], ['vim']],
    [[], []],
  ])('%j is %j', (words, names) => {
    expect(programNames(words)).toEqual(names);
  });
});

it('ancestors begin with the process that is asked about', () => {
  expect(ancestorPrograms(process.pid)).toContain('node');
  expect(ancestorPrograms(1)).toEqual([]);
});
