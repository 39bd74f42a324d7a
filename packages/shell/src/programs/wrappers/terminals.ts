import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { asksForHelp, defineSubcommands } from '../shapes/subcommands.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { executes } from './executes.ts';
import { commandAfter, defineWrapper } from './wrapper.ts';

/** `screen -X COMMAND`: what a command sent to a running session starts or types. */
function screenCommand(words: readonly Value[], effects: Effects): void {
  const [verb, ...rest] = words;
  if (verb === undefined || rest.length === 0) return;
  if (verb.text === 'stuff' || verb.text === 'paste' || verb.text === 'register') {
    const typed = joinValues(rest);
    const text = typed.text.replace(/\\(?:n|r|015|012)|\^[MJ]/g, '\n');
    effects.line(typed.known ? literal(text, typed.taint) : typed, { wrapper: 'screen' });
  } else if (verb.text === 'eval')
    for (const each of rest) screenCommand(blankSeparated(each), effects);
  else if (['screen', 'exec', 'execscript', 'backtick', '!'].includes(verb.text))
    effects.run(
      rest.filter((word) => !/^(?:[.!:|]+|-.*)$/.test(word.text)),
      { wrapper: 'screen' },
    );
  else if (verb.text === 'at' || verb.text === 'bind') screenCommand(rest.slice(1), effects);
}

function blankSeparated(value: Value): readonly Value[] {
  if (!value.known) return [value];
  const words = value.text.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => literal(word.replace(/^(["'])(.*)\1$/s, '$2'), value.taint));
}

/** True if `screen` opens no terminal here: it lists, or starts in the background (`-dmS name`). */
function staysBehind({ options, args }: Call): boolean {
  const lists = ['-ls', '-list', '-wipe', '-Q', '-v'].some((key) => options.has(key));
  return lists || args.some(({ text }) => /^-A?[dD]m/.test(text));
}

/** Terminal multiplexers and terminals that start a command given on their line. */
export const TERMINALS: readonly Program[] = [
  defineProgram({
    names: ['screen'],
    summary: 'The command it starts, text typed with `-X stuff`',
    options: {
      flags: '-4 -6 -A -a -i -l -ln -L -m -O -q -U -v -x -X -wipe -ls -list -RR -DR -dm -Dm',
      values: '-c -e -h -p -s -S|-dmS|-DmS|-AmdS|-AdmS -t -T -Logfile',
      optional: '-d -D -r -R',
      stopAtOperand: true,
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      for (const file of call.options.values('-c'))
        effects.action('file.read', { file_path: file });
      const words = commandAfter(call);
      if (call.options.has('-X')) screenCommand(words, effects);
      else if (words.length > 0) effects.run(words, { wrapper: 'screen' });
      else if (!staysBehind(call)) waitsForCommands(call, effects);
    },
  }),
  defineSubcommands({
    names: ['zellij'],
    summary: 'The command of `run`, text typed with `action write-chars`',
    options: {
      flags: '-d|--debug',
      values:
        '-c|--config --config-dir --data-dir -l|--layout -n|--new-session-with-layout -s|--session ' +
        '--max-panes',
    },
    commands: {
      'run|r': executes({
        options: {
          flags: '-c|--close-on-exit -f|--floating -i|--in-place -s|--start-suspended --pinned',
          values: '--cwd -d|--direction -n|--name --height --width -x|--x -y|--y',
        },
        run: { wrapper: 'zellij' },
      }),
      'action|ac': {
        options: { stopAtOperand: true },
        describe(call, effects) {
          const [verb, ...rest] = call.options.operands;
          if (verb?.text === 'write-chars') effects.line(joinValues(rest), { wrapper: 'zellij' });
          const marker = rest.findIndex((word) => word.text === '--');
          if (marker >= 0) effects.run(rest.slice(marker + 1), { wrapper: 'zellij' });
        },
      },
    },
  }),
  defineWrapper({
    names: ['dtach', 'abduco'],
    summary: 'The command it starts, after the socket',
    skip: 1,
    options: { flags: '-a -A -c -n -N -l -p -v -E -z -f -q', values: '-e -r -R' },
  }),
  defineProgram({
    names: [
      'xterm',
      'uxterm',
      'rxvt',
      'urxvt',
      'st',
      'alacritty',
      'kitty',
      'foot',
      'konsole',
      'gnome-terminal',
      'xfce4-terminal',
      'terminator',
      'wezterm',
      'ghostty',
    ],
    summary: 'The command after `-e`, `-x` or `--`',
    options: { clusters: false, stopAtOperand: true },
    describe(call, effects) {
      const marker = call.args.findIndex((word) =>
        ['-e', '-x', '--', '--command', '-hold'].includes(word.text),
      );
      const words = call.args.slice(marker + 1);
      const [line] = words;
      if (marker < 0 || line === undefined) return;
      if (words.length === 1) effects.line(line, { wrapper: call.name });
      else runInherited(call, effects, words, { wrapper: call.name });
    },
  }),
];
