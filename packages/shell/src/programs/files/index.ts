import type { Program } from '../../program.ts';
import { APPLY_PATCH } from './apply-patch.ts';
import { BASE64 } from './base64.ts';
import { BAT } from './bat.ts';
import { CAT, TAC } from './cat.ts';
import { CHECKSUM } from './checksum.ts';
import { CMP, DIFF, DIFF3, SDIFF } from './compare.ts';
import { CP } from './cp.ts';
import { DITTO } from './ditto.ts';
import { DUMP } from './dump.ts';
import { ECHO } from './echo.ts';
import { HEAD, TAIL } from './head-tail.ts';
import { FILE, INSPECT } from './inspect.ts';
import { LINK, LN } from './ln.ts';
import { DU, EZA, LS, TREE } from './ls.ts';
import { MAN } from './man.ts';
import { MKDIR } from './mkdir.ts';
import { MKNOD } from './mknod.ts';
import { MKTEMP } from './mktemp.ts';
import { MV } from './mv.ts';
import { LESS, MORE } from './pager.ts';
import { PATCH } from './patch.ts';
import { PRINTF } from './printf.ts';
import { PV } from './pv.ts';
import { RENAME } from './rename.ts';
import { RM } from './rm.ts';
import { RMDIR } from './rmdir.ts';
import { CSPLIT, SPLIT } from './split.ts';
import { SPONGE } from './sponge.ts';
import { TEE } from './tee.ts';
import { TOUCH } from './touch.ts';
import { DESKTOP_FILES, TRASH, TRASH_EMPTY } from './trash.ts';
import { UNLINK } from './unlink.ts';
import { UUDECODE, UUENCODE } from './uuencode.ts';
import { WC } from './wc.ts';
import { XXD } from './xxd.ts';

/** Programs that read, write, move, list and delete files. */
export const FILE_PROGRAMS: readonly Program[] = [
  APPLY_PATCH,
  BASE64,
  BAT,
  CAT,
  CHECKSUM,
  CMP,
  CP,
  CSPLIT,
  DIFF,
  DIFF3,
  DITTO,
  DU,
  DUMP,
  ECHO,
  EZA,
  FILE,
  HEAD,
  INSPECT,
  LESS,
  LINK,
  LN,
  LS,
  MAN,
  MKDIR,
  MKNOD,
  MKTEMP,
  MORE,
  MV,
  PATCH,
  PRINTF,
  PV,
  RENAME,
  RM,
  RMDIR,
  SDIFF,
  SPLIT,
  SPONGE,
  TAC,
  TAIL,
  TEE,
  TOUCH,
  TRASH,
  DESKTOP_FILES,
  TRASH_EMPTY,
  TREE,
  UNLINK,
  UUDECODE,
  UUENCODE,
  WC,
  XXD,
];
