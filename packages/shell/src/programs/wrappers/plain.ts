import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter, defineWrapper } from './wrapper.ts';

/** `setarch` (util-linux): the architecture comes before the options, none of which takes a value. */
const SETARCH: Program = defineProgram({
  names: ['setarch', 'linux32', 'linux64', 'i386', 'x86_64', 'uname26'],
  summary: 'The command it runs, after the architecture for `setarch`',
  options: { stopAtOperand: true },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const words = commandAfter(call, call.name === 'setarch' ? 1 : 0);
    const start = words.findIndex((word) => !word.text.startsWith('-'));
    if (start >= 0) runInherited(call, effects, words.slice(start));
  },
});

/** `chrt` (util-linux): a priority stands before the command, or not for policies without one. */
const CHRT: Program = defineProgram({
  names: ['chrt'],
  summary: 'The command it runs, after the priority',
  options: {
    flags:
      '-a|--all-tasks -b|--batch -d|--deadline -e|--ext -f|--fifo -h|--help -i|--idle -m|--max ' +
      '-o|--other -p|--pid -r|--rr -R|--reset-on-fork -v|--verbose -V|--version',
    values: '-D|--sched-deadline -P|--sched-period -T|--sched-runtime',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call) || call.options.has('-p')) return;
    const words = commandAfter(call);
    const isPriority = /^\d+$/.test(words[0]?.text ?? '');
    runInherited(call, effects, isPriority ? words.slice(1) : words);
  },
});

/**
 * Wrappers whose command does what it would do without them: they change its priority, its
 * terminal, its clock or how long it may run.
 */
