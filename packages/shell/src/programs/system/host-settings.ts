import type { Call, Effects, Program, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { hostTool } from './host-tool.ts';

/** Tools that set host name, boot order, security modules and defaults. */
export const HOST_SETTINGS: readonly Program[] = [
  hostTool({
    names: ['hostnamectl', 'localectl', 'bootctl', 'networkctl'],
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
    changes: /^(?:-?[A-Za-z0-9/].*|-[DdwWaAeRrikK].*)$/,
    always: ['aa-teardown'],
    weakens: ['aa-disable', 'aa-complain'],
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
    takes: /^\/(?:delete|deletevalue|import|set)|\/dev\/|^--?(?:setBoot|folder|file)$/,
  }),
  hostTool({
    names: ['efibootmgr'],
    summary: 'changes how the machine starts',
    changes:
      /^(?:-[a-zA-Z]*[bBcCoOnNAaDtT].*|--(?:create|delete-bootnum|bootorder|bootnext|active|inactive).*)$/,
    takes: /^(?:-[a-zA-Z]*B.*|--delete-bootnum)$/,
  }),
  hostTool({
    names: ['mokutil'],
    summary: 'changes which keys the machine starts with',
    changes:
      /^(?:--?(?:disable-validation|enable-validation|import|delete|reset|revoke-\w+|password|clear-password|set-\w+|sbat-policy))$|^-[idPc]$/,
    takes: /^(?:--(?:disable-validation|delete|reset|revoke-\w+)|-d)$/,
  }),
  hostTool({
    names: ['dconf', 'gsettings'],
    summary: '`write`, `set`, `reset` change settings of the desktop',
    changes: /^(?:write|set|load|reset|reset-recursively)$/,
    takes: /^(?:reset|reset-recursively)$/,
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
        // Whatever runs has its root there.
        broad: call.options.has('-m') || target.text === '/' ? true : undefined,
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
