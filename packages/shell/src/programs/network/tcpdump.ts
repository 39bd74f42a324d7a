import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** `tcpdump` (tcpdump(1)): `-z` names a program that is run on each file that `-G` or `-C` ends. */
export const TCPDUMP = defineProgram({
  names: ['tcpdump'],
  summary: 'Reads `-r`, `-V` and `-F`, writes `-w`, runs `-z`',
  options: {
    flags:
      '-A -b -d|--describe -D|--list-interfaces -e -f -h|--help -H -I|--monitor-mode -J|--list-time-stamp-types ' +
      '-K|--dont-verify-checksums -l -L|--list-data-link-types -n -N -O|--no-optimize -p|--no-promiscuous-mode ' +
      '-q -S -t -u -U|--packet-buffered -v -x -X -#|--number --version --lengths --skip --print',
    values:
      '-B|--buffer-size -c -C -E -F -G -i|--interface -j|--time-stamp-type -m -M -Q|--direction -r -s|--snapshot-length ' +
      '-T -V -w -W -y|--linktype -z -Z|--relinquish-privileges --count --immediate-mode --time-stamp-precision',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('--version')) return;
    for (const key of ['-r', '-V', '-F'])
      for (const file of options.values(key)) if (file.text !== '-') effects.reads(file);
    const [written] = options.values('-w');
    if (written === undefined || written.text === '-') return;
    effects.writes(written, { taint: { remote: 'network' } });
    for (const program of options.values('-z')) effects.run([program, written]);
  },
});
