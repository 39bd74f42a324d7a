import type { Call, Effects, Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runScriptFile } from '../shapes/script-file.ts';

/** Managers of the user's own services: they start at every boot, or all of them stop. */
export const PROCESS_MANAGERS: readonly Program[] = [
  defineProgram({
    names: ['pm2', 'pm2-runtime', 'forever'],
    summary:
      'scripts started, `startup` (`system.persist`), all processes stopped, `env` (`secret.read`)',
    options: {
      flags: '-f|--force --watch -s|--silent --no-daemon -a --all',
      values: '-n|--name -i|--instances --interpreter -u|--user --hp --cwd -o -e -l',
      abbreviations: false,
    },
    describe: describeManager,
  }),
];

function describeManager(call: Call, effects: Effects): void {
  const [verb, target] = call.options.operands;
  if (onlyInforms(call) || verb === undefined) return;
  if (/^(?:env|jlist|prettylist)$/.test(verb.text))
    effects.action('secret.read', { kind: 'environment' });
  else if (verb.text === 'startup') effects.action('system.persist', { verb: 'enable' });
  else if (/^(?:stopall|kill)$/.test(verb.text) || endsAll(verb.text, target?.text))
    effects.action('system.service', { verb: 'stop', target: verb, destructive: true });
  else if (/^(?:stop|delete|del|restart|reload)$/.test(verb.text))
    effects.action('system.service', { verb: verb.text, target });
  else if (verb.text === 'start' && target !== undefined && /\.[a-z]+$/.test(target.text))
    runScriptFile(call, effects, target, []);
}

function endsAll(verb: string, target: string | undefined): boolean {
  return /^(?:stop|delete|del)$/.test(verb) && target === 'all';
}

/**
 * Methods on the bus that end the session: those of logind and systemd (org.freedesktop.login1,
 * systemd1) and of the session managers of KDE and GNOME.
 */
const POWER_METHODS =
  /^(?:.*\.)?(PowerOff|Reboot|Halt|Suspend|Hibernate|HybridSleep|KExec|[Ll]ogout(?:And\w+)?|(?<=SessionManager\.)Shutdown)$/;

/** `dbus-send`, `busctl`, `gdbus`: a method called on the bus of the machine. */
export const BUS_CALLS: Program = defineProgram({
  names: ['dbus-send', 'busctl', 'gdbus', 'qdbus'],
  summary: 'power methods called on the bus (`system.power`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    for (const { text } of call.args) {
      const verb = POWER_METHODS.exec(text)?.[1];
      if (verb !== undefined) effects.action('system.power', { verb: verb.toLowerCase() });
    }
  },
});

/** `rtcwake -m off`, `ipmitool chassis power off`: power without the usual names. */
export const OTHER_POWER: readonly Program[] = [
  defineProgram({
    names: ['gnome-session-quit', 'xfce4-session-logout', 'lxqt-leave', 'cinnamon-session-quit'],
    summary: 'ends the session of the desktop (`system.power`)',
    options: { abbreviations: false, clusters: false },
    describe(call, effects) {
      const informs = ['-h', '-V', '--help-all'].some((key) =>
        call.args.some(({ text }) => text === key),
      );
      if (onlyInforms(call) || informs) return;
      const words = call.args.map(({ text }) => text).join(' ');
      const verb = /power-?off|halt|shutdown/.test(words)
        ? 'poweroff'
        : /reboot/.test(words)
          ? 'reboot'
          : 'logout';
      effects.action('system.power', { verb });
    },
  }),
  defineProgram({
    names: ['rtcwake'],
    summary: 'suspends or switches off (`system.power`)',
    options: {
      flags: '-a|--auto -l|--local -u|--utc -n|--dry-run -v|--verbose --list-modes',
      values: '-m|--mode -s|--seconds -t|--time -d|--device --date -A',
    },
    describe(call, effects) {
      const { options } = call;
      const mode = options.values('-m').at(-1)?.text ?? 'suspend';
      if (onlyInforms(call) || options.has('-n') || options.has('--list-modes')) return;
      if (!/^(?:no|on|show|disable)$/.test(mode)) effects.action('system.power', { verb: mode });
    },
  }),
  defineProgram({
    names: ['ipmitool', 'racadm'],
    summary: 'power of a server (`system.power`)',
    options: { values: '-H -U -P -I -L -f -r -u -p', abbreviations: false, clusters: false },
    describe(call, effects) {
      const words = call.options.operands.map(({ text }) => text).join(' ');
      const verb =
        /(?:^| )(?:chassis )?power (off|cycle|reset|soft)\b/.exec(words)?.[1] ??
        /\bserveraction (power\w+|hardreset|graceshutdown)\b/.exec(words)?.[1];
      if (verb !== undefined) effects.action('system.power', { verb });
    },
  }),
];
