import { parseOptions } from '../../options.ts';
import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';

/** Options every LVM command takes (lvm(8)). */
const LVM_OPTIONS: OptionList = {
  flags:
    '-f|--force -y|--yes -t|--test -d|--debug -h -q|--quiet -v|--verbose --nolocking --nohistory --noudevsync --version --longhelp --nohints --removemissing --merge --mergesnapshot -r|--resizefs -n',
  values:
    '-a|--activate -A|--autobackup -S|--select --reportformat --commandprofile --config --driverloaded --lockopt --profile --devicesfile --devices --journal -L|--size -l|--extents --type',
};

/** What an LVM command takes away or shrinks; all others list, make or extend. */
const LVM_VERBS: { readonly [command: string]: string } = {
  lvremove: 'destroy',
  vgremove: 'destroy',
  pvremove: 'destroy',
  vgreduce: 'destroy',
  lvreduce: 'shrink',
  lvresize: 'shrink',
  pvcreate: 'format',
  vgcfgrestore: 'destroy',
  // With `--merge` the origin becomes what the snapshot was.
  lvconvert: 'destroy',
  lvchange: 'deactivate',
  vgchange: 'deactivate',
};

/** LVM by its many names, and as `lvm COMMAND`. */
export const LVM = defineProgram({
  names: ['lvm', ...Object.keys(LVM_VERBS)],
  summary: '`lvremove`, `vgremove`, `pvremove`, `lvreduce` … (`system.disk`); `-t` only tests',
  options: { ...LVM_OPTIONS },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    if (call.name !== 'lvm') return describeLvm(call, call.name, effects);
    const at = call.options.firstOperand;
    const command = call.args[at];
    if (command === undefined) return;
    const args = [...call.args.slice(0, at), ...call.args.slice(at + 1)];
    describeLvm(
      { ...call, args, options: parseOptions(args, grammarOf(LVM_OPTIONS)) },
      command.text,
      effects,
    );
  },
});

function describeLvm(call: Call, command: string, effects: Effects): void {
  const verb = Object.hasOwn(LVM_VERBS, command) ? LVM_VERBS[command] : undefined;
  const { options } = call;
  if (verb === undefined || options.has('-t') || options.has('--version')) return;
  if (command === 'lvresize' && options.values('-L').every(({ text }) => text.startsWith('+')))
    return;
  if (command === 'lvconvert' && !options.has('--merge') && !options.has('--mergesnapshot')) return;
  if (verb === 'deactivate') {
    if (options.values('-a').some(({ text }) => /^[el]?n/.test(text)))
      for (const target of options.operands)
        effects.action('system.service', { verb, target, destructive: true });
    return;
  }
  for (const target of [...options.operands, ...options.values('-S')])
    effects.action('system.disk', { verb, file_path: target });
}

/** Verbs of ZFS that lose data; with `-n` they only show. */
const ZPOOL_DESTROYS =
  /^(?:destroy|remove|labelclear|detach|split|create|add|replace|upgrade|reguid)$/;
const ZFS_DESTROYS = /^(?:destroy|rollback|receive|recv)$/;

/** `zpool VERB POOL`, `zfs VERB DATASET`. */
export const ZFS = defineProgram({
  names: ['zpool', 'zfs'],
  summary: '`destroy`, `rollback`, `labelclear` … (`system.disk`); `-n` only shows',
  options: { flags: '-n -f -r -R -d -p -v -k -F', values: '-o -O -m -t', abbreviations: false },
  describe(call, effects) {
    const [verb, target] = call.options.operands;
    if (onlyInforms(call) || verb === undefined || call.options.has('-n')) return;
    const destroys = call.name === 'zpool' ? ZPOOL_DESTROYS : ZFS_DESTROYS;
    if (destroys.test(verb.text) && target !== undefined)
      effects.action('system.disk', { verb: 'destroy', file_path: target });
    const unmounts = call.name === 'zpool' ? /^export$/ : /^u(?:n)?mount$/;
    if (unmounts.test(verb.text)) effects.action('system.service', { verb: 'umount', target });
  },
});

