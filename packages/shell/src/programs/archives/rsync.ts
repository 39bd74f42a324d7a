import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { mayBeSeveral } from '../files/sources-and-target.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { remotePath } from './remote-path.ts';
import { transfers } from './transfer.ts';

const DELETES = [
  '--delete',
  '--del',
  '--delete-before',
  '--delete-during',
  '--delete-delay',
  '--delete-after',
  '--delete-excluded',
  '--delete-missing-args',
];

/** `rsync SOURCE… TARGET`; a call with one place only lists it. */
export const RSYNC = defineProgram({
  names: ['rsync', 'openrsync'],
  summary:
    'copies each source to the target; `--delete…`, `--remove-source-files`, `-e`, remote places',
  options: {
    flags:
      '-v|--verbose -q|--quiet --no-motd -c|--checksum -a|--archive -r|--recursive --inc-recursive|--i-r --no-inc-recursive|--no-i-r -R|--relative --no-relative --no-implied-dirs -b|--backup -u|--update --inplace --append --append-verify -d|--dirs --old-dirs|--old-d --mkpath -l|--links -L|--copy-links --copy-unsafe-links --safe-links --munge-links -k|--copy-dirlinks -K|--keep-dirlinks -H|--hard-links -p|--perms -E|--executability -A|--acls -X|--xattrs -o|--owner -g|--group --devices --copy-devices --write-devices --specials -D -t|--times -U|--atimes --open-noatime -N|--crtimes -O|--omit-dir-times -J|--omit-link-times --super --fake-super -S|--sparse --preallocate -n|--dry-run -W|--whole-file --no-whole-file|--no-W -x|--one-file-system --existing|--ignore-non-existing --ignore-existing --remove-source-files --del --delete --delete-before --delete-during --delete-delay --delete-after --delete-excluded --ignore-missing-args --delete-missing-args --ignore-errors --force --partial --delay-updates -m|--prune-empty-dirs --numeric-ids -I|--ignore-times --size-only -y|--fuzzy -z|--compress -C|--cvs-exclude -F -0|--from0 --old-args -s|--secluded-args|--protect-args --trust-sender --blocking-io --stats -8|--8-bit-output -h|--human-readable --progress -P -i|--itemize-changes --list-only --fsync -4|--ipv4 -6|--ipv6 -V|--version --daemon --no-perms|--no-p --no-owner|--no-o --no-group|--no-g --no-times|--no-t --no-links|--no-l --no-recursive|--no-r --no-D --no-compress|--no-z',
    values:
      '--info --debug --stderr --backup-dir --suffix --chmod --checksum-choice|--cc -B|--block-size -e|--rsh --rsync-path --max-delete --max-size --min-size --max-alloc --partial-dir --usermap --groupmap --chown --timeout --contimeout -@|--modify-window -T|--temp-dir --compare-dest --copy-dest --link-dest --compress-choice|--zc --compress-level|--zl --compress-threads --skip-compress -f|--filter --exclude --exclude-from --include --include-from --files-from --copy-as --address --port --sockopts --outbuf -M|--remote-option --out-format --log-file --log-file-format --password-file --early-input --bwlimit --stop-after --stop-at --write-batch --only-write-batch --read-batch --protocol --iconv --checksum-seed --config',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V')) return;
    runsShells(call, effects);
    readsLists(call, effects);
    if (options.has('--daemon')) return effects.action('net.listen', { port: 873 });
    const { operands } = options;
    const single = operands.length === 1 && operands[0] !== undefined && mayBeSeveral(operands[0]);
    const target = operands.at(-1);
    if (target === undefined || (operands.length < 2 && !single) || options.has('--list-only'))
      return;
    if (options.has('-n')) return effects.stdout({ taint: {} });
    const sources = single ? operands : operands.slice(0, -1);
    const recursive = options.has('-r') || options.has('-a');
    transfers(call, effects, { sources, target, recursive });
    if (DELETES.some((key) => options.has(key))) {
      const remote = remotePath(target);
      if (remote === undefined)
        effects.action('file.delete', { file_path: target, recursive: true });
      else
        effects.action(
          'file.delete',
          { file_path: remote.path, recursive: true },
          { elsewhere: true },
        );
    }
    if (options.has('--remove-source-files'))
      for (const source of sources)
        if (remotePath(source) === undefined)
          effects.action('file.delete', {
            file_path: source,
            recursive: recursive ? true : undefined,
          });
  },
});

/** `-e` and `RSYNC_RSH` are commands of this machine, `--rsync-path` one of the other. */
function runsShells(call: Call, effects: Effects): void {
  const { options, env } = call;
  const shell = options.values('-e').at(-1) ?? env['RSYNC_RSH'];
  if (shell !== undefined) effects.line(shell, { wrapper: 'rsync' });
  if (env['RSYNC_CONNECT_PROG'] !== undefined)
    effects.line(env['RSYNC_CONNECT_PROG'], { wrapper: 'rsync' });
  const remote = options.operands.some((word) => remotePath(word) !== undefined);
  for (const program of options.values('--rsync-path'))
    effects.line(program, remote ? { wrapper: 'rsync', elsewhere: true } : { wrapper: 'rsync' });
}

function readsLists(call: Call, effects: Effects): void {
  const { options } = call;
  const keys = [
    '--files-from',
    '--exclude-from',
    '--include-from',
    '--password-file',
    '--read-batch',
    '--config',
    '--early-input',
  ];
  for (const key of keys)
    for (const file of options.values(key))
      if (file.text !== '-' && remotePath(file) === undefined) effects.reads(file);
  for (const key of ['--log-file', '--write-batch', '--only-write-batch'])
    for (const file of options.values(key)) effects.action('file.write', { file_path: file });
}
