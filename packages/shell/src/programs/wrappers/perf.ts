import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp, defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { commandAfter } from './wrapper.ts';

/** `perf stat`, `perf record` …: options, then the command to measure. */
const MEASURES: Subcommand = {
  options: {
    flags:
      '-a|--all-cpus -d|--detailed -g -i|--no-inherit -n|--null -s -v|--verbose -q|--quiet -A|--no-aggr -B|--big-num -S -T -N -R -b -k',
    values:
      '-e|--event --filter -p|--pid -t|--tid -r|--repeat -o|--output -x|--field-separator -G|--cgroup -I|--interval-print -D|--delay ' +
      '-c|--count -C|--cpu -F|--freq -m|--mmap-pages -u|--uid --call-graph -w --duration --pre --post --control --input',
    stopAtOperand: true,
  },
  describe(call, effects) {
    for (const line of ['--pre', '--post'].flatMap((key) => call.options.values(key)))
      effects.line(line, { wrapper: 'perf' });
    for (const target of call.options.values('-p'))
      effects.action('system.process', { verb: 'trace', target });
    for (const file of call.options.values('-o')) effects.action('file.write', { file_path: file });
    runInherited(call, effects, commandAfter(call), { wrapper: 'perf' });
  },
};

/** `perf` of Linux. */
export const PERF: Program = defineSubcommands({
  names: ['perf'],
  summary: 'The command it measures, `--pre` and `--post`, `-o`, attaching with `-p`',
  options: { flags: '-h|--help -v|--version' },
  commands: { 'stat|record|trace|mem|c2c|lock|kmem|sched|top|kvm|ftrace|timechart': MEASURES },
});

/** Shells on many machines at once: hosts by option, then the line. */
export const REMOTE_SHELLS: Program = defineProgram({
  names: ['pdsh', 'pssh', 'parallel-ssh', 'dsh', 'clush', 'rust-parallel-ssh', 'mpssh'],
  summary: 'The line it runs on other machines',
  options: {
    flags: '-S -q -V -b -d -N -i|--inline -P|--print -v -A -a -B -L -r -M -c',
    values: '-w -x -R -t -u -l -f -h|--hosts -H|--host -o -e -p -g -O -m',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    runInherited(call, effects, commandAfter(call), { wrapper: call.name, elsewhere: true });
  },
});
