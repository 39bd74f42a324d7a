import { parseOptions } from '../../options.ts';
import type { Call, Effects, Taint, Value } from '../../program.ts';
import { overwritesDevice } from '../disks/device-write.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { joinValues, literal, unknownValue } from '../shapes/values.ts';
import { taintOfTrees } from './home-tree.ts';
import { remotePath } from './remote-path.ts';
import { tarWords } from './tar-words.ts';

const OPTIONS: OptionList = {
  flags:
    '-A|--catenate|--concatenate -c|--create --delete -d|--diff|--compare -r|--append --test-label -t|--list -u|--update -x|--extract|--get --check-device -G|--incremental --ignore-failed-read --no-check-device --no-seek -n|--seek -S|--sparse --exclude-backups --exclude-caches --exclude-caches-all --exclude-caches-under --exclude-vcs --exclude-vcs-ignores --no-null --no-recursion --no-unquote --no-verbatim-files-from --null --recursion --unquote --verbatim-files-from --anchored --ignore-case --no-anchored --no-ignore-case --no-wildcards --no-wildcards-match-slash --wildcards --wildcards-match-slash --keep-directory-symlink --keep-newer-files -k|--keep-old-files --no-overwrite-dir --overwrite --overwrite-dir --recursive-unlink --remove-files --skip-old-files -U|--unlink-first -W|--verify --ignore-command-error --no-ignore-command-error -O|--to-stdout --clamp-mtime --delay-directory-restore -m|--touch --no-delay-directory-restore --no-same-owner --no-same-permissions --numeric-owner -p|--preserve-permissions|--same-permissions --same-owner -s|--preserve-order|--same-order --acls --no-acls --no-selinux --no-xattrs --selinux --xattrs --force-local -M|--multi-volume -B|--read-full-records -i|--ignore-zeros --old-archive|--portability --posix -a|--auto-compress -j|--bzip2 -J|--xz --lzip --lzma --lzop --no-auto-compress --zstd -z|--gzip|--gunzip|--ungzip -Z|--compress|--uncompress --hard-dereference -h|--dereference --one-file-system -P|--absolute-names --full-time -l|--check-links -R|--block-number --show-defaults --show-omitted-dirs --show-snapshot-field-ranges --show-transformed-names|--show-stored-names --utc -v|--verbose -w|--interactive|--confirmation -o -?|--help --restrict --usage --version',
  values:
    '-g|--listed-incremental --hole-detection --level --sparse-version --add-file -C|--directory|--cd --exclude --exclude-ignore --exclude-ignore-recursive --exclude-tag --exclude-tag-all --exclude-tag-under -T|--files-from -X|--exclude-from --to-command --group --group-map --mode --mtime --owner --owner-map --sort --xattrs-exclude --xattrs-include -f|--file -F|--info-script|--new-volume-script -L|--tape-length --rmt-command --rsh-command --volno-file -b|--blocking-factor --record-size -H|--format --pax-option -V|--label -I|--use-compress-program -K|--starting-file --newer-mtime -N|--newer|--after-date --suffix --strip-components --transform|--xform --checkpoint-action --index-file --no-quote-chars --quote-chars --quoting-style --warning',
  optional: '--occurrence --one-top-level --atime-preserve --backup --checkpoint --totals',
};

/** `tar` in all three styles of options (`tar xzf`, `tar -xzf`, `tar --extract`). */
export const TAR = defineProgram({
  names: ['tar', 'gtar', 'bsdtar'],
  summary:
    'reads what it packs, writes what it unpacks; `--to-command`, `--checkpoint-action`, `-I`, `-F`, `--remove-files`, remote archives, `TAR_OPTIONS`',
  options: OPTIONS,
  describe(call, effects) {
    const args = tarWords(call);
    if (call.env['TAR_OPTIONS']?.known === false) effects.unknown('dynamic-command');
    const parsed: Call = { ...call, args, options: parseOptions(args, grammarOf(OPTIONS)) };
    if (onlyInforms(parsed) || parsed.options.has('-?')) return;
    runsPrograms(parsed, effects);
    for (const list of parsed.options.values('-X')) effects.reads(list);
    for (const key of ['--index-file', '-g', '--volno-file'])
      for (const file of parsed.options.values(key))
        effects.action('file.write', { file_path: file });
    const { options } = parsed;
    if (options.has('-c') || options.has('-r') || options.has('-u') || options.has('-A'))
      packs(parsed, effects);
    else if (options.has('-x')) unpacks(parsed, effects);
    else if (options.has('--delete'))
      for (const archive of options.values('-f'))
        effects.action('file.edit', { file_path: archive });
    else if (options.has('-t') || options.has('-d')) {
      readsArchive(parsed, effects);
      effects.stdout(NOTHING_TOLD);
    }
  },
});

