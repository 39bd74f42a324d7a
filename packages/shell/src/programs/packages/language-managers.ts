import type { Call, Effects, Program, Value } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { packageCommand } from './package-action.ts';
import { trustsRegistry } from './registries.ts';
import { ownerOptions, registryCommand } from './registry-command.ts';

/** `gem`. */
export const GEM: Program = defineSubcommands({
  names: ['gem', 'jgem'],
  summary: 'Installs, removals, publishing, yanking',
  options: {
    flags:
      '-h|--help -q -V --verbose --silent --no-document -N --user-install -f|--force -a|--all -x -I -g',
    values:
      '-v|--version -i|--install-dir -n|--bindir -s|--source -P -p|--http-proxy --platform -k|--key --host --otp',
  },
  commands: {
    'install|i|update|fetch': packageCommand('package.install', { manager: 'gem' }),
    'uninstall|cleanup': packageCommand('package.remove', { manager: 'gem' }),
    push: packageCommand('package.publish', { manager: 'gem' }),
    sources: {
      options: { values: '-a|--add -r|--remove', flags: '-l|--list -u|--update -c|--clear-all' },
      describe: (call, effects) => trustsRegistry(effects, 'gem', call.options.values('-a')),
    },
    yank: registryCommand('gem', 'yank', 'irreversible'),
    owner: ownerOptions('gem'),
    exec: executes({
      options: { values: '-g|--gem -v|--version', flags: '--conservative' },
      run: { wrapper: 'gem' },
    }),
  },
});

/** `bundle`; without a subcommand it installs. */
export const BUNDLE: Program = defineSubcommands({
  names: ['bundle', 'bundler'],
  summary: 'The command of `exec`, installs, removals',
  options: { flags: '-V|--verbose --no-color -v|--version -h --quiet', values: '-r|--retry' },
  commands: {
    exec: executes({
      options: { flags: '--keep-file-descriptors --gemfile-exec' },
      run: { wrapper: 'bundle' },
    }),
    'install|i|add|update|inject': packageCommand('package.install', {
      manager: 'bundler',
      options: {
        flags:
          '--local --frozen --clean --deployment --no-cache --redownload --system --quiet --full-index --conservative --all',
        values:
          '--gemfile --jobs -j --path --with --without --retry --trust-policy --group -g --version -v --source -s --git --github --branch --ref --target-rbconfig',
      },
    }),
    remove: packageCommand('package.remove', { manager: 'bundler' }),
    config: {
      describe: (call, effects) => trustsRegistry(effects, 'bundler', call.options.operands),
    },
    'list|show|info|outdated|check|env|doctor|version|help|open|lock|platform|viz|init|gem|cache|package|pristine|plugin|licenses|fund|console|issue':
      { describe: () => undefined },
    clean: packageCommand('package.remove', { manager: 'bundler' }),
  },
  otherwise(_call, effects, name) {
    if (name === undefined) effects.action('package.install', { manager: 'bundler', packages: [] });
  },
});

const COMPOSER_OPTIONS: OptionList = {
  flags:
    '-h -q|--quiet -v|--verbose -vv -vvv -V|--version -n|--no-interaction --ansi --no-ansi --profile --no-plugins ' +
    '--no-scripts --dev --no-dev --no-update --no-progress -o --optimize-autoloader --prefer-dist --prefer-source ' +
    '--dry-run -W|--with-all-dependencies -w --update-no-dev --ignore-platform-reqs -l|--list --fixed',
  values:
    '-d|--working-dir --prefer-install --ignore-platform-req --apcu-autoloader-prefix --timeout -s|--stability --repository -f --format',
};

/** Keys of auth.json (Composer docs, "Authentication"). */
const COMPOSER_SECRET =
  /^(?:github-oauth|gitlab-oauth|gitlab-token|bitbucket-oauth|http-basic|bearer|forgejo-token|custom-headers)\b/;

