import type { Call, Effects, Program } from '../../program.ts';
import { lossOf } from '../git/git-verb.ts';
import { defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { has, loses, removesFiles } from './losing-command.ts';

/** Settings by which Mercurial runs a line (hg help config). */
const RUNS_LINE =
  /^(?:hooks\.[^=]+|ui\.(?:ssh|editor|merge)|pager\.pager|(?:merge-tools|extdiff)\.[^=]+|alias\.[^=]+=!)=?([\s\S]*)$/;

/** `--config section.name=value` of Mercurial, where the value is run. */
function runsSettings({ options }: Call, effects: Effects): void {
  for (const value of options.values('--config')) {
    const line = RUNS_LINE.exec(value.text)?.[1];
    const extension = /^extensions\.[^=]+=(.*\/.*|.*\.py)$/.exec(value.text)?.[1];
    if (line?.startsWith('python:')) effects.unknown('dynamic-code');
    else if (line !== undefined) effects.line(literal(line, value.taint), { wrapper: 'hg' });
    if (extension !== undefined) effects.script({ path: extension, language: 'python', args: [] });
  }
  for (const line of options.values('--ssh')) effects.line(line, { wrapper: 'hg' });
}

const HG_COMMANDS: { readonly [names: string]: Subcommand } = {
  'strip|debugstrip': loses('reset', 'history', { values: '-r|--rev -B|--bookmark' }),
  'update|up|checkout|co|goto|go': loses(
    'checkout',
    (call) => (has(call, '-C') ? ['worktree'] : undefined),
    { flags: '-C|--clean -c|--check -m|--merge', values: '-r|--rev -d|--date -t|--tool' },
  ),
  // Without `-C` what was there is kept beside the file, as `FILE.orig`.
  revert: loses(
    'restore',
    (call) => {
      if (!has(call, '-C') || has(call, '-n')) return undefined;
      return has(call, '-a') ? ['worktree'] : [lossOf(call.options.operands)];
    },
    {
      flags: '-a|--all -C|--no-backup -i|--interactive -n|--dry-run',
      values: '-r|--rev -d|--date -I|--include -X|--exclude',
    },
  ),
  'purge|clean': loses('clean', (call) => (has(call, '-p') ? undefined : ['worktree']), {
    flags: '-p|--print -a|--abort-on-err --all --dirs --files -i|--ignored -0|--print0 --confirm',
    values: '-I|--include -X|--exclude',
  }),
  rollback: loses('reset', (call) => (has(call, '-n') ? undefined : ['history']), {
    flags: '-n|--dry-run -f|--force',
  }),
  'prune|obsolete|hide': loses('branch', 'refs', { values: '-r|--rev' }),
  'bookmark|bookmarks|book': loses('branch', (call) => (has(call, '-d') ? ['name'] : undefined), {
    flags: '-d|--delete -f|--force -i|--inactive -l|--list',
    values: '-r|--rev -m|--rename',
  }),
  'shelve|unshelve': loses(
    'stash',
    (call) => {
      if (has(call, '--cleanup')) return ['refs'];
      return has(call, '-d') ? ['name'] : undefined;
    },
    {
      flags: '--cleanup -d|--delete -l|--list -k|--keep -i|--interactive -a',
      values: '-n|--name -m',
    },
  ),
  // Of Mercurial `-f` makes a further head; Sapling moves the bookmark of the other side.
  push: {
    options: {
      flags: '-f|--force --new-branch --create --delete',
      values: '-r|--rev -B|--bookmark -b|--branch -t|--to',
    },
    describe(call, effects) {
      const force = call.name === 'sl' && has(call, '-f');
      const deletes = has(call, '--delete');
      if (!force && !deletes) return;
      effects.action('git.push', {
        args: call.args,
        branches: call.options.values('-t'),
        ...(force ? { force } : {}),
        ...(deletes ? { delete: true } : {}),
        destroys: ['remote'],
      });
    },
  },
  'remove|rm': removesFiles('-A|--after -f|--force -n|--dry-run -S|--subrepos', ['-A', '-n']),
};

/** Mercurial, and Sapling, which comes from it (hg help; sl help). */
export const HG: Program = defineSubcommands({
  names: ['hg', 'chg', 'sl'],
  summary: 'History stripped, changes and untracked files thrown away; lines of `--config`',
  options: {
    flags: '-q|--quiet -v|--verbose -y|--noninteractive --debug --traceback --hidden',
    values: '-R|--repository --cwd --config -e|--ssh --encoding --color --pager',
  },
  commands: Object.fromEntries(
    Object.entries(HG_COMMANDS).map(([names, command]) => [
      names,
      {
        ...command,
        describe(call: Call, effects: Effects) {
          runsSettings(call, effects);
          command.describe(call, effects);
        },
      },
    ]),
  ),
  otherwise: (call, effects) => runsSettings(call, effects),
});
