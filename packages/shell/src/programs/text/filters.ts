import type { Program, Value } from '../../program.ts';
import { textFilter } from './text-filter.ts';

function isOnly(values: readonly Value[], text: string): boolean {
  return values.length === 1 && values.every((value) => value.known && value.text === text);
}

/** Programs that read their operands, print them changed, and do nothing else; options by manual. */
export const TEXT_FILTERS: readonly Program[] = [
  textFilter({
    names: ['cut', 'gcut'],
    options: {
      flags: '-n --complement -s|--only-delimited -z|--zero-terminated -w',
      values: '-b|--bytes -c|--characters -d|--delimiter -f|--fields --output-delimiter',
    },
    namesOnly: ({ options }) =>
      isOnly(options.values('-d'), '=') &&
      isOnly(options.values('-f'), '1') &&
      !options.has('--complement'),
  }),
  textFilter({
    names: ['paste', 'gpaste'],
    options: { flags: '-s|--serial -z|--zero-terminated', values: '-d|--delimiters' },
  }),
  textFilter({
    names: ['comm', 'gcomm'],
    options: {
      flags: '-1 -2 -3 -i --check-order --nocheck-order --total -z|--zero-terminated',
      values: '--output-delimiter',
    },
  }),
  textFilter({
    names: ['join', 'gjoin'],
    options: {
      flags: '-i|--ignore-case --check-order --nocheck-order --header -z|--zero-terminated',
      values: '-a -e -j -o -t -v -1 -2',
    },
  }),
  textFilter({
    names: ['fold', 'gfold'],
    options: { flags: '-b|--bytes -s|--spaces -c|--characters', values: '-w|--width' },
  }),
  textFilter({
    names: ['fmt', 'gfmt'],
    options: {
      flags: '-c|--crown-margin -s|--split-only -t|--tagged-paragraph -u|--uniform-spacing',
      values: '-p|--prefix -w|--width -g|--goal',
    },
  }),
  textFilter({
    names: ['pr', 'gpr'],
    options: {
      flags:
        '-a|--across -c|--show-control-chars -d|--double-space -F|-f|--form-feed -J|--join-lines -m|--merge -r|--no-file-warnings -t|--omit-header -T|--omit-pagination -v|--show-nonprinting',
      values:
        '--columns -D|--date-format -h|--header -l|--length -N|--first-line-number -o|--indent -w|--width -W|--page-width --pages',
      optional:
        '-e|--expand-tabs -i|--output-tabs -n|--number-lines -s|--separator -S|--sep-string',
    },
  }),
  textFilter({
    names: ['nl', 'gnl'],
    options: {
      flags: '-p|--no-renumber',
      values:
        '-b|--body-numbering -d|--section-delimiter -f|--footer-numbering -h|--header-numbering -i|--line-increment -l|--join-blank-lines -n|--number-format -s|--number-separator -v|--starting-line-number -w|--number-width',
    },
  }),
  textFilter({
    names: ['expand', 'unexpand', 'gexpand', 'gunexpand'],
    options: { flags: '-i|--initial -a|--all --first-only', values: '-t|--tabs' },
  }),
  textFilter({
    names: ['column'],
    options: {
      flags:
        '-t|--table -d|--table-noheadings -e|--table-header-repeat -L|--keep-empty-lines -J|--json -x|--fillrows -h -V',
      values:
        '-n|--table-name -O|--table-order -N|--table-columns -l|--table-columns-limit -E|--table-noextreme -H|--table-hide -R|--table-right -T|--table-truncate -W|--table-wrap -r|--tree -i|--tree-id -p|--tree-parent -c|--output-width -o|--output-separator -s|--separator',
    },
  }),
  textFilter({
    names: ['colrm', 'tsort', 'gtsort', 'col', 'colcrt', 'ul'],
    options: { flags: '-b -f -h -p -x', values: '-l' },
  }),
  textFilter({
    names: ['look'],
    skip: 1,
    options: { flags: '-a|--alternative -d|--alphanum -f|--ignore-case', values: '-t|--terminate' },
  }),
  textFilter({
    names: [
      'xsv',
      'qsv',
      'csvcut',
      'csvgrep',
      'csvlook',
      'csvstat',
      'csvsort',
      'csvjson',
      'in2csv',
    ],
    options: {
      flags:
        '-n|--names -z -y -l|--linenumbers -H|--no-header-row -t|--tabs -i|--invert-match -r|--reverse',
      values:
        '-c|--columns -C|--not-columns -d|--delimiter -q|--quotechar -m|--match -e|--encoding --regex -s|--select',
    },
  }),
];
