import type { Call, Effects, Program, Value } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal, splitValue } from '../shapes/values.ts';
import { packageCommand } from './package-action.ts';
import { ownerOptions, registryCommand } from './registry-command.ts';

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

/** Settings whose value is a program cargo starts (The Cargo Book, "Configuration"). */
const STARTS =
  /^(?:build\.(?:rustc|rustdoc|rustc-wrapper|rustc-workspace-wrapper)|target\..+\.(?:runner|linker)|registr(?:y|ies\..+)\.credential-provider|doc\.browser)$/;

/** `--config NAME=VALUE` or a file of settings: programs that are started, or may be. */
function runsSettings({ options }: Call, effects: Effects): void {
  for (const setting of options.values('--config')) {
    const [name, value] = splitValue(setting, '=') ?? [];
    const program = name === undefined ? setting : programOf(name, value);
    if (program !== undefined)
      effects.action('code.execute', { language: 'rust', source: 'startup', file_path: program });
  }
}

function programOf(name: Value, value: Value | undefined): Value | undefined {
  if (value === undefined || !STARTS.test(name.text.trim())) return undefined;
  const first = /["']([^"']*)["']/.exec(value.text)?.[1] ?? value.text.trim();
  return { ...value, text: first };
}

/** Release tools of a workspace, which publish once they are told to go through with it. */
const RELEASES: Subcommand = {
  options: { flags: '-x|--execute -e --no-confirm --no-publish -n|--dry-run' },
  describe({ options }, effects) {
    if (!options.has('-x') && !options.has('-e')) return;
    if (!options.has('--no-publish'))
      effects.action('package.publish', { manager: 'cargo', packages: [] });
  },
};

const WORKSPACES: Subcommand = {
  options: { flags: '--publish-as-is --no-git-push -y|--yes --dry-run' },
  describe(call, effects) {
    if (call.options.operands[0]?.text === 'publish' && !call.options.has('--dry-run'))
      effects.action('package.publish', { manager: 'cargo', packages: [] });
  },
};

/** Tools that are cargo's subcommands and programs of their own alike. */
const OWN_PROGRAMS = /^(?:sqlx|shuttle|nextest|tauri|espflash|lambda)$/;

const COMMANDS: { readonly [names: string]: Subcommand } = {
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
  'release|smart-release': RELEASES,
  'workspaces|ws': WORKSPACES,
  watch: {
    options: { stopAtOperand: true },
    describe: (call, effects) =>
      runInherited(call, effects, [literal('cargo-watch'), ...call.args]),
  },
  yank: registryCommand('cargo', 'yank', 'destroy'),
  owner: ownerOptions('cargo'),
};

/** `cargo`. */
export const CARGO: Program = defineSubcommands({
  names: ['cargo'],
  summary: 'Installs, removals, publishing, yanking, programs that settings start',
  options: CARGO_OPTIONS,
  commands: Object.fromEntries(
    Object.entries(COMMANDS).map(([names, command]) => [
      names,
      {
        ...command,
        describe(call: Call, effects: Effects) {
          runsSettings(call, effects);
          command.describe(call, effects);
        },
      },
    ]),
  ),
  otherwise(call, effects, word) {
    runsSettings(call, effects);
    // `cargo +nightly install x`: the toolchain stands before the command.
    if (word?.text.startsWith('+')) runInherited(call, effects, [literal('cargo'), ...call.args]);
    else if (word !== undefined && OWN_PROGRAMS.test(word.text))
      runInherited(call, effects, [word, ...call.args]);
  },
});
