import type { Call, Effects, Program } from '../../program.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

/** What a person copied last, which may be a password. */
function shows(effects: Effects): void {
  effects.action('secret.read', { kind: 'clipboard' });
  effects.stdout({ taint: { secret: 'clipboard' } });
}

function fills(call: Call, effects: Effects): void {
  readInputs(call, effects);
  effects.stdout({ taint: {} });
}

/** Programs that read and fill the clipboard. */
export const CLIPBOARD: readonly Program[] = [
  defineProgram({
    names: ['xclip'],
    summary: 'The clipboard it shows with `-o`; files it reads',
    options: {
      flags:
        '-i|-in -o|-out -f|-filter -r|-rmlastnl -h|-help -version -silent -quiet -verbose -sensitive',
      values: '-l|-loops -d|-display -se|-sel|-selection -t|-target -noutf8',
      clusters: false,
    },
    describe(call, effects) {
      if (call.options.has('-h') || call.options.has('-version')) return;
      if (call.options.has('-o')) shows(effects);
      else fills(call, effects);
    },
  }),
  defineProgram({
    names: ['xsel'],
    summary: 'The clipboard it shows',
    options: {
      flags:
        '-a|--append -f|--follow -z -i|--input -o|--output -c|--clear -d|--delete -p|--primary -s|--secondary ' +
        '-b|--clipboard -k|--keep -x|--exchange -h|--help -v|--verbose -n|--nodetach --version',
      values: '--display -t|--selectionTimeout -l|--logfile',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('--version')) return;
      const changes = ['-i', '-a', '-c', '-d', '-k', '-x'].some((key) => options.has(key));
      if (options.has('-o') || (!changes && call.stdin === undefined)) shows(effects);
    },
  }),
  defineProgram({
    names: ['pbpaste', 'wl-paste', 'termux-clipboard-get', 'clippaste'],
    summary: 'The clipboard it shows; the command of `--watch`',
    options: {
      flags: '-h|--help -v|--version -n|--no-newline -p|--primary -l|--list-types',
      values: '-t|--type -pboard -Prefer -s|--seat -w|--watch',
      stopAtOperand: true,
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-v') || options.has('-l')) return;
      shows(effects);
      const [command] = options.values('-w');
      if (command !== undefined) effects.run([command, ...options.operands]);
    },
  }),
  defineProgram({
    names: ['pbcopy', 'wl-copy', 'clip', 'termux-clipboard-set', 'clipcopy'],
    summary: 'Fills the clipboard',
    options: { flags: '-h|--help', values: '-t|--type -pboard' },
    describe(_call, effects) {
      effects.stdout({ taint: {} });
    },
  }),
];
