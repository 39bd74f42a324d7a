import type { Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';

/** `ar` and the old style of `jar`: a bundle of letters, an archive, its members (`ar rcs LIB FILE…`). */
export const AR = defineProgram({
  names: ['ar', 'llvm-ar', 'gcc-ar'],
  summary: 'packs, lists and unpacks by its letters',
  options: { abbreviations: false },
  describe(call, effects) {
    const words = call.args.filter(({ text }, index) => index === 0 || !text.startsWith('-'));
    const [bundle, archive, ...members] = words;
    describeLetters(effects, bundle?.text.replace(/^-/, '') ?? '', archive, members);
  },
});

/** `jar cf JAR FILE…`, `jar --create --file JAR FILE…`; `-C FOLDER` comes before a member. */
export const JAR = defineProgram({
  names: ['jar'],
  summary: 'packs, lists and unpacks',
  options: {
    flags:
      '-c|--create -x|--extract -t|--list -u|--update -d|--describe-module -v|--verbose -0|--no-compress -M|--no-manifest --version',
    values:
      '-f|--file -C -m|--manifest -e|--main-class --release --module-version --date -i|--generate-index',
    abbreviations: false,
  },
  describe(call, effects) {
    const [bundle] = call.args;
    if (bundle !== undefined && /^[ctxufvm0Me]+$/.test(bundle.text)) {
      const members = call.args.slice(1).filter(({ text }) => !text.startsWith('-'));
      return describeLetters(effects, bundle.text, members[0], members.slice(1), true);
    }
    const { options } = call;
    const letters = ['-c', '-x', '-t', '-u'].filter((key) => options.has(key)).join('');
    const files = [...options.values('-C'), ...options.operands];
    describeLetters(effects, letters.replaceAll('-', ''), options.values('-f').at(-1), files, true);
  },
});

function describeLetters(
  effects: Effects,
  letters: string,
  archive: Value | undefined,
  members: readonly Value[],
  folders = false,
): void {
  if (archive === undefined || !/^[a-zA-Z0-9]+$/.test(letters)) return;
  if (/[cqru]/.test(letters)) {
    for (const member of members)
      effects.action('file.read', { file_path: member, recursive: folders ? true : undefined });
    effects.action('file.write', { file_path: archive });
  } else if (letters.includes('x')) {
    effects.reads(archive);
    effects.action('file.write', { file_path: literal('.'), recursive: true });
  } else effects.action(/[tp]/.test(letters) ? 'file.read' : 'file.edit', { file_path: archive });
}
