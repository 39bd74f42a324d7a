import { describe, expect, it } from 'vitest';
import { told } from '../testing/told.ts';
import { isDevice } from './device-path.ts';
import { DISK_PROGRAMS } from './index.ts';

const disk = (line: string) => told(DISK_PROGRAMS, ...line.split(' '));
const action = (verb: string, path: string) => `system.disk verb=${verb} file_path=${path}`;

describe('isDevice', () => {
  const path = (text: string) => ({ text, known: true, taint: {} });
  it.each([
    ['/dev/sda'],
    ['/dev/sd?'],
    ['/dev/../dev/sda'],
    ['//dev//sda1'],
    ['/dev/nvme0n1p1'],
    ['/dev/mapper/root'],
    ['/dev/disk/by-id/x'],
    ['/dev/mem'],
    ['/dev/rdisk2'],
    ['/dev/loop0'],
    ['/tmp/../dev/pmem0'],
  ])('%s is one', (text) => {
    expect(isDevice(path(text))).toBe(true);
  });
  it.each([
    ['/dev/null'],
    ['/dev/stdout'],
    ['/dev/fd/3'],
    ['/dev/tty'],
    ['/dev/shm/x'],
    ['/dev/tcp/h/1'],
    ['dev/sda'],
    ['./disk.img'],
    ['/dev'],
  ])('%s is none', (text) => {
    expect(isDevice(path(text), '/w')).toBe(false);
  });
  it('knows the folder', () => {
    expect(isDevice(path('sda'), '/dev')).toBe(true);
  });
});

