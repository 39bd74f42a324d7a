import type { Call, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { isDevice } from './device-path.ts';

/**
 * `mkfs` and its kin: make a file system, and whatever the device held is gone. On an ordinary file
 * (`mkfs.ext4 disk.img`) they write that file. Their options differ too much to tell each value from
 * an operand, so every word that names a device counts, else the last that is no size.
 */
export const MKFS = defineProgram({
  names: [
    'mkfs',
    'mkfs.ext2',
    'mkfs.ext3',
    'mkfs.ext4',
    'mkfs.xfs',
    'mkfs.btrfs',
    'mkfs.vfat',
    'mkfs.fat',
    'mkfs.msdos',
    'mkfs.ntfs',
    'mkfs.exfat',
    'mkfs.f2fs',
    'mkfs.minix',
    'mkfs.bfs',
    'mkfs.cramfs',
    'mkfs.jfs',
    'mkfs.reiserfs',
    'mkfs.udf',
    'mkfs.erofs',
    'mkfs.hfs',
    'mkfs.hfsplus',
    'mkfs.nilfs2',
    'mkfs.bcachefs',
    'mkfs.ocfs2',
    'mkfs.gfs2',
    'mke2fs',
    'mkdosfs',
    'mkntfs',
    'mkexfatfs',
    'mkreiserfs',
    'mkudffs',
    'mkswap',
    'newfs',
    'newfs_hfs',
    'newfs_apfs',
    'newfs_msdos',
    'newfs_exfat',
    'newfs_udf',
    'make-bcache',
  ],
  summary: 'formats each device it names (`system.disk`), writes an image file',
  options: {
    flags: '-n -V|--version -h -F -f -q -v -c -l -S -K',
    values: '-t|--type -T -b -m -i -I -E -O -N -U -J -G -g -o -d -M -r -s -z -e -L|--label',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V')) return;
    if (isDryRun(call)) return;
    const devices = call.args.filter((word) => isDevice(word, call.cwd));
    for (const device of devices)
      effects.action('system.disk', { verb: 'format', file_path: device });
    const image = devices.length === 0 ? imageOf(call) : undefined;
    if (image?.known) effects.action('file.write', { file_path: image });
    else if (image !== undefined)
      effects.action('system.disk', { verb: 'format', file_path: image });
  },
});

/** `-n` of the ext family and `-N` of xfs show what would be done; elsewhere they are something else. */
function isDryRun(call: Call): boolean {
  if (call.name === 'mkfs.xfs') return call.args.some(({ text }) => text === '-N');
  return /^(?:mke2fs|mkfs\.ext[234])$/.test(call.name) && call.options.has('-n');
}

function imageOf(call: Call): Value | undefined {
  return call.options.operands.findLast(({ text }) => !/^\d+[bkmgtsKMGT]?$/.test(text));
}
