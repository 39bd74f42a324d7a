import type { Program } from '../../program.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
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

/**
 * Jujutsu: what `abandon`, `restore` and the like give up is found again by `jj undo` and `jj op
 * restore`, for every state is in its log of operations. Only what cuts that log loses something.
 */
export const JJ: Program = defineSubcommands({
  names: ['jj'],
  summary: 'Operations forgotten, pushed bookmarks, the command of `util exec`',
  options: {
    flags: '--ignore-working-copy --ignore-immutable --debug --quiet --no-pager',
    values: '-R|--repository --at-operation|--at-op --color --config --config-file',
  },
  commands: {
    'operation|op': group('reflog', { abandon: 'history' }),
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
  },
});