describe('disks lose what they hold', () => {
  it.each([
    [
      'dd if=/dev/zero of=/dev/sda',
      [action('overwrite', '/dev/sda'), 'file.write file_path=/dev/sda'],
    ],
    [
      'dd of=/dev/sda if=/dev/zero bs=1M',
      [action('overwrite', '/dev/sda'), 'file.write file_path=/dev/sda'],
    ],
    [
      'dcfldd if=x of=/dev/sda',
      ['file.read file_path=x', action('overwrite', '/dev/sda'), 'file.write file_path=/dev/sda'],
    ],
    ['dc3dd wipe=/dev/sda', [action('overwrite', '/dev/sda'), 'file.write file_path=/dev/sda']],
    [
      'ddrescue a /dev/sda map',
      [
        'file.read file_path=a',
        action('overwrite', '/dev/sda'),
        'file.write file_path=/dev/sda',
        'file.write file_path=map',
      ],
    ],
    ['shred /dev/sda', [action('erase', '/dev/sda')]],
    ['shred secret', ['file.delete file_path=secret']],
    ['shred -zun 3 -- a b', ['file.delete file_path=a', 'file.delete file_path=b']],
    ['shred --iter 3 a', ['file.delete file_path=a']],
    ['mkfs.ext4 /dev/sda1', [action('format', '/dev/sda1')]],
    ['mkfs -t ext4 -L n /dev/loop0', [action('format', '/dev/loop0')]],
    ['mkfs.vfat -F 32 -n X /dev/sdb1', [action('format', '/dev/sdb1')]],
    ['mkfs.vfat -n /dev/sdb1', [action('format', '/dev/sdb1')]],
    ['mkswap /dev/sda2', [action('format', '/dev/sda2')]],
    ['wipefs -a /dev/sda', [action('erase', '/dev/sda')]],
    ['wipefs --al /dev/sda', [action('erase', '/dev/sda')]],
    ['blkdiscard -f /dev/sda', [action('erase', '/dev/sda')]],
    ['badblocks -wsv /dev/sda', [action('erase', '/dev/sda')]],
    ['hdparm --user-master u --security-erase p /dev/sda', [action('erase', '/dev/sda')]],
    ['nvme format /dev/nvme0n1', [action('erase', '/dev/nvme0n1')]],
    ['fdisk /dev/sda', [action('partition', '/dev/sda')]],
    ['sfdisk --delete /dev/sda 1', [action('partition', '/dev/sda')]],
    ['sgdisk -Z /dev/sda', [action('partition', '/dev/sda')]],
    ['sgdisk -n 1:0:0 /dev/sda', [action('partition', '/dev/sda')]],
    ['parted -s /dev/sda mklabel gpt', [action('partition', '/dev/sda')]],
    ['parted /dev/sda print rm 1', [action('partition', '/dev/sda')]],
    ['lvremove -f vg/data', [action('destroy', 'vg/data')]],
    ['lvremove --reportformat json vg/data', [action('destroy', 'vg/data')]],
    ['lvm vgremove a', [action('destroy', 'a')]],
    ['lvm -y vgremove a', [action('destroy', 'a')]],
    ['pvremove /dev/sda', [action('destroy', '/dev/sda')]],
    ['lvreduce -L 1G vg/a', [action('shrink', 'vg/a')]],
    ['lvremove -S lv_name=x', [action('destroy', 'lv_name=x')]],
    ['zpool destroy -f tank', [action('destroy', 'tank')]],
    ['zfs destroy -r tank/a', [action('destroy', 'tank/a')]],
    ['mdadm --zero-superblock /dev/sda', [action('destroy', '/dev/sda')]],
    ['btrfs subvolume delete /a', [action('destroy', '/a')]],
    ['btrfs sub del /a', [action('destroy', '/a')]],
    ['dmsetup remove a', [action('destroy', 'a')]],
    ['cryptsetup -q luksFormat /dev/sda', [action('encrypt', '/dev/sda')]],
    ['cryptsetup erase /dev/sda', [action('encrypt', '/dev/sda')]],
    ['diskutil eraseDisk JHFS+ X disk2', [action('erase', 'disk2')]],
    ['diskutil apfs deleteVolume disk2s1', [action('destroy', 'disk2s1')]],
    ['format C: /q', [action('format', 'C:')]],
    ['vssadmin delete shadows', ['system.disk verb=destroy']],
    ['tune2fs -O ^has_journal /dev/sda', [action('change', '/dev/sda')]],
    ['xfs_admin -L data /dev/sda1', [action('change', '/dev/sda1')]],
    ['xfs_db -x -c write /dev/sda1', [action('change', '/dev/sda1')]],
    ['e2label /dev/sda1 data', [action('change', '/dev/sda1')]],
    ['ntfsresize -s 10G /dev/sda1', [action('change', '/dev/sda1')]],
    ['e2fsck -y /dev/sda1', [action('repair', '/dev/sda1')]],
    ['diskutil repairVolume disk2s1', [action('repair', 'disk2s1')]],
    ['diskutil resizeVolume disk1s1 10g', [action('partition', '10g')]],
    ['diskutil apfs decryptVolume disk1s1', [action('encrypt', 'disk1s1')]],
    ['btrfs filesystem resize -10g /mnt', [action('shrink', '/mnt')]],
    ['btrfs fi resize 1:5g /mnt', [action('shrink', '/mnt')]],
    ['btrfs check --init-extent-tree /dev/sda', [action('destroy', '/dev/sda')]],
    ['lvconvert --merge vg/snap', [action('destroy', 'vg/snap')]],
    ['lvconvert -y --mergesnapshot vg/snap', [action('destroy', 'vg/snap')]],
    ['dmsetup load a t', [action('destroy', 'a'), action('destroy', 't')]],
    ['growpart /dev/sda 1', [action('partition', '/dev/sda')]],
  ])('%s', (line, expected) => {
    expect(disk(line)).toEqual(expected);
  });
});

