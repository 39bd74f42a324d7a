import type { Program } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** `TOOL exec MACHINE -- COMMAND`. */
function runsInside(wrapper: string): CommandFacts {
  return {
    options: { values: '--env --user --group --cwd -t --workdir', stopAtOperand: true },
    describe: (call, effects) =>
      runInherited(call, effects, commandAfter(call, 1), { wrapper, elsewhere: true }),
  };
}

/** Machines and containers that hold a whole system: with one goes the disk it had. */
export const VIRTUAL_MACHINES: readonly Program[] = [
  defineTool({
    names: ['virsh'],
    summary: 'Command and severity (libvirt)',
    options: { flags: '-q|--quiet -r|--readonly', values: '-c|--connect -d|--debug -l|--log' },
    depth: 1,
    verbs: {
      'undefine|vol-delete|vol-wipe|pool-delete|snapshot-delete|checkpoint-delete|managedsave-remove':
        'irreversible',
      'destroy|shutdown|reboot|reset|net-destroy|net-undefine|pool-destroy|pool-undefine|detach-disk|snapshot-revert|iface-destroy':
        'destroy',
      'list|dominfo|domstate|dumpxml|net-list|pool-list|vol-list|snapshot-list|nodeinfo|capabilities':
        'read',
    },
  }),
  defineTool({
    names: ['VBoxManage', 'vboxmanage'],
    tool: 'VBoxManage',
    summary: 'Command and severity (VirtualBox)',
    options: { flags: '-q|--nologo', values: '--type' },
    depth: 3,
    verbs: {
      'unregistervm|closemedium': 'irreversible',
      'snapshot * delete|restore|restorecurrent': 'irreversible',
      'controlvm * poweroff|reset|acpipowerbutton': 'destroy',
      'list|showvminfo|showmediuminfo|metrics': 'read',
    },
  }),
  defineTool({
    names: ['orb', 'orbctl'],
    summary: 'Command and severity; what runs in a machine (OrbStack)',
    options: {
      flags: '-f|--force --all -q|--quiet',
      values: '-m|--machine -u|--user -w|--workdir',
    },
    depth: 1,
    verbs: {
      'delete|rm|remove|reset': 'irreversible',
      stop: 'destroy',
      'list|ls|info|status|version|logs|config|default|doctor': 'read',
      'start|restart|create|clone|export|import|push|pull|run|ssh|shell|debug|docker|k8s|rename|update|login|logout':
        'change',
    },
    commands: {
      'run|ssh|shell': {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call), { wrapper: 'orb', elsewhere: true }),
      },
      docker: {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, [literal('docker'), ...commandAfter(call)]),
      },
    },
  }),
  defineTool({
    names: ['prlctl', 'vmrun', 'tart'],
    summary: 'Command and severity; the command of `exec`',
    options: {
      flags: '-f|--force --purge -p --all --data -q|--quiet',
      values: '-T -gu -gp --tty -M --profile',
    },
    depth: 1,
    raises: { '--purge': 'irreversible', '--data': 'irreversible' },
    verbs: {
      'delete|deleteVM|remove|rm|prune|purge|factory-reset': 'irreversible',
      'stop|poweroff|terminate|kill|reset|deleteSnapshot|revertToSnapshot|snapshot-delete':
        'destroy',
      'list|ls|info|status|find|show|version': 'read',
    },
    commands: { 'exec|shell': runsInside('vm') },
    otherwise: 'change',
  }),
  defineTool({
    names: ['lxc-destroy', 'lxc-stop'],
    tool: 'lxc',
    summary: 'Containers destroyed and stopped',
    options: { flags: '-f|--force -s|--snapshots', values: '-n|--name -P|--lxcpath' },
    otherwise: 'destroy',
  }),
  defineTool({
    names: ['qm', 'pct', 'pvesm'],
    summary: 'Command and severity (Proxmox)',
    options: { flags: '--purge --force', values: '--timeout' },
    depth: 1,
    verbs: {
      'destroy|delsnapshot|rollback|free|remove': 'irreversible',
      'stop|shutdown|reset|reboot|unlink': 'destroy',
      'list|config|status|listsnapshot|pending': 'read',
    },
    commands: { exec: runsInside('pct') },
  }),
  // A simulator is the developer's own and made anew; all of them at once are meant by mistake.
  defineTool({
    names: ['simctl'],
    summary: 'Command and severity (simulators of Xcode)',
    options: {},
    depth: 2,
    verbs: {
      'erase|delete all': 'destroy',
      'boot|shutdown|erase|delete|install|uninstall|launch|terminate|create|clone|rename|spawn|openurl|addmedia|push|privacy|io|keychain|ui|location|upgrade|pair|unpair|logverbose|diagnose':
        'change',
      'list|getenv|get_app_container|appinfo|listapps|status_bar': 'read',
    },
  }),
];