export const PLAIN_WRAPPERS: readonly Program[] = [
  defineWrapper({
    names: ['nice', 'gnice'],
    summary: 'The command it runs',
    options: { flags: '--help --version', values: '-n|--adjustment' },
  }),
  defineWrapper({
    names: ['xcrun'],
    summary: 'The tool of Xcode it runs',
    never: ['-f'],
    options: {
      clusters: false,
      flags:
        '-r|--run -l|--log -v|--verbose -n|--no-cache -k|--kill-cache -f|--find ' +
        '--show-sdk-path --show-sdk-version --show-sdk-platform-path -h|--help --version',
      values: '--sdk|-sdk --toolchain',
    },
  }),
  defineWrapper({
    names: ['ionice'],
    summary: 'The command it runs',
    never: ['-p', '-P', '-u'],
    options: {
      flags: '-t|--ignore -h|--help -V|--version',
      values: '-c|--class -n|--classdata -p|--pid -P|--pgid -u|--uid',
    },
  }),
  defineWrapper({ names: ['nohup'], summary: 'The command it runs', options: { flags: '--help' } }),
  defineWrapper({
    names: ['timeout', 'gtimeout'],
    summary: 'The command it runs, after the duration',
    skip: 1,
    options: {
      flags: '-f|--foreground -p|--preserve-status -v|--verbose --help --version',
      values: '-k|--kill-after -s|--signal',
    },
  }),
  defineWrapper({
    names: ['stdbuf', 'gstdbuf'],
    summary: 'The command it runs',
    options: { flags: '--help --version', values: '-i|--input -o|--output -e|--error' },
  }),
  defineWrapper({
    names: ['setsid'],
    summary: 'The command it runs',
    options: { flags: '-c|--ctty -f|--fork -w|--wait -h|--help -V|--version' },
  }),
  defineWrapper({
    names: ['taskset'],
    summary: 'The command it runs, after the mask',
    skip: 1,
    never: ['-p'],
    options: { flags: '-a|--all-tasks -p|--pid -c|--cpu-list -h|--help -V|--version' },
  }),
  defineWrapper({
    names: ['caffeinate'],
    summary: 'The command it runs',
    options: { flags: '-d -i -m -s -u', values: '-t -w' },
  }),
  defineWrapper({
    names: ['unbuffer'],
    summary: 'The command it runs',
    options: { flags: '-p' },
  }),
  defineWrapper({
    names: ['rlwrap'],
    summary: 'The command it runs',
    options: {
      flags:
        '-a|--always-readline -A -c|--complete-filenames -E -i|--case-insensitive -I -m -M -n|--no-warnings -N|--no-children -o|--one-shot -r|--remember -R -t -u -U -v|--version -W -X -h|--help',
      values:
        '-b|--break-chars -C|--command-name -D|--history-no-dupes -e|--extra-char-after-completion ' +
        '-f|--file -F|--forget-matching -g -H|--history-filename -l|--logfile -O|--only-cook ' +
        '-p|--prompt-colour -P|--pre-given -q|--quote-characters -s|--histsize -S|--substitute-prompt ' +
        '-w|--wait-before-prompt -z|--filter',
    },
  }),
  defineWrapper({
    names: ['xvfb-run'],
    summary: 'The command it runs',
    options: {
      flags: '-a|--auto-servernum -h|--help -l|--listen-tcp -d|--auto-display',
      values:
        '-e|--error-file -f|--auth-file -n|--server-num -p|--xauth-protocol -s|--server-args -w|--wait',
    },
  }),
  defineWrapper({
    names: ['faketime'],
    summary: 'The command it runs, after the time',
    skip: 1,
    options: { flags: '-m -f --exclude-monotonic --help --version', values: '-p' },
  }),
  defineWrapper({
    names: ['time', 'gtime'],
    summary: 'The command it runs, the file of `-o`',
    options: {
      flags: '-a|--append -p|--portability -q|--quiet -v|--verbose -V|--version -l -h --help',
      values: '-f|--format -o|--output',
    },
    also(call, effects) {
      for (const file of call.options.values('-o'))
        effects.action('file.write', { file_path: file });
    },
  }),
  // Shells whose `time` is a word of their language hand its options on as a command.
  defineProgram({
    names: [
      '-v',
      '-f',
      '-o',
      '-a',
      '-q',
      '-l',
      '--verbose',
      '--format',
      '--output',
      '--append',
      '--quiet',
      '--portability',
    ],
    summary: 'Options of the program `time` behind the word `time`, and the command it runs',
    options: { stopAtOperand: true },
    describe: (call, effects) =>
      runInherited(call, effects, [literal('time'), literal(call.name), ...call.args]),
  }),
  defineWrapper({
    names: ['cpulimit'],
    summary: 'The command it runs',
    never: ['-p', '-e', '-P'],
    options: {
      flags:
        '-b|--background -f|--foreground -i|--include-children -k|--kill -q|--quiet -r|--restore -v|--verbose -z|--lazy -m -h|--help',
      values: '-c|--cpu -l|--limit -p|--pid -e|--exe -P|--path -s|--signal',
    },
  }),
  defineWrapper({
    names: ['eatmydata', 'chronic', 'catchsegv', 'winpty', 'sccache', 'torsocks', 'torify'],
    summary: 'The command it runs',
    options: { flags: '-e -h|--help -v|--verbose --version -i|--isolate -q|--quiet -d|--debug' },
  }),
  defineWrapper({
    names: ['ccache'],
    summary: 'The compiler it runs',
    options: {
      flags:
        '-c|--cleanup -C|--clear -h|--help -p|--show-config -s|--show-stats -v|--verbose ' +
        '-V|--version -x|--show-compression -z|--zero-stats',
      values:
        '-d|--directory -F|--max-files -M|--max-size -X|--recompress -o|--set-config ' +
        '-k|--get-config --config-path --evict-namespace --evict-older-than --inspect',
    },
  }),
  defineWrapper({
    names: ['tini', 'catatonit', 'docker-init'],
    summary: 'The command it runs',
    options: { flags: '-g -h|--help -s -v --version -w', values: '-e -p' },
  }),
  defineWrapper({
    names: ['dumb-init'],
    summary: 'The command it runs',
    options: {
      flags: '-c|--single-child -h|--help -v|--verbose -V|--version',
      values: '-r|--rewrite',
    },
  }),
  defineWrapper({
    names: ['proxychains', 'proxychains4'],
    summary: 'The command it runs',
    options: { flags: '-q', values: '-f' },
  }),
  defineWrapper({
    names: ['dbus-run-session'],
    summary: 'The command it runs',
    options: { flags: '-h|--help --version', values: '--config-file --dbus-daemon' },
  }),
  defineWrapper({
    names: ['arch'],
    summary: 'The command it runs (macOS)',
    assignments: true,
    options: {
      flags: '-32 -64 -i386 -x86_64 -x86_64h -arm64 -arm64e -c -h --help --version',
      values: '-arch -d -e',
      clusters: false,
    },
  }),
  SETARCH,
  CHRT,
  defineWrapper({
    names: ['choom'],
    summary: 'The command it runs',
    never: ['-p'],
    options: { flags: '-h|--help -V|--version', values: '-n|--adjust -p|--pid' },
  }),
  defineWrapper({
    names: ['numactl'],
    summary: 'The command it runs',
    never: ['-H', '-s'],
    options: {
      flags: '-a|--all -H|--hardware -s|--show -l|--localalloc -b|--balancing',
      values:
        '-i|--interleave -N|--cpunodebind -C|--physcpubind -m|--membind -p|--preferred -P|--preferred-many',
    },
  }),
  defineWrapper({
    names: ['aa-exec'],
    summary: 'The command it runs',
    options: {
      flags: '-d|--debug -i|--immediate -v|--verbose',
      values: '-p|--profile -n|--namespace',
    },
  }),
  defineWrapper({
    names: ['dbus-launch'],
    summary: 'The command it runs',
    options: {
      flags:
        '--auto-syntax --binary-syntax --close-stderr --exit-with-session --exit-with-x11 --sh-syntax --csh-syntax --version',
      values: '--autolaunch --config-file',
    },
  }),
  defineWrapper({
    names: ['with-contenv', 'ifne', 'retry', 'tsocks', 'shx'],
    summary: 'The command it runs',
    options: { flags: '-n -h|--help -v|--verbose', values: '-t|--times -d|--delay' },
  }),
  defineProgram({
    names: ['pee'],
    summary: 'The lines it gives standard input to',
    options: { flags: '--ignore-sigpipe --no-ignore-sigpipe --ignore-write-errors' },
    describe(call, effects) {
      for (const line of call.options.operands) lineInherited(call, effects, line);
    },
  }),
];
