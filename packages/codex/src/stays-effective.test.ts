import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codexPlace } from './client-files.ts';
import { plan } from './install.ts';
import { protectedFiles } from './protected-files.ts';
import { staysEffective } from './stays-effective.ts';

const place = codexPlace(
  {
    home: '/home/dev',
    user: 'dev',
    agsecHome: '/home/dev/.agsec',
    node: '/usr/bin/node',
    projects: ['/p'],
    os: 'linux',
    root: '',
  },
  undefined,
);
const CONFIG = '/p/.codex/config.toml';
const HOOKS = '/p/.codex/hooks.json';

const stays = (path: string, text: string | undefined) => staysEffective(path, text, place);

describe("a project's settings", () => {
  it.each([
    '[features]\nhooks = false\n',
    'features.hooks = false',
    'features = { hooks = false }',
    '[features]\ncodex_hooks = false\n',
    '["features"]\n"hooks" = false\n',
    '[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = "x"\n',
    'notify = ["x"]',
    '[mcp_servers.a]\ncommand = "x"\n',
    '[shell_environment_policy.set]\nPATH = "/evil"\n',
    'nonsense',
    '[features]\nhooks = true\nhooks = false\n',
  ])('may not be %j', (text) => {
    expect(stays(CONFIG, text)).toBe(false);
  });

  it.each([
    '',
    'model = "gpt-5.5"\n',
    '# hooks = false\n',
    '[features]\nhooks = true\n',
    '[features]\nplugins = false\n',
    '[other]\nhooks = false\n',
    'text = "[features]\\nhooks = false"\n',
    '[mcp_servers.a]\nurl = "https://x"\n',
    '[shell_environment_policy]\ninherit = "core"\n',
  ])('may be %j', (text) => {
    expect(stays(CONFIG, text)).toBe(true);
  });

  it('may go away, and bring no hooks of its own', () => {
    expect(stays(CONFIG, undefined)).toBe(true);
    expect(stays(HOOKS, undefined)).toBe(true);
    expect(stays(HOOKS, '{"hooks":{}}')).toBe(true);
    const foreign = '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"x"}]}]}}';
    expect(stays(HOOKS, foreign)).toBe(false);
    expect(stays(HOOKS, 'nonsense')).toBe(false);
  });

  it('cannot touch a managed hook', () => {
    const managed = { ...place, scope: 'managed' } as const;
    expect(staysEffective(CONFIG, '[features]\nhooks = false\n', managed)).toBe(true);
  });
});

describe('the file that holds the hook', () => {
  const [edit] = plan('user', place, 'x64').edits;
  const installed = edit?.apply(undefined);
  const text = installed?.ok === true ? (installed.text ?? '') : '';

  it('has to load and hold it whole', () => {
    const path = '/home/dev/.codex/hooks.json';
    expect(stays(path, text)).toBe(true);
    expect(stays(path, undefined)).toBe(false);
    expect(stays(path, text.replace('{', '{"$schema": "x",'))).toBe(false);
    expect(stays(path, text.replace('"timeout": 15', '"timeout": 600'))).toBe(false);
    expect(stays(path, text.replace('PermissionRequest', 'Other'))).toBe(false);
  });
});

it('protects the folder of Codex also where it was moved', () => {
  const moved = codexPlace(place, '/elsewhere/codex');
  const own = protectedFiles(moved).filter(({ protection }) => protection === 'own');
  const paths = own.map(({ path }) => path);
  for (const folder of ['/elsewhere/codex', '/home/dev/.codex']) {
    for (const name of ['hooks.json', 'config.toml', 'rules', 'plugins']) {
      expect(paths).toContain(`${folder}/${name}`);
    }
  }
  expect(paths).toContain('/etc/codex');
});

it('protects profiles as it does config.toml', () => {
  const home = mkdtempSync(join(tmpdir(), 'agsec-codex-'));
  try {
    const folder = join(home, '.codex');
    mkdirSync(folder);
    for (const name of ['work.config.toml', 'config.toml', 'notes.md', '.config.toml'])
      writeFileSync(join(folder, name), '');
    const own = protectedFiles(codexPlace({ ...place, home }, undefined));
    const found = own.filter(({ path, kind, protection }) => {
      return path.startsWith(folder) && kind === 'file' && protection === 'own';
    });
    expect(found.map(({ path }) => path).sort()).toEqual(
      ['config.toml', 'hooks.json', 'work.config.toml'].map((name) => join(folder, name)),
    );
  } finally {
    rmSync(home, { recursive: true });
  }
});
