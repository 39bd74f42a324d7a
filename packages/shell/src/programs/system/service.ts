import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `service NAME VERB`, `rc-service NAME VERB`, `initctl VERB NAME`, `sv VERB NAME`. */
export const SERVICE = defineProgram({
  names: [
    'service',
    'rc-service',
    'invoke-rc.d',
    'initctl',
    'sv',
    'supervisorctl',
    'brew-services',
    's6-svc',
    'sc',
    'net',
  ],
  summary: 'starts and stops a service (`system.service`)',
  options: {
    flags: '-f|--full-restart -h|--help -l|--list -e|--exists -q|--quiet --status-all -D -Z',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('--status-all')) return;
    const words = call.options.operands.map(({ text }) => text.toLowerCase());
    const verb = words.find((word) => VERBS.test(word));
    const target = call.options.operands.find(({ text }) => !VERBS.test(text.toLowerCase()));
    if (verb === undefined || (call.name === 'net' && target === undefined)) return;
    effects.action('system.service', {
      verb,
      target,
      destructive: /^(?:stop|delete|down|exit|disable|remove|shutdown|kill|force-stop|zap)$/.test(
        verb,
      )
        ? true
        : undefined,
    });
  },
});

const VERBS =
  /^(?:start|stop|restart|reload|force-reload|condrestart|try-restart|kill|up|down|exit|delete|create|config|disable|enable|remove|shutdown|update|add|reread|force-stop|zap|pause|continue)$/;

/** `update-rc.d NAME enable|defaults|remove`, `chkconfig NAME on|off`, `rc-update add NAME`. */
export const RC_UPDATE = defineProgram({
  names: ['update-rc.d', 'chkconfig', 'rc-update', 'insserv', 'sysv-rc-conf'],
  summary: 'what starts at boot (`system.persist`)',
  options: { flags: '-f -n --list --add --del', values: '--level', abbreviations: false },
  describe(call, effects) {
    const { options } = call;
    if (
      onlyInforms(call) ||
      options.has('--list') ||
      options.has('-n') ||
      options.operands.length === 0
    )
      return;
    const texts = options.operands.map(({ text }) => text);
    if (
      texts.length === 1 &&
      !options.has('--add') &&
      !options.has('--del') &&
      call.name !== 'insserv'
    )
      return;
    const removes =
      options.has('--del') ||
      texts.some((text) => /^(?:remove|off|del|delete|disable)$/.test(text));
    if (!texts.some((text) => /^(?:show|status)$/.test(text)))
      effects.action('system.persist', { verb: removes ? 'remove' : 'enable' });
  },
});
