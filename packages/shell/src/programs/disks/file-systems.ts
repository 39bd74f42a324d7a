import type { Call } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** Checkers: they repair what they find, with `-n` they only tell. */
export const FSCK = defineProgram({
  names: [
    'fsck',
    'e2fsck',
    'fsck.ext2',
    'fsck.ext3',
    'fsck.ext4',
    'fsck.vfat',
    'fsck.fat',
    'dosfsck',
    'fsck.xfs',
    'fsck.btrfs',
    'xfs_repair',
    'ntfsfix',
    'reiserfsck',
    'fsck_hfs',
    'fsck_apfs',
  ],
  summary: 'repairs its operand (`system.disk`); `-n` only tells',
  options: {
    flags:
      '-a -p -n|--no-action|--check|--readonly -N -y -r -f -v -V -c -k -D -F -d -L -w -M -R -P -s -A -T',
    values: '-b -B -j -l -E -z -t -C -o',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || ['-n', '-N', '-V'].some((key) => options.has(key))) return;
    for (const device of options.operands)
      effects.action('system.disk', { verb: 'repair', file_path: device });
  },
});

/** Tools that change a file system's size, label or blocks from outside. */
export const RESIZE = defineProgram({
  names: [
    'resize2fs',
    'ntfsresize',
    'tune2fs',
    'e2label',
    'debugfs',
    'xfs_db',
    'fatlabel',
    'xfs_admin',
  ],
  summary:
    'changes its operand (`system.disk`); `tune2fs -l`, `resize2fs -P`, `xfs_db` and `debugfs` tell',
  options: {
    flags: '-l -P -i|--info -n|--no-action -f -F -p -M -d -w -r -u -v -V -x -c|--check -h',
    values: '-L -U -O -o -e -m -E -I -j -J -C -T -s|--size -R',
    abbreviations: false,
  },
  describe(call, effects) {
    const { operands } = call.options;
    const device = call.name === 'xfs_db' ? operands.at(-1) : operands[0];
    if (onlyInforms(call) || device === undefined || tells(call)) return;
    effects.action('system.disk', { verb: 'change', file_path: device });
  },
});

/** True if the call shows what it otherwise changes. */
function tells({ name, options }: Call): boolean {
  const hasAny = (...keys: readonly string[]) => keys.some((key) => options.has(key));
  switch (name) {
    case 'debugfs':
      return !hasAny('-w');
    case 'xfs_db':
      // Only the expert may write.
      return !hasAny('-x');
    case 'e2label':
    case 'fatlabel':
      return options.operands.length < 2;
    case 'xfs_admin':
      return !hasAny('-L', '-U', '-O', '-c', '-d', '-e', '-f', '-j', '-p', '-r');
    case 'ntfsresize':
      return hasAny('-i', '-n', '-c', '-V');
    default:
      return hasAny('-l', '-P', '-i', '-V');
  }
}
