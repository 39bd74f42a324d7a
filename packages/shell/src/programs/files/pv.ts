import { writesFileOrDevice } from '../disks/device-write.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { onlyInforms } from './only-informs.ts';
import { readInputs } from './reading.ts';

/** `pv`: passes on what it reads, showing progress; `-o` writes it to a file. */
export const PV = defineProgram({
  names: ['pv'],
  summary: 'reads each operand; `-o FILE`, `-P FILE`',
  options: {
    flags:
      '-p|--progress -t|--timer -e|--eta -I|--fineta -r|--rate -a|--average-rate -b|--bytes -T|--buffer-percent -n|--numeric -q|--quiet -W|--wait -8|--bits -f|--force -k|--si -l|--line-mode -0|--null -c|--cursor -E|--skip-errors -S|--stop-at-size -Y|--sync -K|--direct-io -X|--discard -C|--no-splice -h -V',
    values:
      '-A|--last-written -F|--format -D|--delay-start -i|--interval -w|--width -H|--height -N|--name -m|--average-rate-window -s|--size -L|--rate-limit -B|--buffer-size -d|--watchfd -R|--remote -P|--pidfile -o|--output -x|--extra-display -Z|--error-skip-block',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const input = readInputs(call, effects);
    for (const pid of call.options.values('-P')) effects.action('file.write', { file_path: pid });
    const output = call.options.values('-o').at(-1);
    if (output !== undefined) writesFileOrDevice(call, effects, output, input);
    else effects.stdout(input);
  },
});
