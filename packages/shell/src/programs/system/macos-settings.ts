import type { Call, Effects, Program, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { hostTool } from './host-tool.ts';

/** `defaults [-currentHost] VERB DOMAIN KEY …`. */
const DEFAULTS = defineProgram({
  names: ['defaults'],
  summary:
    '`write`, `delete`, `rename`, `import` change defaults of a Mac (`system.service`), hooks of the log-in (`system.persist`)',
  options: { flags: '-currentHost', values: '-host', stopAtOperand: true, abbreviations: false },
  describe(call, effects) {
    const [verb, domain, key] = call.options.operands;
    if (onlyInforms(call) || verb === undefined) return;
    if (!/^(?:write|delete|rename|import)$/.test(verb.text)) return;
    if (/^Log(?:in|out)Hook$/.test(key?.text ?? '') && verb.text !== 'delete')
      effects.action('system.persist', { verb: 'enable' });
    effects.action('system.service', {
      verb: 'defaults',
      target: verb,
      destructive: verb.text === 'delete' ? true : undefined,
    });
    // A domain may be the path of its file.
    if (domain !== undefined && /^[/~]/.test(domain.text))
      effects.action('file.write', { file_path: propertyList(domain) });
  },
});

function propertyList(domain: Value): Value {
  return domain.text.endsWith('.plist') ? domain : joinValues([domain, literal('.plist')], '');
}

/** `systemsetup -setremotelogin on`: the machine lets others in from now on. */
const SYSTEMSETUP = defineProgram({
  names: ['systemsetup'],
  summary: '`-set…` changes a Mac (`system.service`), lets others in (`system.persist`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const at = call.args.findIndex(({ text }) => /^--?set/i.test(text));
    const change = call.args[at];
    if (onlyInforms(call) || change === undefined) return;
    const opens = /^--?setremote(?:login|appleevents)$/i.test(change.text);
    if (opens && call.args[at + 1]?.text !== 'off')
      effects.action('system.persist', { verb: 'enable' });
    else effects.action('system.service', { verb: 'systemsetup', target: change });
  },
});

/** `profiles`: a configuration profile sets what holds at every start (profiles(1), old and new words). */
const PROFILES = defineProgram({
  names: ['profiles'],
  summary: '`install` (`system.persist`), `remove` (`system.service`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const word = call.args.find(({ text }) =>
      /^(?:install|remove|renew|sync|-[IiRrDN])$/.test(text),
    );
    if (onlyInforms(call) || word === undefined) return;
    if (/^(?:install|-[Ii])$/.test(word.text)) effects.action('system.persist', { verb: 'enable' });
    else
      effects.action('system.service', {
        verb: 'profiles',
        target: word,
        destructive: /^(?:remove|-[RrD])$/.test(word.text) ? true : undefined,
      });
  },
});

/** `softwareupdate --install … --restart`. */
const SOFTWAREUPDATE = defineProgram({
  names: ['softwareupdate'],
  summary: '`--install` (`system.service`), `--restart` (`system.power`)',
  options: {
    flags:
      '-l|--list -d|--download -a|--all -r|--recommended -R|--restart -h|--help -v|--verbose --history --dump-state --reset-ignored --background --install-rosetta --agree-to-license --list-full-installers --force --stdinpass --no-scan',
    values: '--ignore --schedule --product-types --user --full-installer-version',
    optional: '-i|--install -e|--cancel-download --fetch-full-installer',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-h')) return;
    // `-ia`, `-iaR`: letters behind an option that takes its value only as a word.
    const letters = options.values('-i').map(({ text }) => text);
    const installs = options.has('-i');
    const restarts = options.has('-R') || letters.some((each) => /^[a-z]*R/.test(each));
    if (installs && restarts) effects.action('system.power', { verb: 'reboot' });
    if (installs || ['--reset-ignored', '--ignore'].some((key) => options.has(key)))
      effects.action('system.service', { verb: 'softwareupdate' });
    for (const word of options.values('--schedule'))
      effects.action('system.service', { verb: 'softwareupdate', target: word });
  },
});

/** Apple's installers of the system: one erases a volume for it, the other restarts into it. */
const SYSTEM_INSTALLERS = defineProgram({
  names: ['createinstallmedia', 'startosinstall'],
  summary: 'erases a volume (`system.disk`), restarts into an installer (`system.power`)',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const has = (...spellings: readonly string[]) =>
      call.args.some(({ text }) => spellings.includes(text));
    if (onlyInforms(call) || has('--usage', '--license')) return;
    const at = call.args.findIndex(({ text }) => /^--(?:volume|applicationpath)$/.test(text));
    const volume = at < 0 ? undefined : call.args[at + 1];
    if (call.name === 'createinstallmedia' ? volume !== undefined : has('--eraseinstall'))
      effects.action('system.disk', { verb: 'erase', file_path: volume });
    if (call.name === 'startosinstall') effects.action('system.power', { verb: 'reboot' });
  },
});

/** `log` of macOS: prints the unified log; `erase` takes it away. */
const LOG = defineProgram({
  names: ['log'],
  summary: '`erase` takes the log of a Mac away (`system.service`); `show`, `stream` tell',
  options: { abbreviations: false, clusters: false },
  describe: describeLog,
});

function describeLog(call: Call, effects: Effects): void {
  const [verb, ...words] = call.args.map(({ text }) => text);
  if (onlyInforms(call)) return;
  if (verb === 'erase')
    effects.action('system.service', { verb: 'clear-log', target: 'log', destructive: true });
  else if (verb === 'config' && words.some((word) => /^--(?:mode|reset)\b/.test(word)))
    effects.action('system.service', { verb: 'log', target: 'config' });
}

/** Tools that set defaults, updates, privacy and what guards a Mac. */
export const MACOS_SETTINGS: readonly Program[] = [
  DEFAULTS,
  LOG,
  PROFILES,
  SOFTWAREUPDATE,
  SYSTEM_INSTALLERS,
  SYSTEMSETUP,
  hostTool({
    names: ['csrutil', 'spctl', 'nvram', 'fdesetup', 'socketfilterfw'],
    summary: 'changes what guards a Mac',
    changes:
      /^(?:enable|disable|clear|add|remove|removeuser|sync|(?:change|remove)recovery|--?(?:master-disable|master-enable|global-disable|global-enable|add|remove|enable|disable|reset-default|set\w*|unblockapp|blockapp)|-[cdf]|\w[\w-]*=.*)$/,
    takes:
      /^(?:disable|clear|off|(?:change|remove)recovery|--?(?:master-disable|global-disable|remove|disable)|-[cd])$/,
  }),
  hostTool({
    names: ['tccutil', 'pkgutil', 'lsregister', 'mdutil', 'systemextensionsctl'],
    summary: 'changes privacy settings, receipts, indexes and extensions of a Mac',
    changes: /^(?:reset|uninstall|--forget|--expand|-[idE]|-kill)$/,
    takes: /^(?:reset|uninstall|--forget|-E|-kill)$/,
  }),
];
