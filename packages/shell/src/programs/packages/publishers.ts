import type { Call, Program } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { packageCommand } from './package-action.ts';

/** A program one of whose words makes it publish. */
type Publisher = {
  readonly names: readonly string[];
  /** Words that publish, joined by `|`; behind them stands what is published. */
  readonly verbs: string;
  readonly manager: string;
  readonly options?: OptionList;
};

function definePublisher({ names, verbs, manager, options = {} }: Publisher): Program {
  const words = verbs.split('|');
  return defineSubcommands({
    names,
    summary: 'Publishing',
    options: {
      ...options,
      values: `${PUBLISHING_VALUES} ${options.values ?? ''}`,
    },
    commands: { [verbs]: packageCommand('package.publish', { manager }) },
    otherwise(call, effects) {
      if (!call.args.some((word) => words.includes(word.text)) || isDryRun(call)) return;
      effects.action('package.publish', { manager, packages: [] });
    },
  });
}

const PUBLISHING_VALUES =
  '-r|--repository -u|--username -p|--password|--pat --repository-url -f -P -D -t -c|--config-file';

/**
 * Programs that publish by options alone: true if this call does. `gh-pages` pushes a folder to a
 * branch that it makes anew.
 */
function publishesByOption(facts: {
  readonly names: readonly string[];
  readonly manager: string;
  readonly options: OptionList;
  publishes(call: Call): boolean;
}): Program {
  return defineSubcommands({
    names: facts.names,
    summary: 'Publishing',
    options: facts.options,
    commands: {},
    otherwise(call, effects) {
      if (facts.publishes(call))
        effects.action('package.publish', { manager: facts.manager, packages: [] });
    },
  });
}

/** Programs whose one purpose is to publish, or that publish besides. */
export const PUBLISHERS: readonly Program[] = [
  ...(
    [
      [['twine'], 'upload', 'twine'],
      [['vsce', 'ovsx'], 'publish|unpublish', 'vscode'],
      [['maturin'], 'publish|upload', 'pypi'],
      [['anaconda'], 'upload|remove', 'conda'],
      [['opam-publish', 'dune-release'], 'publish|distrib|submit', 'opam'],
      [['cpan-upload'], 'upload', 'cpan'],
      [['web-ext'], 'sign', 'web-ext'],
      [['chrome-webstore-upload'], 'upload|publish', 'chrome'],
      [['butler'], 'push', 'itch'],
      [
        ['fastlane'],
        'deliver|supply|pilot|release|upload_to_app_store|upload_to_play_store|upload_to_testflight|appstore|testflight|nuke',
        'app-store',
      ],
      [['jsr'], 'publish', 'jsr'],
      [['changeset'], 'publish', 'npm'],
      [['charmcraft', 'snapcraft'], 'upload|push|release', 'snap'],
      [['elm'], 'publish|bump', 'elm'],
      [['spago'], 'publish', 'spago'],
      [['nimble'], 'publish', 'nimble'],
      [['gleam'], 'publish', 'hex'],
      [['shorebird'], 'release|patch', 'shorebird'],
      [['pio', 'platformio'], 'publish|unpublish', 'platformio'],
      [['mkdocs'], 'gh-deploy', 'gh-pages'],
    ] as const
  ).map(([names, verbs, manager]) => definePublisher({ names, verbs, manager })),
  defineSubcommands({
    names: ['cabal'],
    summary: 'Publishing; the command of `exec`',
    options: { flags: '-v|--verbose --offline --enable-nix', values: '--config-file --store-dir' },
    commands: {
      upload: {
        options: {
          flags: '--publish -d|--documentation',
          values: '-u|--username -p|--password -t',
        },
        describe: (call, effects) =>
          effects.action('package.publish', {
            manager: 'cabal',
            packages: call.options.operands,
          }),
      },
      exec: executes({ options: { values: '-w --project-file' }, run: { wrapper: 'cabal' } }),
    },
  }),
  defineSubcommands({
    names: ['rebar3'],
    summary: 'Publishing; Erlang of `shell --eval`',
    options: {},
    commands: {
      hex: {
        describe(call, effects) {
          if (call.options.operands[0]?.text === 'publish')
            effects.action('package.publish', { manager: 'hex', packages: [] });
        },
      },
      shell: {
        options: { values: '--eval --script --config --name --sname --setcookie --apps' },
        describe(call, effects) {
          for (const code of call.options.values('--eval'))
            effects.run([literal('erl'), literal('-eval'), code], { wrapper: 'rebar3' });
        },
      },
    },
  }),
  publishesByOption({
    names: ['altool'],
    manager: 'app-store',
    options: {
      flags: '--upload-app --upload-package --validate-app --list-apps --list-providers --verbose',
      values: '-f|--file -t|--type|--platform -u|--username -p|--password --apiKey --apiIssuer',
    },
    publishes: ({ options }) => options.has('--upload-app') || options.has('--upload-package'),
  }),
  publishesByOption({
    names: ['gh-pages'],
    manager: 'gh-pages',
    options: {
      flags: '-V|--version -x|--silent -t|--dotfiles -a|--add -p|--no-push --nojekyll --no-history',
      values:
        '-d|--dist -s|--src -b|--branch -e|--dest -g|--tag -m|--message -r|--repo -o|--remote -u|--user -v|--remove -f|--before-add --cname --git --depth',
    },
    publishes: ({ options }) => options.has('-d') && !options.has('-p'),
  }),
  // `rush publish` only tells what it would do unless it is told to apply or publish.
  defineSubcommands({
    names: ['rush', 'rush-pnpm'],
    summary: 'Publishing',
    options: { flags: '-d|--debug -q|--quiet -h' },
    commands: {
      publish: {
        options: {
          flags: '-a|--apply -p|--publish --include-all --pack --add-commit-details',
          values:
            '-b|--target-branch -r|--registry -n|--npm-auth-token -t|--tag --version-policy --prerelease-name',
        },
        describe({ options }, effects) {
          if (options.has('-a') || options.has('-p'))
            effects.action('package.publish', { manager: 'npm', packages: [] });
        },
      },
    },
  }),
];
