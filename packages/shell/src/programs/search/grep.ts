import { onlyInforms } from '../files/only-informs.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { printedBy, readsNamedBy, searches } from './searching.ts';

const OPTIONS: OptionList = {
  flags:
    '-E|--extended-regexp -F|--fixed-strings -G|--basic-regexp -P|--perl-regexp -i|-y|--ignore-case --no-ignore-case -w|--word-regexp -x|--line-regexp -z|--null-data -s|--no-messages -v|--invert-match -V|--version -b|--byte-offset -n|--line-number --line-buffered -H|--with-filename -h|--no-filename -o|--only-matching -q|--quiet|--silent -a|--text -I -r|--recursive -R|--dereference-recursive -L|--files-without-match -l|--files-with-matches -c|--count -T|--initial-tab -Z|--null --no-group-separator -U|--binary -O -S -p -u|--unix-byte-offsets',
  values:
    '-e|--regexp -f|--file -m|--max-count --label --binary-files -d|--directories -D|--devices --include --exclude --exclude-from --exclude-dir -B|--before-context -A|--after-context -C|--context --group-separator',
  optional: '--color|--colour',
};

/** `grep` and its variants: the first operand is the pattern unless `-e` or `-f` gives one. */
export const GREP = defineProgram({
  names: [
    'grep',
    'egrep',
    'fgrep',
    'rgrep',
    'ggrep',
    'zgrep',
    'zegrep',
    'zfgrep',
    'bzgrep',
    'bzegrep',
    'bzfgrep',
    'xzgrep',
    'xzegrep',
    'xzfgrep',
    'lzgrep',
    'zstdgrep',
    'pcregrep',
    'pcre2grep',
    'bsdgrep',
  ],
  summary: 'searches each operand after the pattern; `-r`, `-f`, `--exclude-from`',
  options: OPTIONS,
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V')) return;
    readsNamedBy(call, effects, '-f', '--exclude-from');
    const given = options.has('-e') || options.has('-f');
    const patterns = given ? options.values('-e') : options.operands.slice(0, 1);
    const paths = given ? options.operands : options.operands.slice(1);
    const folders = options.values('-d').some(({ text }) => text === 'recurse');
    const recursive = call.name === 'rgrep' || options.has('-r') || options.has('-R') || folders;
    searches(call, effects, {
      patterns,
      paths: recursive && paths.length === 0 ? [literal('.')] : paths,
      recursive,
      names: options.values('--include'),
      ...printedBy(call, ['-q', '-c'], ['-l', '-L']),
    });
  },
});
