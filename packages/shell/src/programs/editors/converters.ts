import type { Call, Effects, Program, Taint, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { webFetch } from '../network/web-address.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { joinTaint, withoutPrefix } from '../shapes/values.ts';

/** Reads a file or an address that is to be converted; gives the taint of what comes in. */
export function readsSource(effects: Effects, source: Value): Taint {
  if (/^(?:https?|ftps?|rtmps?|rtsp|srt|udp|tcp):/i.test(source.text)) {
    webFetch(effects, source);
    return { remote: source.text };
  }
  if (/^(?:-|pipe:.*|fd:.*)$/.test(source.text)) return {};
  const scheme = /^file:(?:\/\/(?=\/))?/i.exec(source.text)?.[0] ?? '';
  return effects.reads(withoutPrefix(source, scheme.length)).taint;
}

/** Writes what was converted to a file or an address; standard output carries what came in. */
export function writesResult(effects: Effects, target: Value, taint: Taint): void {
  if (/^(?:https?|ftps?|rtmps?|rtsp|srt|udp|tcp|icecast|tee):/i.test(target.text)) {
    webFetch(effects, target, { method: 'PUT', upload: true });
    effects.sends({ taint }, { url: target });
  } else if (/^(?:-|pipe:.*|fd:.*|\/dev\/stdout)$/.test(target.text)) effects.stdout({ taint });
  else {
    const scheme = /^file:(?:\/\/(?=\/))?/i.exec(target.text)?.[0] ?? '';
    effects.writes(withoutPrefix(target, scheme.length), { taint });
    effects.stdout({ text: '', taint: {} });
  }
}

/** A program that reads its operands and writes one file. */
type ConverterFacts = {
  readonly names: readonly string[];
  readonly options: OptionList;
  /** Keys of options that name further files it reads. */
  readonly reads?: readonly string[];
  /** Keys of options that name what it writes. */
  readonly writes?: readonly string[];
  /** The last of two or more operands is what it writes, this text behind it. */
  readonly lastIsTarget?: { readonly ending: string };
  /** It changes the files it is given, unless an option names another. */
  readonly inPlace?: true;
};

function defineConverter(facts: ConverterFacts): Program {
  return defineProgram({
    names: facts.names,
    summary: 'Files read, files written',
    options: { ...facts.options, abbreviations: false },
    describe(call, effects) {
      if (!onlyInforms(call)) converts(call, effects, facts);
    },
  });
}

function converts({ options }: Call, effects: Effects, facts: ConverterFacts): void {
  const { operands } = options;
  const named = (facts.writes ?? []).flatMap((key) => options.values(key));
  const hasTarget = facts.lastIsTarget !== undefined && named.length === 0 && operands.length > 1;
  const sources = [
    ...(hasTarget ? operands.slice(0, -1) : operands),
    ...(facts.reads ?? []).flatMap((key) => options.values(key)),
  ];
  const taint = sources
    .map((source) => readsSource(effects, source))
    .reduce((sum: Taint, each) => joinTaint(sum, each), {});
  const last = hasTarget ? operands.at(-1) : undefined;
  const targets = last === undefined ? named : [withEnding(last, facts.lastIsTarget?.ending ?? '')];
  for (const target of targets) writesResult(effects, target, taint);
  if (facts.inPlace && targets.length === 0)
    for (const file of operands) effects.action('file.edit', { file_path: file });
}

function withEnding(file: Value, ending: string): Value {
  return file.text === '-' ? file : { ...file, text: file.text + ending };
}

/** Converters of documents, pictures and sound that only read and write files. */
export const CONVERTERS: readonly Program[] = [
  defineConverter({
    names: ['tesseract'],
    options: {
      values: '-l --psm --oem --dpi -c --tessdata-dir --user-words',
      flags: '--list-langs',
    },
    lastIsTarget: { ending: '.txt' },
  }),
  defineConverter({
    names: ['pdftotext', 'pdftohtml', 'pdftoppm', 'pdftocairo', 'pdfimages'],
    options: {
      flags: '-layout -raw -nopgbrk -q -v -h -png -jpeg -tiff -svg -pdf -mono -gray -list -all -j',
      values: '-f -l -r -x -y -W -H -enc -eol -opw -upw -scale-to -rx -ry',
      clusters: false,
    },
    lastIsTarget: { ending: '' },
  }),
  defineConverter({
    names: ['qpdf', 'pdfunite'],
    options: {
      flags: '--pages -- --linearize --decrypt --check --qdf --empty --verbose',
      values: '--password --encrypt --rotate --outfile -o',
      clusters: false,
    },
    writes: ['--outfile', '-o'],
    lastIsTarget: { ending: '' },
  }),
  defineConverter({
    names: ['wkhtmltopdf', 'wkhtmltoimage', 'weasyprint', 'rsvg-convert'],
    options: {
      flags: '-q --quiet --enable-local-file-access --disable-javascript -a --keep-aspect-ratio',
      values:
        '-s --page-size -T -B -L -R --dpi -w|--width -h|--height -f|--format -o|--output -z -d',
    },
    writes: ['-o'],
    lastIsTarget: { ending: '' },
  }),
  defineConverter({
    names: ['sox', 'lame', 'flac'],
    options: { flags: '-S -q -V --silent -f', values: '-b -r -c -e -t -o -n -C --bitrate' },
    writes: ['-o'],
    lastIsTarget: { ending: '' },
  }),
  defineConverter({
    names: ['cwebp', 'dwebp', 'avifenc'],
    options: {
      flags: '-lossless -quiet -v -mt -short',
      values: '-q -m -size -resize -crop -o -outfile -preset -alpha_q -f -sharpness -j -s -d',
      clusters: false,
    },
    writes: ['-o', '-outfile'],
    lastIsTarget: { ending: '' },
  }),
  defineConverter({
    names: ['optipng', 'jpegoptim', 'pngquant', 'oxipng', 'gifsicle'],
    options: {
      flags: '-q --quiet --strip-all -s --force -f -b --batch -v --skip-if-larger --lossless -y',
      values: '-o --out -d --dest -m --max --ext --quality --speed -dir -out --output',
      clusters: false,
    },
    writes: ['-o', '--out', '-out', '--output'],
    inPlace: true,
  }),
  defineConverter({
    names: ['inkscape'],
    options: {
      flags: '-D -C --export-plain-svg -l --batch-process -q',
      values:
        '-o|--export-filename --export-type -w|--export-width -h|--export-height -d|--export-dpi -a -i --export-id --actions -b',
    },
    writes: ['-o'],
    inPlace: true,
  }),
  defineConverter({
    names: ['mmdc'],
    options: {
      flags: '-q --quiet -x --export',
      values: '-i|--input -o|--output -t --theme -b -w -H -s -c -C -p -f --format',
      clusters: false,
    },
    reads: ['-i'],
    writes: ['-o'],
  }),
];
