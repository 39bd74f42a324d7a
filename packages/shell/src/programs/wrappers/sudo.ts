import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { commandAfter, takeAssignments } from './wrapper.ts';

/** `sudo`, `sudoedit`; options of sudo(8) 1.9. */
export const SUDO: Program = defineProgram({
  names: ['sudo', 'sudoedit', 'sudo-rs', 'gsudo'],
  summary: 'The command it runs, `-s`/`-i` with a line, edited files',
  options: {
    flags:
      '-A|--askpass -B|--bell -b|--background -e|--edit -H|--set-home --help -i|--login ' +
      '-K|--remove-timestamp -k|--reset-timestamp -l|--list -N|--no-update -n|--non-interactive ' +
      '-P|--preserve-groups -S|--stdin -s|--shell -V|--version -v|--validate -E',
    values:
      '-a|--auth-type -C|--close-from -c|--login-class -D|--chdir -g|--group -h|--host ' +
      '-p|--prompt -R|--chroot -r|--role -T|--command-timeout -t|--type -U|--other-user -u|--user',
    optional: '--preserve-env',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-l') || options.has('-V')) return;
    const { env, argv } = takeAssignments(commandAfter(call));
    if (options.has('-e') || call.name === 'sudoedit') {
      for (const file of argv) effects.action('file.edit', { file_path: file });
      return;
    }
    const folder = options.values('-D').at(-1);
    const run = { wrapper: 'sudo', env, ...(folder === undefined ? {} : { cwd: folder }) };
    if (argv.length > 0) runInherited(call, effects, argv, run);
    else if (options.has('-s') || options.has('-i')) {
      if (call.stdin === undefined) effects.interactive('sh');
      else lineInherited(call, effects, call.stdin, run);
    }
  },
});
