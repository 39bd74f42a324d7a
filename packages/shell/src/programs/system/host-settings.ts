import type { Call, Effects, Program, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

type HostTool = {
  readonly names: readonly string[];
  readonly summary: string;
  /** Words that change something; the call tells otherwise. */
  readonly changes: RegExp;
  /** Names that take something away without any word. */
  readonly always?: readonly string[];
  /** Words among them that take protection or data away. */
  readonly takes?: RegExp;
};

/** A tool that changes a setting of the machine by a verb among its words. */
function hostTool({ names, summary, changes, takes, always }: HostTool): Program {
  return defineProgram({
    names,
    summary: `${summary} (\`system.service\`)`,
    options: { abbreviations: false, clusters: false },
    describe(call: Call, effects: Effects) {
      const change = call.args.find(({ text }) => changes.test(text));
      if (onlyInforms(call)) return;
      if (change === undefined) {
        if (call.args.length === 0 && always?.includes(call.name))
          effects.action('system.service', { verb: call.name, destructive: true });
        return;
      }
      const destructive = takes !== undefined && call.args.some(({ text }) => takes.test(text));
      effects.action('system.service', {
        verb: call.name,
        target: change,
        destructive: destructive ? true : undefined,
      });
    },
  });
}

/** Tools that set host name, clock, boot order, security modules and defaults. */
export const HOST_SETTINGS: readonly Program[] = [
  hostTool({
    names: ['hostnamectl', 'timedatectl', 'localectl', 'bootctl', 'networkctl'],
    summary: '`set-…`, `install`, `remove` change the machine',
    changes:
      /^(?:set-[\w-]+|hostname|icon-name|chassis|install|update|remove|dns|domain|revert|flush-caches|reset-[\w-]+|up|down|delete|reload|reconfigure)$/,
    takes: /^(?:remove|delete|down)$/,
  }),
  hostTool({
    names: [
      'setenforce',
      'semanage',
      'setsebool',
      'semodule',
      'auditctl',
      'aa-disable',
      'aa-complain',
      'aa-teardown',
      'apparmor_parser',
    ],
    summary: 'changes what guards the machine',
    changes: /^(?:-?[A-Za-z0-9].*|-[DdwWaAeRrikK].*)$/,
    always: ['aa-teardown'],
    takes: /^(?:0|[Pp]ermissive|-D|-d|-W|-r|-R|-e0?|delete)$/,
  }),
  hostTool({
    names: [
      'grub-install',
      'update-grub',
      'grub-mkconfig',
      'grub2-mkconfig',
      'grub-set-default',
      'bcdedit',
      'bless',
    ],
    summary: 'changes how the machine starts',
    changes: /^(?!\/enum|--info|-info)./,
    always: ['update-grub'],
    takes: /^\/(?:delete|deletevalue|import|set)|\/dev\//,
  }),
  hostTool({
    names: ['efibootmgr'],
    summary: 'changes how the machine starts',
    changes:
      /^(?:-[a-zA-Z]*[bBcCoOnNAaDtT].*|--(?:create|delete-bootnum|bootorder|bootnext|active|inactive).*)$/,
    takes: /^(?:-[a-zA-Z]*B.*|--delete-bootnum)$/,
  }),
  hostTool({
    names: ['csrutil', 'spctl', 'nvram', 'systemsetup', 'fdesetup', 'socketfilterfw'],
    summary: 'changes what guards a Mac',
    changes:
      /^(?:enable|disable|clear|authenticated-root|--?(?:master-disable|master-enable|global-disable|global-enable|add|remove|enable|disable|reset-default|set\w*|unblockapp|blockapp)|-[cdf]|\w[\w-]*=.*|remove|sync|removeuser)$/,
    takes: /^(?:disable|clear|--?(?:master-disable|global-disable|remove|disable)|-[cd])$/,
  }),
  hostTool({
    names: ['defaults'],
    summary: '`write`, `delete`, `rename`, `import` change defaults of a Mac',
    changes: /^(?:write|delete|rename|import)$/,
    takes: /^delete$/,
  }),
  hostTool({
    names: ['profiles', 'tccutil', 'pkgutil', 'lsregister', 'mdutil', 'softwareupdate'],
    summary: 'changes profiles, privacy settings and receipts of a Mac',
    changes:
      /^(?:install|remove|renew|sync|reset|--forget|--expand|-[iRrED]|-kill|--install|--reset-ignored|--schedule)$/,
    takes: /^(?:remove|reset|--forget|-[RE]|-kill)$/,
  }),
];

/** `loginctl`: `terminate-…` and `kill-…` end sessions, `enable-linger` keeps one alive. */
export const LOGINCTL = defineProgram({
  names: ['loginctl'],
  summary: '`terminate-…`, `kill-…` (`system.process`), `enable-linger` (`system.persist`)',
  options: {
    flags: '--no-pager --no-legend --no-ask-password -l|--full -a|--all --value',
    values:
      '-H|--host -M|--machine -p|--property -P -s|--signal -n|--lines -o|--output --kill-who|--kill-whom',
    abbreviations: false,
  },
  describe: describeLoginctl,
});

function describeLoginctl(call: Call, effects: Effects): void {
  const [verb, target] = call.options.operands;
  if (onlyInforms(call) || verb === undefined) return;
  if (/^(?:poweroff|reboot|halt|suspend|hibernate|hybrid-sleep|kexec)$/.test(verb.text))
    effects.action('system.power', { verb: verb.text });
  else if (/^(?:terminate|kill)-(?:session|user|seat)$/.test(verb.text))
    effects.action('system.process', { verb: 'kill', target, broad: true });
  else if (verb.text === 'enable-linger') effects.action('system.persist', { verb: 'enable' });
  else if (
    /^(?:activate|lock-sessions?|unlock-sessions?|attach|flush-devices|disable-linger)$/.test(
      verb.text,
    )
  )
    effects.action('system.service', { verb, target });
}

/** `fuser -k FILE`: ends every process that uses the file. */
export const FUSER = defineProgram({
  names: ['fuser'],
  summary: '`-k` ends the processes that use its operands (`system.process`)',
  options: {
    flags:
      '-a|--all -i|--interactive -k|--kill -l|--list-signals -m|--mount -M|--ismountpoint -s|--silent -u|--user -v|--verbose -V|--version -w|--writeonly -4 -6',
    values: '-n|--namespace',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call) || !call.options.has('-k')) return;
    for (const target of call.options.operands)
      effects.action('system.process', {
        verb: 'kill',
        target,
        broad: call.options.has('-m') ? true : undefined,
      });
  },
});

/** `gcore PID`, `reptyr PID`, `py-spy dump --pid PID`: look into another process. */
export const TRACERS = defineProgram({
  names: ['gcore', 'reptyr', 'pyrasite', 'py-spy', 'jmap'],
  summary: 'traces a process (`system.process`)',
  options: {
    flags: '-a -d -l -s -L -T -V -h',
    values: '-o -p|--pid -f|--format --output',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    for (const target of [...options.values('-p'), ...options.operands.filter(isPid)])
      effects.action('system.process', { verb: 'trace', target });
    for (const file of options.values('-o')) effects.action('file.write', { file_path: file });
  },
});

function isPid({ text }: Value): boolean {
  return /^(?:\d+|\*)$/.test(text);
}
