import type { Call, Effects, Program, Value } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { runScriptFile } from '../shapes/script-file.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { packageCommand } from './package-action.ts';
import { registryCommand } from './registry-command.ts';

/** Options of cargo that take a value, whatever the subcommand (The Cargo Book). */
const CARGO_OPTIONS: OptionList = {
  flags:
    '-q|--quiet -v|--verbose -V|--version -h --list --locked --offline --frozen --release -r --all-features ' +
    '--no-default-features --workspace --all --dry-run -n --force -f --no-verify --allow-dirty --lib --bins --tests',
  values:
    '--color --config -C -Z --manifest-path --target-dir --target -p|--package --features -F -j|--jobs ' +
    '--profile --bin --example --test --bench --message-format --version --git --branch --tag --rev ' +
    '--path --root --index --registry --token --exclude --rename --vers',
};

/** `cargo`. */
export const CARGO: Program = defineSubcommands({
  names: ['cargo'],
  summary: 'Installs, removals, publishing, yanking',
  options: { ...CARGO_OPTIONS },
  commands: {
    'install|add|binstall|update': packageCommand('package.install', {
      manager: 'cargo',
      packages: ['--git', '--path'],
      dryRun: ['--dry-run', '-n'],
    }),
    'uninstall|remove|rm': packageCommand('package.remove', {
      manager: 'cargo',
      dryRun: ['--dry-run', '-n'],
    }),
    publish: packageCommand('package.publish', { manager: 'cargo', dryRun: ['--dry-run', '-n'] }),
    watch: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, [literal('cargo-watch'), ...call.args]),
    },
    yank: registryCommand('cargo', 'yank', 'destroy'),
    owner: registryCommand('cargo', 'owner', 'change'),
  },
  otherwise(call, effects, word) {
    // `cargo +nightly install x`: the toolchain stands before the command.
    if (word?.text.startsWith('+')) runInherited(call, effects, [literal('cargo'), ...call.args]);
  },
});

/** `go run` of local files and remote packages, `-exec` and `-toolexec` programs. */
function goRuns(call: Call, effects: Effects): void {
  const { options } = call;
  for (const key of ['-exec', '-toolexec', '-vettool'])
    for (const program of options.values(key))
      effects.run(
        program.text.split(/\s+/).map((word) => literal(word, program.taint)),
        { wrapper: 'go' },
      );
}

const GO_OPTIONS: OptionList = {
  flags:
    '-a -n -race -msan -asan -cover -v -work -x -linkshared -modcacherw -trimpath -short -json -c -u -t -d -i -cache -testcache -modcache -fuzzcache',
  values:
    '-p -covermode -coverpkg -asmflags -buildmode -buildvcs -compiler -gccgoflags -gcflags -installsuffix ' +
    '-ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec -exec -vettool -o -run -bench -count -cpu ' +
    '-timeout -coverprofile -C -skip -parallel -list -fuzz -fuzztime -benchtime -vet -cpuprofile -memprofile -w',
  singleDashLong: true,
  clusters: false,
};

function goCommand(describe: (call: Call, effects: Effects) => void): Subcommand {
  return {
    options: { ...GO_OPTIONS, stopAtOperand: true },
    describe(call, effects) {
      goRuns(call, effects);
      describe(call, effects);
    },
  };
}

/** `go`. */
export const GO: Program = defineSubcommands({
  names: ['go'],
  summary: 'Packages fetched and installed, files of `run`, programs of `-exec` and `-toolexec`',
  options: { ...GO_OPTIONS },
  commands: {
    run: goCommand((call, effects) => {
      const [first, ...args] = call.options.operands;
      if (first === undefined) return;
      if (/@/.test(first.text))
        effects.action('package.install', { manager: 'go', packages: [first] });
      else if (first.text.endsWith('.go')) runScriptFile(call, effects, first, args);
    }),
    'install|get': goCommand((call, effects) => {
      const packages = call.options.operands;
      const isLocal = packages.every(({ text }) => text.startsWith('.'));
      if (!isLocal) effects.action('package.install', { manager: 'go', packages });
    }),
    'build|test|vet|generate|list|tool|fmt|fix|doc|work|version|bug|help|clean': goCommand(
      () => undefined,
    ),
    mod: goCommand((call, effects) => {
      const [verb] = call.options.operands;
      if (verb?.text === 'download' || verb?.text === 'tidy' || verb?.text === 'vendor')
        effects.action('package.install', {
          manager: 'go',
          packages: call.options.operands.slice(1),
        });
    }),
  },
});

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
    yank: registryCommand('gem', 'yank', 'irreversible'),
    owner: registryCommand('gem', 'owner', 'change'),
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
    'list|show|info|outdated|config|check|env|doctor|version|help|open|lock|platform|viz|init|gem|cache|package|pristine|plugin|licenses|fund|console|issue':
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

