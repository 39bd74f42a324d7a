import type { Call, Effects, Program } from '../../program.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { isDryRun } from '../shapes/dry-run.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { type PackageVerb, packageCommand, reportPackages, sourceOfAll } from './package-action.ts';
import { trustsRegistry } from './registries.ts';

function projectTool(name: string, extra: { readonly [names: string]: Subcommand } = {}): Program {
  const verb: PackageVerb = {
    manager: name,
    options: {
      flags:
        '-D|--dev --dry-run --no-root --sync --all-extras --no-interaction -n --lock --deploy --system --skip-lock --pre -v -q',
      values:
        '-G|--group --with --without --only -E|--extras --source --python --platform -r|--requirements -e|--editable -i|--index',
    },
    packages: ['-e'],
    lists: ['-r'],
  };
  return defineSubcommands({
    names: [name],
    summary: 'The command of `run`, installs, removals, publishing',
    options: {
      flags: '-q|--quiet -v|--verbose -n|--no-interaction --no-ansi -V|--version',
      values: '-C|--directory -P|--project -p|--project-path -e|--env',
    },
    commands: {
      run: executes({
        options: { flags: '-s|--site-packages -e', values: '-p --project --venv --with' },
        run: { wrapper: name },
      }),
      'add|install|update|sync|lock|upgrade': packageCommand('package.install', verb),
      'remove|uninstall': packageCommand('package.remove', verb),
      publish: packageCommand('package.publish', {
        manager: name,
        options: {
          flags: '--build --dry-run --skip-existing --no-build -y',
          values: '-r|--repository|--repo -u|--username|--user -p|--password|--auth --token --cert',
        },
      }),
      // A key with no value is shown; tokens and passwords are keys.
      config: {
        options: { flags: '--list --local --unset --migrate -l' },
        describe(call, effects) {
          const [key, ...values] = call.options.operands;
          trustsRegistry(effects, name, values);
          const isSecret = /^(?:pypi-token|http-basic)\.|\.(?:password|token)$/.test(
            key?.text ?? '',
          );
          if (isSecret && values.length === 0 && !call.options.has('--unset'))
            effects.shows('access-token');
        },
      },
      source: {
        options: { values: '-p|--priority' },
        describe: (call, effects) => trustsRegistry(effects, name, call.options.operands),
      },
      // Plugins of the tool itself.
      self: {
        options: verb.options ?? {},
        describe(call, effects) {
          const [action, ...packages] = call.options.operands;
          if (action?.text === 'add')
            effects.action('package.install', {
              manager: name,
              packages,
              source: sourceOfAll(name, packages),
            });
        },
      },
      ...extra,
    },
  });
}

const CONDA_REMOVE: OptionList = {
  flags: '-y|--yes -d|--dry-run --all --force',
  values: '-n|--name -p|--prefix -c',
};

/** Project tools of Python and their environments. */
export const PYTHON_PROJECTS: readonly Program[] = [
  projectTool('poetry'),
  projectTool('pipenv'),
  projectTool('pdm'),
  projectTool('rye'),
  projectTool('pixi', {
    exec: executes({ options: { values: '-s|--spec -c|--channel' }, run: { wrapper: 'pixi' } }),
  }),
  projectTool('flit'),
  defineSubcommands({
    names: ['hatch'],
    summary: 'The command of `run`, publishing',
    options: { flags: '-q -v', values: '-e|--env -p|--project' },
    commands: {
      run: {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const [first, ...rest] = call.options.operands;
          if (first === undefined) return;
          const at = first.text.indexOf(':');
          const word = at > 0 ? literal(first.text.slice(at + 1), first.taint) : first;
          runInherited(call, effects, [word, ...rest], { wrapper: 'hatch' });
        },
      },
      env: {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const [verb] = call.options.operands;
          const at = call.args.findIndex(({ text }) => text === '--');
          if (verb?.text === 'run' && at >= 0)
            runInherited(call, effects, call.args.slice(at + 1), { wrapper: 'hatch' });
        },
      },
      publish: packageCommand('package.publish', {
        manager: 'hatch',
        options: { values: '-r -u -a -p -o' },
      }),
    },
  }),
  defineSubcommands({
    names: ['conda', 'mamba', 'micromamba'],
    summary: 'The command of `run`, installs, removals, printed set-up',
    options: {
      flags: '-h -V|--version -q|--quiet -v|--verbose -y|--yes --json',
      values: '-n|--name -p|--prefix -r|--root-prefix',
    },
    commands: {
      run: executes({
        options: {
          flags: '--no-capture-output --live-stream -s --dev --debug-wrapper-scripts',
          values: '-n|--name -p|--prefix --cwd -a|--attach -e|--env --clean-env',
        },
        run: { wrapper: 'conda' },
      }),
      'install|create|update|upgrade': packageCommand('package.install', {
        manager: 'conda',
        options: {
          flags: '-y|--yes -d|--dry-run -q -S -f',
          values: '-n|--name -p|--prefix -c|--channel --file -f --solver --clone --revision',
        },
        dryRun: ['-d'],
        lists: ['--file'],
      }),
      'remove|uninstall': {
        options: CONDA_REMOVE,
        describe(call, effects) {
          if (call.options.has('--all') && !isDryRun(call, ['-d', '--dry-run']))
            removesEnvironment(call, effects);
          else
            reportPackages(call, effects, 'package.remove', { manager: 'conda', dryRun: ['-d'] });
        },
      },
      env: {
        options: { flags: '-y|--yes', values: '-n|--name -p|--prefix -f|--file' },
        describe(call, effects) {
          const [verb] = call.options.operands;
          const packages = call.options.values('-n');
          if (verb?.text === 'create' || verb?.text === 'update')
            effects.action('package.install', { manager: 'conda', packages });
          if (verb?.text === 'remove') removesEnvironment(call, effects);
        },
      },
      config: {
        options: {
          flags: '--show --get --system --env',
          values: '--add --append --prepend --set --remove',
        },
        describe: (call, effects) => trustsRegistry(effects, 'conda', call.options.operands),
      },
      'init|shell|shell.bash|shell.zsh|shell.fish|shell.posix|shell.csh|shell.powershell|shell.xonsh|activate|deactivate':
        {
          describe: (_call, effects) => effects.stdout({ text: '', taint: {} }),
        },
    },
  }),
];

/** An environment with all that is in it, which no file need list. */
function removesEnvironment(call: Call, effects: Effects): void {
  const target = call.options.values('-n').at(-1) ?? call.options.values('-p').at(-1);
  effects.action('infra.execute', {
    tool: 'conda',
    verb: 'env remove',
    severity: 'destroy',
    destructive: true,
    target,
  });
}
