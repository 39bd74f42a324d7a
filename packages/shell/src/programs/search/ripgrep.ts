import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { foundPaths, printedPaths } from './found-paths.ts';
import { printedBy, readsNamedBy, runsNamedBy, searches } from './searching.ts';

/**
 * `rg`: as `grep -r`; without paths the folder it runs in, or standard input when one is connected.
 * `--pre` and `--hostname-bin` run programs, `RIPGREP_CONFIG_PATH` names a file of more options.
 */
export const RIPGREP = defineProgram({
  names: ['rg', 'ripgrep'],
  summary: 'searches each operand after the pattern; `--pre COMMAND`, `-f`, `--files`',
  options: {
    flags:
      '--auto-hybrid-regex --binary --block-buffered -b|--byte-offset -s|--case-sensitive --column --no-context-separator -c|--count --count-matches --crlf --debug --trace --files -l|--files-with-matches --files-without-match -F|--fixed-strings -L|--follow --glob-case-insensitive -h --heading -.|--hidden -i|--ignore-case --ignore-file-case-insensitive --include-zero -v|--invert-match --json --line-buffered -n|--line-number -x|--line-regexp --max-columns-preview --mmap -U|--multiline --multiline-dotall --no-config -I|--no-filename --no-heading --no-ignore --no-ignore-dot --no-ignore-exclude --no-ignore-files --no-ignore-global --no-ignore-messages --no-ignore-parent --no-ignore-vcs -N|--no-line-number --no-messages --no-mmap --no-pcre2-unicode --no-require-git --no-unicode -0|--null --null-data --one-file-system -o|--only-matching --passthru|--passthrough -P|--pcre2 --pcre2-version -p|--pretty -q|--quiet -z|--search-zip -S|--smart-case --stats --stop-on-nonmatch -a|--text --trim --type-list -u|--unrestricted -V|--version --vimgrep -H|--with-filename -w|--word-regexp --sort-files --no-pre --no-hidden',
    values:
      '-A|--after-context -B|--before-context --color --colors -C|--context --context-separator --dfa-size-limit -E|--encoding --engine --field-context-separator --field-match-separator -f|--file --generate -g|--glob --hostname-bin --hyperlink-format --iglob --ignore-file -M|--max-columns -m|--max-count -d|--max-depth|--maxdepth --max-filesize --path-separator --pre --pre-glob --regex-size-limit -e|--regexp -r|--replace --sort --sortr -j|--threads -t|--type --type-add --type-clear -T|--type-not',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-h') || options.has('-V') || options.has('--type-list'))
      return;
    readsNamedBy(call, effects, '-f', '--ignore-file');
    runsNamedBy(call, effects, '--pre', '--hostname-bin');
    const config = call.env['RIPGREP_CONFIG_PATH'];
    if (config !== undefined && !options.has('--no-config')) effects.reads(config);
    const globs = [...options.values('-g'), ...options.values('--iglob')];
    const listing = options.has('--files');
    const given = listing || options.has('-e') || options.has('-f');
    const named = given ? options.operands : options.operands.slice(1);
    const here = named.length === 0 && call.stdin === undefined;
    const paths = here || (listing && named.length === 0) ? [literal('.')] : named;
    if (listing) {
      for (const path of paths) effects.action('file.glob', { file_path: path, recursive: true });
      const names = globs.filter(({ text }) => !text.startsWith('!'));
      const found = foundPaths(paths, names.length > 0 ? names : undefined);
      effects.stdout(printedPaths(found, options.has('-0') ? '\0' : '\n'));
      return;
    }
    searches(call, effects, {
      patterns: given ? options.values('-e') : options.operands.slice(0, 1),
      paths,
      recursive: true,
      names: globs.filter(({ text }) => !text.startsWith('!')),
      ...printedBy(call, ['-q', '-c', '--count-matches'], ['-l', '--files-without-match']),
    });
  },
});
