import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { dumpEnvironment } from '../wrappers/env.ts';

const POWER: { readonly [verb: string]: string } = {
  poweroff: 'poweroff',
  halt: 'halt',
  reboot: 'reboot',
  'soft-reboot': 'reboot',
  kexec: 'reboot',
  exit: 'shutdown',
  suspend: 'suspend',
  hibernate: 'suspend',
  'hybrid-sleep': 'suspend',
  'suspend-then-hibernate': 'suspend',
  sleep: 'suspend',
  rescue: 'rescue',
  emergency: 'rescue',
  default: 'isolate',
  isolate: 'isolate',
  'switch-root': 'isolate',
};

const PERSISTS =
  /^(?:enable|reenable|preset|preset-all|link|edit|add-wants|add-requires|set-default|import-environment|set-environment)$/;
const CHANGES =
  /^(?:start|restart|try-restart|reload|reload-or-restart|try-reload-or-restart|daemon-reload|daemon-reexec|unmask|thaw|set-property|reset-failed|bind|mount-image|service-log-level|service-log-target|log-level|log-target|revert)$/;
const STOPS = /^(?:stop|kill|disable|mask|freeze|clean|cancel)$/;

/** `systemctl VERB UNIT…`; verbs that only tell report nothing. */
export const SYSTEMCTL = defineProgram({
  names: ['systemctl'],
  summary:
    'services (`system.service`), `enable` and `link` (`system.persist`), power (`system.power`), the environment it shows',
  options: {
    flags:
      '--system --user -a|--all --failed -r|--recursive --reverse --with-dependencies --after --before -l|--full --value --show-types -q|--quiet --no-warn --no-wall --no-reload --no-legend --no-pager --no-ask-password --global --runtime -f|--force --firmware-setup --plain --dry-run --now --wait --no-block -T|--show-transaction --fail -i --ignore-inhibitors --marked --read-only --mkdir --version',
    values:
      '-H|--host -M|--machine -C|--capsule -t|--type --state -p|--property -P --job-mode -s|--signal --kill-whom|--kill-who --kill-value --what --image --root --preset-mode --check-inhibitors -n|--lines -o|--output --boot-loader-menu --boot-loader-entry --reboot-argument --timestamp --legend --message --drop-in --when',
  },
  describe(call, effects) {
    const { options } = call;
    const [verb, ...units] = options.operands;
    if (onlyInforms(call) || verb === undefined || options.has('--dry-run')) return;
    if (verb.text === 'show-environment') return dumpEnvironment(effects);
    const power = Object.hasOwn(POWER, verb.text) ? POWER[verb.text] : undefined;
    if (power !== undefined) return effects.action('system.power', { verb: power });
    if (PERSISTS.test(verb.text)) {
      for (const unit of units)
        effects.action('system.persist', {
          verb: 'enable',
          file_path: unit.text.includes('/') ? unit : undefined,
        });
      if (units.length === 0) effects.action('system.persist', { verb: 'enable' });
    }
    if (CHANGES.test(verb.text) || STOPS.test(verb.text))
      changes(call, effects, STOPS.test(verb.text));
  },
});

function changes(call: Call, effects: Effects, destructive: boolean): void {
  const [verb, ...units] = call.options.operands;
  for (const target of units)
    effects.action('system.service', { verb, target, destructive: destructive ? true : undefined });
  if (units.length === 0)
    effects.action('system.service', { verb, destructive: destructive ? true : undefined });
}
