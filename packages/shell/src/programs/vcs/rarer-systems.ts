import type { Program } from '../../program.ts';
import { lossOf } from '../git/git-verb.ts';
import { defineSubcommands } from '../shapes/subcommands.ts';
import { group, has, type Judge, loses, removesFiles } from './losing-command.ts';

const isDry: Judge = (call) => (has(call, '-n') ? undefined : ['worktree']);

const FOSSIL: Program = defineSubcommands({
  names: ['fossil'],
  summary: 'Changes reverted, extra files cleaned, check-ins purged',
  options: { flags: '-n|--dry-run -f|--force -q|--quiet -v|--verbose', values: '-R|--repository' },
  commands: {
    // `fossil undo` brings back what the last of these changed.
    revert: loses('restore', 'files', { flags: '--noundo', values: '-r|--revision' }),
    clean: loses('clean', isDry, {
      flags: '--allckouts --dirsonly --dotfiles --emptydirs --prompt -x|--verily -i --no-prompt',
      values: '--case-sensitive --clean --ignore --keep --temp',
    }),
    purge: loses('filter-repo', ({ options }) =>
      /^(?:cat|list|ls|undo)$/.test(options.operands[0]?.text ?? '') ? undefined : ['history'],
    ),
    'scrub|shun': loses('filter-repo', 'history'),
    stash: group('stash', { drop: 'name', rm: 'name', clear: 'refs' }),
    'rm|delete|forget': {
      options: { flags: '--hard --soft' },
      describe(call, effects) {
        if (!has(call, '--hard')) return;
        for (const path of call.options.operands)
          effects.action('file.delete', { file_path: path, recursive: true });
      },
    },
  },
});

const BAZAAR: Program = defineSubcommands({
  names: ['bzr', 'brz'],
  summary: 'Revisions uncommitted, changes reverted, the tree cleaned',
  options: { flags: '-q|--quiet -v|--verbose --force --dry-run', values: '-d|--directory -r' },
  commands: {
    uncommit: loses('reset', (call) => (has(call, '--dry-run') ? undefined : ['history'])),
    revert: loses(
      'restore',
      (call) => (has(call, '--no-backup') ? [lossOf(call.options.operands)] : undefined),
      { flags: '--no-backup' },
    ),
    'clean-tree': loses('clean', (call) => (has(call, '--dry-run') ? undefined : ['worktree']), {
      flags: '--ignored --detritus --unknown',
    }),
    'remove|rm|del': removesFiles('--keep --new', ['--keep']),
  },
});

const PERFORCE: Program = defineSubcommands({
  names: ['p4'],
  summary: 'Opened files reverted, the tree cleaned, revisions obliterated',
  options: {
    clusters: false,
    flags: '-s -I -q',
    values: '-c -C -d -H -p -P -u -x -z -Q -L',
  },
  commands: {
    revert: loses(
      'restore',
      (call) => (has(call, '-n', '-a', '-k') ? undefined : [lossOf(call.options.operands)]),
      { flags: '-n -a -k -w', values: '-c -C' },
    ),
    clean: loses('clean', isDry, { flags: '-a -d -e -m -n -l' }),
    obliterate: loses('filter-repo', (call) => (has(call, '-y') ? ['history'] : undefined), {
      flags: '-y -A -b -a -h',
    }),
    delete: {
      options: { flags: '-n -k -v', values: '-c' },
      describe(call, effects) {
        if (has(call, '-n', '-k')) return;
        for (const path of call.options.operands)
          effects.action('file.delete', { file_path: path, recursive: true });
      },
    },
    // What a server keeps under a name: `-d` takes it away.
    'branch|label|client|workspace|change|changelist|shelve|depot|stream|user|group|job': {
      options: { flags: '-d -f -F -i -o -s -y', values: '-c -S -P -t' },
      describe(call, effects) {
        if (!has(call, '-d')) return;
        effects.action('git.push', { args: call.args, delete: true, destroys: ['remote'] });
      },
    },
  },
});

/** darcs: what has no undo asks first, unless `-a` says yes to all. */
const DARCS: Program = defineSubcommands({
  names: ['darcs'],
  summary: 'Patches obliterated, changes reverted',
  options: { flags: '-a|--all -i --dry-run -q -v', values: '-p|--patches -n|--last --repodir' },
  commands: {
    'obliterate|unpull': loses('reset', (call) =>
      has(call, '--dry-run') ? undefined : ['history'],
    ),
    'revert|clean': loses('restore', (call) => {
      if (has(call, '--dry-run')) return undefined;
      return [lossOf(call.options.operands)];
    }),
  },
});

/** Fossil, Bazaar, Darcs and Perforce. */
export const RARER_SYSTEMS: readonly Program[] = [FOSSIL, BAZAAR, DARCS, PERFORCE];
