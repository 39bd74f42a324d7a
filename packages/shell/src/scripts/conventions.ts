import type { Language } from '../contract.ts';
import type { Target } from './run-target.ts';

/** A file that a program runs without being told to. */
export type ConventionalFile = {
  readonly path: string;
  /** Absent: a language nobody here reads. */
  readonly language?: Language;
  readonly target?: Target;
};

/** Files that a program runs because of their name, and what of the line makes it run more. */
export type Convention = {
  /** Files it looks for. */
  readonly files?: readonly ConventionalFile[];
  /** Files that count only where the line writes them: elsewhere what runs them is named anyway. */
  readonly written?: readonly ConventionalFile[];
  /** Operands are files of code it runs, too (`pytest test_a.py`). */
  readonly operands?: Language;
  /** Names of further files it runs, wherever they stand. */
  readonly others?: RegExp;
};

const PACKS = ['prepack', 'prepare', 'postpack'];

/** The scripts of a package that its manager runs by itself, by the verb it is called with. */
const LIFECYCLES: readonly (readonly [verb: RegExp, scripts: readonly string[]])[] = [
  [
    /^(?:i|in|ins|inst|install|add|ci|clean-install|update|up|rebuild)$/,
    ['preinstall', 'install', 'postinstall', 'prepare'],
  ],
  [/^pack$/, PACKS],
  [/^publish$/, ['prepublish', 'prepublishOnly', ...PACKS, 'publish', 'postpublish']],
  [/^version$/, ['preversion', 'version', 'postversion']],
];
const HOOKS_OF_GIT: { readonly [verb: string]: readonly string[] | undefined } = {
  commit: ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit'],
  push: ['pre-push'],
  merge: ['pre-merge-commit', 'post-merge'],
  pull: ['post-merge'],
  checkout: ['post-checkout'],
  switch: ['post-checkout'],
  rebase: ['pre-rebase', 'post-rewrite'],
  am: ['applypatch-msg', 'pre-applypatch', 'post-applypatch'],
};

const KNOWN =
  ' pytest py.test nox invoke inv scons pip pip3 uv pyproject-build tox cargo npm npx yarn pnpm bun git rake gulp ' +
  'grunt vitest jest mocha ava playwright vite webpack rollup eslint next tsup astro nuxt tailwindcss ';

/** True for the name of a program that may run files by convention. */
export function hasConvention(name: string): boolean {
  return KNOWN.includes(` ${name} `);
}

/**
 * What a program runs by convention, by the name it is called by and its words. Facts from the
 * manuals of the programs: pytest ("conftest.py"), setuptools, nox, invoke, cargo ("build scripts"),
 * npm-scripts(7), githooks(5) and husky, and the configuration of the JavaScript tools.
 */
export function conventionOf(name: string, words: readonly string[]): Convention | undefined {
  switch (name) {
    case 'pytest':
    case 'py.test':
      return {
        files: python('conftest.py', 'tests/conftest.py', 'test/conftest.py'),
        operands: 'python',
      };
    case 'nox':
      return { written: python('noxfile.py') };
    case 'invoke':
    case 'inv':
      return { written: python('tasks.py') };
    case 'scons':
      return { written: python('SConstruct') };
    case 'pip':
    case 'pip3':
    case 'uv':
    case 'pyproject-build':
    case 'tox': {
      const isOwn = words.some((word) => /^\.{1,2}(?:\/|\[|$)/.test(word));
      return name === 'tox' || name === 'pyproject-build' || isOwn
        ? { files: python('setup.py') }
        : undefined;
    }
    case 'cargo':
      return /^(?:b|build|r|run|t|test|c|check|bench|clippy|install|doc|nextest)$/.test(
        words[0] ?? '',
      )
        ? { files: [{ path: 'build.rs' }] }
        : undefined;
    case 'npm':
    case 'yarn':
    case 'pnpm':
    case 'bun':
      return packageManager(name, words);
    case 'git': {
      const hooks = HOOKS_OF_GIT[words.find((word) => !word.startsWith('-')) ?? ''];
      return hooks === undefined ? undefined : gitHooks(hooks);
    }
    case 'rake':
      return { files: [{ path: 'Rakefile', language: 'ruby' }] };
    case 'gulp':
    case 'grunt':
      return { files: scripts(name === 'gulp' ? 'gulpfile' : 'Gruntfile') };
    case 'vitest':
      return { files: [...configs('vitest'), ...configs('vite')], operands: 'typescript' };
    case 'jest':
    case 'mocha':
    case 'ava':
    case 'playwright':
      return { files: configs(name), operands: 'typescript' };
    case 'vite':
    case 'webpack':
    case 'rollup':
    case 'eslint':
    case 'next':
    case 'tsup':
    case 'astro':
    case 'nuxt':
    case 'tailwindcss':
      return { files: configs(name) };
  }
  return undefined;
}

function python(...paths: readonly string[]): readonly ConventionalFile[] {
  return paths.map((path) => ({ path, language: 'python' }));
}

function scripts(name: string): readonly ConventionalFile[] {
  return ['js', 'mjs', 'ts'].map((ending) => ({
    path: `${name}.${ending}`,
    language: ending === 'ts' ? 'typescript' : 'javascript',
  }));
}

function configs(name: string): readonly ConventionalFile[] {
  return scripts(`${name}.config`);
}

function packageManager(name: string, words: readonly string[]): Convention | undefined {
  const verb = words.find((word) => !word.startsWith('-')) ?? (name === 'yarn' ? 'install' : '');
  const names = LIFECYCLES.find(([verbs]) => verbs.test(verb))?.[1];
  if (names === undefined || words.includes('--ignore-scripts')) return undefined;
  return {
    files: names.map((script) => ({
      path: 'package.json',
      target: { kind: 'npm-script', name: script },
    })),
  };
}

function gitHooks(hooks: readonly string[]): Convention {
  return {
    others: new RegExp(`(?:^|/)(?:\\.git/hooks|\\.husky)/(?:${hooks.join('|')})$`),
  };
}
