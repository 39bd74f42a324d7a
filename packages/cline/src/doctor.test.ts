import type { DoctorInput, Place } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { doctor } from './doctor.ts';
import { pluginText } from './handover/plugin-text.ts';
import { hookText } from './hook-file.ts';

const place: Place = {
  home: '/h',
  agsecHome: '/h/.agsec',
  node: '/usr/bin/node',
  projects: ['/p'],
  os: 'linux',
  root: '',
};
const HOOK = '/h/Documents/Cline/Hooks/PreToolUse';
const PLUGIN = '/h/.cline/plugins/agsec.js';
const OURS = { [HOOK]: hookText(place, 'user'), [PLUGIN]: pluginText('/h/.agsec') };

type Files = { readonly [path: string]: string };

/** Findings but for those that say all is well, as `level check`. */
function findings(files: Files, more: Partial<DoctorInput> = {}) {
  const paths = Object.keys(files);
  const input: DoctorInput = {
    place,
    scope: 'user',
    readFile: (path) => files[path],
    realPath: (path) => path,
    listFolder: (folder) => [
      ...new Set(
        paths.flatMap((path) =>
          path.startsWith(`${folder}/`)
            ? path
                .slice(folder.length + 1)
                .split('/')
                .slice(0, 1)
            : [],
        ),
      ),
    ],
    clientVersion: '3.0.65',
    ...more,
  };
  return doctor(input).filter(({ level }) => level !== 'ok');
}

const kinds = (files: Files) => findings(files).map(({ level, check }) => `${level} ${check}`);

it('a sound installation has nothing to tell', () => {
  expect(findings(OURS)).toEqual([]);
  expect(doctor({ place, scope: 'user', readFile: (path) => ({ ...OURS })[path] })).toMatchObject([
    { level: 'ok', check: 'client' },
  ]);
});

it('a hook that is a link is open, a link above it is not', () => {
  const realPath = (path: string) => (path === HOOK ? '/dotfiles/hook' : path);
  expect(findings(OURS, { realPath })).toMatchObject([{ check: 'link', level: 'open' }]);
  const moved = (path: string) => path.replace('/h/Documents', '/disk/Documents');
  expect(findings(OURS, { realPath: moved })).toEqual([]);
});

describe('the clients’ own settings', () => {
  const SETTINGS = '/h/.cline/data/settings/global-settings.json';
  const STATE = '/h/.cline/data/globalState.json';

  it.each([
    [SETTINGS, { disabledPlugins: [PLUGIN] }, ['warn plugin-disabled']],
    [SETTINGS, { disabledPlugins: ['/h/.cline/plugins/other.js'] }, []],
    [STATE, { hooksEnabled: false }, ['open hooks-disabled']],
    [STATE, { hooksEnabled: true }, []],
  ])('%s %j', (path, settings, expected) => {
    expect(kinds({ ...OURS, [path]: JSON.stringify(settings) })).toEqual(expected);
  });

  it('that cannot be read say nothing', () => {
    expect(kinds({ ...OURS, [SETTINGS]: '{', [STATE]: '[1]' })).toEqual([]);
  });
});

describe('hooks and plugins of others', () => {
  it.each([
    ['/h/Documents/Cline/Hooks/PreToolUse.sh'],
    ['/h/.cline/hooks/pretooluse'],
    ['/p/.clinerules/hooks/PreToolUse'],
    ['/p/.cline/hooks/PreToolUse.ps1'],
    ['/p/.cline/hooks/TaskStart'],
  ])('%s', (path) => {
    const [finding, ...more] = findings({ ...OURS, [path]: '#!/bin/sh\n' });
    expect(finding).toMatchObject({ level: 'warn', check: 'foreign-hooks' });
    expect(finding?.detail).toContain(path);
    expect(more).toEqual([]);
  });

  it.each([
    ['/h/.cline/plugins/x.js'],
    ['/h/Documents/Cline/Plugins/x.ts'],
    ['/p/.cline/plugins/x/index.js'],
  ])('%s', (path) => {
    expect(kinds({ ...OURS, [path]: 'x' })).toEqual(['warn foreign-plugins']);
  });

  it('what the client does not run is none of its business', () => {
    const files = {
      '/h/.cline/hooks/TaskStart': 'mine',
      '/h/Documents/Cline/Hooks/README.md': 'x',
      '/p/.clinerules/hooks/helpers.sh': 'x',
      '/p/.clinerules/PreToolUse': 'x',
      '/p/.cline/plugins/README.md': 'x',
    };
    expect(findings({ ...OURS, ...files })).toEqual([]);
  });
});
