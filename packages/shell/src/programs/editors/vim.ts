import { parseOptions } from '../../options.ts';
import type { Call, Effects, Value } from '../../program.ts';
import { asksAlone, onlyInforms } from '../files/only-informs.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { commandsFromStdin, edits, performs } from './editing.ts';
import { readExCommands } from './ex-commands.ts';

const OPTIONS: OptionList = {
  flags:
    '-A -b -C -d -D -e -E -f -F -g -H -l -L -m -M -n -N -p -R -v -x -X -y -Z -es -Es --clean --noplugin --headless --embed --literal --nofork --not-a-term --ttyfail --version -h|--help -O -o -V -r',
  values:
    '-c --cmd -i -P -q -s -S -t -T -u -U -w -W --startuptime --remote --remote-silent --remote-send --remote-expr --server --servername --listen --socketid --log',
  clusters: true,
  abbreviations: false,
};

/**
 * `vi`, `vim`, `nvim`, `ex`: edit each operand. `-c`, `--cmd`, `+COMMAND`, `-S FILE` and, in `-e -s`
 * mode, standard input are Ex commands, which run shell lines with `!`; `-Z` forbids that.
 */
export const VIM = defineProgram({
  names: [
    'vi',
    'vim',
    'vimdiff',
    'nvim',
    'ex',
    'view',
    'gvim',
    'gview',
    'rvim',
    'rview',
    'vim.basic',
    'vim.tiny',
    'mvim',
    'elvis',
    'nvi',
  ],
  summary: 'edits each operand; `-c`, `+COMMAND`, `-S`, `!`, `:w`, `system()`; `-R` reads',
  options: OPTIONS,
  describe(given, effects) {
    const call = asEditor(given);
    const { options, name } = call;
    if (onlyInforms(call) || options.has('-h')) return;
    if (name === 'nvim' && asksAlone(call, '-v')) return;
    const typed = options.operands.filter(isTyped);
    const files = options.operands.filter((word) => !isTyped(word));
    const restricted = options.has('-Z') || name.startsWith('r');
    const commands = [
      ...options.values('--cmd'),
      ...options.values('-c'),
      ...typed.map((word) => withoutPrefix(word, 1)),
      ...options.values('--remote-send'),
      ...options.values('--remote-expr'),
      ...scriptFromStdin(call, effects),
    ];
    for (const command of commands) {
      const powers = readExCommands(command.text);
      performs(
        call,
        effects,
        command,
        restricted ? powers.filter(({ kind }) => kind !== 'run') : powers,
      );
      if (!command.known && command.text === '*') effects.unknown('dynamic-code');
    }
    if (!restricted && !commands.some(({ text }) => LEAVES.test(text)))
      waitsForCommands(call, effects);
    readsScripts(call, effects);
    edits(effects, files, /view$/.test(name) || options.has('-R') || options.has('-M'));
  },
});

/** Commands that end the editor before anything could be typed. */
const LEAVES = /(?:^|[|:\s])(?:w?q|x|xit|exit|cq|quit|(?:w?q|x)a(?:ll)?)!?\s*(?:$|[|\n])/;

/** `+`, `+12`, `+/pattern`, `+COMMAND`. */
function isTyped(word: Value): boolean {
  return word.text.startsWith('+');
}

/** The call as the editor reads it: in Ex mode `-s` takes no script, but means silent. */
function asEditor(call: Call): Call {
  if (!isExMode(call)) return call;
  return { ...call, options: parseOptions(call.args, grammarOf(OPTIONS, { flags: '-s' })) };
}

/** In silent Ex mode (`ex -s`, `vim -es`) standard input holds commands, elsewhere text. */
function scriptFromStdin(call: Call, effects: Effects): readonly Value[] {
  const { options, name } = call;
  const silent =
    options.has('-es') ||
    options.has('-Es') ||
    (name === 'ex' && (options.has('-s') || call.args.some(({ text }) => text === '-')));
  const both = options.has('-e') && options.has('-s');
  const script = silent || both || name === 'ex' ? commandsFromStdin(call, effects) : undefined;
  return script === undefined ? [] : [script];
}

function isExMode({ options, name }: Call): boolean {
  return name === 'ex' || ['-e', '-E', '-es', '-Es'].some((key) => options.has(key));
}

function readsScripts(call: Call, effects: Effects): void {
  const { options } = call;
  for (const script of [
    ...options.values('-S'),
    ...options.values('-u'),
    ...options.values('-U'),
  ]) {
    if (/^(?:NONE|NORC|DEFAULTS)$/.test(script.text)) continue;
    const content = effects.reads(script);
    if (content.text === undefined) effects.unknown('script-body');
    else
      performs(
        call,
        effects,
        { text: content.text, known: true, taint: content.taint },
        readExCommands(content.text),
      );
  }
  for (const keys of isExMode(call) ? [] : options.values('-s')) {
    effects.reads(keys);
    effects.unknown('script-body');
  }
  for (const key of ['-w', '-W', '--startuptime', '-V', '--log'])
    for (const file of options.values(key))
      if (!/^\d+$/.test(file.text)) effects.action('file.write', { file_path: file });
}
