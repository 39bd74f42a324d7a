import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';
import { packageSource } from './package-action.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS));
const packages = (line: string) => lines(line).filter((each) => each.startsWith('package.'));

describe('installing', () => {
  it.each([
    ['npm install', 'npm', []],
    ['npm ci --omit dev', 'npm', []],
    ['npm i -D vitest', 'npm', ['vitest']],
    ['npm --prefix web add left-pad@1', 'npm', ['left-pad@1']],
    ['npm isntall x', 'npm', ['x']],
    ['pnpm add -D x y', 'pnpm', ['x', 'y']],
    ['pnpm -C web i', 'pnpm', []],
    ['yarn', 'yarn', []],
    ['yarn add x', 'yarn', ['x']],
    ['yarn --cwd web add x', 'yarn', ['x']],
    ['bun add x', 'bun', ['x']],
    ['pip install x', 'pip', ['x']],
    ['pip3 install -U --index-url https://i.example x', 'pip', ['x']],
    ['python3 -m pip install --user x', 'pip', ['x']],
    ['pipx install x', 'pipx', ['x']],
    ['uv add --dev x', 'uv', ['x']],
    ['uv pip install x', 'uv', ['x']],
    ['poetry add -G dev x', 'poetry', ['x']],
    ['conda install -y -c forge x', 'conda', ['x']],
    ['cargo install --locked x', 'cargo', ['x']],
    ['cargo +nightly add x', 'cargo', ['x']],
    ['go install e.example/x@latest', 'go', ['e.example/x@latest']],
    ['gem install x -v 1.0', 'gem', ['x']],
    ['bundle', 'bundler', []],
    ['composer require --dev a/b', 'composer', ['a/b']],
    ['sudo apt-get install -y --no-install-recommends x', 'apt', ['x']],
    ['apt -t stable install x', 'apt', ['x']],
    ['dpkg -i x.deb', 'dpkg', ['x.deb']],
    ['rpm -Uvh x.rpm', 'rpm', ['x.rpm']],
    ['dnf -y --enablerepo r install x', 'dnf', ['x']],
    ['pacman -Sy x', 'pacman', ['x']],
    ['apk add --no-cache x', 'apk', ['x']],
    ['brew install --cask x', 'brew', ['x']],
    ['nix-env -iA nixpkgs.x', 'nix', ['nixpkgs.x']],
    ['snap install --classic x', 'snap', ['x']],
    ['winget install --id x', 'winget', []],
    ['deno add jsr:@a/b', 'deno', ['jsr:@a/b']],
    ['uvx ruff', 'uv', ['ruff']],
    ['npx create-x@1', 'npm', ['create-x@1']],
    ['npm exec -p a -- b', 'npm', ['a']],
    ['yarn dlx x', 'yarn', ['x']],
    ['pnpm dlx x', 'pnpm', ['x']],
  ])('%s', (line, manager, names) => {
    const [first = ''] = packages(line);
    expect(first).toContain(`package.install manager=${manager} packages=${JSON.stringify(names)}`);
  });

  it.each([
    ['x@1.0', 'registry'],
    ['@a/b', 'registry'],
    ['git+https://h/x', 'git'],
    ['github:a/b', 'git'],
    ['x @ https://h/x.whl', 'url'],
    ['https://h/x.tgz', 'url'],
    ['./x', 'path'],
    ['x.deb', 'path'],
  ])('tells where %s comes from', (spec, source) => {
    expect(packageSource(spec)).toBe(source);
  });
});

describe('removing and publishing', () => {
  it.each([
    ['npm rm x', 'package.remove manager=npm packages=["x"]'],
    ['npm uninstall -g x', 'package.remove manager=npm packages=["x"] global=true'],
    ['pnpm remove x', 'package.remove manager=pnpm packages=["x"]'],
    ['pip uninstall -y x', 'package.remove manager=pip packages=["x"]'],
    ['apt-get purge x', 'package.remove manager=apt packages=["x"]'],
    ['dpkg -P x', 'package.remove manager=dpkg packages=["x"]'],
    ['pacman -Rns x', 'package.remove manager=pacman packages=["x"]'],
    ['brew uninstall x', 'package.remove manager=brew packages=["x"]'],
    ['npm publish --access public', 'package.publish manager=npm packages=[]'],
    ['cargo publish', 'package.publish manager=cargo packages=[]'],
    ['npm publish --dry-run=false', 'package.publish manager=npm packages=[]'],
    ['npm publish --dry-run --no-dry-run', 'package.publish manager=npm packages=[]'],
    ['goreleaser release --clean', 'package.publish manager=goreleaser packages=[]'],
    ['goreleaser release --snapshot=false', 'package.publish manager=goreleaser packages=[]'],
    ['twine upload dist/x', 'package.publish manager=twine packages=["dist/x"]'],
    ['gem push x.gem', 'package.publish manager=gem packages=["x.gem"]'],
    ['poetry publish --build', 'package.publish manager=poetry packages=[]'],
    ['mvn -B clean deploy', 'package.publish manager=maven packages=[]'],
  ])('%s', (line, expected) => {
    expect(packages(line)).toContain(expected);
  });

  it('is no deletion of files', () => {
    expect(lines('npm rm -rf x').some((each) => each.startsWith('file.'))).toBe(false);
  });

  it('takes a version back', () => {
    expect(lines('npm unpublish x@1 --force').join()).toContain('severity=irreversible');
    expect(lines('npm owner ls x').join()).toContain('severity=read');
  });
});

