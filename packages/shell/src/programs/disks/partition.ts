import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `fdisk`, `cfdisk`, `gdisk`, `cgdisk`: interactive; `-l` and `-s` list. */
export const FDISK = defineProgram({
  names: ['fdisk', 'cfdisk', 'gdisk', 'cgdisk', 'fixparts', 'pdisk', 'diskpart'],
  summary: 'partitions its operand (`system.disk`); `-l` lists',
  options: {
    flags:
      '-B|--protect-boot -l|--list -x|--list-details -n|--noauto-pt -s|--getsz -z|--zero -r|--read-only -V|--version -h -v',
    values:
      '-b|--sector-size -t|--type -o|--output -w|--wipe -W|--wipe-partitions -C|--cylinders -H|--heads -S|--sectors',
    optional: '-c|--compatibility -L|--color -u|--units --lock',
  },
  describe(call, effects) {
    const { options, name } = call;
    if (onlyInforms(call) || ['-l', '-x', '-s', '-r', '-V', '-v'].some((key) => options.has(key)))
      return;
    if (name === 'diskpart') return describeDiskpart(call, effects);
    partitions(effects, options.operands);
  },
});

/** `diskpart` of Windows takes a script by `/s FILE` or from standard input. */
function describeDiskpart(call: Call, effects: Effects): void {
  const at = call.args.findIndex(({ text }) => text.toLowerCase() === '/s');
  const script = at < 0 ? undefined : call.args[at + 1];
  const text = script === undefined ? call.stdin?.text : effects.reads(script).text;
  const harmless =
    text !== undefined && !/^\s*(?:clean|format|delete|create|convert|shrink)\b/im.test(text);
  if (!harmless && (script !== undefined || call.stdin !== undefined))
    effects.action('system.disk', { verb: 'partition' });
}

/** `sfdisk`: takes a table from standard input; `-l`, `-d`, `-J` and their like only tell. */
export const SFDISK = defineProgram({
  names: ['sfdisk'],
  summary: 'partitions its operand (`system.disk`); `-l`, `-d`, `-J`, `-n` only tell',
  options: {
    flags:
      '-A|--activate --delete -d|--dump -J|--json -g|--show-geometry -l|--list -F|--list-free -r|--reorder -s|--show-size -T|--list-types -V|--verify --part-label --part-type --part-uuid --part-attrs --disk-id --relocate -a|--append -b|--backup -f|--force -n|--no-act --no-reread --no-tell-kernel -q|--quiet -L|--Linux -v|--version -h',
    values:
      '-N|--partno -O|--backup-file -o|--output -u|--unit -X|--label -Y|--label-nested -w|--wipe -W|--wipe-partitions --move-data',
    optional: '--bytes --color --lock',
  },
  describe(call, effects) {
    const { options } = call;
    const tells = ['-d', '-J', '-g', '-l', '-F', '-s', '-T', '-V', '-n', '-v', '-h'];
    if (onlyInforms(call) || tells.some((key) => options.has(key))) return;
    for (const file of options.values('-O')) effects.action('file.write', { file_path: file });
    partitions(effects, options.operands.slice(0, 1));
  },
});

const SGDISK_CHANGES = '-C -e -g -G -o -s -z -Z -c -d -h -j -l -m -n -r -R -S -t -T -u -U -A'.split(
  ' ',
);

/** `sgdisk`: each change is an option; `-P` only pretends. */
export const SGDISK = defineProgram({
  names: ['sgdisk'],
  summary: '`-o`, `-Z`, `-d`, `-n` … partition its operand (`system.disk`); `-p` lists',
  options: {
    flags:
      '-C|--recompute-chs -D|--display-alignment -e|--move-second-header -E|--end-of-largest -f|--first-in-largest -F|--first-aligned-in-largest -g|--mbrtogpt -G|--randomize-guids -I|--align-end -L|--list-types -o|--clear -O|--print-mbr -p|--print -P|--pretend -s|--sort -v|--verify -V|--version -z|--zap -Z|--zap-all -?|--usage',
    values:
      '-a|--set-alignment -b|--backup -B|--byte-swap-name -c|--change-name -d|--delete -h|--hybrid -i|--info -j|--move-main-table -l|--load-backup -m|--gpttombr -n|--new -N|--largest-new -r|--transpose -R|--replicate -S|--resize-table -t|--typecode -T|--transform-bsd -u|--partition-guid -U|--disk-guid -A|--attributes',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-P') || options.has('-V')) return;
    for (const file of options.values('-l')) effects.reads(file);
    for (const file of options.values('-b')) effects.action('file.write', { file_path: file });
    if (SGDISK_CHANGES.some((key) => options.has(key)))
      partitions(effects, [...options.operands, ...options.values('-R')]);
  },
});

/** Commands of parted that only tell or set how it tells. */
const PARTED_TELLS = new Set([
  'print',
  'p',
  'unit',
  'u',
  'help',
  'align-check',
  'quit',
  'q',
  'version',
  'select',
]);
const PARTED_COMMANDS = new Set(
  'mklabel mktable mkpart mkpartfs rm rescue resizepart resize move name set toggle disk_set disk_toggle type cp mkfs check'.split(
    ' ',
  ),
);

/** `parted [DEVICE [COMMAND …]…]`; without a command it asks for them. */
export const PARTED = defineProgram({
  names: ['parted'],
  summary: '`mklabel`, `mkpart`, `rm` … partition its operand (`system.disk`); `print` tells',
  options: {
    flags: '-h -l|--list -m|--machine -j|--json -s|--script -f|--fix -v|--version',
    values: '-a|--align',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-l') || options.has('-v') || options.has('-h')) return;
    const [device, ...words] = options.operands;
    const [command] = words;
    const tells = command !== undefined && PARTED_TELLS.has(command.text);
    // Commands follow one another, so that a harmless one may come first.
    if (device !== undefined && (!tells || words.some(({ text }) => PARTED_COMMANDS.has(text))))
      partitions(effects, [device]);
  },
});

/** `growpart DISK N`: writes the partition table anew; `-N` only tells. */
export const GROWPART = defineProgram({
  names: ['growpart'],
  summary: 'partitions its operand (`system.disk`); `-N` only tells',
  options: {
    flags: '-h|--help -N|--dry-run -v|--verbose',
    values: '--fudge --update --free-percent',
    optional: '-u',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-h') || options.has('-N')) return;
    partitions(effects, options.operands.slice(0, 1));
  },
});

function partitions(effects: Effects, devices: readonly Value[]): void {
  for (const device of devices)
    effects.action('system.disk', { verb: 'partition', file_path: device });
}
