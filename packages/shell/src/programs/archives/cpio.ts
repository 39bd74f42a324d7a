import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal, unknownValue } from '../shapes/values.ts';

/** `cpio -o` packs the files that standard input names, `-i` unpacks, `-p FOLDER` copies. */
export const CPIO = defineProgram({
  names: ['cpio', 'gcpio', 'bsdcpio'],
  summary: '`-o` reads the files standard input names; `-i` writes below `.`; `-p`; `-F FILE`',
  options: {
    flags:
      '-i|--extract -o|--create -p|--pass-through -t|--list -B -c --force-local --quiet -v|--verbose -V|--dot -b|--swap -f|--nonmatching -n|--numeric-uid-gid -r|--rename -s|--swap-bytes -S|--swap-halfwords --to-stdout --only-verify-crc -A|--append --device-independent|--reproducible --ignore-devno --renumber-inodes -l|--link --absolute-filenames --no-absolute-filenames -0|--null -a|--reset-access-time -L|--dereference -d|--make-directories -m|--preserve-modification-time --no-preserve-owner --sparse -u|--unconditional -?|--usage --version',
    values:
      '--block-size -C|--io-size -D|--directory -H|--format -W|--warning -M|--message --rsh-command -E|--pattern-file -R|--owner -F|--file -I -O',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    for (const command of options.values('--rsh-command'))
      effects.line(command, { wrapper: 'cpio' });
    for (const list of options.values('-E')) effects.reads(list);
    if (options.has('-o')) packs(call, effects);
    else if (options.has('-p')) copies(call, effects);
    else if (options.has('-i') || options.has('-t')) unpacks(call, effects);
  },
});

function packs(call: Call, effects: Effects): void {
  for (const name of namesFrom(call)) effects.action('file.read', { file_path: name });
  const archive = [...call.options.values('-F'), ...call.options.values('-O')].at(-1);
  if (archive === undefined) return;
  effects.action('file.write', { file_path: archive });
  effects.stdout(NOTHING_TOLD);
}

function copies(call: Call, effects: Effects): void {
  const target = call.options.operands.at(-1);
  if (target === undefined) return;
  for (const name of namesFrom(call)) effects.action('file.copy', { file_path: name, to: target });
}

function unpacks(call: Call, effects: Effects): void {
  const { options } = call;
  for (const archive of [...options.values('-F'), ...options.values('-I')]) effects.reads(archive);
  if (options.has('-t')) effects.stdout(NOTHING_TOLD);
  if (options.has('-t') || options.has('--to-stdout')) return;
  const folder = options.values('-D').at(-1) ?? literal('.');
  effects.action('file.write', { file_path: folder, recursive: true });
}

function namesFrom(call: Call): readonly Value[] {
  const text = call.stdin?.text;
  if (text === undefined) return [unknownValue(call.stdin?.taint)];
  return text
    .split(/[\n\0]/)
    .filter((name) => name !== '')
    .map((name) => literal(name));
}
