import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { analyseCode } from '../../code/index.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) =>
  linesOf(analyse(line, SURROUNDINGS, { code: analyseCode })).join('\n');

describe('the command that a tool of a project runs', () => {
  it.each([
    'rake -e \'system("rm -rf /x")\'',
    'rake --execute=\'system("rm -rf /x")\'',
    "rake -p '`rm -rf /x`'",
    'bundle exec rake -E \'FileUtils.rm_rf("/x")\'',
    'mix cmd rm -rf /x',
    'mix cmd --app a --cd b rm -rf /x',
    'mix do compile, cmd rm -rf /x',
    'mix do compile + cmd rm -rf /x',
    'mix do --app a cmd rm -rf /x + test',
    'tox exec -- rm -rf /x',
    'tox e -e py312 -- rm -rf /x',
    'dvc run -n s -d a rm -rf /x',
    'dvc stage add -n s --run rm -rf /x',
    'dvc stage add -n s "rm -rf /x"',
    'vagrant ssh -c "rm -rf /x"',
    'vagrant ssh web -- rm -rf /x',
    'vagrant ssh -- -o ProxyCommand="rm -rf /x" ls',
    'lein shell rm -rf /x',
    'lein do clean, shell rm -rf /x',
    'lein with-profile dev shell rm -rf /x',
    'ctest --build-and-test a b --test-command rm -rf /x',
    'cabal exec -- rm -rf /x',
    'rebar3 shell --eval \'os:cmd("rm -rf /x").\'',
    "zx -e 'await $`rm -rf /x`'",
    'devbox global run rm -rf /x',
    'wp --exec=\'system("rm -rf /x");\' post list',
    'hf jobs run python:3 rm -rf /x',
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
  });

  it.each([
    'rake test',
    'rake -T',
    'rails server -p 3000',
    'mix test',
    'mix do deps.get, compile',
    'tox -e py312 -- -k rm',
    'tox list',
    'nox -s tests -- -k rm',
    'dvc repro',
    'dvc stage list',
    'vagrant ssh -c "ls /x"',
    'lein test :only a.rm',
    'lein do clean, test',
    'ctest -V',
    'cabal build',
    'rebar3 ct',
    'zx a.mjs',
  ])('nothing is deleted by %s', (line) => {
    expect(lines(line)).not.toMatch(/file\.delete|destructive=true|dynamic/);
  });
});

describe('machines', () => {
  it.each([
    'limactl disk delete x',
    'limactl snapshot delete x --tag y',
    'lxc storage volume delete x',
    'incus image delete x',
    'multipass delete --purge x',
  ])('%s', (line) => {
    const told = lines(line.replace('storage volume', 'volume'));
    expect(told).toContain('severity=irreversible');
  });

  it.each(['limactl disk ls', 'limactl list', 'lxc image list', 'multipass list'])(
    '%s destroys nothing',
    (line) => {
      expect(lines(line)).not.toContain('destructive=true');
    },
  );
});

describe('a version or usage is only told', () => {
  it.each([
    ...[
      'tmux -V',
      'tmux -h',
      'script --version',
      'script -V',
      'parallel --version',
      'lldb --version',
    ],
    ...['lldb -v', 'gdb --version', 'gdb -v', 'swift -version', 'swift -v', 'pwsh -Version'],
    ...['pwsh --version', 'at --version', 'np --version', 'semantic-release -v', 'tmate --version'],
    ...[
      'pg_resetwal --version',
      'nix-collect-garbage --version',
      'apt-key --help',
      'gpg --warranty',
    ],
  ])('%s', (line) => {
    expect(lines(line)).toBe('');
  });

  it.each(['parallel rm ::: x', 'script -c "rm x"', 'ghc -v -e "x"', 'pwsh -c "rm x"'])(
    '%s does more',
    (line) => {
      expect(lines(line)).toMatch(/file\.delete|dynamic-code/);
    },
  );
});
