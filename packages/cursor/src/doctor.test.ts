import type { DoctorFinding, Place, Scope } from '@agsec/runtime/hook';
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

const USER = '/home/dev/.cursor/hooks.json';
const PROJECT = '/home/dev/shop/.cursor/hooks.json';
const MANAGED = '/etc/cursor/hooks.json';

type Options = {
  readonly scope?: Scope;
  readonly clientVersion?: string;
  readonly links?: { readonly [path: string]: string };
};

function findings(files: { readonly [path: string]: string }, options: Options = {}) {
  const { scope = 'user', clientVersion, links = {} } = options;
  return doctor({
    place,
    scope,
    readFile: (path) => files[path],
    realPath: (path) => links[path] ?? path,
    ...(clientVersion === undefined ? {} : { clientVersion }),
  });
}

function levels(list: readonly DoctorFinding[], check: string): readonly string[] {
  return list.filter((finding) => finding.check === check).map(({ level }) => level);
}

const outcome = plan('user', place, 'x64').edits[0]?.apply(undefined);
const installed = (outcome?.ok && outcome.text) || '';

describe('the client', () => {
  it.each([
    ['3.22.12', 'ok'],
    ['2.6.0', 'ok'],
    ['2026.09.10-fd3934a', 'ok'],
    ['2.5.9', 'open'],
    ['1.7.54', 'open'],
    [undefined, 'warn'],
  ])('%s: %s', (clientVersion, level) => {
    const options = clientVersion === undefined ? {} : { clientVersion };
    expect(levels(findings({}, options), 'client')).toEqual([level]);
  });
});

describe('a hooks file', () => {
  it('in order is not spoken of', () => {
    const all = findings({ [USER]: installed });
    expect(all.map(({ check }) => check)).toEqual(['client']);
  });

  it('that Cursor drops is open where it holds the hook, else a warning', () => {
    const broken = installed.replace('"version": 1', '"version": "1"');
    expect(levels(findings({ [USER]: broken }), 'hooks-file')).toEqual(['open']);
    expect(levels(findings({ [USER]: broken }, { scope: 'managed' }), 'hooks-file')).toEqual([
      'warn',
    ]);
    expect(levels(findings({ [USER]: 'https://x' }), 'hooks-file')).toEqual(['open']);
  });

  it('of a project that a link leads to is not read', () => {
    const files = { [PROJECT]: '{"version":1,"hooks":{}}' };
    const links = { [PROJECT]: '/elsewhere/hooks.json' };
    expect(levels(findings(files, { links }), 'hooks-file')).toEqual(['warn']);
    expect(levels(findings(files, { links, scope: 'project' }), 'hooks-file')).toEqual(['open']);
    const whole = { '/home/dev/shop': '/data/shop', [PROJECT]: '/data/shop/.cursor/hooks.json' };
    expect(levels(findings(files, { links: whole }), 'hooks-file')).toEqual([]);
  });
});

describe('hooks of others', () => {
  const other = (event: string) => `{"version":1,"hooks":{"${event}":[{"command":"mine"}]}}`;

  it.each([USER, PROJECT, MANAGED])('of preToolUse in %s may change calls', (path) => {
    expect(levels(findings({ [path]: other('preToolUse') }), 'foreign-hooks')).toEqual(['warn']);
    expect(levels(findings({ [path]: other('stop') }), 'foreign-hooks')).toEqual([]);
  });

  it('that a project brings are told of', () => {
    expect(levels(findings({ [PROJECT]: other('stop') }), 'unseen-commands')).toEqual(['warn']);
    expect(levels(findings({ [USER]: other('stop') }), 'unseen-commands')).toEqual([]);
  });

  it('of agsec for Claude Code, which Cursor runs, too', () => {
    const files = { '/home/dev/.claude/settings.json': '{"hooks":{"x":["AGSEC_INSTALL=abc"]}}' };
    expect(levels(findings(files), 'claude-hooks')).toEqual(['ok']);
    expect(levels(findings(files, { scope: 'project' }), 'claude-hooks')).toEqual(['warn']);
    const none = { '/home/dev/.claude/settings.json': '{}' };
    expect(levels(findings(none), 'claude-hooks')).toEqual([]);
  });
});