/** `composer`. */
export const COMPOSER: Program = defineSubcommands({
  names: ['composer', 'composer.phar'],
  summary: 'Installs, removals, scripts, the program of `exec`',
  options: COMPOSER_OPTIONS,
  commands: {
    'require|r|install|i|update|u|upgrade|create-project': packageCommand('package.install', {
      manager: 'composer',
    }),
    'remove|rm|uninstall': packageCommand('package.remove', { manager: 'composer' }),
    exec: executes({ options: { flags: '-l|--list' }, run: { wrapper: 'composer' } }),
    // A key with no value is shown: `composer config -g github-oauth.github.com`.
    config: {
      options: {
        flags:
          '-g|--global -e|--editor -a|--auth --unset -l|--list --absolute -j|--json -m --append',
        values: '-f|--file',
      },
      describe(call, effects) {
        const { options } = call;
        const [key, ...values] = options.operands;
        const shows = values.length === 0 && !options.has('--unset');
        trustsRegistry(effects, 'composer', values);
        if (shows && COMPOSER_SECRET.test(key?.text ?? '')) effects.shows('access-token');
      },
    },
    'run-script|run': {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const [name, ...args] = call.options.operands;
        if (name !== undefined) composerScript(call, effects, name, args);
      },
    },
    global: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, [literal('composer'), ...call.options.operands]),
    },
  },
});

function composerScript(call: Call, effects: Effects, name: Value, args: readonly Value[]): void {
  if (call.cwd === undefined) return;
  effects.script({
    path: 'composer.json',
    cwd: call.cwd,
    target: { kind: 'npm-script', name: name.text },
    args: args.map(({ text }) => text),
  });
}

/** Other build tools and managers by the verbs that fetch, remove or publish. */
export const OTHER_MANAGERS: readonly Program[] = [
  defineSubcommands({
    names: ['dotnet', 'nuget'],
    summary: 'Packages added, removed, pushed and deleted',
    options: {
      flags: '-h --info -d',
      values: '-s|--source -k|--api-key -v|--verbosity -o -c -f --framework --version',
    },
    commands: {
      sources: {
        describe: (call, effects) =>
          trustsRegistry(effects, 'nuget', [
            ...call.options.operands,
            ...call.options.values('-s'),
          ]),
      },
      add: packageCommand('package.install', { manager: 'dotnet', skip: 1 }),
      'install|restore': packageCommand('package.install', { manager: 'nuget' }),
      remove: packageCommand('package.remove', { manager: 'dotnet', skip: 1 }),
      push: packageCommand('package.publish', { manager: 'nuget' }),
      delete: registryCommand('nuget', 'delete', 'irreversible'),
      // Secrets of a project, kept in the home folder.
      'user-secrets': {
        options: { flags: '--json', values: '--id -p|--project' },
        describe(call, effects) {
          const [verb, target] = call.options.operands;
          if (verb?.text === 'list') effects.shows('user-secret');
          if (verb?.text === 'clear' || verb?.text === 'remove')
            effects.action('infra.execute', {
              tool: 'dotnet',
              verb: `user-secrets ${verb.text}`,
              severity: 'destroy',
              destructive: true,
              target,
            });
        },
      },
      ef: {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, [literal('dotnet-ef'), ...call.args]),
      },
      nuget: {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, [literal('nuget'), ...call.options.operands]),
      },
    },
  }),
  defineSubcommands({
    names: ['goreleaser'],
    summary: 'Publishing, unless it makes a snapshot',
    options: {},
    commands: {
      'release|r': {
        options: {
          flags: '--snapshot --clean --auto-snapshot --draft --fail-fast --verbose --single-target',
          values: '-f|--config -k|--key -p|--parallelism --skip --timeout --release-notes -o',
        },
        describe({ options }, effects) {
          const skipped = options.values('--skip').flatMap(({ text }) => text.split(','));
          const isLocal = options.has('--snapshot') && options.values('--snapshot').length === 0;
          if (isLocal || skipped.includes('publish')) return;
          effects.action('package.publish', { manager: 'goreleaser', packages: [] });
        },
      },
    },
  }),
  defineSubcommands({
    names: ['semantic-release', 'release-it', 'np'],
    summary: 'Publishing',
    options: {
      flags: '-d|--dry-run|--preview --no-publish --ci -v|--version',
      values: '-b|--branches -r -t',
    },
    commands: {},
    otherwise(call, effects) {
      if (call.options.has('-v')) return;
      if (!call.options.has('-d') && !call.options.has('--no-publish'))
        effects.action('package.publish', { manager: 'npm', packages: [] });
    },
  }),
];
