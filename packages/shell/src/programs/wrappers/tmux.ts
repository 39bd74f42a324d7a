import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, Value } from '../../program.ts';
import { isSecretVariable } from '../secrets/variable-name.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { joinValues, literal, slice } from '../shapes/values.ts';
import { dumpEnvironment } from './env.ts';
import { commandAfter } from './wrapper.ts';

/** How a tmux command hands on its operands. */
type TmuxCommand = {
  readonly options: OptionList;
  /** `command`: one word is a shell line, several are run as they are. `line`: the first operand.
   *  `keys`: typed into a pane. `tmux`: every operand is itself a tmux command. `environment`: it is
   *  shown. */
  readonly hands: 'command' | 'line' | 'keys' | 'tmux' | 'file' | 'environment';
  readonly skip?: number;
};

/** tmux(1), "CLIENTS AND SESSIONS", "WINDOWS AND PANES", "MISCELLANEOUS". */
const COMMANDS: { readonly [names: string]: TmuxCommand } = {
  'new-session|new': {
    options: { flags: '-A -d -D -E -P -X', values: '-c -e -f -F -n -s -t -x -y' },
    hands: 'command',
  },
  'new-window|neww': {
    options: { flags: '-a -b -d -k -P -S', values: '-c -e -F -n -t' },
    hands: 'command',
  },
  'split-window|splitw': {
    options: { flags: '-b -d -f -h -I -v -P -Z', values: '-c -e -l -p -t -F' },
    hands: 'command',
  },
  'respawn-window|respawnw': { options: { flags: '-k', values: '-c -e -t' }, hands: 'command' },
  'respawn-pane|respawnp': { options: { flags: '-k', values: '-c -e -t' }, hands: 'command' },
  'display-popup|popup': {
    options: { flags: '-B -C -E -k -N', values: '-b -c -d -e -h -s -S -t -T -w -x -y' },
    hands: 'command',
  },
  'show-environment|showenv': {
    options: { flags: '-g -h -s', values: '-t' },
    hands: 'environment',
  },
  'run-shell|run': { options: { flags: '-b -C -E', values: '-c -d -t' }, hands: 'line' },
  'pipe-pane|pipep': { options: { flags: '-I -O -o', values: '-t' }, hands: 'line' },
  'if-shell|if': { options: { flags: '-b -F', values: '-t' }, hands: 'line' },
  'send-keys|send': {
    options: { flags: '-F -H -K -l -M -R -X', values: '-c -N -t' },
    hands: 'keys',
  },
  'set-buffer|setb': { options: { flags: '-a -w', values: '-b -t -n' }, hands: 'keys' },
  'bind-key|bind': { options: { flags: '-n -r', values: '-N -T' }, hands: 'tmux', skip: 1 },
  'set-hook': { options: { flags: '-a -g -p -R -u -w', values: '-t' }, hands: 'tmux', skip: 1 },
  'confirm-before|confirm': { options: { flags: '-b -y', values: '-c -p -t' }, hands: 'tmux' },
  'source-file|source': { options: { flags: '-F -n -q -v', values: '-t' }, hands: 'file' },
};

/** `tmux`: shell commands of its windows, keys typed into them, its own command sequences. */
export const TMUX: Program = defineProgram({
  names: ['tmux', 'byobu'],
  summary: 'Commands of new windows, `send-keys`, `run-shell`, `if-shell`, `pipe-pane`, hooks',
  options: {
    flags: '-2 -C -D -l -N -u -U -v -V -h',
    values: '-c -f -L -S -T',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (call.options.has('-V') || call.options.has('-h') || asksForHelp(call)) return;
    for (const line of call.options.values('-c')) effects.line(line, { wrapper: 'tmux' });
    for (const file of call.options.values('-f')) effects.action('file.read', { file_path: file });
    const words = commandAfter(call);
    if (words.length === 0 && call.options.values('-c').length === 0)
      waitsForCommands(call, effects);
    describeSequence(call, words, effects, 4);
  },
});

