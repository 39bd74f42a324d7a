import type { Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { pluginText } from './handover/plugin-text.ts';
import { hookText } from './hook-file.ts';
import { staysEffective } from './stays-effective.ts';

const place: Place = {
  home: '/h',
  user: 'dev',
  agsecHome: '/h/.agsec',
  node: '/usr/bin/node',
  projects: ['/p'],
  os: 'linux',
  root: '',
};
const user: Place = { ...place, scope: 'user' };
const project: Place = { ...place, scope: 'project' };

describe('files of a project, with the hook installed for the person', () => {
  it.each([
    ['.clinerules/hooks/PreToolUse'],
    ['.clinerules/hooks/pretooluse.SH'],
    ['.cline/hooks/PreToolUse.py'],
    ['.cline/hooks/TaskStart'],
    ['.cline/hooks/UserPromptSubmit.mjs'],
    ['.cline/plugins/x.js'],
    ['.cline/plugins/deep/er/x.ts'],
    ['.cline/plugins/x/package.json'],
  ])('%s may not come to be', (path) => {
    expect(staysEffective(`/p/${path}`, '', user)).toBe(false);
    expect(staysEffective(`/p/${path}`, undefined, user)).toBe(true);
  });

  it.each([
    ['.clinerules/hooks/README.md'],
    ['.clinerules/hooks/PreToolUse.md'],
    ['.clinerules/hooks/helpers.sh'],
    ['.clinerules/style.md'],
    ['.cline/plugins/README.md'],
    ['.cline/skills/x/run.js'],
    ['PreToolUse'],
  ])('%s may', (path) => {
    expect(staysEffective(`/p/${path}`, 'x', user)).toBe(true);
  });
});

describe('our own files', () => {
  it.each([
    ['/p/.clinerules/hooks/PreToolUse', hookText(project, 'project'), project],
    ['/p/.cline/plugins/agsec.js', pluginText('/h/.agsec'), project],
    ['/h/Documents/Cline/Hooks/PreToolUse', hookText(user, 'user'), user],
    ['/h/.cline/plugins/agsec.js', pluginText('/h/.agsec'), user],
  ])('%s has to be as it was written', (path, text, where) => {
    expect(staysEffective(path, text, where)).toBe(true);
    for (const changed of [undefined, '', `${text} `, text.replace('17', '1700').slice(1)]) {
      expect(staysEffective(path, changed, where)).toBe(false);
    }
  });

  it('a folder around them may not go', () => {
    expect(staysEffective('/p/.clinerules/hooks', undefined, project)).toBe(false);
    expect(staysEffective('/p/.cline', undefined, project)).toBe(false);
    expect(staysEffective('/p/.clinerules/hooks', undefined, user)).toBe(true);
  });

  it('those of the person’s scope in a project are another’s', () => {
    expect(staysEffective('/p/.clinerules/hooks/PreToolUse', hookText(user, 'user'), project)).toBe(
      false,
    );
  });
});
