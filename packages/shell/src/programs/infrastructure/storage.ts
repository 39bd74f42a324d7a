import type { Program } from '../../program.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { copyObjects, type ObjectStore } from './object-copy.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

function copies(store: ObjectStore): CommandFacts {
  return {
    describe: (call, effects) => copyObjects(call, effects, call.options.operands, store),
  };
}

/** `name:path` of rclone; a path of this machine has a slash before its first colon. */
const isRcloneRemote = (text: string) =>
  /^(?::?[\w.+@-]+[^/]*):/.test(text) && !/^[A-Za-z]:[\\/]/.test(text);

const RCLONE_OPTIONS: OptionList = {
  flags:
    '-n|--dry-run -i|--interactive -v|--verbose -vv -q|--quiet -P|--progress -c|--checksum -u|--update -I|--ignore-times -x|--one-file-system ' +
    '--delete-during --delete-after --delete-before --delete-excluded --ignore-existing --size-only --fast-list --rmdirs --create-empty-src-dirs ' +
    '-h --immutable --inplace --links -l -L|--copy-links --metadata -M --json --resync --force --track-renames -R|--recursive --files-only --dirs-only',
  values:
    '--config --transfers --checkers --bwlimit --include --exclude --filter --include-from --exclude-from --filter-from --files-from --max-age ' +
    '--min-age --max-size --min-size --backup-dir --suffix --log-file --log-level --stats --retries --timeout --contimeout --max-delete --addr ' +
    '--user --pass --buffer-size --vfs-cache-mode --drive-root-folder-id --password-command --max-depth --compare-dest --copy-dest --size --rc-addr ' +
    '--metadata-mapper --s3-provider --tpslimit',
};

const RCLONE_STORE: ObjectStore = { isRemote: isRcloneRemote, host: 'rclone', trees: true };

/** `rclone` (rclone docs, "Commands"). */
const RCLONE: Program = defineTool({
  names: ['rclone'],
  summary: 'Command and severity; files copied',
  options: RCLONE_OPTIONS,
  depth: 2,
  dryRun: ['--dry-run'],
  verbs: {
    'config delete|disconnect': 'destroy',
    'config show|dump|file|paths|providers|redacted': 'read',
    'backend cleanup|cleanup-hidden': 'irreversible',
    'rc operations/purge|operations/delete|operations/deletefile|operations/cleanup|sync/sync':
      'irreversible',
    'ls|lsd|lsl|lsf|lsjson|size|about|check|cryptcheck|cat|tree|ncdu|version|hashsum|md5sum|sha1sum|listremotes|link|test|checksum|genautocomplete|completion|help|archive-list':
      'read',
    'delete|purge|sync|cleanup|rmdirs|deletefile|rmdir': 'irreversible',
    'bisync|dedupe|moveto|move': 'destroy',
    'copy|copyto|copyurl|mkdir|mount|config|obscure|rcat|serve|touch|settier|backend|rc|rcd|selfupdate|authorize':
      'change',
  },
  secrets: { 'config show|dump': 'cloud-credentials', reveal: 'password' },
  commands: {
    'copy|copyto|sync|bisync': copies(RCLONE_STORE),
    'move|moveto': copies({ ...RCLONE_STORE, moves: true }),
    cat: {
      describe(call, effects) {
        const [source] = call.options.operands;
        if (source !== undefined && isRcloneRemote(source.text))
          effects.stdout({ taint: { remote: source.text } });
        else if (source !== undefined) effects.stdout(effects.reads(source));
      },
    },
    rcat: {
      describe(call, effects) {
        const [target] = call.options.operands;
        if (call.stdin !== undefined && target !== undefined)
          effects.sends(call.stdin, { host: target });
      },
    },
    'delete|purge|deletefile|rmdir|rmdirs|cleanup': {
      describe(call, effects) {
        for (const path of call.options.operands)
          if (!isRcloneRemote(path.text) && !call.options.has('-n'))
            effects.action('file.delete', { file_path: path, recursive: true });
      },
    },
  },
});

const isUrlRemote = (text: string) => /^(?:s3|b2|gs):\/\//.test(text);
/** `mc` names a place `ALIAS/BUCKET`: what does not look like a path of this machine. */
const isMinioRemote = (text: string) => /^[A-Za-z][\w-]*\/[\w-]/.test(text);

