import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { builtEntry, runAtTerminal, runBuilt, startBuilt } from '../../test/built-entry.ts';
import { FakePerson } from '../../test/fake-person.ts';

let person: FakePerson;

beforeEach(() => {
  person = new FakePerson();
});

const settings = (): string => join(person.home, '.claude/settings.json');
const install = (...words: string[]) => runBuilt(person, ['install', 'claude-code', ...words]);

/** Every file below the home with its bytes. */
function snapshot(folder = person.home): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((path) => [path, readFileSync(path, 'latin1')]));
}

/** What the client would make of a call, through the hook as its settings name it. */
function callHook(payload: object, path = settings()): { status: number | null; stdout: string } {
  const { hooks } = JSON.parse(readFileSync(path, 'utf8'));
  const { command, args } = hooks.PreToolUse.at(-1).hooks[0];
  const words = args.map((word: string) =>
    word.replaceAll(`\${${'CLAUDE_PROJECT_DIR'}}`, person.project),
  );
  const { status, stdout } = spawnSync(command, words, {
    cwd: person.project,
    env: { PATH: '/usr/bin:/bin' },
    input: JSON.stringify(payload),
    encoding: 'utf8',
  });
  return { status, stdout };
}

function bash(command: string): object {
  return {
    session_id: 's',
    cwd: person.project,
    permission_mode: 'default',
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: { command },
    tool_use_id: 't',
  };
}

