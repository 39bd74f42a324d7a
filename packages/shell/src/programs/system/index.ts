import type { Program } from '../../program.ts';
import { CLOCK_PROGRAMS } from './clock.ts';
import { ATRM, CRONTAB, SCHTASKS } from './crontab.ts';
import { FIREWALL_CMD, IPTABLES, NFT, PFCTL } from './firewall.ts';
import { FUSER, HOST_SETTINGS, LOGINCTL, TRACERS } from './host-settings.ts';
import { DMESG, JOURNALCTL, LOGROTATE, MODULES, SYSCTL } from './kernel.ts';
import { KILL, KILLALL, PGREP, PIDOF, PKILL, TASKKILL } from './kill.ts';
import { LAUNCHCTL } from './launchctl.ts';
import { MACOS_SETTINGS } from './macos-settings.ts';
import { IFCONFIG, IP, NETWORKSETUP, WIREGUARD } from './network-settings.ts';
import { INIT, PMSET, REBOOT, SHUTDOWN } from './power.ts';
import { BUS_CALLS, OTHER_POWER, PROCESS_MANAGERS } from './process-managers.ts';
import { PS, TOP } from './ps.ts';
import { RC_UPDATE, SERVICE } from './service.ts';
import { SYSTEMCTL } from './systemctl.ts';
import { ACCOUNTS, CHSH, DSCL, VISUDO } from './users.ts';

/** Programs that change processes, power, services, users, the kernel, and what runs later. */
export const SYSTEM_PROGRAMS: readonly Program[] = [
  ACCOUNTS,
  ATRM,
  CHSH,
  CRONTAB,
  DMESG,
  DSCL,
  FIREWALL_CMD,
  FUSER,
  IFCONFIG,
  INIT,
  IP,
  IPTABLES,
  JOURNALCTL,
  KILL,
  KILLALL,
  LAUNCHCTL,
  LOGINCTL,
  LOGROTATE,
  MODULES,
  NETWORKSETUP,
  NFT,
  PFCTL,
  PGREP,
  PIDOF,
  PKILL,
  PMSET,
  PS,
  RC_UPDATE,
  REBOOT,
  SCHTASKS,
  SERVICE,
  SHUTDOWN,
  SYSCTL,
  SYSTEMCTL,
  TASKKILL,
  TOP,
  TRACERS,
  VISUDO,
  WIREGUARD,
  ...CLOCK_PROGRAMS,
  ...HOST_SETTINGS,
  ...MACOS_SETTINGS,
  BUS_CALLS,
  ...OTHER_POWER,
  ...PROCESS_MANAGERS,
];
