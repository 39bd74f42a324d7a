import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `mount [SOURCE] TARGET`; a call that names no place only lists. */
export const MOUNT = defineProgram({
  names: ['mount', 'mount.nfs', 'mount.cifs', 'sshfs', 'bindfs', 'pmount'],
  summary: 'mounts (`system.service`); without a place it lists',
  options: {
    flags:
      '-a|--all -c|--no-canonicalize -f|--fake -F|--fork -i|--internal-only -l|--show-labels -n|--no-mtab --options-source-force -r|--read-only -v|--verbose -w|--rw|--read-write -h -V|--version -B|--bind -M|--move -R|--rbind --make-shared --make-slave --make-private --make-unbindable --make-rshared --make-rslave --make-rprivate --make-runbindable',
    values:
      '-T|--fstab --options-mode --options-source -o|--options -O|--test-opts -t|--types --source --target --target-prefix -N|--namespace -L|--label -U|--uuid',
    optional: '-m|--mkdir',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V') || options.has('-f')) return;
    const target = options.values('--target').at(-1) ?? options.operands.at(-1);
    if (target === undefined && !options.has('-a')) return;
    effects.action('system.service', { verb: 'mount', target });
    // What is mounted hides, and stands for, all that lies below the place.
    if (target !== undefined) effects.action('file.write', { file_path: target, recursive: true });
  },
});

/** `umount PLACE…`. */
export const UMOUNT = defineProgram({
  names: ['umount', 'umount.nfs', 'pumount'],
  summary: 'unmounts (`system.service`)',
  options: {
    flags:
      '-a|--all -A|--all-targets -c|--no-canonicalize -d|--detach-loop --fake -f|--force -i|--internal-only -n|--no-mtab -l|--lazy -R|--recursive -r|--read-only -v|--verbose -q|--quiet -h -V|--version',
    values: '-O|--test-opts -t|--types -N|--namespace',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('--fake') || options.has('-V')) return;
    for (const target of options.operands)
      effects.action('system.service', { verb: 'umount', target });
    if (options.has('-a')) effects.action('system.service', { verb: 'umount', destructive: true });
  },
});

/** `losetup`: sets up and takes down loop devices; `-a`, `-l`, `-j` and a lone device tell. */
export const LOSETUP = defineProgram({
  names: ['losetup'],
  summary: 'sets up loop devices (`system.service`); `-a`, `-l` list',
  options: {
    flags:
      '-a|--all -D|--detach-all -f|--find -L|--nooverlap -P|--partscan -r|--read-only --show -v|--verbose -J|--json -l|--list -n|--noheadings --output-all --raw -h -V|--version',
    values:
      '-d|--detach -c|--set-capacity -j|--associated -o|--offset --sizelimit -b|--sector-size -O|--output',
    optional: '--direct-io',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || ['-a', '-l', '-j', '-V'].some((key) => options.has(key))) return;
    const file = options.operands.at(-1);
    const detached = options.values('-d').at(-1);
    const sets = options.operands.length > 1 || (options.has('-f') && file !== undefined);
    if (sets) effects.action('system.service', { verb: 'losetup', target: file });
    else if (detached !== undefined || options.has('-D'))
      effects.action('system.service', { verb: 'losetup', target: detached });
  },
});

/** `nbd-client HOST … DEVICE` binds a disk of another machine; `-d DEVICE` lets it go. */
export const NBD_CLIENT = defineProgram({
  names: ['nbd-client'],
  summary: 'binds and lets go of network disks (`system.service`); `-l`, `-c` tell',
  options: {
    flags: '-l|-list -p|-persist -S|-sdp -s|-swap -n|-nofork -g|-nonetlink -R|-readonly -V',
    values: '-d|-disconnect -c|-check -b|-block-size -t|-timeout -N|-name -C|-connections -u|-unix',
    abbreviations: false,
    singleDashLong: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || ['-l', '-c', '-V'].some((key) => options.has(key))) return;
    const gone = options.values('-d').at(-1);
    if (gone !== undefined) effects.action('system.service', { verb: 'umount', target: gone });
    else if (options.operands.length > 0)
      effects.action('system.service', { verb: 'mount', target: options.operands.at(-1) });
  },
});

/** `swapon` and `swapoff`. */
export const SWAP = defineProgram({
  names: ['swapon', 'swapoff'],
  summary: 'changes swap space (`system.service`); `swapon -s` lists',
  options: {
    flags:
      '-a|--all -v|--verbose -h -V|--version -s|--summary -e|--ifexists -f|--fixpgsz --noheadings --raw --bytes',
    values: '-L -U -p|--priority -o|--options -T|--fstab',
    optional: '-d|--discard --show',
  },
  describe(call, effects) {
    const { options, name } = call;
    if (onlyInforms(call) || ['-V', '-s', '--show'].some((key) => options.has(key))) return;
    const targets = [...options.operands, ...options.values('-L'), ...options.values('-U')];
    const destructive = name === 'swapoff';
    for (const target of targets)
      effects.action('system.service', { verb: name, target, destructive });
    if (options.has('-a')) effects.action('system.service', { verb: name, destructive });
  },
});
