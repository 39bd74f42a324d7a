import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakePerson } from '../../test/fake-person.ts';
import { ancestorPrograms, programNames } from './ancestors.ts';

describe('the program a command line starts', () => {
  it.each([
    [['/usr/local/bin/claude', '-p'], ['claude']],
    [['claude'], ['claude']],
    [
      ['node', '/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js'],
      ['node', 'cli', 'claude-code'],
    ],
    [['/usr/bin/node', '/opt/x/node_modules/cline/dist/main.mjs'], ['node', 'main', 'cline']],
    [['bun', '/home/u/codex.js'], ['bun', 'codex']],
    [['node', '--inspect', 'codex.js'], ['node']],
    [['vim', 'claude'], ['vim']],
    [[], []],
  ])('%j is %j', (words, names) => {
    expect(programNames(words)).toEqual(names);
  });
});

describe('ancestors', () => {
  it('hold this very process and end', () => {
    const names = ancestorPrograms(process.pid);
    expect(names).toContain('node');
    expect(names.length).toBeLessThan(400);
  });

  it('show an agent that is two shells away', () => {
    const { folder } = new FakePerson();
    const claude = join(folder, 'claude');
    symlinkSync('/bin/sh', claude);
    const print = `node -e 'console.log(require("fs").readFileSync("/proc/" + process.ppid + "/stat", "utf8").split(" ")[3])'`;
    const { stdout } = spawnSync(claude, ['-c', `sh -c ${JSON.stringify(`${print}; :`)}; sleep 0`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
    // The shell between has ended by now; what counts is that its parent was named as it was started.
    expect(stdout.trim()).toMatch(/^\d+$/);
  });
});
