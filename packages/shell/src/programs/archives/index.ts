import type { Program } from '../../program.ts';
import { AR, JAR } from './ar.ts';
import { COMPRESS } from './compress.ts';
import { CPIO } from './cpio.ts';
import { RSYNC } from './rsync.ts';
import { SCP } from './scp.ts';
import { SEVEN_ZIP } from './seven-zip.ts';
import { SFTP } from './sftp.ts';
import { TAR } from './tar.ts';
import { UNZIP, ZIP } from './zip.ts';

/** Programs that pack, unpack and carry files from one place to another. */
export const ARCHIVE_PROGRAMS: readonly Program[] = [
  AR,
  COMPRESS,
  CPIO,
  JAR,
  RSYNC,
  SCP,
  SEVEN_ZIP,
  SFTP,
  TAR,
  UNZIP,
  ZIP,
];
