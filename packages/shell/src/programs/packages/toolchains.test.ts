import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));

describe('a toolchain runs a command in its surroundings', () => {
  it.each([
    'rustup run nightly rm -rf /x',
    'rustup run --install nightly rm -rf /x',
    'opam exec -- rm -rf /x',
    'opam exec --switch=4 -- rm -rf /x',
    'stack exec -- rm -rf /x',
    'dune exec -- rm -rf /x',
    'melos exec -- rm -rf /x',
    'bun exec "rm -rf /x"',
    'uv tool run rm -rf /x',
    'ollama launch rm -rf /x',
    'hatch env run -- rm -rf /x',
    'pnpm -c exec "rm -rf /x"',
    'yarn exec "rm -rf /x"',
    'yarn run rimraf /x',
    'yarn run -T rimraf /x',
  ])('%s', (line) => {
    expect(lines(line)).toContain('file.delete file_path=/x recursive=true');
  });

  it('and reads a module or script of Python as the tool it is', () => {
    expect(lines('uv run manage.py flush').join()).toContain('db.execute');
    expect(lines('uv run -m alembic downgrade base').join()).toContain('db.execute');
    expect(lines('python -m hatch publish').join()).toContain('package.publish');
    expect(lines('python -m alembic history').join()).not.toContain('destructive=true');
  });

  it('and what it prints may be evaluated', () => {
    for (const line of [
      'eval "$(opam env)"',
      'eval "$(luarocks path)"',
      'eval "$(rustup completions bash)"',
      'eval "$(atuin init zsh)"',
    ])
      expect(lines(line)).not.toContain('unknown: dynamic-command');
  });
});

describe('programs that settings start', () => {
  it.each([
    [`cargo --config 'build.rustc-wrapper="/tmp/x"' build`, '/tmp/x'],
    [`cargo run --config 'target.a.runner=["/tmp/x", "-y"]'`, '/tmp/x'],
    ['cargo +nightly --config /tmp/x.toml build', '/tmp/x.toml'],
    ['go env -w GOFLAGS=-toolexec=/tmp/x', '/tmp/x'],
    ['go env -w GOPROXY=off CC="/tmp/x -y"', '/tmp/x'],
    ['gradle -I /tmp/x.gradle build', '/tmp/x.gradle'],
  ])('%s', (line, file) => {
    expect(lines(line).join()).toContain(`source=startup file_path=${file}`);
  });

  it.each([
    'cargo --config net.offline=true build',
    'go env -w GOFLAGS=-mod=mod',
    'go env GOFLAGS',
    'gradle build',
  ])('%s starts none', (line) => {
    expect(lines(line).join()).not.toContain('source=startup');
  });

  it('gives the program of go test the file it has built', () => {
    expect(lines('go test -exec "rm -rf" ./...').join()).toContain('file.delete');
    expect(lines('go test -exec xprog ./...').join()).not.toContain('file.');
  });
});

describe('where a package comes from', () => {
  it.each([
    ['npm i o/r', 'git'],
    ['pnpm add o/r#topic', 'git'],
    ['npm i @o/r', 'registry'],
    ['pip install -r https://h/r.txt', 'url'],
    ['pip install -r r.txt', 'registry'],
    ['uv pip install git+https://h/x', 'git'],
    ["uv add 'x @ git+https://h/x'", 'git'],
    ['uv tool install https://h/x.whl', 'url'],
    ['uv run --with git+https://h/x y', 'git'],
    ['poetry self add git+https://h/x', 'git'],
    ['yarn plugin import https://h/x.js', 'url'],
    ['yarn plugin import workspace-tools', 'registry'],
  ])('%s', (line, source) => {
    expect(lines(line).join()).toContain(`source=${source}`);
  });

  it('is the network for a script that uv fetches', () => {
    expect(lines('uv run https://h/x.py')).toContain('unknown: remote-code');
    expect(lines('uv run x.py')).not.toContain('unknown: remote-code');
  });
});

describe('settings of npm', () => {
  const edits = (line: string) => lines(line).filter((each) => each.startsWith('file.edit'));

  it.each([
    'npm config set registry http://h',
    'npm config set //h/:_authToken=x',
    'npm config set fund=false script-shell=/tmp/x',
    'npm set _auth x',
    'npm config delete registry',
    'npm config edit',
    'npm config set $X y',
    'yarn config set npmAuthToken x',
  ])('%s', (line) => {
    expect(edits(line)).toEqual(['file.edit file_path=/home/u/.npmrc']);
  });

  it('is no secret who wrote a package', () => {
    expect(lines('npm config get init-author-name')).toEqual([]);
  });

  it.each(['npm config set fund false', 'npm set audit=false', 'pnpm config set save-exact true'])(
    '%s is of no weight',
    (line) => {
      expect(edits(line)).toEqual([]);
    },
  );
});

describe('packages of the system that go', () => {
  it.each([
    ['apt-get install x-', 'apt', '["x-"]'],
    ['apt-get dist-upgrade --allow-remove-essential', 'apt', '[]'],
    ['dnf group remove x', 'dnf', '["x"]'],
    ['dnf -y history undo 3', 'dnf', '[]'],
    ['dnf swap a b', 'dnf', '["a","b"]'],
    ['emerge -C x', 'portage', '["x"]'],
    ['emerge --depclean', 'portage', '[]'],
    ['xbps-remove -Ry x', 'xbps', '["x"]'],
    ['pkg delete -y x', 'pkg', '["x"]'],
    ['opkg remove x', 'opkg', '["x"]'],
    ['yay -Yc', 'pacman', '[]'],
    ['guix package -r x', 'guix', '["x"]'],
    ['nix-store --gc', 'nix', '[]'],
  ])('%s', (line, manager, packages) => {
    expect(lines(line)).toContain(`package.remove manager=${manager} packages=${packages}`);
  });

  it.each([
    'apt-get -s install x-',
    'apt-get install libstdc++-12-dev',
    'dnf group list',
    'dnf history',
    'emerge -pC x',
    'emerge x',
    'xbps-remove -n x',
    'pkg info',
    'nix-store --gc --print-dead',
    'guix package -I',
  ])('%s', (line) => {
    expect(lines(line).filter((each) => each.startsWith('package.remove'))).toEqual([]);
  });
});

it('bun alone tells how it is used, and runs what flows in', () => {
  expect(lines('bun')).toEqual([]);
  expect(lines('bun run')).toEqual([]);
  expect(lines(`echo 'require("fs").rmSync("/x")' | bun`).join()).toContain('code.execute');
});
