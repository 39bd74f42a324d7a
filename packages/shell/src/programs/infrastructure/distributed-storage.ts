import type { Program } from '../../program.ts';
import { defineTool } from './verb-table.ts';

const COMMON =
  '-h -f|--force -r|-R|--recursive -y|--yes --all -v|--verbose -q|--quiet --json --yes-i-really-really-mean-it --yes-i-really-mean-it';

/** Storage that stands on many machines: Ceph, Gluster, JuiceFS, and object stores by their clients. */
export const DISTRIBUTED_STORAGE: readonly Program[] = [
  defineTool({
    names: ['ceph', 'cephadm', 'rados', 'rbd', 'radosgw-admin'],
    summary: 'Command and severity (Ceph)',
    options: {
      flags: COMMON,
      values:
        '-c|--conf -p|--pool -n|--name -k|--keyring -m --id --cluster --format --uid --bucket --image --snap',
    },
    depth: 3,
    verbs: {
      'osd pool delete|rm': 'irreversible',
      'osd purge|destroy|rm|purge-new': 'irreversible',
      'osd out|down|stop': 'destroy',
      'fs rm|reset|fail': 'irreversible',
      'user|bucket|object rm': 'irreversible',
      'rm|remove|purge|rm-cluster': 'irreversible',
      'snap|trash purge|rm|remove': 'irreversible',
      'auth del|rm': 'destroy',
      'orch daemon|host|osd rm|drain|stop': 'destroy',
      'status|-s|health|df|versions|log|report|showmapped|lspools|du|info|diff': 'read',
      'osd|fs|mon|pg|orch|auth|config|device|tell|mgr|mds|pool': 'change',
    },
  }),
  defineTool({
    names: ['gluster', 'linstor', 'juicefs', 'lakectl'],
    summary: 'Command and severity',
    options: { flags: `${COMMON} --delete`, values: '-c|--config -m|--message --mode --log-level' },
    depth: 3,
    verbs: {
      'volume delete|stop|reset': 'irreversible',
      'peer detach': 'destroy',
      'rmr|destroy': 'irreversible',
      'repo|branch|tag delete': 'irreversible',
      'branch reset|revert': 'destroy',
      'fs rm': 'irreversible',
      'info|status|stats|summary|fsck|profile|log|diff|gc': 'read',
    },
    commands: {
      gc: {
        judge: ({ options }) =>
          options.has('--delete') ? { verb: 'gc --delete', severity: 'destroy' } : undefined,
      },
      format: {
        judge: ({ options }) =>
          options.has('-f') ? { verb: 'format --force', severity: 'irreversible' } : undefined,
      },
    },
  }),
  defineTool({
    names: ['ossutil', 'ossutil64', 'obsutil', 'bosutil', 'coscmd', 'qshell', 'uplink', 'ipfs'],
    summary: 'Command and severity',
    options: {
      flags: COMMON,
      values: '-c|--config -e|--endpoint -i -k --prefix -A -U -K --os-cloud',
    },
    depth: 2,
    verbs: {
      'rm|rb|delete|batchdelete': 'irreversible',
      'pin|files rm': 'destroy',
      'repo gc': 'destroy',
      'ls|list|stat|cat|id|capabilities|listbucket|info|du': 'read',
      'cp|upload|download|add|sync|pin|files|repo|config|post|mb|signurl|get|put': 'change',
    },
  }),
];
