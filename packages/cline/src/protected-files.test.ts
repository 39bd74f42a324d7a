import type { Place } from '@agsec/runtime/hook';
import { expect, it } from 'vitest';
import { protectedFiles } from './protected-files.ts';

const place: Place = {
  home: '/h',
  agsecHome: '/h/.agsec',
  node: '/n',
  projects: ['/p', '/'],
  os: 'linux',
  root: '',
};

it('names every folder the client takes hooks and plugins from', () => {
  expect(protectedFiles(place).map(({ protection, path }) => `${protection} ${path}`)).toEqual([
    'own /h/Documents/Cline/Hooks',
    'own /h/.cline/hooks',
    'own /h/.cline/plugins',
    'own /h/Documents/Cline/Plugins',
    'own /h/.cline/data/settings/global-settings.json',
    'own /h/.cline/data/globalState.json',
    'executable /h/.cline/data/settings/cline_mcp_settings.json',
    'hooks /p/.clinerules/hooks',
    'hooks /p/.cline/hooks',
    'hooks /p/.cline/plugins',
    'hooks /.clinerules/hooks',
    'hooks /.cline/hooks',
    'hooks /.cline/plugins',
  ]);
});