describe('files, mounts and swap', () => {
  it.each([
    ['dd if=/dev/sda of=./b.img', ['file.read file_path=/dev/sda', 'file.write file_path=./b.img']],
    ['dd if=.env', ['file.read file_path=.env']],
    ['mkfs.ext4 disk.img', ['file.write file_path=disk.img']],
    ['mkfs.ext4 ./loop.img 100M', ['file.write file_path=./loop.img']],
    ['truncate -s 0 f', ['file.write file_path=f']],
    ['truncate -s +1M f', ['file.write file_path=f append=true']],
    ['fallocate -l 1G f', ['file.write file_path=f append=true']],
    ['fallocate -p -l 1G f', ['file.write file_path=f']],
    [
      'mount /dev/sda1 /mnt',
      ['system.service verb=mount target=/mnt', 'file.write file_path=/mnt recursive=true'],
    ],
    [
      'mount --bind a /home/u/.claude',
      [
        'system.service verb=mount target=/home/u/.claude',
        'file.write file_path=/home/u/.claude recursive=true',
      ],
    ],
    ['umount -l /mnt', ['system.service verb=umount target=/mnt']],
    ['losetup -f x.img', ['system.service verb=losetup target=x.img']],
    ['swapoff -a', ['system.service verb=swapoff destructive=true']],
    ['hdiutil create -size 1g a.dmg', ['file.write file_path=a.dmg']],
    ['hdiutil mount a.dmg', ['system.service verb=attach target=a.dmg']],
    ['hdiutil erasekeys a.dmg', ['file.delete file_path=a.dmg']],
    ['diskutil unmountDisk force disk2', ['system.service verb=umount target=disk2']],
    ['diskutil eject disk2', ['system.service verb=umount target=disk2']],
    ['diskutil mount disk2s1', ['system.service verb=mount target=disk2s1']],
    ['tmutil restore -v a b', ['file.copy file_path=a to=b recursive=true']],
    ['zpool export tank', ['system.service verb=umount target=tank']],
    ['zfs unmount -f tank/a', ['system.service verb=umount target=tank/a']],
    ['vgchange -an vg', ['system.service verb=deactivate target=vg destructive=true']],
    ['lvchange -a n vg/lv', ['system.service verb=deactivate target=vg/lv destructive=true']],
    ['nbd-client -d /dev/nbd0', ['system.service verb=umount target=/dev/nbd0']],
    ['nbd-client host 10809 /dev/nbd0', ['system.service verb=mount target=/dev/nbd0']],
  ])('%s', (line, expected) => {
    expect(disk(line)).toEqual(expected);
  });

  it.each([
    ['shred'],
    ['shred --help'],
    ['mkfs.ext4 -V'],
    ['mkfs.ext4 -n /dev/sda'],
    ['mkfs -t ext4'],
    ['wipefs /dev/sda'],
    ['wipefs -an /dev/sda'],
    ['fdisk -l /dev/sda'],
    ['sfdisk -d /dev/sda'],
    ['sgdisk -p /dev/sda'],
    ['parted -l'],
    ['parted -s /dev/sda print'],
    ['lvremove --test vg/data'],
    ['lvremove -t vg/data'],
    ['lvremove --reportformat'],
    ['lvm lvdisplay vg/data'],
    ['lvm --test lvremove vg/data'],
    ['zpool status'],
    ['zfs destroy -nv tank/a'],
    ['cryptsetup luksDump /dev/sda'],
    ['mount'],
    ['mount -t tmpfs'],
    ['mount --show-labels'],
    ['losetup -a'],
    ['swapon --show'],
    ['hdparm -I /dev/sda'],
    ['nvme list'],
    ['diskutil list'],
    ['diskutil info disk0'],
    ['hdiutil info -plist'],
    ['format disk --help'],
    ['tmutil latestbackup'],
    ['badblocks -sv /dev/sda'],
    ['xfs_db -r -c sb -c p /dev/sda1'],
    ['xfs_admin -lu /dev/sda1'],
    ['e2label /dev/sda1'],
    ['fatlabel /dev/sda1'],
    ['ntfsresize --info /dev/sda1'],
    ['ntfsresize -n -s 10G /dev/sda1'],
    ['ntfsfix --no-action /dev/sda1'],
    ['mkfs.xfs -N /dev/sda1'],
    ['diskutil resizeVolume disk1s1 limits'],
    ['diskutil apfs resizeContainer disk1 limits'],
    ['btrfs filesystem resize +10g /mnt'],
    ['btrfs filesystem resize max /mnt'],
    ['btrfs filesystem usage /mnt'],
    ['lvconvert --type mirror vg/lv'],
    ['vgchange -ay vg'],
    ['growpart -N /dev/sda 1'],
    ['nbd-client -l host'],
    ['zfs mount'],
  ])('%s changes nothing', (line) => {
    expect(disk(line).filter((each) => !each.startsWith('file.read'))).toEqual([]);
  });
});
