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
    flags: '-a -p -n -N -y -r -f -v -V -c -k -D -F -d -L -w -M -R -P -s -A -T',
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
  summary: 'changes its operand (`system.disk`); `tune2fs -l`, `resize2fs -P` and `debugfs` tell',
  options: {
    flags: '-l -P -i|--info -n|--no-action -f -F -p -M -d -w -r -v -V -c -h',
    values: '-L -U -O -o -e -m -E -I -j -J -C -T -s|--size -R',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options, name } = call;
    const reads =
      name === 'debugfs'
        ? !options.has('-w')
        : ['-l', '-P', '-i', '-V'].some((key) => options.has(key));
    const [device, second] = options.operands;
    if (onlyInforms(call) || reads || device === undefined) return;
    if (name === 'e2label' && second === undefined) return;
    effects.action('system.disk', { verb: 'change', file_path: device });
  },
});
