import type { Program } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { executes } from '../wrappers/executes.ts';
import { type PackageVerb, packageCommand } from './package-action.ts';

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
      ...extra,
    },
  });
}

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
      'remove|uninstall': packageCommand('package.remove', {
        manager: 'conda',
        options: {
          flags: '-y|--yes -d|--dry-run --all --force',
          values: '-n|--name -p|--prefix -c',
        },
        dryRun: ['-d'],
      }),
      env: {
        options: { flags: '-y|--yes', values: '-n|--name -p|--prefix -f|--file' },
        describe(call, effects) {
          const [verb] = call.options.operands;
          const packages = call.options.values('-n');
          if (verb?.text === 'create' || verb?.text === 'update')
            effects.action('package.install', { manager: 'conda', packages });
          if (verb?.text === 'remove')
            effects.action('package.remove', { manager: 'conda', packages });
        },
      },
      'init|shell|shell.bash|shell.zsh|shell.fish|shell.posix|shell.csh|shell.powershell|shell.xonsh|activate|deactivate':
        {
          describe: (_call, effects) => effects.stdout({ text: '', taint: {} }),
        },
    },
  }),
];