/** `mdadm`: `--zero-superblock`, `--create`, `--stop` … change arrays; others tell. */
export const MDADM = defineProgram({
  names: ['mdadm'],
  summary: '`--zero-superblock`, `--create`, `--stop`, `--fail`, `--remove` (`system.disk`)',
  options: {
    flags:
      '-V|--version -v|--verbose -q|--quiet -b|--brief -f|--force|--fail|--set-faulty -s|--scan --zero-superblock --kill-subarray --update-subarray -S|--stop -C|--create -G|--grow -B|--build -D|--detail -E|--examine -Q|--query -A|--assemble -F|--follow|--monitor -r|--remove -a|--add --re-add -o|--readonly -w|--readwrite -R|--run -t|--test',
    values:
      '-l|--level -n|--raid-devices -x|--spare-devices -c|--config|--chunk -N|--name -z|--size --homehost -m|--mail -y|--syslog -p|--program|--alert --backup-file',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const changes = ['--zero-superblock', '--kill-subarray', '-S', '-C', '-G', '-B', '-f', '-r'];
    for (const program of call.options.values('-p')) effects.line(program, { wrapper: 'mdadm' });
    if (!changes.some((key) => call.options.has(key))) return;
    if (['-D', '-E', '-Q', '-A', '-F'].some((key) => call.options.has(key))) return;
    destroys(effects, call.options.operands);
  },
});

/** `btrfs GROUP COMMAND PATH…`. */
export const BTRFS = defineProgram({
  names: ['btrfs'],
  summary: '`subvolume delete`, `device delete`, `check --repair`, `rescue` (`system.disk`)',
  options: {
    flags: '--repair --init-csum-tree --init-extent-tree -f -c -C -v -q',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const [group = '', command = ''] = call.options.operands.map(({ text }) => text);
    if (/^fi/.test(group) && /^res/.test(command)) return shrinks(call, effects);
    const loses =
      (/^sub/.test(group) && /^del/.test(command)) ||
      (/^dev/.test(group) && /^(?:del|rem)/.test(command)) ||
      (/^check$/.test(group) &&
        ['--repair', '--init-csum-tree', '--init-extent-tree'].some((key) =>
          call.options.has(key),
        )) ||
      /^rescue$/.test(group);
    if (loses) destroys(effects, call.options.operands.slice(group === 'check' ? 1 : 2));
  },
});

/** `btrfs filesystem resize [ID:][+|-]SIZE|max PATH`. */
function shrinks(call: Call, effects: Effects): void {
  // A size that starts with a dash looks like an option.
  const words = call.args.filter(({ text }) => !/^-(?!\d)/.test(text));
  const [size, path] = words.slice(2);
  if (size !== undefined && !/^(?:\d+:)?(?:\+|max$|cancel$)/.test(size.text))
    effects.action('system.disk', { verb: 'shrink', file_path: path });
}

/** `dmsetup remove NAME`, `dmsetup wipe_table NAME`. */
export const DMSETUP = defineProgram({
  names: ['dmsetup'],
  summary: '`remove`, `remove_all`, `wipe_table`, `clear` (`system.disk`)',
  options: { flags: '-f|--force --deferred --retry -v -y', values: '--table -c|-C|--columns' },
  describe(call, effects) {
    const [command, ...names] = call.options.operands;
    if (onlyInforms(call) || command === undefined) return;
    if (/^(?:remove|wipe_table|clear|load|reload)$/.test(command.text)) destroys(effects, names);
    if (command.text === 'remove_all') effects.action('system.disk', { verb: 'destroy' });
  },
});

function destroys(effects: Effects, targets: readonly Value[]): void {
  for (const target of targets)
    effects.action('system.disk', { verb: 'destroy', file_path: target });
}
