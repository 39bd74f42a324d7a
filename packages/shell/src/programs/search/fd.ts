import { parseOptions } from '../../options.ts';
import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { literal, substitute } from '../shapes/values.ts';
import { foundPaths } from './found-paths.ts';

const OPTIONS: OptionList = {
  flags:
    '-H|--hidden --no-hidden -I|--no-ignore --ignore --no-ignore-vcs --ignore-vcs --no-require-git --no-ignore-parent --no-global-ignore-file -u|--unrestricted -s|--case-sensitive -i|--ignore-case -g|--glob --regex -F|--fixed-strings -a|--absolute-path --relative-path -l|--list-details -L|--follow --no-follow -p|--full-path -0|--print0 --prune -1 -q|--quiet|--has-results --show-errors --one-file-system|--mount|--xdev -h -V',
  values:
    '--and -d|--max-depth|--maxdepth --min-depth --exact-depth -E|--exclude -t|--type -e|--extension -S|--size --changed-within|--change-newer-than|--newer|--changed-after --changed-before|--change-older-than|--older -o|--owner --format --batch-size --ignore-file -c|--color -j|--threads --max-results --max-buffer-time --base-directory -C --path-separator --search-path --ignore-contain --gen-completions',
  optional: '--strip-cwd-prefix --hyperlink',
  abbreviations: false,
};

/** `fd`: `PATTERN [PATH…]`; `-x` and `-X` run a command for what was found. */
export const FD = defineProgram({
  names: ['fd', 'fdfind'],
  summary: 'finds below each path; `-x COMMAND`, `-X COMMAND`',
  options: OPTIONS,
  describe(call, effects) {
    const { commands, rest } = splitCommands(call.args);
    const options = parseOptions(rest, grammarOf(OPTIONS));
    if (onlyInforms({ ...call, args: rest, options })) return;
    if (options.has('-h') || options.has('-V')) return;
    const [pattern, ...paths] = options.operands;
    const bases = [...options.values('--base-directory'), ...options.values('-C')];
    const named = [...options.values('--search-path'), ...paths];
    const roots = named.length > 0 ? named : bases.length > 0 ? bases : [literal('.')];
    for (const list of options.values('--ignore-file')) effects.reads(list);
    for (const root of roots)
      effects.action('file.glob', { file_path: root, pattern, recursive: true });
    const extensions = options.values('-e').map((each) => ({ ...each, text: `*.${each.text}` }));
    const names = extensions.length > 0 ? extensions : namesOf(pattern, options.has('-g'));
    const found = foundPaths(roots, names);
    for (const argv of commands) runFor(call, effects, found, argv);
    effects.stdout({ partial: `${found.map(({ text }) => text).join('\n')}\n`, taint: {} });
  },
});

/** Globs for the names a pattern finds: a glob itself, or text that may stand anywhere in a name. */
function namesOf(pattern: Value | undefined, isGlob: boolean): readonly Value[] | undefined {
  if (pattern === undefined || !pattern.known) return undefined;
  if (isGlob) return [pattern];
  const text = pattern.text.replace(/^\^|\$$|\\(?=\.)/g, '');
  if (!/^[\w.-]+$/.test(text)) return undefined;
  const inside = literal(`*${text}*`);
  return text.startsWith('.') ? [literal(`${text}*`), inside] : [inside];
}

type Split = { readonly commands: readonly (readonly Value[])[]; readonly rest: readonly Value[] };

/** `-x`, `-X` and their long forms take all words up to a `;`. */
function splitCommands(args: readonly Value[]): Split {
  const commands: Value[][] = [];
  const rest: Value[] = [];
  let command: Value[] | undefined;
  for (const word of args) {
    const joined = word.text.match(/^--exec(?:-batch)?=/)?.[0];
    if (command !== undefined) {
      if (word.text === ';') command = undefined;
      else command.push(word);
    } else if (joined !== undefined || STARTS_COMMAND.test(word.text)) {
      command = joined === undefined ? [] : [{ ...word, text: word.text.slice(joined.length) }];
      commands.push(command);
    } else rest.push(word);
  }
  return { commands, rest };
}

/** Flags may be bundled before the letter (`-HIx`). */
const STARTS_COMMAND = /^(?:--exec|--exec-batch|-[HIusigFalLp01q]*[xX])$/;

const PLACEHOLDERS = ['{}', '{/}', '{//}', '{.}', '{/.}'];

function runFor(
  call: Call,
  effects: Effects,
  found: readonly Value[],
  argv: readonly Value[],
): void {
  const placed = argv.some(({ text }) => PLACEHOLDERS.some((each) => text.includes(each)));
  for (const path of found) {
    const part: Value = { text: '*', known: false, pattern: '*', taint: path.taint };
    const filled = argv.map((word) =>
      PLACEHOLDERS.reduce((sum, each) => substitute(sum, each, each === '{}' ? path : part), word),
    );
    effects.run(placed ? filled : [...filled, path], { wrapper: call.name });
  }
}
