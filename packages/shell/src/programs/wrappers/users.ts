import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter, defineWrapper } from './wrapper.ts';

/**
 * `su` and `runuser` (util-linux su(1)). Options are permuted, so `su root -c LINE` runs LINE; the
 * words after the user go to the shell; `runuser -u USER COMMAND` runs a command.
 */
export const SU: Program = defineProgram({
  names: ['su', 'runuser'],
  summary: 'The line given by `-c`, standard input; `runuser -u` with a command',
  options: {
    flags:
      '-l|--login -f|--fast -h|--help -m|-p|--preserve-environment -P|--pty -T|--no-pty ' +
      '-V|--version',
    values:
      '-c|--command --session-command -g|--group -G|--supp-group -s|--shell -u|--user ' +
      '-w|--whitelist-environment',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call)) return;
    const run = { wrapper: call.name };
    const lines = [...options.values('-c'), ...options.values('--session-command')];
    for (const line of lines) lineInherited(call, effects, line, run);
    if (call.name === 'runuser' && options.values('-u').length > 0)
      return runInherited(call, effects, commandAfter(call), run);
    const [, ...words] = options.operands.filter((word) => word.text !== '-');
    const shell = options.values('-s').at(-1) ?? literal('sh');
    if (words.length > 0) runInherited(call, effects, [shell, ...words], run);
    else if (lines.length === 0 && !options.has('-V')) {
      if (call.stdin === undefined) effects.interactive('sh');
      else lineInherited(call, effects, call.stdin, run);
    }
  },
});

/** `doas` (OpenBSD doas(1)). */
export const DOAS: Program = defineWrapper({
  names: ['doas'],
  summary: 'The command it runs',
  wrapper: true,
  shellByDefault: true,
  never: ['-C', '-L'],
  options: { flags: '-L -n -S|-s', values: '-a -C -u' },
});

/** `pkexec` (polkit). */
export const PKEXEC: Program = defineWrapper({
  names: ['pkexec'],
  summary: 'The command it runs',
  wrapper: true,
  shellByDefault: true,
  options: {
    flags: '--version --disable-internal-agent --keep-cwd --help',
    values: '--user',
    clusters: false,
  },
});

/** Run a command as another user, named by the first operand. */
export const RUN_AS: Program = defineWrapper({
  names: ['gosu', 'su-exec', 'setuidgid', 's6-setuidgid', 'envuidgid'],
  summary: 'The command it runs as another user',
  wrapper: true,
  skip: 1,
  options: {},
});

/** `setpriv` (util-linux). */
export const SETPRIV: Program = defineWrapper({
  names: ['setpriv'],
  summary: 'The command it runs with other privileges',
  wrapper: true,
  never: ['-d'],
  options: {
    flags:
      '-d|--dump --nnp|--no-new-privs --clear-groups --keep-groups --init-groups --reset-env ' +
      '-h|--help -V|--version',
    values:
      '--ambient-caps --inh-caps --bounding-set --ruid --euid --rgid --egid --reuid --regid ' +
      '--groups --securebits --pdeathsig --selinux-label --apparmor-profile --landlock-access ' +
      '--landlock-rule --seccomp-filter --ptracer',
  },
});

/** `sg GROUP -c LINE` and `newgrp` (shadow-utils). */
export const SG: Program = defineProgram({
  names: ['sg', 'newgrp'],
  summary: 'The line it runs with another group',
  options: { flags: '-l', values: '-c' },
  describe(call, effects) {
    const run = { wrapper: call.name };
    const [, ...operands] = call.options.operands.filter((word) => word.text !== '-');
    const words = [...call.options.values('-c'), ...operands];
    for (const line of words) lineInherited(call, effects, line, run);
    if (words.length === 0 && call.stdin !== undefined)
      lineInherited(call, effects, call.stdin, run);
  },
});

/** `capsh`: what follows `--` goes to bash, `-c LINE` included. */
export const CAPSH: Program = defineProgram({
  names: ['capsh'],
  summary: 'The shell call after `--`',
  options: { clusters: false, stopAtOperand: true },
  describe(call, effects) {
    const marker = call.args.findIndex((word) => word.text === '--' || word.text === '==');
    if (marker < 0) return;
    runInherited(call, effects, [literal('bash'), ...call.args.slice(marker + 1)], {
      wrapper: 'capsh',
    });
  },
});
