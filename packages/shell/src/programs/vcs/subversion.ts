import type { Call, Effects, Program, Value } from '../../program.ts';
import { lossOf } from '../git/git-verb.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { has, loses } from './losing-command.ts';

function isAddress({ text }: Value): boolean {
  return /^[a-z][a-z0-9+]*:\/\//i.test(text);
}

/** Options of Subversion that name a program (svn help). */
function runsSvnPrograms({ options }: Call, effects: Effects): void {
  for (const key of ['--diff-cmd', '--diff3-cmd', '--editor-cmd'])
    for (const line of options.values(key)) effects.line(line, { wrapper: 'svn' });
  for (const { text, taint } of options.values('--config-option')) {
    const line = /^[^:]+:(?:tunnels|helpers):[^=]+=(.*)$/.exec(text)?.[1];
    if (line !== undefined) effects.line(literal(line, taint), { wrapper: 'svn' });
  }
}

/** Subversion (svn help). */
export const SVN: Program = defineSubcommands({
  names: ['svn'],
  summary: 'Changes reverted, unversioned files removed, deletions in the repository',
  options: {
    flags: '-q|--quiet -v|--verbose --force --non-interactive -R|--recursive --no-auth-cache',
    values:
      '-m|--message -F|--file -r|--revision --depth --username --password --accept ' +
      '--changelist|--cl --config-dir --config-option --diff-cmd --diff3-cmd --editor-cmd',
  },
  commands: {
    revert: loses(
      'restore',
      (call) => {
        const isWhole = has(call, '-R') || call.options.values('--depth').length > 0;
        return [isWhole ? 'worktree' : lossOf(call.options.operands)];
      },
      { flags: '--remove-added' },
    ),
    cleanup: loses(
      'clean',
      (call) => (has(call, '--remove-unversioned', '--remove-ignored') ? ['worktree'] : undefined),
      { flags: '--remove-unversioned --remove-ignored --vacuum-pristines --include-externals' },
    ),
    'resolve|resolved': loses('checkout', (call) =>
      call.options.values('--accept').some(({ text }) => /^theirs|^base$/.test(text))
        ? [lossOf(call.options.operands)]
        : undefined,
    ),
    'propset|pset|ps|propdel|pdel|pd|propedit|pedit|pe': loses(
      'filter-repo',
      (call) => (has(call, '--revprop') ? ['history'] : undefined),
      { flags: '--revprop' },
    ),
    'delete|del|remove|rm': {
      options: { flags: '--keep-local' },
      describe(call, effects) {
        for (const path of call.options.operands)
          if (isAddress(path))
            effects.action('git.push', { remote: path, delete: true, destroys: ['remote'] });
          else if (!has(call, '--keep-local'))
            effects.action('file.delete', { file_path: path, recursive: true });
      },
    },
  },
  otherwise: (call, effects) => runsSvnPrograms(call, effects),
});
