import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { joinValues, literal } from '../shapes/values.ts';

/** The ending a compressor adds; a `un…` name or `-d` takes it away again. */
const ENDINGS: { readonly [name: string]: string } = {
  gzip: '.gz',
  gunzip: '.gz',
  pigz: '.gz',
  unpigz: '.gz',
  bzip2: '.bz2',
  bunzip2: '.bz2',
  pbzip2: '.bz2',
  xz: '.xz',
  unxz: '.xz',
  lzma: '.lzma',
  unlzma: '.lzma',
  zstd: '.zst',
  unzstd: '.zst',
  zstdmt: '.zst',
  lz4: '.lz4',
  unlz4: '.lz4',
  lzop: '.lzo',
  lzip: '.lz',
  compress: '.Z',
  uncompress: '.Z',
  brotli: '.br',
};

/** Programs that only print what is packed. */
const PRINTERS = ['zcat', 'gzcat', 'bzcat', 'xzcat', 'zstdcat', 'lz4cat', 'lzcat'];

const OPTIONS: OptionList = {
  flags:
    '-c|--stdout|--to-stdout -d|--decompress|--uncompress -f|--force -k|--keep -l|--list -L|--license -n|--no-name -N|--name -q|--quiet -r|--recursive --rsyncable --synchronous -t|--test -v|--verbose -V|--version -z|--compress -h -H|--long-help -1|--fast -9|--best -0 -2 -3 -4 -5 -6 -7 -8 -e|--extreme -s|--small --rm --ultra --single-stream --no-sparse -m|--multiple -j',
  values:
    '-S|--suffix --format --check --threads --block-size --memlimit-compress --memlimit-decompress --memlimit --memory -o|--output -D --filelist --output-dir-flat --output-dir-mirror --processes --blocksize --patch-from -w --lgwin --trace --maxdict --dictID --comment --alias',
  // Letters that take a value in some of these programs and none in others count as taking none.
  optional:
    '-F -C -T -M -p -b --files --files0 --adapt --long --auto-threads --priority --stream-size --size-hint --target-compressed-block-size',
};

/**
 * Compressors that replace each operand by its packed or unpacked form: what it held lives on under
 * the other name, so this is a read and a write, no delete.
 */
export const COMPRESS = defineProgram({
  names: [...Object.keys(ENDINGS), ...PRINTERS],
  summary: 'reads each operand, writes its other form; `-c`, `-o FILE`, `-r`',
  options: OPTIONS,
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V')) return;
    const { options } = call;
    const recursive = options.has('-r') ? true : undefined;
    for (const key of ['--files', '--files0', '--filelist'])
      for (const list of options.values(key)) effects.reads(list);
    for (const path of options.operands)
      if (path.text !== '-') effects.action('file.read', { file_path: path, recursive });
    const output = options.values('-o').at(-1);
    const quiet =
      PRINTERS.includes(call.name) || ['-c', '-t', '-l'].some((key) => options.has(key));
    if (output !== undefined) {
      if (output.text !== '-') effects.action('file.write', { file_path: output });
      return;
    }
    if (!quiet) writesOtherForms(call, effects);
  },
});

function writesOtherForms(call: Call, effects: Effects): void {
  const { options } = call;
  const paths = options.operands.filter(({ text }) => text !== '-');
  for (const path of paths)
    effects.action('file.write', {
      file_path: options.has('-r') ? path : otherForm(call, path),
      recursive: options.has('-r') ? true : undefined,
    });
  if (paths.length > 0) effects.stdout({ taint: {} });
}

function otherForm(call: Call, path: Value): Value {
  const suffix = call.options.values('-S').at(-1)?.text;
  const ending = suffix ?? ENDINGS[call.name] ?? '';
  const unpacks =
    call.name.startsWith('un') || /^(?:g|b)un/.test(call.name) || call.options.has('-d');
  if (!unpacks) return joinValues([path, literal(ending)], '');
  const { text } = path;
  const dot = text.endsWith(ending) ? text.length - ending.length : text.lastIndexOf('.');
  return dot > 0 ? { ...path, text: text.slice(0, dot) } : path;
}
