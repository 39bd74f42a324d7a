import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideCall } from '../../test/decide-call.ts';
import { ALLOW_ALL, TestHome } from '../../test/test-home.ts';
import type { Place, ProtectedFile } from '../adapter.ts';
import { forgetProtectedFiles, noteProtectedFiles } from '../install/protected-list.ts';

let machine: TestHome;
beforeEach(() => {
  machine = new TestHome();
  machine.policy('allow.yaml', ALLOW_ALL);
  mkdirSync(join(machine.agsecHome, 'bin'));
  machine.put('home/.other/hooks.json', '{}');
});
afterEach(() => machine.remove());

/** An agent that keeps its hook in `~/.other/hooks.json` and may be switched off by its project. */
const other = {
  id: 'other',
  protectedFiles: ({ home, projects }: Place): readonly ProtectedFile[] => [
    { path: `${home}/.other/hooks.json`, kind: 'file', protection: 'own', why: 'holds a hook' },
    ...projects.map((project) => ({
      path: `${project}/.other/settings.json`,
      kind: 'file' as const,
      protection: 'hooks' as const,
      why: 'could switch a hook off',
    })),
  ],
};

function place(): Place {
  const { home, agsecHome, project, root } = machine;
  return {
    ...{ home, agsecHome, root, node: process.execPath, os: 'linux' as const },
    projects: [project],
  };
}

const bin = (): string => join(machine.agsecHome, 'bin');

function shell(command: string) {
  return decideCall(machine, { action: 'bash.execute', params: { command } }).decision;
}

describe('the files of other installed agents', () => {
  it('are kept by every hook', () => {
    expect(shell('echo {} > ~/.other/hooks.json')).toMatchObject({ effect: 'allow' });
    noteProtectedFiles(bin(), other, place(), 0o600);
    for (const command of [
      'echo {} > ~/.other/hooks.json',
      'rm -rf ~/.other',
      'mv ~/.other /tmp/x',
      'chmod 0 ~/.other/hooks.json',
    ])
      expect(shell(command)).toMatchObject({ effect: 'deny', matched_by: 'self_protection' });
  });

  it('in a project are reviewed, as their result cannot be judged here', () => {
    noteProtectedFiles(bin(), other, place(), 0o600);
    expect(shell('echo {} > .other/settings.json')).toMatchObject({ effect: 'review' });
    expect(shell('echo {} > .other/notes.md')).toMatchObject({ effect: 'allow' });
  });

  it('are left alone once the agent is uninstalled', () => {
    noteProtectedFiles(bin(), other, place(), 0o600);
    forgetProtectedFiles(bin(), 'other');
    expect(shell('echo {} > ~/.other/hooks.json')).toMatchObject({ effect: 'allow' });
  });

  it('are listed where no agent may write', () => {
    noteProtectedFiles(bin(), other, place(), 0o600);
    expect(shell('echo [] > ~/.agsec/bin/protected.json')).toMatchObject({ effect: 'deny' });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '[{"agent":"other","files":[{"path":"relative"}]}]'],
    ['nothing', ''],
  ])('are not guessed: a list of %s stops every change', (_name, text) => {
    machine.put('home/.agsec/bin/protected.json', text);
    expect(shell('echo x > src.txt')).toMatchObject({
      effect: 'deny',
      matched_by: 'self_protection',
      reason: expect.stringContaining('agsec install'),
    });
    expect(shell('cat src.txt')).toMatchObject({ effect: 'allow' });
    noteProtectedFiles(bin(), other, place(), 0o600);
    expect(shell('echo x > src.txt')).toMatchObject({ effect: 'allow' });
  });
});
