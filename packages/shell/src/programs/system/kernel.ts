import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `sysctl`: `name=value`, `-w` and `-p FILE` set, a bare name tells. */
export const SYSCTL = defineProgram({
  names: ['sysctl'],
  summary: 'sets kernel values (`system.service`); a bare name tells',
  options: {
    flags:
      '-a|--all -A -X -b|--binary -e|--ignore -N|--names -n|--values --system -q|--quiet -w|--write -d -h -V|--version -o -x',
    values: '-r|--pattern',
    optional: '-p|--load|-f',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V')) return;
    for (const file of options.values('-p')) effects.reads(file);
    if (options.has('-p') || options.has('--system'))
      effects.action('system.service', {
        verb: 'sysctl',
        target: options.values('-p').at(-1) ?? options.operands[0],
      });
    for (const word of options.operands)
      if (word.text.includes('='))
        effects.action('system.service', { verb: 'sysctl', target: word });
  },
});

/** `insmod`, `modprobe`, `rmmod`, `kextload`: what runs inside the kernel. */
export const MODULES = defineProgram({
  names: ['insmod', 'modprobe', 'rmmod', 'kextload', 'kextunload', 'kmutil', 'dkms'],
  summary: 'loads and removes kernel modules (`system.service`); `-n`, `-D` only show',
  options: {
    flags:
      '-a|--all -r|--remove --remove-dependencies -R|--resolve-alias --first-time -i|--ignore-install -b|--use-blacklist -f|--force --force-modversion --force-vermagic -D|--show-depends -c|--showconfig --show-exports --dump-modversions -n|--dry-run|--show -q|--quiet -s|--syslog -v|--verbose -V|--version -w',
    values: '-C|--config -d|--dirname -S|--set-version -m -k',
  },
  describe(call, effects) {
    const { options, name } = call;
    const tells = ['-R', '-D', '-c', '-n', '-V', '--dump-modversions', '--show-exports'];
    const [module] = options.operands;
    if (onlyInforms(call) || tells.some((key) => options.has(key)) || module === undefined) return;
    if (
      /^(?:kmutil|dkms)$/.test(name) &&
      !/^(?:load|unload|install|remove|build|add)$/.test(module.text)
    )
      return;
    const removes = options.has('-r') || /^(?:rmmod|kextunload)$/.test(name);
    effects.action('system.service', {
      verb: removes ? 'unload-module' : 'load-module',
      target: module,
      destructive: removes ? true : undefined,
    });
  },
});

/** `dmesg`: prints the kernel's log; `-C` and `-c` empty it. */
export const DMESG = defineProgram({
  names: ['dmesg'],
  summary: '`-C` and `-c` empty the log (`system.service`)',
  options: {
    flags:
      '-C|--clear -c|--read-clear -D|--console-off -d|--show-delta -E|--console-on -e|--reltime -H|--human -k|--kernel -p|--force-prefix -P|--nopager -r|--raw -S|--syslog -T|--ctime -t|--notime -u|--userspace -w|--follow -W|--follow-new -x|--decode -J|--json -V|--version -h',
    values:
      '-F|--file -f|--facility -l|--level -n|--console-level -s|--buffer-size --since --until --time-format -K|--kmsg-file',
    optional: '-L|--color',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V')) return;
    for (const file of call.options.values('-F')) effects.reads(file);
    if (call.options.has('-C') || call.options.has('-c'))
      effects.action('system.service', { verb: 'clear-log', target: 'dmesg', destructive: true });
  },
});

/** `journalctl`: prints logs; `--vacuum-…`, `--rotate` and `--setup-keys` change them. */
export const JOURNALCTL = defineProgram({
  names: ['journalctl'],
  summary: '`--vacuum-…` deletes logs (`system.service`)',
  options: {
    flags:
      '--system --user -m|--merge -k|--dmesg -e|--pager-end -f|--follow --no-tail -r|--reverse -x|--catalog --no-full -a|--all -q|--quiet --no-pager --no-hostname -N|--fields --list-boots --disk-usage --rotate --flush --relinquish-var --smart-relinquish-var --sync --setup-keys --force --verify --update-catalog --header --list-catalog --dump-catalog -W|--this-boot --version --utc -l|--full --show-cursor --truncate-newline',
    values:
      '-D|--directory --file --root --image --namespace -c|--cursor --after-cursor --cursor-file -S|--since -U|--until -t|--identifier -u|--unit --user-unit -p|--priority --facility -g|--grep -o|--output --output-fields -F|--field --vacuum-size --vacuum-files --vacuum-time --interval --verify-key -T|--exclude-identifier -M|--machine -I|--invocation',
    optional: '-b|--boot -n|--lines --case-sensitive',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    if (['--vacuum-size', '--vacuum-files', '--vacuum-time'].some((key) => options.has(key)))
      effects.action('system.service', { verb: 'vacuum', target: 'journal', destructive: true });
    else if (
      ['--rotate', '--flush', '--relinquish-var', '--setup-keys'].some((key) => options.has(key))
    )
      effects.action('system.service', { verb: 'rotate', target: 'journal' });
  },
});

/** `logrotate CONFIG`: moves logs away and runs the scripts its configuration holds. */
export const LOGROTATE = defineProgram({
  names: ['logrotate'],
  summary: 'rotates logs by its configuration (`system.service`); `-d` only shows',
  options: {
    flags: '-d|--debug -f|--force -v|--verbose --skip-state-lock',
    values: '-m|--mail -s|--state -l|--log',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    for (const file of options.operands) effects.reads(file);
    if (options.has('-d')) return;
    for (const program of options.values('-m')) effects.line(program, { wrapper: 'logrotate' });
    if (options.operands.length > 0)
      effects.action('system.service', { verb: 'rotate', target: options.operands[0] });
  },
});
