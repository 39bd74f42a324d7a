import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `shutdown`: `-c` takes a planned one back, `-k` only warns. */
export const SHUTDOWN = defineProgram({
  names: ['shutdown'],
  summary: 'shuts down or reboots (`system.power`); `-c` and `-k` do not',
  options: {
    flags:
      '-H|--halt -P|--poweroff -r|--reboot -h -k --no-wall -c --show -s -l -f -F -n -p -o -u -q',
    values: '-t -d -m',
    abbreviations: false,
  },
  describe(call, effects) {
    const texts = call.args.map(({ text }) => text.toLowerCase());
    const has = (key: string) => call.options.has(key) || texts.includes(key.replace('-', '/'));
    if (onlyInforms(call) || has('-c') || has('-k') || has('--show')) return;
    if (texts.includes('/a') || texts.includes('/?')) return;
    effects.action('system.power', { verb: has('-r') ? 'reboot' : 'shutdown' });
  },
});

/** `reboot`, `halt`, `poweroff`: `-w` only writes a record of it. */
export const REBOOT = defineProgram({
  names: ['reboot', 'halt', 'poweroff', 'fasthalt', 'pm-hibernate', 'pm-suspend', 'kexec'],
  summary: 'shuts down, reboots or suspends (`system.power`)',
  options: {
    flags:
      '--halt -p|--poweroff --reboot -f|--force -w|--wtmp-only -d|--no-wtmp -n|--no-sync --no-wall -l -q -e -u',
    values: '--initrd --append --command-line',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-w')) return;
    const verb = /suspend|hibernate/.test(call.name) ? 'suspend' : call.name;
    if (call.name !== 'kexec' || call.options.has('-e')) effects.action('system.power', { verb });
  },
});

/** `init N`, `telinit N`: run levels 0, 1 and 6 end the session. */
export const INIT = defineProgram({
  names: ['init', 'telinit'],
  summary: 'run levels 0, 1, s and 6 (`system.power`)',
  options: { flags: '--no-wall', values: '-t', abbreviations: false },
  describe(call, effects) {
    const level = call.options.operands[0]?.text.toLowerCase();
    if (onlyInforms(call) || level === undefined) return;
    const verb = { '0': 'shutdown', '6': 'reboot', '1': 'rescue', s: 'rescue' }[level];
    if (verb !== undefined) effects.action('system.power', { verb });
  },
});

/** `pmset` of macOS: `sleepnow`, `shutdown` and schedules; settings with `-a`, `-b`, `-c`. */
export const PMSET = defineProgram({
  names: ['pmset'],
  summary: '`sleepnow`, `restart`, `shutdown` (`system.power`), settings (`system.service`)',
  options: { abbreviations: false, clusters: false },
  describe: describePmset,
});

function describePmset(call: Call, effects: Effects): void {
  const [first] = call.args.map(({ text }) => text);
  if (/^(?:sleepnow|shutdown|restart|displaysleepnow)$/.test(first ?? ''))
    effects.action('system.power', { verb: first ?? '' });
  else if (/^(?:-[abcu]|schedule|repeat|disablesleep|boot)$/.test(first ?? ''))
    effects.action('system.service', { verb: 'pmset', target: first ?? '' });
}
