export { DISK_PROGRAMS as programs } from '../programs/disks/index.ts';