/** Clients of object stores. */
const OBJECT_STORES: readonly Program[] = [
  defineTool({
    names: ['mc', 'mcli'],
    tool: 'mc',
    summary: 'Command and severity; files copied',
    options: {
      flags:
        '-q|--quiet --json --debug --insecure --no-color -h -r|--recursive --force --dangerous --remove --overwrite -w|--watch --incomplete -I --versions --bypass --fake --dry-run -a|--preserve',
      values:
        '-C|--config-dir --older-than --newer-than --name --attr --tags -e --encrypt-key --region --storage-class --rewind --version-id --vid --limit-upload --limit-download',
    },
    depth: 4,
    dryRun: ['--fake', '--dry-run'],
    verbs: {
      'ls|tree|find|stat|diff|du|cat|head|share|version|ping|support|watch|od|sql|ready': 'read',
      'rm|rb': 'irreversible',
      'admin bucket|user|group|policy|service|replicate remove|rm|delete|disable|stop|purge':
        'destroy',
      'admin info|trace|top|console|prometheus|logs|heal': 'read',
      'alias|event|ilm|tag|policy|anonymous|quota|replicate|encrypt|version|legalhold|retention list|ls|info|get':
        'read',
      'alias|event|ilm|tag|anonymous|replicate|encrypt|retention remove|rm|clear': 'destroy',
      'admin service restart|unfreeze|freeze': 'destroy',
      'anonymous|policy set|set-json|public': 'change',
      'version suspend': 'destroy',
      undo: 'destroy',
      'admin bucket remote rm|remove': 'destroy',
      'admin user|idp svcacct|ldap|openid rm|remove|disable': 'destroy',
      'batch cancel': 'destroy',
      'admin rebalance stop': 'destroy',
      'cp|mv|mirror|mb|pipe|put|get|alias|update|admin': 'change',
    },
    commands: {
      'cp|put': copies({ isRemote: isMinioRemote, host: 'minio' }),
      mv: copies({ isRemote: isMinioRemote, host: 'minio', moves: true }),
      mirror: {
        ...copies({ isRemote: isMinioRemote, host: 'minio' }),
        judge: (call) =>
          call.options.has('--remove')
            ? { verb: 'mirror --remove', severity: 'destroy', target: call.options.operands[1] }
            : undefined,
      },
    },
  }),
  defineTool({
    names: ['s3cmd', 's4cmd', 's5cmd', 'b2'],
    summary: 'Command and severity; files copied',
    options: {
      flags:
        '-r|--recursive -f|--force -n|--dry-run -v -q -d --delete-removed --no-delete-removed --delete --all -h --skip-existing',
      values:
        '-c|--config --access_key --secret_key --region --host --exclude --include --rexclude --acl --endpoint-url --profile --numworkers --replace-newer --keep-days -A -U -K',
    },
    depth: 2,
    dryRun: ['-n'],
    verbs: {
      'ls|la|du|info|cat|version|head|list-*|get-*': 'read',
      'del|rm|rb|expire|delete*|clear*|cancel*|abortmp': 'irreversible',
      'delpolicy|dellifecycle|delcors|setlifecycle|setpolicy|hide': 'destroy',
      'file hide': 'destroy',
      'put|get|sync|cp|mv|mb|modify|setacl|download*|upload*|create*|update*|copy*|post|stat':
        'change',
    },
    floors: { '--delete-removed': 'irreversible', '--delete': 'irreversible' },
    commands: {
      'put|get|cp|sync': copies({ isRemote: isUrlRemote, host: 's3' }),
      mv: copies({ isRemote: isUrlRemote, host: 's3', moves: true }),
    },
  }),
];

