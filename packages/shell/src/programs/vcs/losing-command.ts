import type { Call } from '../../program.ts';
import type { Loss } from '../git/git-verb.ts';
import type { Subcommand } from '../shapes/subcommands.ts';

/** What a call loses, as the action of git that comes closest; `undefined`: nothing. */
export type Judge = (call: Call) => readonly Loss[] | undefined;

/** A command that is `git.VERB` in the words of policies when it loses something. */
export function loses(
  verb: string,
  judge: Judge | Loss,
  options: Subcommand['options'] = {},
): Subcommand {
  return {
    options,
    describe(call, effects) {
      const destroys = typeof judge === 'string' ? [judge] : judge(call);
      if (destroys === undefined) return;
      effects.action(`git.${verb}`, { args: call.args, destroys });
    },
  };
}

/** True if one of the options is given. */
export function has({ options }: Call, ...keys: readonly string[]): boolean {
  return keys.some((key) => options.has(key));
}

/** A command that removes files from the disk as well, unless one of the options is given. */
export function removesFiles(flags: string, kept: readonly string[]): Subcommand {
  return {
    options: { flags },
    describe(call, effects) {
      if (has(call, ...kept)) return;
      for (const path of call.options.operands)
        effects.action('file.delete', { file_path: path, recursive: true });
    },
  };
}

/** A command whose first operand says what it does (`jj op restore`). */
export function group(
  verb: string,
  losses: { readonly [word: string]: Loss },
  options: Subcommand['options'] = {},
): Subcommand {
  return loses(
    verb,
    ({ options: { operands } }) => {
      const loss = losses[operands[0]?.text ?? ''];
      return loss === undefined ? undefined : [loss];
    },
    options,
  );
}
