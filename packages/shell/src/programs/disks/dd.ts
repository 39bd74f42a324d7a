import type { Call, Effects, Stream, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { splitValue } from '../shapes/values.ts';
import { writesFileOrDevice } from './device-write.ts';

/** `dd`: operands of the form `if=FILE of=FILE`; standard input and output without them. */
export const DD = defineProgram({
  names: ['dd', 'gdd', 'dcfldd', 'dc3dd', 'sg_dd', 'pv-dd'],
  summary: 'reads `if=`, writes `of=`: a device is overwritten (`system.disk`)',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    let input: Stream = call.stdin ?? NOTHING_TOLD;
    const settings = settingsOf(call);
    for (const [key, value] of settings) if (key === 'if') input = effects.reads(value);
    const append = settings.some(
      ([key, value]) => key === 'oflag' && /\bappend\b/.test(value.text),
    );
    const outputs = settings.filter(([key]) => OUTPUTS.has(key));
    for (const [, path] of outputs)
      writesFileOrDevice(call, effects, path, input, append ? { append } : {});
    effects.stdout(outputs.length === 0 ? input : NOTHING_TOLD);
  },
});

/** `wipe=`, `hof=` and the log files are those of dc3dd and dcfldd. */
const OUTPUTS = new Set(['of', 'hof', 'wipe', 'ofs', 'log', 'hlog', 'hashlog', 'errlog']);

function settingsOf(call: Call): readonly (readonly [string, Value])[] {
  return call.args.flatMap((word) => {
    const parts = splitValue(word, '=');
    return parts === undefined ? [] : [[parts[0].text, parts[1]] as const];
  });
}

/** `ddrescue IN OUT [MAP]`: rescues what it can read into the second operand. */
export const DDRESCUE = defineProgram({
  names: ['ddrescue', 'dd_rescue'],
  summary: 'reads its first operand, writes the second',
  options: {
    flags:
      '-A|--try-again -d|--idirect -D|--odirect -f|--force -F|--fill-mode -n|--no-scrape -N|--no-trim -p|--preallocate -P -q|--quiet -r|--retry-passes -R|--reverse -S|--sparse -t|--truncate -u|--unidirectional -v|--verbose -y|--synchronous -M|--retrim -C|--complete-only -h -V|--version',
    values:
      '-a|--min-read-rate -b|--sector-size -B|--binary-prefixes -c|--cluster-size -e|--max-error-rate -i|--input-position -K|--skip-size -l|--logfile-size -m|--domain-mapfile -o|--output-position -s|--size -T|--timeout --log-events --log-rates --log-reads',
  },
  describe: describeRescue,
});

function describeRescue(call: Call, effects: Effects): void {
  const [input, output, map] = call.options.operands;
  if (onlyInforms(call) || call.options.has('-V') || input === undefined) return;
  const stream = effects.reads(input);
  if (output !== undefined) writesFileOrDevice(call, effects, output, stream);
  if (map !== undefined) effects.action('file.write', { file_path: map });
}
