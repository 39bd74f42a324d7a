import type { Call, Effects, Program } from '../../program.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** Programs that show a file to people of this machine, or write it to its log. */
export const MESSAGES: readonly Program[] = [
  defineProgram({
    names: ['wall', 'qrencode', 'lolcat'],
    summary: 'Reads the files it shows',
    options: {
      flags: '-n|--nobanner -h|--help -V|--version -i -8 -d -m -c -k',
      values:
        '-g|--group -t|--timeout -o|--output -r|--read-from -s|--size -l|--level -f -p -w -e -T',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const { options } = call;
      const files = call.name === 'wall' || call.name === 'lolcat' ? options.operands : [];
      const read = [...files, ...(call.name === 'qrencode' ? options.values('-r') : [])];
      effects.stdout({ taint: readInputs(call, effects, read).taint });
      for (const file of options.values('-o'))
        if (file.text !== '-') effects.action('file.write', { file_path: file });
    },
  }),
  defineProgram({
    names: ['logger', 'say', 'espeak', 'espeak-ng', 'spd-say', 'festival'],
    summary: 'Reads the file of `-f`',
    options: {
      flags: '-d -e -i -s|--stderr -h|--help -V|--version --no-act',
      values:
        '-f|--file --input-file -n|--server -P|--port -p|--priority -t|--tag -u|--socket -v|--voice -r -o -S',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const files = [...call.options.values('-f'), ...call.options.values('--input-file')];
      readInputs(call, effects, files);
      for (const host of call.name === 'logger' ? call.options.values('-n') : [])
        effects.action('net.connect', { host, port: 514, upload: true });
    },
  }),
  defineProgram({
    names: ['lp', 'lpr', 'cupsdoprint'],
    summary: 'Reads the files it prints, on whatever machine the printer is',
    options: {
      flags: '-c -m -p -s -E -l -r -C',
      values: '-d -n -o -P -# -h -H -i -q -t -T -U -J -S -y',
    },
    describe: prints,
  }),
];

function prints(call: Call, effects: Effects): void {
  if (asksForHelp(call)) return;
  const { options } = call;
  const stream = readInputs(call, effects);
  const [host] = options.values(call.name === 'lp' ? '-h' : '-H');
  effects.sends(stream, host === undefined ? {} : { host });
  if (call.name === 'lpr' && options.has('-r'))
    for (const file of options.operands) effects.action('file.delete', { file_path: file });
}
