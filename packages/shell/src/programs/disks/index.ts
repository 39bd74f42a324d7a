import type { Program } from '../../program.ts';
import { CRYPTSETUP } from './cryptsetup.ts';
import { DD, DDRESCUE } from './dd.ts';
import { BADBLOCKS, BLKDISCARD, DRIVE_ERASERS, HDPARM, NVME, WIPEFS } from './erase.ts';
import { FSCK, RESIZE } from './file-systems.ts';
import { ADB, FIRMWARE } from './firmware.ts';
import { DISKUTIL_PROGRAM, HDIUTIL, TMUTIL } from './macos-disks.ts';
import { MKFS } from './mkfs.ts';
import { LOSETUP, MOUNT, NBD_CLIENT, SWAP, UMOUNT } from './mount.ts';
import { FDISK, GROWPART, PARTED, SFDISK, SGDISK } from './partition.ts';
import { SHRED } from './shred.ts';
import { FALLOCATE, TRUNCATE } from './truncate.ts';
import { BTRFS, DMSETUP, LVM, MDADM, ZFS } from './volumes.ts';
import { FORMAT, WINDOWS_BACKUPS } from './windows-disks.ts';

/**
 * Programs that overwrite, format, partition and mount disks. `system.disk` has the verbs
 * `overwrite`, `erase`, `format`, `partition`, `destroy` (a volume, pool or backup), `shrink`,
 * `encrypt`, `repair`, `change` and `node` (a new device file).
 */
export const DISK_PROGRAMS: readonly Program[] = [
  ADB,
  BADBLOCKS,
  BLKDISCARD,
  BTRFS,
  CRYPTSETUP,
  DD,
  DDRESCUE,
  DISKUTIL_PROGRAM,
  DMSETUP,
  DRIVE_ERASERS,
  FALLOCATE,
  FDISK,
  ...FIRMWARE,
  FORMAT,
  FSCK,
  GROWPART,
  HDIUTIL,
  HDPARM,
  LOSETUP,
  LVM,
  MDADM,
  MKFS,
  MOUNT,
  NBD_CLIENT,
  NVME,
  PARTED,
  RESIZE,
  SFDISK,
  SGDISK,
  SHRED,
  SWAP,
  TMUTIL,
  TRUNCATE,
  UMOUNT,
  WINDOWS_BACKUPS,
  WIPEFS,
  ZFS,
];
