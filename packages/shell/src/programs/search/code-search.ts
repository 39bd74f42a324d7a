import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { printedBy, readsNamedBy, runsNamedBy, searches } from './searching.ts';

/** `ag`: the silver searcher. `--pager` runs a command. */
export const AG = defineProgram({
  names: ['ag'],
  summary: 'searches each operand after the pattern; `--pager COMMAND`',
  options: {
    flags:
      '--ackmate -c|--count --color --nocolor --column --filename --nofilename --group --nogroup --heading --noheading -L|--files-without-matches -l|--files-with-matches --numbers --nonumbers -o|--only-matching --passthrough|--passthru --print-all-files --silent --stats --stats-only --vimgrep -0|--null|--print0 -a|--all-types -D|--debug -f|--follow -F|--fixed-strings|--literal -h|--help --hidden -i|--ignore-case -Q -r|--recurse -n|--norecurse -s|--case-sensitive -S|--smart-case --search-binary -t|--all-text -u|--unrestricted -U|--skip-vcs-ignores -v|--invert-match -V|--version -w|--word-regexp -z|--search-zip --one-device --list-file-types --nobreak --break -H --nopager --affinity',
    values:
      '--color-line-number --color-match --color-path --depth -g -G|--file-search-regex --ignore --ignore-dir -m|--max-count -p|--path-to-ignore --pager -W|--width --workers',
    // A number may follow as a word of its own; anything else is the pattern.
    optional: '-A|--after -B|--before -C|--context',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V') || call.options.has('-h')) return;
    readsNamedBy(call, effects, '-p');
    searchFolders(call, effects, call.options.has('-g'));
  },
});

/** `ack`: as `ag`. `--ackrc` and `--files-from` read lists. */
export const ACK = defineProgram({
  names: ['ack', 'ack-grep'],
  summary: 'searches each operand after the pattern; `--pager COMMAND`',
  options: {
    flags:
      '-f -l|--files-with-matches -L|--files-without-matches -c|--count -i|--ignore-case -I|--no-ignore-case -S|--smart-case --no-smart-case -v|--invert-match -w|--word-regexp -Q|--literal -o --passthru -1 -H|--with-filename -h|--no-filename --print0 -s --nopager --group --nogroup --heading --break --noheading --flush --sort-files --show-types -x -r|-R|--recurse -n|--no-recurse -k|--known-types --help-types --help-colors --help-rgb-colors --version --ignore-ack-defaults --create-ackrc --dump --man --follow --nofollow --noenv --env --underline --column --color --nocolor --colour --nocolour',
    values:
      '--range-start --range-end --match --output -m|--max-count -A|--after-context -B|--before-context --pager -p|-P|--proximate --color-filename --color-match --color-colno --color-lineno --files-from --ignore-file --ignore-dir --ignore-directory --noignore-dir -t|--type -T|--type-not --type-set --type-add --type-del --ackrc -g',
    optional: '-C|--context',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    readsNamedBy(call, effects, '--ackrc', '--files-from');
    searchFolders(call, effects, call.options.has('-f') || call.options.has('-g'));
  },
});

/** `ugrep`: as `grep`; `--filter`, `--pager` and `--view` run commands. */
export const UGREP = defineProgram({
  names: ['ugrep', 'ug', 'ugrep+', 'ug+'],
  summary: 'searches each operand after the pattern; `--filter`, `--pager`, `--view`',
  options: {
    flags:
      '-a|--text -b|--byte-offset -c|--count --cpp --csv -E|--extended-regexp -F|--fixed-strings -G|--basic-regexp -P|--perl-regexp -H|--with-filename -h|--no-filename -i|--ignore-case -I|--ignore-binary -j|--smart-case --json -k|--column-number -l|--files-with-matches -L|--files-without-match --line-buffered -n|--line-number -o|--only-matching -p|--no-dereference -q|--quiet|--silent -r|--recursive -R|--dereference-recursive -S|--dereference-files -s|--no-messages -T|--initial-tab -U|--ascii|--binary -u|--ungroup -V|--version -v|--invert-match -W|--with-hex -w|--word-regexp -X|--hex -x|--line-regexp -y|--any-line|--passthru -Y|--empty -Z|--null -z|--decompress -0|--null --stats --tree --xml --heading --fuzzy -1 -2 -3 -+ -% -@',
    values:
      '-A|--after-context -B|--before-context -C|--context --binary-files --colors -D|--devices -d|--directories -e|--regexp -f|--file --exclude --exclude-dir --exclude-from --exclude-fs --filter --filter-magic-label --format -g|--glob --iglob --include --include-dir --include-from --include-fs -J|--jobs -K|--range -m|--min-count|--max-count --max-files -M|--file-magic -N|--neg-regexp -O|--file-extension --replace -t|--file-type --zmax --label --depth',
    optional:
      '--color|--colour --config --hyperlink --pager --view --pretty --save-config --sort --hexdump -Q|--query -?|--help',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    readsNamedBy(call, effects, '-f', '--exclude-from', '--include-from', '--config');
    runsNamedBy(call, effects, '--view');
    for (const filter of options.values('--filter')) runFilters(filter.text, filter.known, effects);
    searchFolders(call, effects, false);
  },
});

/** `ext,ext:command arguments %` and more after commas; `%` stands for the file. */
function runFilters(text: string, known: boolean, effects: Effects): void {
  for (const part of text.split(/,(?=[^:]*:)/)) {
    const command = part.slice(part.indexOf(':') + 1);
    effects.line({ text: command, known, taint: {} }, { wrapper: 'ugrep' });
  }
}

function searchFolders(call: Call, effects: Effects, listing: boolean): void {
  const { options } = call;
  runsNamedBy(call, effects, '--pager');
  const given = listing || options.has('-e') || options.has('-f') || options.has('--match');
  const named = given ? options.operands : options.operands.slice(1);
  const paths = named.length === 0 && call.stdin === undefined ? [literal('.')] : named;
  if (listing)
    for (const path of paths) effects.action('file.glob', { file_path: path, recursive: true });
  else
    searches(call, effects, {
      patterns: given ? [] : options.operands.slice(0, 1),
      paths,
      recursive: true,
      ...printedBy(call, ['-c'], ['-l', '-L']),
    });
}
