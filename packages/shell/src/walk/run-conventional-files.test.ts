import { describe, expect, it } from 'vitest';
import { commandsOf, read, unknownOf } from '../testing/line.ts';

describe('files that run because of their names', () => {
  it.each([
    `echo '{"scripts":{"x":"rm -rf src"}}' > package.json; npm run x`,
    `echo '{"scripts":{"test":"rm -rf src"}}' > package.json && yarn test`,
    `echo '{"scripts":{"postinstall":"rm -rf src"}}' > package.json; npm install`,
    `echo '{"scripts":{"prepublishOnly":"rm -rf src"}}' > package.json; npm publish`,
    `echo '{"scripts":{"prepack":"rm -rf src"}}' > package.json; pnpm pack`,
    `echo '{"scripts":{"postversion":"rm -rf src"}}' > package.json; npm version patch`,
    'npm pkg set scripts.x="rm -rf src" && npm run x',
    'npm pkg set "scripts.a=ls" "scripts.test=rm -rf src"; npm test',
    'npm set-script x "rm -rf src"; npm run x',
    "printf 'all:\\n\\trm -rf src\\n' > GNUmakefile; make",
    "printf 'all:\\n\\trm -rf src\\n' > sub/makefile; make -C sub all",
    "printf 'x: y\\ny:\\n\\trm -rf src\\n' > Makefile; make x",
    "printf 'x:\\n    rm -rf src\\n' > justfile; just x",
    "printf 'tasks:\\n  x:\\n    cmds:\\n      - rm -rf src\\n' > Taskfile.yml; task x",
    'echo "rm -rf src" > .husky/pre-commit; git commit -m x',
    'echo "rm -rf src" > .git/hooks/pre-push && git push',
    'echo "rm -rf src" > .git/hooks/commit-msg && git -c a.b=c commit -m x',
  ])('%s runs rm', (line) => {
    expect(commandsOf(line).some((command) => /\brm -rf src\b/.test(command))).toBe(true);
  });

  it.each([
    `echo '{"scripts":{"x":"rm -rf src"}}' > package.json; npm run y`,
    `echo '{"scripts":{"postinstall":"rm -rf src"}}' > package.json; npm ci --ignore-scripts`,
    `echo '{"scripts":{"prepublishOnly":"rm -rf src"}}' > package.json; npm publish --ignore-scripts`,
    `echo '{"scripts":{"prepublishOnly":"rm -rf src"}}' > package.json; npm pack`,
    'npm pkg set scripts.x="rm -rf src"',
    'npm pkg get scripts.x; npm run x',
    "printf 'x:\\n\\trm -rf src\\n' > Makefile; make y",
    'echo "rm -rf src" > .husky/pre-push; git commit -m x',
    'echo "rm -rf src" > notes.txt; npm test',
  ])('%s does not', (line) => {
    expect(commandsOf(line).some((command) => /^rm\b/.test(command))).toBe(false);
  });

  it.each([
    ['pytest', 'conftest.py', 'python'],
    ['python3 -m pytest -q', 'tests/conftest.py', 'python'],
    ['pip install .', 'setup.py', 'python'],
    ['uv pip install -e ./', 'setup.py', 'python'],
    ['npx vite build', 'vite.config.ts', 'typescript'],
    ['vitest run', 'vite.config.js', 'javascript'],
    ['npx gulp', 'gulpfile.js', 'javascript'],
    ['rake x', 'Rakefile', 'ruby'],
    ['bun install', 'package.json', undefined],
  ])('%s may run %s', (line, path, language) => {
    expect(read(line).scripts).toContainEqual(
      expect.objectContaining({ path, optional: true, ...(language ? { language } : {}) }),
    );
    expect(unknownOf(line)).toEqual([]);
  });

  it('are not looked for where what runs them is named anyway', () => {
    expect(read('git commit -m x').scripts).toEqual([]);
    expect(read('nox -l').scripts).toEqual([]);
    const { actions } = read('echo x > noxfile.py; nox');
    expect(actions).toContainEqual(
      expect.objectContaining({ params: expect.objectContaining({ language: 'python' }) }),
    );
  });

  it('reads the files a test runner is given', () => {
    const { actions } = read('echo x > test_a.py; pytest test_a.py');
    expect(actions).toContainEqual(
      expect.objectContaining({
        name: 'code.execute',
        params: expect.objectContaining({ language: 'python', file_path: 'test_a.py' }),
      }),
    );
  });

  it('names a file in a language nobody reads', () => {
    const { actions, scripts } = read('cargo build');
    expect(scripts).toMatchObject([{ path: 'build.rs', optional: true }]);
    expect(actions.filter(({ name }) => name === 'code.execute')).toHaveLength(1);
    expect(unknownOf('sed s/a/b/ x > build.rs; cargo test')).toContain('script-body');
  });

  it('starts scripts with the shell the project names', () => {
    expect(read('echo script-shell=/tmp/x > .npmrc; npm test').scripts).toContainEqual(
      expect.objectContaining({ path: '/tmp/x' }),
    );
    expect(read('npm run a --script-shell=/tmp/x').scripts).toContainEqual(
      expect.objectContaining({ path: '/tmp/x' }),
    );
    expect(read('npm run a --script-shell /bin/bash').scripts).toHaveLength(1);
  });

  it('means nothing on another machine', () => {
    expect(read('ssh h pytest').scripts).toEqual([]);
    expect(read('ssh h ./a.sh').scripts).toMatchObject([{ path: './a.sh', elsewhere: true }]);
  });
});