/** tmux commands separated by a word `;` or one that ends in `;`. */
function describeSequence(
  call: Call,
  words: readonly Value[],
  effects: Effects,
  depth: number,
): void {
  let current: Value[] = [];
  for (const word of words) {
    if (!word.text.endsWith(';') || word.text.endsWith('\\;')) {
      current.push(word);
      continue;
    }
    if (word.text.length > 1) current.push(slice(word, 0, word.text.length - 1));
    describeCommand(call, current, effects, depth);
    current = [];
  }
  describeCommand(call, current, effects, depth);
}

function describeCommand(
  call: Call,
  words: readonly Value[],
  effects: Effects,
  depth: number,
): void {
  const [name, ...args] = words;
  if (name === undefined || depth === 0) return;
  const command = findCommand(name.text);
  if (command === undefined) {
    if (!name.known) effects.unknown('dynamic-command');
    return;
  }
  const options = parseOptions(args, grammarOf(command.options, { stopAtOperand: true }));
  const operands = args.slice(options.firstOperand + (command.skip ?? 0));
  const [first] = operands;
  if (command.hands === 'environment') {
    if (first === undefined || isSecretVariable(first.text)) dumpEnvironment(effects);
    return;
  }
  if (first === undefined) {
    // A shell in a terminal of its own; in the background, what is typed there is `send-keys`.
    const isNew = command.hands === 'command' && !name.text.startsWith('respawn');
    if (isNew && !options.has('-d')) waitsForCommands(call, effects);
    return;
  }
  const run = { wrapper: 'tmux' };
  if (command.hands === 'file') effects.action('file.read', { file_path: first });
  else if (command.hands === 'keys') effects.line(typed(operands), run);
  else if (command.hands === 'tmux') describeNested(call, operands, effects, depth);
  else if (command.hands === 'line') {
    if (!(options.has('-C') || options.has('-F'))) effects.line(first, run);
    if (name.text.startsWith('if')) describeNested(call, operands.slice(1), effects, depth);
  } else if (operands.length === 1) effects.line(first, run);
  else effects.run(operands, run);
}

/** Each operand may be a whole tmux command in one word, or they are the words of one. */
function describeNested(
  call: Call,
  operands: readonly Value[],
  effects: Effects,
  depth: number,
): void {
  const whole = operands.some((operand) => /\s/.test(operand.text));
  if (!whole) {
    describeSequence(call, operands, effects, depth - 1);
    return;
  }
  for (const operand of operands) describeSequence(call, tmuxWords(operand), effects, depth - 1);
}

/** Words of a tmux command in one string: blanks separate, quotes group. */
function tmuxWords(value: Value): readonly Value[] {
  if (!value.known) return [value];
  const words = value.text.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  return words.map((word) => literal(word.replace(/^(["'])(.*)\1$/s, '$2'), value.taint));
}

const KEY_NAME =
  /^(?:Enter|KPEnter|C-[a-z]|M-.|S-.|Space|Tab|BTab|Escape|BSpace|Up|Down|Left|Right|Home|End|PageUp|PageDown|PgUp|PgDn|NPage|PPage|DC|IC|F\d+)$/i;

/** The line that keys make: named keys end it or stand for a blank, all else is typed. */
function typed(keys: readonly Value[]): Value {
  return joinValues(
    keys.map((key) => {
      if (/^(?:Enter|KPEnter|C-m|C-j)$/i.test(key.text)) return literal('\n');
      if (/^(?:Space|Tab)$/i.test(key.text)) return literal(' ');
      return KEY_NAME.test(key.text) ? literal('') : key;
    }),
    '',
  );
}

/** A command by its name, its alias, or an unambiguous beginning of its name. */
function findCommand(name: string): TmuxCommand | undefined {
  // `display` is the short name of `display-message`.
  if (name === 'display') return undefined;
  const entries = Object.entries(COMMANDS).map(([names, command]) => ({
    names: names.split('|'),
    command,
  }));
  const exact = entries.find((entry) => entry.names.includes(name));
  if (exact !== undefined || name.length < 3) return exact?.command;
  return entries.find((entry) => entry.names[0]?.startsWith(name))?.command;
}