function runsPrograms(call: Call, effects: Effects): void {
  const { options } = call;
  const filters = [...options.values('-I'), ...options.values('-F')];
  const shells = [...options.values('--rsh-command'), ...options.values('--rmt-command')];
  for (const command of [...filters, ...shells]) effects.line(command, { wrapper: 'tar' });
  if (options.has('-x') || options.has('-t') || options.has('-d'))
    for (const command of options.values('--to-command'))
      effects.line(command, { wrapper: 'tar', stdin: { taint: { unknown: true } } });
  for (const action of options.values('--checkpoint-action'))
    if (action.text.startsWith('exec='))
      effects.line({ ...action, text: action.text.slice(5) }, { wrapper: 'tar' });
}

function packs(call: Call, effects: Effects): void {
  const { options } = call;
  const members = [...options.operands, ...options.values('--add-file')].flatMap((word) =>
    placesOf(call, word),
  );
  const recursive = options.has('--no-recursion') || options.has('-A') ? undefined : true;
  for (const member of members) effects.action('file.read', { file_path: member, recursive });
  const listed = options.values('-T').flatMap((list) => listedIn(call, effects, list));
  for (const member of listed) effects.action('file.read', { file_path: member, recursive });
  if (options.has('--remove-files'))
    for (const member of [...members, ...listed])
      effects.action('file.delete', { file_path: member, recursive });
  writesArchive(call, effects, taintOfTrees(call, [...members, ...listed], recursive ?? false));
}

/** The names that `-T` lists; `-` is standard input. */
function listedIn(call: Call, effects: Effects, list: Value): readonly Value[] {
  const { text } = list.text === '-' ? (call.stdin ?? NOTHING_TOLD) : effects.reads(list);
  if (text === undefined) return [unknownValue()];
  const names = text.split(call.options.has('--null') ? '\0' : '\n').filter((name) => name !== '');
  return names.flatMap((name) => placesOf(call, literal(name)));
}

/** A member is relative to the `-C` before it; one that may stand before a `-C` has both places. */
function placesOf(call: Call, member: Value): readonly Value[] {
  const folders = call.options.values('-C');
  if (folders.length === 0 || member.text.startsWith('/') || member.text.startsWith('@'))
    return [member];
  const inFolders = folders.map((folder) => joinValues([folder, member], '/'));
  const first = call.args.findIndex((word) => /^(?:-\w*C|--(?:dir|cd))/.test(word.text));
  return first < call.options.firstOperand && folders.length === 1
    ? inFolders
    : [member, ...inFolders];
}

function archiveOf({ options, env }: Call): Value | undefined {
  return options.values('-f').at(-1) ?? env['TAPE'];
}

function writesArchive(call: Call, effects: Effects, tree: Taint): void {
  const archive = archiveOf(call);
  // Called without a stream, standard output carries the taint of all that was read.
  if (archive === undefined || archive.text === '-') {
    if (tree.secret !== undefined) effects.stdout({ taint: tree });
    return;
  }
  effects.stdout(NOTHING_TOLD);
  const remote = call.options.has('--force-local') ? undefined : remotePath(archive);
  if (remote === undefined) {
    overwritesDevice(call, effects, archive);
    effects.writes(archive, { taint: tree });
    return;
  }
  effects.action('net.connect', { host: remote.host, upload: true });
  effects.sends({ taint: tree }, { host: remote.host });
  for (const member of call.options.operands)
    effects.sends(effects.reads(member), { host: remote.host });
}

function readsArchive(call: Call, effects: Effects): void {
  const archive = archiveOf(call);
  if (archive === undefined || archive.text === '-') return;
  const remote = call.options.has('--force-local') ? undefined : remotePath(archive);
  if (remote === undefined) effects.reads(archive);
  else effects.action('net.connect', { host: remote.host });
}

function unpacks(call: Call, effects: Effects): void {
  const { options } = call;
  readsArchive(call, effects);
  for (const list of options.values('-T')) if (list.text !== '-') effects.reads(list);
  if (options.has('-O') || options.has('--to-command')) return;
  const folders = options.values('-C');
  const top = options.values('--one-top-level').at(-1);
  const places = folders.length === 0 ? [literal('.')] : folders;
  for (const folder of places)
    effects.action('file.write', { file_path: top ?? folder, recursive: true });
  if (options.has('-P')) effects.action('file.write', { file_path: unknownValue() });
  effects.stdout(NOTHING_TOLD);
}
