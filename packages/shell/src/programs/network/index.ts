import type { Program } from '../../program.ts';
import { BROWSERS } from './browsers.ts';
import { CURL } from './curl.ts';
import { DOWNLOADERS } from './downloaders.ts';
import { FILE_SERVERS } from './file-servers.ts';
import { FILE_TRANSFER } from './file-transfer.ts';
import { HTTPIE } from './httpie.ts';
import { LOOKUPS } from './lookups.ts';
import { MOSH } from './mosh.ts';
import { NETCAT } from './netcat.ts';
import { SENDERS } from './senders.ts';
import { SHARED_TERMINALS } from './shared-terminals.ts';
import { SOCAT } from './socat.ts';
import { SSH, SSHPASS } from './ssh.ts';
import { TCPDUMP } from './tcpdump.ts';
import { TUNNELS } from './tunnels.ts';
import { WGET } from './wget.ts';

/** Programs that move bytes between machines. */
export const NETWORK_PROGRAMS: readonly Program[] = [
  CURL,
  BROWSERS,
  WGET,
  HTTPIE,
  ...DOWNLOADERS,
  NETCAT,
  SOCAT,
  SSH,
  MOSH,
  SSHPASS,
  ...FILE_TRANSFER,
  ...FILE_SERVERS,
  ...SENDERS,
  ...SHARED_TERMINALS,
  ...TUNNELS,
  ...LOOKUPS,
  TCPDUMP,
];
