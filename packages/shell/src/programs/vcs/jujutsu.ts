import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal, splitValue } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { group, has } from './losing-command.ts';

/** `jj git push`: bookmarks by name, those that were deleted. */
const JJ_GIT: Subcommand = {
  options: {
    flags: '--all --tracked --deleted --dry-run -N|--allow-new',
    values: '-b|--bookmark --remote -r|--revisions -c|--change --named',
  },
  describe(call, effects) {
    if (call.options.operands[0]?.text !== 'push' || has(call, '--dry-run')) return;
    const deletes = has(call, '--deleted');
    effects.action('git.push', {
      args: call.args,
      remote: call.options.values('--remote').at(-1),
      branches: call.options.values('-b'),
      ...(deletes ? { delete: true, destroys: ['remote'] } : {}),
    });
  },
};

/** Settings of Jujutsu whose value is a command (jj docs, "Settings"). */
const RUNS =
  /^(?:ui\.(?:pager|editor|diff-editor|merge-editor|diff-formatter|diff\.tool)(?:\.command)?|fix\.tools\..+\.command|merge-tools\..+\.program|signing\.backends\..+\.program|git\.executable-path)$/;

/** A command as TOML writes it: a text, or a list of words. Names in `:` are built in. */
function runsSetting(effects: Effects, name: string, value: Value): void {
  const { text, taint } = value;
  if (!RUNS.test(name.trim()) || /^\s*["']?:/.test(text)) return;
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  const isList = /^\s*\[/.test(text);
  if (isList)
    effects.run(
      words.map((word) => literal(word, taint)),
      { wrapper: 'jj', stdin: { taint: { unknown: true } } },
    );
  else {
    const line = /^\s*(["'])(.*)\1\s*$/s.exec(text)?.[2] ?? text;
    effects.line(literal(line, taint), { wrapper: 'jj', stdin: { taint: { unknown: true } } });
  }
}

/** `--config NAME=VALUE`, on any command. */
function runsSettings({ options }: Call, effects: Effects): void {
  for (const setting of options.values('--config')) {
    const [name, value] = splitValue(setting, '=') ?? [];
    if (name !== undefined && value !== undefined) runsSetting(effects, name.text, value);
  }
}

const JJ_CONFIG: Subcommand = {
  options: { flags: '--user --repo --workspace' },
  describe(call, effects) {
    const [verb, name, value] = call.options.operands;
    if (verb?.text === 'set' && name !== undefined && value !== undefined)
      runsSetting(effects, name.text, value);
  },
};

/**
 * Jujutsu: what `abandon`, `restore` and the like give up is found again by `jj undo` and `jj op
 * restore`, for every state is in its log of operations. Only what cuts that log loses something.
 */
export const JJ: Program = defineSubcommands({
  names: ['jj'],
  summary: 'Operations forgotten, pushed bookmarks, the command of `util exec`',
  options: {
    flags: '--ignore-working-copy --ignore-immutable --debug --quiet --no-pager',
    values: '-R|--repository --at-operation|--at-op --color --config|--config-toml --config-file',
  },
  commands: withSettings({
    'operation|op': group('reflog', { abandon: 'history' }),
    config: JJ_CONFIG,
    git: JJ_GIT,
    util: {
      options: { stopAtOperand: true },
      describe(call, effects) {
        const [verb, ...words] = commandAfter(call);
        const argv = words[0]?.text === '--' ? words.slice(1) : words;
        if (verb?.text === 'exec' && argv.length > 0)
          effects.stdout(effects.run(argv, { wrapper: 'jj' }));
        else if (verb?.text === 'gc' && call.args.some(({ text }) => text.startsWith('--expire')))
          effects.action('git.gc', { args: call.args, destroys: ['history'] });
      },
    },
  }),
  otherwise: (call, effects) => runsSettings(call, effects),
});

function withSettings(commands: { readonly [names: string]: Subcommand }): {
  readonly [names: string]: Subcommand;
} {
  return Object.fromEntries(
    Object.entries(commands).map(([names, command]) => [
      names,
      {
        ...command,
        describe(call: Call, effects: Effects) {
          runsSettings(call, effects);
          command.describe(call, effects);
        },
      },
    ]),
  );
}
