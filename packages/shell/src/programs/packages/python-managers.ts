import type { Call, Effects, Program, Value } from '../../program.ts';
import { runModule } from '../interpreters/python-modules.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { isStandardInput, runScriptFile } from '../shapes/script-file.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { describePackageRun } from '../wrappers/run-package.ts';
import { type PackageVerb, packageCommand, sourceOfAll } from './package-action.ts';
import { foreignRegistries, trustsRegistry } from './registries.ts';

/** Options of `pip install` and `pip download` (pip documentation), also of `uv pip`. */
const PIP_OPTIONS: OptionList = {
  flags:
    '-U|--upgrade -I|--ignore-installed -q|--quiet -v|--verbose --user --no-deps --pre --force-reinstall ' +
    '--no-cache-dir --no-index --no-build-isolation --use-pep517 --break-system-packages --dry-run ' +
    '--require-hashes --prefer-binary --no-input --isolated --disable-pip-version-check --compile ' +
    '--no-warn-script-location --require-virtualenv --system -y|--yes --no-verify-hashes --strict',
  values:
    '-r|--requirement|--requirements -c|--constraint|--constraints -e|--editable -t|--target -i|--index-url ' +
    '--extra-index-url -f|--find-links -d|--dest|--dest-dir --platform --python-version --implementation --abi ' +
    '--root --prefix --src -b|--build --upgrade-strategy --global-option --config-settings --trusted-host ' +
    '--cert --client-cert --proxy --retries --timeout --exists-action --cache-dir --log --report ' +
    '--progress-bar --no-binary --only-binary --python --override|--overrides --index --default-index ' +
    '-p --link-mode --resolution --exclude-newer --group --extra -o|--output-file -w|--wheel-dir --color',
};

const PIP_INSTALL: PackageVerb = {
  manager: 'pip',
  options: PIP_OPTIONS,
  packages: ['-e'],
  lists: ['-r', '-c'],
};

/** `pip`. */
export const PIP: Program = defineSubcommands({
  names: ['pip', 'pip3', 'pip2', ...Array.from({ length: 10 }, (_, minor) => `pip3.${minor + 5}`)],
  summary: 'Installs, removals, requirement files',
  options: {
    flags: '-h -V|--version -q|--quiet -v|--verbose --isolated --no-input',
    values: '--python --log --proxy --cache-dir',
  },
  commands: {
    'install|download|wheel': packageCommand('package.install', PIP_INSTALL),
    uninstall: packageCommand('package.remove', { ...PIP_INSTALL, packages: [] }),
    config: {
      options: { flags: '--user --global --site', values: '--editor' },
      describe(call, effects) {
        const [verb, , ...values] = call.options.operands;
        const addresses = values.flatMap((value) => literals(value));
        if (verb?.text === 'set') trustsRegistry(effects, 'pip', addresses);
      },
    },
  },
});

/** One setting may hold several addresses apart by white space. */
function literals({ text, taint }: Value): readonly Value[] {
  return text.split(/\s+/).map((word) => literal(word, taint));
}

/** Options of `uv run` that take a value (uv docs, "CLI reference"). */
const UV_RUN: OptionList = {
  flags:
    '-m|--module -s|--script --gui-script --all-extras --no-dev --only-dev --all-groups --no-editable --exact --no-env-file ' +
    '--isolated --active --no-sync --locked --frozen --all-packages --no-project -q|--quiet -v|--verbose ' +
    '-n|--no-cache --offline --no-config -U|--upgrade --refresh --reinstall --no-index --native-tls --no-default-groups',
  values:
    '--extra --no-extra --group --no-group --only-group --env-file --with|-w --with-editable ' +
    '--with-requirements --package -p|--python --index --default-index -i|--index-url --extra-index-url ' +
    '-f|--find-links --directory --project --cache-dir --config-file --color --link-mode --resolution ' +
    '--prerelease --exclude-newer -P|--upgrade-package -C|--config-setting --no-build-package --python-platform',
  stopAtOperand: true,
};

/** `uv run`: a command of the environment, a Python script, a module, code on standard input. */
function uvRun(call: Call, effects: Effects): void {
  const { options } = call;
  const added = ['--with', '--with-editable'].flatMap((key) => options.values(key));
  if (added.length > 0)
    effects.action('package.install', {
      manager: 'uv',
      packages: added,
      source: sourceOfAll('uv', added),
    });
  const [first, ...rest] = options.operands;
  if (first === undefined) return;
  if (/^https?:/.test(first.text)) effects.unknown('remote-code');
  else if (options.has('-m')) runModule(call, effects, first, rest);
  else if (isStandardInput(first)) {
    if (call.stdin !== undefined) effects.code('python', call.stdin, 'stdin');
  } else if (options.has('-s')) runScriptFile(call, effects, first, rest, 'python');
  else if (first.text.endsWith('.py'))
    runInherited(call, effects, [literal('python'), first, ...rest], { wrapper: 'uv' });
  else runInherited(call, effects, [first, ...rest], { wrapper: 'uv' });
}