/** Goals and tasks of the migration plugins of Maven and Gradle that drop all there is. */
const EMPTIES_DATABASE =
  /(?:^|:)(?:flyway:?clean|liquibase:dropAll|dropAll|flywayClean|flywayUndo)$/;

function emptiesDatabase(effects: Effects, task: Value): void {
  effects.action('db.execute', {
    engine: 'migration-tool',
    sql: task,
    verbs: ['DROP'],
    destructive: true,
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
      add: packageCommand('package.install', { manager: 'dotnet', skip: 1 }),
      'install|restore': packageCommand('package.install', { manager: 'nuget' }),
      remove: packageCommand('package.remove', { manager: 'dotnet', skip: 1 }),
      push: packageCommand('package.publish', { manager: 'nuget' }),
      delete: registryCommand('nuget', 'delete', 'irreversible'),
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
  ...(
    [
      [['twine'], ['upload'], 'twine'],
      [['vsce', 'ovsx'], ['publish', 'unpublish'], 'vscode'],
      [['maturin'], ['publish', 'upload'], 'pypi'],
      [['anaconda'], ['upload', 'remove'], 'conda'],
      [['rebar3'], ['publish'], 'hex'],
      [['opam-publish', 'dune-release'], ['publish', 'distrib', 'submit'], 'opam'],
      [['cpan-upload'], ['upload'], 'cpan'],
      [['web-ext'], ['sign'], 'web-ext'],
      [['chrome-webstore-upload'], ['upload', 'publish'], 'chrome'],
      [['butler'], ['push'], 'itch'],
      [
        ['fastlane'],
        [
          'deliver',
          'supply',
          'pilot',
          'release',
          'upload_to_app_store',
          'upload_to_play_store',
          'upload_to_testflight',
          'nuke',
        ],
        'app-store',
      ],
      [['altool'], ['--upload-app', '--upload-package'], 'app-store'],
      [['gh-pages'], ['-d', '--dist'], 'gh-pages'],
      [['cabal'], ['upload'], 'cabal'],
      [['stack'], ['upload'], 'stack'],
      [['mvn', 'mvnw'], ['deploy', 'release:perform', 'deploy:deploy-file'], 'maven'],
      [
        ['gradle', 'gradlew'],
        ['publish', 'publishPlugins', 'publishToMavenCentral', 'uploadArchives'],
        'gradle',
      ],
      [['sbt'], ['publish', 'publishSigned'], 'sbt'],
      [['jsr'], ['publish'], 'jsr'],
      [['changeset'], ['publish'], 'npm'],
      [['conan'], ['upload'], 'conan'],
      [['charmcraft', 'snapcraft'], ['upload', 'push', 'release'], 'snap'],
    ] as const
  ).map(([names, verbs, manager]) =>
    defineSubcommands({
      names,
      summary: 'Publishing',
      options: {
        values:
          '-r|--repository -u|--username -p|--password|--pat --repository-url -f -P -D -t -c|--config-file',
      },
      commands: { [verbs.join('|')]: packageCommand('package.publish', { manager }) },
      otherwise(call, effects, first) {
        for (const word of first === undefined ? call.args : [first, ...call.args])
          if (EMPTIES_DATABASE.test(word.text)) emptiesDatabase(effects, word);
        if (!call.args.some((word) => verbs.some((verb) => verb === word.text))) return;
        effects.action('package.publish', { manager, packages: [] });
      },
    }),
  ),
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
    options: { flags: '-d|--dry-run --preview --no-publish --ci', values: '-b|--branches -r -t' },
    commands: {},
    otherwise(call, effects) {
      if (!call.options.has('-d') && !call.options.has('--no-publish'))
        effects.action('package.publish', { manager: 'npm', packages: [] });
    },
  }),
];