/** Backups: what removes them cannot be undone. */
const BACKUPS: readonly Program[] = [
  defineTool({
    names: ['restic', 'rustic'],
    tool: 'restic',
    summary: 'Command and severity; backed-up paths',
    options: {
      flags:
        '-h --json --no-cache --no-lock -q|--quiet -v|--verbose --cleanup-cache --dry-run --prune --read-data --unsafe-allow-remove-all --compact -n',
      values:
        '-r|--repo --repository-file -p|--password-file --password-command -o|--option --cacert --cache-dir --key-hint --limit-download --limit-upload --tls-client-cert --retry-lock --host -H --tag --path --keep-last -l --keep-daily -d --keep-weekly -w --keep-monthly -m --keep-yearly -y --keep-hourly --keep-within --keep-tag --exclude -e --exclude-file --files-from --target -t --include -i --max-unused --name',
    },
    depth: 2,
    dryRun: ['--dry-run', '-n'],
    verbs: {
      'backup|init|copy|tag|migrate|mount|restore|self-update|recover|rewrite': 'change',
      'snapshots|ls|find|diff|stats|check|cat|dump|list|cache|version|help|generate|options':
        'read',
      'forget|prune': 'irreversible',
      'rebuild-index': 'destroy',
      'key remove': 'destroy',
      'key list': 'read',
      'unlock|repair': 'destroy',
    },
    commands: {
      rewrite: {
        options: { flags: '--forget' },
        judge: ({ options }) =>
          options.has('--forget')
            ? { verb: 'rewrite --forget', severity: 'irreversible' }
            : undefined,
      },
      '*': {
        describe(call, effects) {
          for (const line of call.options.values('--password-command')) effects.line(line);
        },
      },
    },
  }),
  defineTool({
    names: ['borg', 'borgmatic', 'borg2'],
    tool: 'borg',
    summary: 'Command and severity; the command of `with-lock`',
    options: {
      flags:
        '-v|--verbose --info --debug -p|--progress --stats -n|--dry-run --list --force --cache-only --bypass-lock -h --json --log-json --show-rc -s',
      values:
        '--lock-wait --remote-path --rsh --umask --upload-ratelimit -r|--repo -C|--compression -e|--exclude --exclude-from --patterns-from --keep-within --keep-last --keep-hourly -H --keep-daily -d --keep-weekly -w --keep-monthly -m --keep-yearly -y -P|--prefix -a|--glob-archives --encryption --comment --threshold',
    },
    depth: 1,
    dryRun: ['--dry-run'],
    verbs: {
      'create|init|mount|umount|rename|serve|import-tar|export-tar|extract|upgrade|key|config|repo-create|rcreate|with-lock':
        'change',
      'list|info|diff|check|help|benchmark|version|repo-list|rlist|rinfo|repo-info': 'read',
      'delete|prune|compact|break-lock|repo-delete|rdelete|recreate': 'irreversible',
    },
    commands: {
      'with-lock': {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call, 1), { wrapper: 'borg' }),
      },
      '*': {
        describe(call, effects) {
          for (const line of call.options.values('--rsh')) effects.line(line);
        },
      },
    },
  }),
  defineTool({
    names: [
      'kopia',
      'duplicacy',
      'tarsnap',
      'bup',
      'attic',
      'pgbackrest',
      'barman',
      'wal-g',
      'etckeeper',
      'timeshift',
      'snapper',
      'btrbk',
      'rdiff-backup',
    ],
    summary: 'Command and severity',
    options: {
      flags:
        '-h -f --force --confirm --delete --yes -n --dry-run --delete-all --restore --list-archives --nuke -d -c -x',
      values: '--config --stanza --snapshot --storage -f|--file --target',
    },
    depth: 2,
    dryRun: ['--dry-run'],
    raises: { '--delete-all': 'irreversible' },
    commands: {
      // Without `--delete` it tells what it would delete.
      'snapshot expire': {
        judge: ({ name, options }) =>
          name === 'kopia' && !options.has('--delete')
            ? { verb: 'snapshot expire', severity: 'read' }
            : undefined,
      },
    },
    floors: {
      '--delete': 'irreversible',
      '--delete-all': 'irreversible',
      '--nuke': 'irreversible',
      '--restore': 'destroy',
    },
    otherwise: 'change',
    verbs: {
      'snapshot delete|expire': 'irreversible',
      'stanza-delete|expire|delete|rm|gc|prune': 'irreversible',
      'repository delete': 'irreversible',
      'repository disconnect': 'destroy',
      'maintenance run': 'change',
      'rollback|undochange': 'destroy',
    },
  }),
];

/** `duplicity`: actions by name, `--force` lets them delete. */
const DUPLICITY: Program = defineProgram({
  names: ['duplicity'],
  summary: 'Action and severity',
  options: {
    flags: '--force --dry-run --help',
    values: '--full-if-older-than --encrypt-key --name --archive-dir -v',
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const [verb] = call.options.operands;
    const removes =
      /^(?:remove-|cleanup)/.test(verb?.text ?? '') &&
      call.options.has('--force') &&
      !call.options.has('--dry-run');
    effects.action('infra.execute', {
      tool: 'duplicity',
      verb: verb?.text ?? '',
      severity: removes ? 'irreversible' : 'change',
      destructive: removes,
      target: call.options.operands.at(-1),
    });
  },
});

/** Object stores and backups. */
export const STORAGE_TOOLS: readonly Program[] = [RCLONE, ...OBJECT_STORES, ...BACKUPS, DUPLICITY];
