import type { Program } from '../../program.ts';
import { CHATTR } from './chattr.ts';
import { CHMOD } from './chmod.ts';
import { CHGRP, CHOWN } from './chown.ts';
import { INSTALL } from './install.ts';
import { CHCON, SETCAP, WINDOWS_ACL, XATTR } from './labels.ts';
import { SETFACL } from './setfacl.ts';

/** Programs that change who may do what with a file. */
export const PERMISSION_PROGRAMS: readonly Program[] = [
  CHATTR,
  CHCON,
  CHGRP,
  CHMOD,
  CHOWN,
  INSTALL,
  SETCAP,
  SETFACL,
  WINDOWS_ACL,
  XATTR,
];