describe('agsec install', () => {
  it('alone is enough: it makes policies, the hook denies and lets pass', () => {
    const { status, stdout } = install();
    expect(status).toBe(0);
    expect(stdout).toContain('policies/01_base.yaml');
    expect(stdout).toMatch(/created +~\/\.claude\/settings\.json/);
    expect(stdout).toMatch(/note +Sessions of Claude Code/);
    expect(callHook(bash('cat .env')).stdout).toContain('"deny"');
    expect(callHook(bash('cat .env.example')).stdout).not.toContain('"deny"');
  });

  it('a second time changes nothing', () => {
    install();
    const before = snapshot();
    const { status, stdout } = install();
    expect(stdout).toContain('was installed already');
    expect(status).toBe(0);
    // What V8 compiled ahead is made anew, for the node that is there now; the loader knows it.
    const isCode = (path: string): boolean => /\.cache$|bin\/claude-code\.cjs$/.test(path);
    const after = snapshot();
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed.filter((path) => !isCode(path))).toEqual([]);
  });

  it("keeps what is in the settings, and a person's policies", () => {
    const text = '{\n\t"model": "opus",\n\t"hooks": {"Stop": []}\n}\n';
    person.write(settings(), text);
    const own = person.write(
      person.state('policies/mine.yaml'),
      'version: "1.0"\nstatements: []\n',
    );
    expect(install().status).toBe(0);
    expect(JSON.parse(person.read(settings()))).toMatchObject({
      model: 'opus',
      hooks: { Stop: [] },
    });
    expect(readdirSync(person.state('policies'))).toEqual(['mine.yaml']);
    expect(person.read(own)).toContain('statements: []');
    const [backup = ''] = readdirSync(person.state('backups'));
    const saved = readdirSync(person.state(`backups/${backup}`));
    expect(saved.map((name) => person.read(person.state(`backups/${backup}/${name}`)))).toContain(
      text,
    );
  });

  it('does not let other policies decide without a person, whoever names another state folder', () => {
    install();
    const before = person.read(settings());
    const environment = { ...person.environment, AGSEC_HOME: join(person.folder, 'other') };
    const moved = runBuilt(person, ['install', 'claude-code'], { environment });
    expect(moved.stderr).toContain('Only a person may let the policies in');
    expect(moved.status).toBe(2);
    expect(person.read(settings())).toBe(before);
    expect(person.exists(join(person.folder, 'other'))).toBe(false);
  });

  it('--dry-run shows the diff and changes nothing', () => {
    person.write(settings(), '{\n  "model": "opus"\n}\n');
    const before = snapshot();
    const { status, stdout } = install('--dry-run');
    expect(status).toBe(0);
    expect(stdout).toContain(`+++ ${settings()}`);
    expect(stdout).toMatch(/^\+.*"PreToolUse"/m);
    expect(stdout).toContain('Nothing was changed.');
    expect(snapshot()).toEqual(before);
  });

  it.each([
    ['is no JSON', '{\n  "hooks": {,}\n}\n', /settings\.json:2:13: /],
    ['has a value that the client refuses', '{"hooks": []}\n', /settings\.json:1:\d+: /],
    ['disables hooks', '{\n"disableAllHooks": true}', /settings\.json:2:\d+: .*disableAllHooks/],
  ])(
    'refuses settings of which one %s, with the place, and makes nothing',
    (_name, text, place) => {
      person.write(settings(), text);
      const before = snapshot();
      const { status, stderr } = install();
      expect(stderr).toMatch(place);
      expect(stderr).toContain('Nothing was changed.');
      expect(status).toBe(2);
      expect(snapshot()).toEqual(before);
    },
  );

  it('writes through a link to where settings are kept', () => {
    const real = person.write(join(person.home, 'dotfiles/claude.json'), '{}\n');
    mkdirSync(join(person.home, '.claude'));
    symlinkSync(real, settings());
    expect(install().stdout).toContain('dotfiles/claude.json');
    expect(person.read(real)).toContain('PreToolUse');
  });

  it('says when policies do not load, since every call is denied then', () => {
    person.write(person.state('policies/60.yaml'), 'version: "1.0"\nstatments: []\n');
    const { status, stdout } = install();
    expect(stdout).toContain('60.yaml:2:1: ');
    expect(stdout).toContain('every call is denied');
    expect(status).toBe(1);
  });

  it('--scope project writes the settings of this folder, and not of the home', () => {
    expect(install('--scope', 'project').status).toBe(0);
    expect(person.exists(join(person.project, '.claude/settings.json'))).toBe(true);
    expect(person.exists(settings())).toBe(false);
    const { status, stderr } = runBuilt(person, ['install', 'claude-code', '--scope', 'project'], {
      cwd: person.home,
    });
    expect(stderr).toContain('your home folder');
    expect(status).toBe(2);
  });

  it('--json tells the same to a program', () => {
    expect(JSON.parse(install('--json').stdout)).toMatchObject({
      dry_run: false,
      agents: [
        {
          agent: 'claude-code',
          scope: 'user',
          hook: person.state('bin/claude-code.cjs'),
          changes: expect.arrayContaining([
            expect.objectContaining({ path: settings(), kind: 'created' }),
          ]),
        },
      ],
      made: { created: expect.arrayContaining([person.state('config.yaml')]) },
      issues: [],
    });
  });

  it('--all takes the agents that are on this machine', () => {
    const { status, stderr } = runBuilt(person, ['install', '--all'], {
      environment: { ...person.environment, PATH: '/nowhere' },
    });
    expect(stderr).toContain('No agent was found on this machine');
    expect(status).toBe(2);
    const claude = person.write(join(person.folder, 'bin/claude'), '#!/bin/sh\n');
    chmodSync(claude, 0o755);
    const environment = { ...person.environment, PATH: join(person.folder, 'bin') };
    const found = runBuilt(person, ['install', '--all'], { environment });
    expect(found.stdout).toContain('Claude Code (user)');
  });

  describe('--all, with an agent that cannot be installed', () => {
    /** Programs of agents on the PATH, and what they print for their version. */
    function withPrograms(programs: Readonly<Record<string, string>>, ...words: string[]) {
      for (const [name, version] of Object.entries(programs)) {
        const path = join(person.folder, 'bin', name);
        chmodSync(person.write(path, `#!/bin/sh\necho '${version}'\n`), 0o755);
      }
      const environment = { ...person.environment, PATH: `${person.folder}/bin:/usr/bin:/bin` };
      return runBuilt(person, ['install', ...words], { environment });
    }

    it.each([
      ['is too old', () => undefined, /Cursor 1\.7\.2 is too old.*Update Cursor to 2\.6/s],
      [
        'has settings that are broken',
        () => person.write(join(person.home, '.cursor/hooks.json'), '{,}'),
        /hooks\.json:1:2: it is not JSON/,
      ],
    ])('which %s, installs the others and says why', (name, setUp, why) => {
      setUp();
      const version = name === 'is too old' ? '1.7.2' : '3.0.0';
      const { status, stdout } = withPrograms({ claude: '2.1.328', cursor: version }, '--all');
      expect(stdout).toMatch(/^Cursor not installed/m);
      expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(why);
      expect(stdout).toMatch(/^Claude Code \(user\)/m);
      expect(status).toBe(1);
      expect(callHook(bash('cat .env')).stdout).toContain('"deny"');
      expect(readdirSync(person.state('bin')).filter((each) => each.includes('cursor'))).toEqual(
        [],
      );
    });

    it('tells a program the same', () => {
      const programs = { claude: '2.1.328', cursor: '1.7.2' };
      const { status, stdout } = withPrograms(programs, '--all', '--json');
      expect(JSON.parse(stdout)).toMatchObject({
        agents: [{ agent: 'claude-code' }],
        failed: [{ agent: 'cursor', message: expect.stringContaining('too old') }],
      });
      expect(status).toBe(1);
    });

    it('says so in a preview, too', () => {
      const before = snapshot();
      const programs = { claude: '2.1.328', cursor: '1.7.2' };
      const { status, stdout } = withPrograms(programs, '--all', '--dry-run');
      expect(stdout).toMatch(/^Cursor would not be installed/m);
      expect(stdout).toContain('"PreToolUse"');
      expect(status).toBe(1);
      expect(snapshot()).toEqual(before);
    });

    it('makes nothing where it is the only one', () => {
      const before = snapshot();
      const { status, stderr } = withPrograms({ cursor: '1.7.2' }, '--all');
      expect(stderr).toContain('Cursor 1.7.2 is too old');
      expect(status).toBe(2);
      expect(snapshot()).toEqual(before);
    });

    it('by its name stops before anything is changed', () => {
      const before = snapshot();
      const programs = { claude: '2.1.328', cursor: '1.7.2' };
      const { status, stderr } = withPrograms(programs, 'claude-code', 'cursor');
      expect(stderr).toContain('Cursor 1.7.2 is too old');
      expect(status).toBe(2);
      expect(snapshot()).toEqual(before);
    });
  });

  it('three at once leave one installation, whole', async () => {
    const ended = await Promise.all(
      [1, 2, 3].map(() => startBuilt(person, ['install', '--json', 'claude-code'])),
    );
    expect(ended.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    const { hooks } = JSON.parse(person.read(settings()));
    expect([hooks.PreToolUse.length, hooks.ConfigChange.length]).toEqual([1, 1]);
    expect(callHook(bash('cat .env')).stdout).toContain('"deny"');
    expect(JSON.parse(person.read(person.state('installations.json')))).toHaveLength(1);
  });

  it.each([
    ['no agent', [], 'Which agent'],
    ['agents and --all', ['claude-code', '--all'], 'not both'],
  ])('with %s says what to write', (_name, words, message) => {
    const { status, stderr } = runBuilt(person, ['install', ...words]);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

describe('agsec check --format', () => {
  it('answers byte for byte as the installed hook, and records as it does', () => {
    install();
    for (const command of ['cat .env', 'ls', '$(x) y', 'curl -d @a https://example.com']) {
      const hook = callHook(bash(command));
      const { status, stdout } = runBuilt(person, ['check', '--format', 'claude-code'], {
        input: JSON.stringify(bash(command)),
      });
      expect([command, status, withoutId(stdout)]).toEqual([
        command,
        hook.status,
        withoutId(hook.stdout),
      ]);
    }
    expect(runBuilt(person, ['audit', '--json']).stdout.trim().split('\n')).toHaveLength(8);
  });

  it('denies what it cannot read, in the words of the agent', () => {
    install();
    const { status, stdout, stderr } = runBuilt(person, ['check', '--format', 'claude-code'], {
      input: '{"hook_event_name":"PreToolUse"',
    });
    expect(status === 2 || stdout.includes('"deny"')).toBe(true);
    expect(`${stdout}${stderr}`).toContain('agsec');
  });
});

/** An answer without the id under which a review waits, which is another each time. */
function withoutId(text: string): string {
  return text.replace(/agsec approve [0-9a-z-]+/g, 'agsec approve ID');
}

describe('agsec uninstall', () => {
  it('puts the settings back byte for byte, after asking', async () => {
    const text = '{\n\t"model": "opus" }';
    person.write(settings(), text);
    install();
    const { status, stdout } = await runAtTerminal(person, ['uninstall', 'claude-code'], 'code');
    expect(stdout).toContain('let Claude Code act without agsec');
    expect(status).toBe(0);
    expect(person.read(settings())).toBe(text);
    expect(readdirSync(person.state('bin'))).toEqual([]);
    expect(person.exists(person.state('policies/01_base.yaml'))).toBe(true);
  });

  it('does nothing without a terminal, or with an agent around', () => {
    install();
    const before = snapshot();
    const cases = [
      [{}, 'there is no terminal'],
      [{ CLAUDECODE: '1' }, 'CLAUDECODE'],
    ] as const;
    for (const [variables, message] of cases) {
      // A session of its own has no terminal, wherever these tests run.
      const { status, stderr } = spawnSync(
        'setsid',
        ['-w', process.execPath, builtEntry(), 'uninstall', 'claude-code'],
        { cwd: person.project, env: { ...person.environment, ...variables }, encoding: 'utf8' },
      );
      expect(stderr).toContain(message);
      expect(status).toBe(2);
    }
    expect(snapshot()).toEqual(before);
  });

  it('--dry-run needs nobody and changes nothing', () => {
    install();
    const before = snapshot();
    const { status, stdout } = runBuilt(person, ['uninstall', '--all', '--dry-run']);
    expect(stdout).toMatch(/^-.*PreToolUse/m);
    expect(status).toBe(0);
    expect(snapshot()).toEqual(before);
  });

  it('of what is not installed says so, without asking', () => {
    const { status, stdout } = runBuilt(person, ['uninstall', 'claude-code']);
    expect(stdout).toContain('is not installed');
    expect(status).toBe(0);
  });

  it('keeps the programs while a project still uses them', async () => {
    install();
    install('--scope', 'project');
    await runAtTerminal(person, ['uninstall', 'claude-code'], 'code');
    const project = join(person.project, '.claude/settings.json');
    expect(callHook(bash('cat .env'), project)).toMatchObject({ status: 0 });
    const words = ['uninstall', 'claude-code', '--scope', 'project'];
    await runAtTerminal(person, words, 'code');
    expect(readdirSync(person.state('bin'))).toEqual([]);
    expect(person.exists(project)).toBe(false);
  });
});

describe('agsec status', () => {
  it('tells mode, policies, agents and calls', () => {
    install();
    callHook(bash('cat .env'));
    const { status, stdout } = runBuilt(person, ['status']);
    expect(stdout).toMatch(/^mode +enforce$/m);
    expect(stdout).toMatch(/^policies +9 files, \d+ statements$/m);
    expect(stdout).toMatch(/^agent +version +hook +if it fails +last call$/m);
    expect(stdout).toMatch(/^Claude Code +\S.* +user +blocks, but for \d+ cases +\d{4}-/m);
    expect(stdout).toMatch(/^last 24 h +1 call, 1 stopped$/m);
    expect(status).toBe(0);
  });

  it('sees a hook that was taken out behind its back', () => {
    install();
    person.write(settings(), '{}');
    expect(runBuilt(person, ['status']).stdout).toMatch(/^Claude Code .*user: missing or changed/m);
    const { agents } = JSON.parse(runBuilt(person, ['status', '--json']).stdout);
    expect(agents).toContainEqual(
      expect.objectContaining({
        agent: 'claude-code',
        installed: [expect.objectContaining({ scope: 'user', unchanged: false })],
      }),
    );
  });

  it('works before anything is set up', () => {
    const { status, stdout } = runBuilt(person, ['status']);
    expect(stdout).toMatch(/^Claude Code .* none +never$/m);
    expect(stdout).toContain('agsec init');
    expect(status).toBe(0);
  });

  it('ends with 1 when policies or configuration do not load', () => {
    install();
    person.write(person.state('config.yaml'), 'mode: sometimes\n');
    const { status, stdout } = runBuilt(person, ['status']);
    expect(stdout).toContain('~/.agsec/config.yaml:1:7: ');
    expect(stdout).toMatch(/^mode +unknown/m);
    expect(status).toBe(1);
  });
});

describe('agsec doctor', () => {
  it('finds a sound installation sound, live probe included', () => {
    install();
    const { status, stdout } = runBuilt(person, ['doctor']);
    expect(stdout).toMatch(/ok +PreToolUse denies what it must and lets a harmless call\s+pass/);
    expect(stdout).toContain('what stays open at this scope');
    expect(stdout).toContain('The firewall stands.');
    expect(stdout).not.toContain('OPEN');
    expect(status).toBe(0);
  });

  it('ends with 1 when something is open, and says what to do', () => {
    install();
    const breakages = {
      'the hook is gone from the settings': [settings(), '{}'],
      'a policy does not load': [person.state('policies/01_base.yaml'), 'x: 1\n'],
    } as const;
    for (const [name, [path, text]] of Object.entries(breakages)) {
      const sound = person.read(path);
      person.write(path, text);
      const { status, stdout } = runBuilt(person, ['doctor']);
      expect([name, stdout]).toEqual([name, expect.stringMatching(/^ {2}OPEN .*(?:\n.*)*fix: /m)]);
      expect([name, stdout]).toEqual([name, expect.stringMatching(/\d open findings?\./)]);
      expect([name, status]).toEqual([name, 1]);
      person.write(path, sound);
    }
    expect(runBuilt(person, ['doctor']).status).toBe(0);
  });

  it('puts programs back that were changed, and says so', () => {
    install();
    const loader = person.state('bin/claude-code.cjs');
    const folder = readdirSync(person.state('bin')).find((name) => /-[0-9a-f]{16}$/.test(name));
    const changes = [loader, person.state(`bin/${folder}/hook.cjs`)];
    for (const path of changes) {
      person.write(path, 'process.exit(0);');
      const { status, stdout } = runBuilt(person, ['doctor']);
      expect([path, stdout]).toEqual([path, expect.stringMatching(/put\s+back/)]);
      expect([path, status]).toEqual([path, 0]);
      expect(callHook(bash('cat .env')).stdout).toContain('"deny"');
      expect(callHook(bash('ls')).stdout).not.toContain('"deny"');
      expect(runBuilt(person, ['doctor']).stdout).not.toMatch(/put\s+back/);
    }
  });

  it('examines what is named, installed or not, and everything that was installed otherwise', () => {
    const nothing = runBuilt(person, ['doctor']);
    expect(nothing.stdout).toContain('installed for no agent');
    expect(nothing.status).toBe(1);
    const named = runBuilt(person, ['doctor', 'claude-code', '--json']);
    expect(JSON.parse(named.stdout)).toMatchObject({
      ok: false,
      examinations: [{ agent: 'claude-code', scope: 'user' }],
    });
    install();
    install('--scope', 'project');
    expect(JSON.parse(runBuilt(person, ['doctor', '--json']).stdout)).toMatchObject({
      ok: true,
      examinations: [{ scope: 'user' }, { scope: 'project', project: person.project }],
    });
  });
});
