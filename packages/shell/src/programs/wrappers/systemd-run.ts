import type { Program } from '../../program.ts';
import { defineWrapper } from './wrapper.ts';

const TIMERS = [
  '--on-active',
  '--on-boot',
  '--on-startup',
  '--on-unit-active',
  '--on-unit-inactive',
  '--on-calendar',
  '--path-property',
] as const;

/** `systemd-run`: runs a command as a unit, now or by a timer. */
export const SYSTEMD_RUN: Program = defineWrapper({
  names: ['systemd-run'],
  summary: 'The command it runs, timers as persistence',
  wrapper: true,
  cwd: '--working-directory',
  also(call, effects) {
    if (TIMERS.some((key) => call.options.has(key)))
      effects.action('system.persist', { verb: 'systemd-run' });
  },
  options: {
    flags:
      '--collect|-G --expand-environment-no --help|-h --no-ask-password --no-block --pipe|-P ' +
      '--pty|-t --pty-late|-T --quiet|-q --remain-after-exit|-r --same-dir|-d --scope ' +
      '--send-sighup --shell|-S --slice-inherit --system --user --version --wait --verbose|-v ' +
      '--on-clock-change --on-timezone-change --ignore-failure',
    values:
      '--background --capsule|-C --description --expand-environment --gid --host|-H --json ' +
      '--job-mode --machine|-M --nice --on-active --on-boot --on-calendar --on-startup ' +
      '--on-unit-active --on-unit-inactive --path-property --property|-p --service-type --setenv|-E ' +
      '--slice --socket-property --timer-property --uid --unit|-u --working-directory ' +
      '--root-directory|-R',
  },
});
