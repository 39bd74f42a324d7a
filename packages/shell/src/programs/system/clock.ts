import type { Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** The clock tells when an approval ends, and when something happened. */
const CLOCK = { verb: 'clock' } as const;

/** `date [OPTION] [+FORMAT]`; `-s TIME`, or a time in digits, sets the clock, unless BSD's `-j` is there. */
const DATE: Program = defineProgram({
  names: ['date', 'gdate'],
  summary: '`-s` and a time in digits set the clock (`system.service`)',
  options: {
    flags: '-u|--utc|--universal -R|--rfc-email -j -n --debug --resolution',
    values: '-d|--date -f|--file -r|--reference -s|--set -v -z --rfc-3339',
    optional: '-I|--iso-8601',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-j')) return;
    const isSet = options.has('-s') || options.operands.some(({ text }) => TIME.test(text));
    if (isSet) effects.action('system.service', { ...CLOCK, target: call.name });
  },
});

const TIME = /^\d{2,12}(?:\.\d\d)?$/;

/** `hwclock`: the clock of the hardware, and the system's from it. */
const HWCLOCK: Program = defineProgram({
  names: ['hwclock'],
  summary: '`-s`, `-w`, `--set` and the like set the clock (`system.service`)',
  options: {
    flags:
      '-r|--show --get -s|--hctosys -w|--systohc --systz -a|--adjust --predict -u|--utc -l|--localtime -D|-v|--verbose --test --noadjfile --set --setepoch --getepoch -V|--version -h|--help',
    values: '-f|--rtc --date --delay --epoch --adjfile --param-get --param-set',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('--test')) return;
    const sets = ['-s', '-w', '--systz', '-a', '--set', '--setepoch', '--param-set'];
    if (sets.some((name) => call.options.has(name)))
      effects.action('system.service', { ...CLOCK, target: call.name });
  },
});

/** `timedatectl set-time TIME`, `set-ntp BOOL`; the zone and the rest are settings like others. */
const TIMEDATECTL: Program = defineProgram({
  names: ['timedatectl'],
  summary: '`set-time`, `set-ntp` set the clock, `set-…` a setting (`system.service`)',
  options: {
    flags: '-a|--all --no-ask-password --no-pager --adjust-system-clock --monitor --value',
    values: '-H|--host -M|--machine -p|--property -P',
  },
  describe(call, effects) {
    const [verb] = call.options.operands;
    if (onlyInforms(call) || verb === undefined) return;
    if (/^(?:set-time|set-ntp|set-local-rtc)$/.test(verb.text))
      effects.action('system.service', { ...CLOCK, target: verb });
    else if (/^(?:set-|revert$|ntp-servers$)/.test(verb.text))
      effects.action('system.service', { verb: call.name, target: verb });
  },
});

/** `ntpdate HOST`, `chronyc settime`, `rdate HOST`: the clock by what another machine says. */
const TIME_CLIENTS: Program = defineProgram({
  names: ['ntpdate', 'rdate', 'sntp', 'chronyc'],
  summary: 'set the clock by another machine, but for queries (`system.service`)',
  options: { abbreviations: false },
  describe(call, effects) {
    const words = call.args.map(({ text }) => text);
    if (onlyInforms(call) || words.length === 0) return;
    if (setsClock(call.name, words))
      effects.action('system.service', { ...CLOCK, target: call.name });
  },
});

function setsClock(name: string, words: readonly string[]): boolean {
  switch (name) {
    case 'ntpdate':
      return !words.some((word) => /^-[a-zA-Z]*[qd]/.test(word));
    case 'rdate':
      return !words.some((word) => /^-[a-z]*p/.test(word)) || words.includes('-s');
    case 'sntp':
      return words.some((word) => /^-[sSjJ]/.test(word));
    default:
      return words.some((word) => /^(?:settime|makestep|manual|offline|trimrtc)$/.test(word));
  }
}

/** Programs that set the machine's clock. */
export const CLOCK_PROGRAMS: readonly Program[] = [DATE, HWCLOCK, TIMEDATECTL, TIME_CLIENTS];
