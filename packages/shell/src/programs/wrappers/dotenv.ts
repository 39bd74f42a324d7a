import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { commandAfter, defineWrapper, takeAssignments } from './wrapper.ts';

/**
 * `dotenv` of Python (`dotenv run COMMAND`, `get`, `list`, `set`), Node and Ruby (`dotenv
 * COMMAND`), and `dotenvx`. The command gets the file's variables; only `get` and `list` show them.
 */
export const DOTENV: Program = defineProgram({
  names: ['dotenv', 'dotenvx', 'dotenv-cli'],
  summary: 'The command it runs, the file it shows or changes',
  options: {
    flags: '--no-override --override -o --debug --help --version -i|--ignore --strict -q|--quiet',
    values:
      '-f|--file|--env-file -e --export -v|--variable --env -p -c|--cascade -t|--template -q ' +
      '-fk|--env-keys-file -fv|--env-vault-file --convention -l|--log-level',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const { options } = call;
    const words = commandAfter(call);
    const file = options.values('-f').at(-1) ?? options.values('-e').at(-1) ?? literal('.env');
    const [verb] = words;
    if (verb?.text === 'run') {
      const rest = words.slice(1);
      const marker = rest.findIndex((word) => word.text === '--');
      runInherited(call, effects, marker < 0 ? rest : rest.slice(marker + 1), {
        wrapper: 'dotenv',
      });
    } else if (verb !== undefined && ['get', 'list', 'decrypt', 'keypair'].includes(verb.text))
      effects.stdout(effects.reads(file));
    else if (verb !== undefined && ['set', 'unset', 'encrypt', 'rotate'].includes(verb.text))
      effects.action('file.edit', { file_path: file });
    else runInherited(call, effects, words, { wrapper: 'dotenv' });
  },
});

/** `cross-env`, `env-cmd`: assignments or a file of them before a command. */
export const NODE_ENV_WRAPPERS: readonly Program[] = [
  defineWrapper({
    names: ['cross-env'],
    summary: 'The command it runs with its assignments',
    assignments: true,
    options: {},
  }),
  defineProgram({
    names: ['cross-env-shell'],
    summary: 'The line it runs with its assignments',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const { env, argv } = takeAssignments(commandAfter(call));
      if (argv.length > 0) lineInherited(call, effects, joinValues(argv), { env });
    },
  }),
  defineWrapper({
    names: ['env-cmd'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      flags: '--fallback --no-override --use-shell -x|--expand-envs --silent --verbose --recursive',
      values: '-f|--file -e|--environments -r|--rc-file',
    },
  }),
];
