import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** `start-stop-daemon` (dpkg): starts `--startas` or `--exec` with the words after `--`. */
export const START_STOP_DAEMON: Program = defineProgram({
  names: ['start-stop-daemon'],
  summary: 'The program it starts, the processes it stops',
  options: {
    flags:
      '-S|--start -K|--stop -T|--status -H|--help -V|--version -b|--background -C|--no-close ' +
      '-m|--make-pidfile -o|--oknodo -q|--quiet -t|--test -v|--verbose --remove-pidfile --notify-await',
    values:
      '-a|--startas -c|--chuid -d|--chdir -g|--group -I|--iosched -k|--umask -n|--name -N|--nicelevel ' +
      '-O|--output -p|--pidfile --pid --ppid -P|--procsched -r|--chroot -R|--retry -s|--signal ' +
      '-u|--user -x|--exec --notify-timeout',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('-T') || options.has('-t')) return;
    const program = options.values('-a').at(-1) ?? options.values('-x').at(-1);
    if (options.has('-K')) {
      const target = program ?? options.values('-n').at(-1) ?? options.values('-p').at(-1);
      effects.action('system.process', { verb: 'kill', target });
    } else if (program !== undefined) {
      const folder = options.values('-d').at(-1);
      runInherited(call, effects, [program, ...options.operands], {
        wrapper: 'start-stop-daemon',
        ...(folder === undefined ? {} : { cwd: folder }),
      });
    }
  },
});
