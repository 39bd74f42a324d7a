import { posix } from 'node:path';
import type { Value } from '../../program.ts';

/**
 * Entries of /dev that hold no data of their own: the character devices and folders of
 * Documentation/admin-guide/devices.txt that every program may write to.
 */
const HARMLESS =
  /^\/dev\/(?:null|zero|full|u?random|tty[^/]*|console|ptmx|std(?:in|out|err)|log|kmsg|(?:pts|fd|shm|mqueue|tcp|udp|snd|input|dri|bus|net|char)(?:\/.*)?)$/;

/**
 * True if the path names a disk, a partition, a volume, memory or another device below /dev whose
 * content a write would destroy. A path that is only partly known counts if it starts there.
 */
export function isDevice(path: Value, cwd?: string): boolean {
  if (!path.text.startsWith('/') && cwd === undefined) return false;
  const absolute = posix.resolve(cwd ?? '/', path.text);
  return absolute.startsWith('/dev/') && !HARMLESS.test(absolute);
}
