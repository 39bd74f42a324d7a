import type { Call, Effects } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** `dasel`: `-f FILE`; `put` and `delete` write it back, to `-o` if given. */
export const DASEL = defineProgram({
  names: ['dasel'],
  summary: 'reads `-f FILE`; `put` and `delete` edit it',
  options: {
    flags:
      '-h|--help -v|--version --colour --color -c|--compact -n --plain -m|--multiple --escape-html --pretty',
    values:
      '-f|--file -o|--out -p|--parser -r|--read -w|--write -s|--selector -t|--type -v|--value --indent --format -i|--in',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-h')) return;
    const { options } = call;
    const changes = ['put', 'delete'].includes(options.operands[0]?.text ?? '');
    const outputs = options.values('-o').filter(({ text }) => text !== 'stdout' && text !== '-');
    const files = options.values('-f');
    const inPlace = changes && !options.has('-o');
    for (const file of files)
      effects.action(inPlace ? 'file.edit' : 'file.read', { file_path: file });
    for (const output of outputs) effects.action('file.write', { file_path: output });
  },
});

/** `sd FIND REPLACE FILE…`: edits each file in place, `-p` only shows it. */
export const SD = defineProgram({
  names: ['sd'],
  summary: 'edits each operand after the first two; `-p` only prints',
  options: {
    flags: '-p|--preview -F|--fixed-strings|-s|--string-mode -h|--help -V|--version -A|--across',
    values: '-n|--max-replacements|-l|--limit -f|--flags',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-h')) return;
    const files = call.options.operands.slice(2);
    if (files.length === 0) return effects.stdout({ taint: call.stdin?.taint ?? {} });
    const action = call.options.has('-p') ? 'file.read' : 'file.edit';
    for (const file of files) effects.action(action, { file_path: file });
  },
});

/** `xmllint`: reads XML; `--output` and `--shell`'s `save` write. */
export const XMLLINT = defineProgram({
  names: ['xmllint'],
  summary: 'reads each operand; `--output FILE`',
  options: {
    flags:
      '--version --debug --copy --recover --noent --noout --nowarning --nonet --nowrap --valid --html --format --push --memory --timing --repeat --insert --compress --xinclude --noblanks --shell --c14n --stream --load-trace --sax --nocdata --nsclean --dropdtd --huge --quiet',
    values:
      '-o|--output --xpath --encode --path --schema --relaxng --schematron --dtdvalid --dtdvalidfpi --maxmem --pattern --pretty',
    abbreviations: false,
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options } = call;
    for (const key of ['--schema', '--relaxng', '--schematron', '--dtdvalid'])
      for (const file of options.values(key)) effects.reads(file);
    const { taint } = readInputs(call, effects);
    for (const output of options.values('-o')) effects.writes(output, { taint });
    effects.stdout({ taint });
  },
});

/** `xmlstarlet ed -L`: edits in place; its other commands print. */
export const XMLSTARLET = defineProgram({
  names: ['xmlstarlet', 'xml'],
  summary: 'reads its last operand; `ed -L` edits it',
  options: { flags: '-L|--inplace', stopAtOperand: false, abbreviations: false },
  describe(call, effects) {
    const file = call.options.operands.at(-1);
    if (onlyInforms(call) || file === undefined || call.options.operands.length < 2) return;
    const edits =
      /^ed(?:it)?$/.test(call.options.operands[0]?.text ?? '') && call.options.has('-L');
    effects.action(edits ? 'file.edit' : 'file.read', { file_path: file });
  },
});

/** `pandoc`: reads each operand, writes `-o`; filters and writers are programs. */
export const PANDOC = defineProgram({
  names: ['pandoc'],
  summary: 'reads each operand; `-o FILE`; `--filter` and `--lua-filter` run programs',
  options: {
    flags:
      '-s|--standalone -S --toc|--table-of-contents -N|--number-sections -h|--help -v|--version -q|--quiet --verbose --self-contained --embed-resources --sandbox -p --preserve-tabs --mathjax --katex',
    values:
      '-f|-r|--from|--read -t|-w|--to|--write -o|--output --data-dir -d|--defaults -F|--filter -L|--lua-filter -M|--metadata --metadata-file -V|--variable --template --wrap --columns --toc-depth -c|--css --reference-doc --pdf-engine --pdf-engine-opt --bibliography --csl --citation-abbreviations -H|--include-in-header -B|--include-before-body -A|--include-after-body --resource-path --extract-media --highlight-style --syntax-definition --log --epub-cover-image --shift-heading-level-by --eol --dpi --tab-stop --request-header',
    abbreviations: false,
  },
  describe: describePandoc,
});

function describePandoc(call: Call, effects: Effects): void {
  const { options } = call;
  if (onlyInforms(call) || options.has('-h') || options.has('-v')) return;
  const read = ['-d', '--metadata-file', '--template', '-c', '--bibliography', '-H', '-B', '-A'];
  const others = read.flatMap((key) => options.values(key));
  for (const program of options.values('-F')) effects.run([program], { wrapper: 'pandoc' });
  for (const engine of options.values('--pdf-engine'))
    effects.run([engine, ...options.values('--pdf-engine-opt')], { wrapper: 'pandoc' });
  // A format of one's own is a program in Lua, as a filter is.
  const formats = [...options.values('-f'), ...options.values('-t')];
  const scripts = formats.filter(({ text }) => text.endsWith('.lua'));
  for (const filter of [...options.values('-L'), ...scripts])
    effects.script({ path: filter.text, language: 'lua', args: [] });
  const files = options.operands.filter(({ text }) => !/^https?:/.test(text));
  for (const url of options.operands)
    if (/^https?:/.test(url.text)) effects.action('web.fetch', { url, method: 'GET' });
  const inputs = options.operands.length > 0 && files.length === 0 ? [] : files;
  readInputs(call, effects, [...others, ...inputs]);
  for (const output of [...options.values('-o'), ...options.values('--log')])
    if (output.text !== '-') effects.action('file.write', { file_path: output });
  for (const folder of options.values('--extract-media'))
    effects.action('file.write', { file_path: folder, recursive: true });
}
