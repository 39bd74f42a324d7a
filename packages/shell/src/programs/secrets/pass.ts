import type { Effects, Program } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';

/** `pass` and those that keep its commands: `pass NAME` shows an entry. */
export const PASS: Program = defineSubcommands({
  names: ['pass', 'gopass', 'passage', 'prs'],
  summary: 'Entries shown and deleted',
  options: { flags: '-h -y|--yes -c|--clip -n|--nosync', values: '-s|--store' },
  commands: {
    'show|cat|otp|grep|history|export': { describe: (_call, effects) => showsPassword(effects) },
    'rm|remove|delete': deletesEntry('pass'),
    'ls|list|find|search|insert|add|edit|generate|mv|cp|rename|copy|init|sync|audit|version|setup|clone|config|fsck|import|update|env':
      { describe: () => undefined },
    'recipients|mounts': {
      describe(call, effects) {
        const [verb] = call.options.operands;
        if (verb !== undefined && /^(?:remove|rm|delete|umount)$/.test(verb.text))
          deletesEntry('pass').describe(call, effects);
      },
    },
    git: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, [literal('git'), ...commandAfter(call)], { wrapper: 'pass' }),
    },
  },
  otherwise(_call, effects, entry) {
    if (entry !== undefined) showsPassword(effects);
  },
});

function deletesEntry(tool: string): Subcommand {
  return {
    options: { flags: '-r|--recursive -f|--force' },
    describe(call, effects) {
      effects.action('infra.execute', {
        tool,
        verb: 'rm',
        severity: 'destroy',
        destructive: true,
        target: call.options.operands[0],
      });
    },
  };
}

function showsPassword(effects: Effects): void {
  effects.action('secret.read', { kind: 'password' });
  effects.stdout({ taint: { secret: 'password' } });
}
