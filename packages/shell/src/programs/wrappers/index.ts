import type { Program } from '../../program.ts';
import { MULTI_CALL } from './busybox.ts';
import { CARGO_WATCH } from './cargo-watch.ts';
import { GDB, LLDB } from './debuggers.ts';
import { DOTENV, NODE_ENV_WRAPPERS } from './dotenv.ts';
import { ENV } from './env.ts';
import { DIRENV, VERSION_MANAGERS } from './executors.ts';
import { EXPECT } from './expect.ts';
import { FLOCK } from './flock.ts';
import { LAUNCHERS } from './launchers.ts';
import { LOADER } from './loader.ts';
import { MACHINES } from './machines.ts';
import { MAKE } from './make.ts';
import { PARALLEL } from './parallel.ts';
import { PERF, REMOTE_SHELLS } from './perf.ts';
import { PLAIN_WRAPPERS } from './plain.ts';
import { REPEATERS } from './repeaters.ts';
import { PACKAGE_RUNNERS } from './run-package.ts';
import { SANDBOXES } from './sandboxes.ts';
import { AT } from './scheduled.ts';
import { SCRIPT } from './script.ts';
import { START_STOP_DAEMON } from './start-stop-daemon.ts';
import { SUDO } from './sudo.ts';
import { SYSTEMD_RUN } from './systemd-run.ts';
import { TASK_RUNNERS } from './task-runners.ts';
import { TERMINALS } from './terminals.ts';
import { TMUX } from './tmux.ts';
import { TRACERS } from './tracers.ts';
import { TYPING } from './typing.ts';
import { CAPSH, DOAS, PKEXEC, RUN_AS, SETPRIV, SG, SU } from './users.ts';
import { WATCH } from './watch.ts';
import { CMD, CMD_DELETES, POWERSHELL, WSL } from './windows.ts';
import { XARGS } from './xargs.ts';
import { ZSH_WORDS } from './zsh.ts';

/** Programs whose work is to run another command. */
export const WRAPPER_PROGRAMS: readonly Program[] = [
  TYPING,
  SUDO,
  SU,
  DOAS,
  PKEXEC,
  RUN_AS,
  SETPRIV,
  SG,
  CAPSH,
  ENV,
  ...PLAIN_WRAPPERS,
  ...NODE_ENV_WRAPPERS,
  DOTENV,
  DIRENV,
  ...VERSION_MANAGERS,
  ...PACKAGE_RUNNERS,
  FLOCK,
  SCRIPT,
  ...TRACERS,
  ...LAUNCHERS,
  ...ZSH_WORDS,
  PERF,
  REMOTE_SHELLS,
  GDB,
  LLDB,
  WATCH,
  ...REPEATERS,
  XARGS,
  PARALLEL,
  ...MULTI_CALL,
  LOADER,
  ...SANDBOXES,
  ...MACHINES,
  SYSTEMD_RUN,
  START_STOP_DAEMON,
  AT,
  EXPECT,
  MAKE,
  ...TASK_RUNNERS,
  CARGO_WATCH,
  TMUX,
  ...TERMINALS,
  CMD,
  CMD_DELETES,
  POWERSHELL,
  WSL,
];
