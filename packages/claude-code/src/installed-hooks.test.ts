import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { plan } from './install.ts';
import { installedHooks } from './installed-hooks.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ["/p/it's $& mine"],
  os: 'linux',
  root: '',
};

const [edit] = plan('user', place, 'x64', () => 'a'.repeat(26)).edits;
const outcome = edit?.apply(undefined);
const installed = (outcome?.ok && outcome.text) || '';

function hooksIn(text: string | undefined) {
  return installedHooks('user', place, () => text);
}

describe('installed hooks', () => {
  it('are started as the client does', () => {
    const [hook, ...more] = hooksIn(installed);
    expect(more).toEqual([]);
    expect(hook).toMatchObject({
      hook: 'PreToolUse',
      file: '/home/dev/.claude/settings.json',
      command: { kind: 'exec', command: '/home/dev/.agsec/bin/clean-exec-claude-code' },
      environment: { CLAUDE_PROJECT_DIR: "/p/it's $& mine" },
      cwd: "/p/it's $& mine",
      timeout: 10,
    });
    const args = hook?.command.kind === 'exec' ? hook.command.args : [];
    expect(args).toContain("CLAUDE_PROJECT_DIR=/p/it's $& mine");
  });

  it('are tested as they stand, tampered with or not', () => {
    const [hook] = hooksIn(installed.replaceAll('/usr/bin/node', '/evil'));
    expect(hook?.command.kind === 'exec' && hook.command.args).toContain('/evil');
  });

  it.each([undefined, '', '{', '{}', '{"hooks":{"PreToolUse":[{"hooks":[{"type":"command"}]}]}}'])(
    'there are none in %j',
    (text) => {
      expect(hooksIn(text)).toEqual([]);
    },
  );
});