/** `uv pip …` and `uv tool …` hold commands of their own. */
const UV_PIP: Subcommand = {
  options: PIP_OPTIONS,
  describe(call, effects) {
    const [verb, ...packages] = call.options.operands;
    const action = PIP_VERBS[verb?.text ?? ''];
    if (action === undefined || call.options.has('--dry-run')) return;
    const all = [...call.options.values('-e'), ...packages];
    for (const file of call.options.values('-r')) effects.action('file.read', { file_path: file });
    effects.action(action, {
      manager: 'uv',
      packages: all,
      ...(action === 'package.install'
        ? { source: sourceOfAll('uv', [...all, ...foreignRegistries(call.options)]) }
        : {}),
    });
  },
};

const PIP_VERBS: { readonly [verb: string]: 'package.install' | 'package.remove' } = {
  install: 'package.install',
  sync: 'package.install',
  uninstall: 'package.remove',
};

const UV_TOOL: Subcommand = {
  options: { ...UV_RUN, values: `${UV_RUN.values} --from` },
  describe(call, effects) {
    const [verb, ...rest] = call.options.operands;
    if (verb?.text === 'run') {
      const at = call.args.findIndex(({ text }) => text === 'run');
      const run = [literal('uvx'), ...call.args.slice(at + 1)];
      runInherited(call, effects, run, { wrapper: 'uv' });
    } else if (verb?.text === 'install' || verb?.text === 'upgrade') {
      const packages = [...call.options.values('--with'), ...rest.filter(isName)];
      effects.action('package.install', {
        manager: 'uv',
        packages,
        global: true,
        source: sourceOfAll('uv', packages),
      });
    } else if (verb?.text === 'uninstall')
      effects.action('package.remove', {
        manager: 'uv',
        packages: rest.filter(isName),
        global: true,
      });
  },
};

function isName(word: Value): boolean {
  return !word.text.startsWith('-');
}

const UV_PACKAGES: OptionList = {
  flags:
    '--dev --raw --editable --no-editable --no-sync --locked --frozen --workspace --dry-run -U|--upgrade --all-extras --no-dev --no-install-project --all-packages --active',
  values: `${UV_RUN.values} -r|--requirements -c|--constraints -m|--marker --optional --bounds --rev --tag --branch --script --no-install-package`,
};

/** `uv`. */
export const UV: Program = defineSubcommands({
  names: ['uv'],
  summary: 'The command of `run`, `tool run`, installs, removals, publishing',
  options: {
    flags: '-q|--quiet -v|--verbose -V|--version -n|--no-cache --offline',
    values: '--directory --project --config-file --color --cache-dir --allow-insecure-host',
  },
  commands: {
    run: { options: UV_RUN, describe: uvRun },
    pip: UV_PIP,
    'tool|tools': UV_TOOL,
    'add|sync|lock': packageCommand('package.install', {
      manager: 'uv',
      options: UV_PACKAGES,
      lists: ['-r'],
    }),
    remove: packageCommand('package.remove', { manager: 'uv', options: UV_PACKAGES }),
    publish: packageCommand('package.publish', {
      manager: 'uv',
      options: {
        values:
          '--index --username -u --password -p --token -t --publish-url --check-url --trusted-publishing',
      },
    }),
    python: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const [verb, ...packages] = call.options.operands;
        if (verb?.text === 'install')
          effects.action('package.install', { manager: 'uv-python', packages });
        if (verb?.text === 'uninstall')
          effects.action('package.remove', { manager: 'uv-python', packages });
      },
    },
    auth: {
      options: { values: '-u|--username -t|--token -p|--password' },
      describe(call, effects) {
        if (call.options.operands[0]?.text === 'token') effects.shows('access-token');
      },
    },
    'generate-shell-completion': {
      describe: (_call, effects) => effects.stdout({ text: '', taint: {} }),
    },
  },
});

/** `pipx run NAME`, `pipx install`. */
export const PIPX: Program = defineSubcommands({
  names: ['pipx'],
  summary: 'The program of `run`, installs, removals',
  options: { flags: '-h --version -q|--quiet -v|--verbose --global' },
  commands: {
    run: {
      options: {
        flags: '--no-cache --pypackages --system-site-packages -q|--quiet -v|--verbose',
        values: '--spec --python -i|--index-url --pip-args --with --path',
        stopAtOperand: true,
      },
      describe: (call, effects) =>
        describePackageRun(
          call,
          effects,
          { manager: 'pipx', packages: ['--spec', '--with'], alwaysFetches: true },
          'pipx',
        ),
    },
    runpip: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, [literal('pip'), ...call.options.operands.slice(1)]),
    },
    'install|inject|upgrade|upgrade-all|reinstall|reinstall-all|install-all': packageCommand(
      'package.install',
      {
        manager: 'pipx',
        options: {
          flags: '-f|--force --include-deps --preinstall --global',
          values: '--python --suffix --pip-args -i|--index-url',
        },
        global: ['--global'],
      },
    ),
    'uninstall|uninject|uninstall-all': packageCommand('package.remove', { manager: 'pipx' }),
  },
});
