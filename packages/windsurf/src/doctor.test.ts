import type { Place, Scope } from '@agsec/runtime/hook';
import { describe, expect, it } from 'vitest';
import { doctor } from './doctor.ts';
import { plan } from './install.ts';

const place: Place = {
  home: '/home/dev',
  agsecHome: '/home/dev/.agsec',
  node: '/usr/bin/node',
  projects: ['/home/dev/shop'],
  os: 'linux',
  root: '',
};

const USER = '/home/dev/.codeium/windsurf/hooks.json';
const PROJECT = '/home/dev/shop/.windsurf/hooks.json';

function levels(
  files: { readonly [path: string]: string },
  check: string,
  scope: Scope = 'user',
  clientVersion?: string,
): readonly string[] {
  const version = clientVersion === undefined ? {} : { clientVersion };
  return doctor({ place, scope, readFile: (path) => files[path], ...version })
    .filter((finding) => finding.check === check)
    .map(({ level }) => level);
}

const outcome = plan('user', place, 'x64').edits[0]?.apply(undefined);
const installed = (outcome?.ok && outcome.text) || '';

describe('the client', () => {
  it('is told of, found or not', () => {
    expect(levels({}, 'client')).toEqual(['warn']);
    expect(levels({}, 'client', 'user', '3.6.21')).toEqual(['ok']);
  });
});

describe('a hooks file', () => {
  it('in order is not spoken of', () => {
    expect(levels({ [USER]: installed }, 'hooks-file')).toEqual([]);
    expect(levels({ [USER]: installed }, 'unseen-commands')).toEqual([]);
  });

  it('with a defect is open where it holds the hook, else a warning', () => {
    const files = { [USER]: '{"hooks":[]}', '/home/dev/.codeium/hooks.json': '{' };
    expect(levels(files, 'hooks-file')).toEqual(['open', 'open']);
    expect(levels(files, 'hooks-file', 'managed')).toEqual(['warn', 'warn']);
  });

  it('of a workspace that brings commands is told of', () => {
    const other = '{"hooks":{"post_write_code":[{"command":"mine"}]}}';
    expect(levels({ [PROJECT]: other }, 'unseen-commands')).toEqual(['warn']);
    expect(levels({ [USER]: other }, 'unseen-commands')).toEqual([]);
  });
});