describe('running', () => {
  it.each([
    'npx rimraf /x',
    'npm exec -- rimraf /x',
    'npm exec -c "rm -rf /x"',
    'pnpm exec rm -rf /x',
    'pnpm rimraf /x',
    'pnpm -r exec rm -rf /x',
    'yarn exec rm -rf /x',
    'yarn rimraf /x',
    'yarn workspace a rimraf /x',
    'bun x rimraf /x',
    'poetry run rm -rf /x',
    'pipenv run rm -rf /x',
    'uv run --with a rm -rf /x',
    'uv run -p 3.12 --env-file .e rm -rf /x',
    'conda run -n e rm -rf /x',
    'bundle exec rm -rf /x',
    'composer exec rm -- -rf /x',
    'nix develop -c rm -rf /x',
    'nix-shell -p a --run "rm -rf /x"',
    'guix shell a -- rm -rf /x',
    'apt-get update -o APT::Update::Pre-Invoke::="rm -rf /x"',
    'dpkg --pre-invoke="rm -rf /x" -i a.deb',
    "rpm --eval '%(rm -rf /x)'",
    'go test -exec "rm -rf" /x',
    'go test -exec "rm -rf /x" ./...',
    'npm explore a -- rm -rf /x',
    'brew bundle exec rm -rf /x',
  ])('%s', (line) => {
    const wanted = line.startsWith('go test -exec "rm -rf"') ? 'run' : 'file.delete file_path=/x';
    expect(lines(line).some((each) => each.startsWith(wanted))).toBe(true);
  });
});

describe('a package manager only tells', () => {
  it.each([
    'npm ls --depth 0',
    'npm view x version',
    'npm config get registry',
    'npm audit',
    'npm install --help',
    'npm install --dry-run x',
    'pip list',
    'pip show x',
    'pip install --help',
    'cargo build',
    'cargo publish --dry-run',
    'npm publish --dry-run',
    'goreleaser release --snapshot --clean',
    'goreleaser release --skip=announce,publish',
    'goreleaser build --snapshot',
    'cargo test -- --nocapture',
    'go build ./...',
    'go vet ./...',
    'apt list --installed',
    'apt-get -s install x',
    'apt-cache search x',
    'dpkg -l',
    'rpm -qa',
    'pacman -Ss x',
    'brew list',
    'brew info x',
    'brew uninstall -n x',
    'uv pip list',
    'poetry show',
    'bundle show x',
    'conda list',
  ])('%s', (line) => {
    expect(packages(line)).toEqual([]);
  });

  it('and what it prints may be evaluated', () => {
    for (const line of [
      'eval "$(brew shellenv)"',
      'eval "$(conda shell.bash hook)"',
      'eval "$(fnm env)"',
    ])
      expect(lines(line)).not.toContain('unknown: dynamic-command');
  });
});

describe('tokens of registries', () => {
  it.each([
    'npm token create',
    'npm tok create --read-only',
    'npm config get //r/:_authToken',
    'npm get _auth',
    'pnpm token create',
    'composer config -g github-oauth.github.com',
    'poetry config http-basic.r',
    'pdm config repository.pypi.password',
    'uv auth token r',
  ])('%s', (line) => {
    expect(lines(line)).toContain('secret.read kind=access-token');
  });

  it.each([
    'composer config name',
    'composer config --unset http-basic.r',
    'poetry config http-basic.r u p',
    'poetry config virtualenvs.path',
    'npm config get registry',
    'uv auth dir',
  ])('%s shows none', (line) => {
    expect(lines(line).join()).not.toContain('secret.read');
  });
});
