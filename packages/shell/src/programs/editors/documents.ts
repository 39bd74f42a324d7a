import type { Call, Effects, Program, Taint, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinTaint, literal, withoutPrefix } from '../shapes/values.ts';
import { readsSource, writesResult } from './converters.ts';

function taintOf(taints: readonly Taint[]): Taint {
  return taints.reduce((sum, each) => joinTaint(sum, each), {});
}

/** TeX and its kin: a document given as code, and programs that documents may start. */
const TEX: Program = defineProgram({
  names: ['pdflatex', 'xelatex', 'lualatex', 'latex', 'luatex', 'pdftex', 'xetex', 'tectonic'],
  summary: 'Documents read; lines of `\\write18` and Lua in code on the line',
  options: {
    flags:
      '-shell-escape|-enable-write18 -no-shell-escape|-disable-write18 -shell-restricted -halt-on-error -file-line-error -draftmode -recorder -version -help -ini -synctex',
    values: '-interaction -output-directory -jobname -output-format -fmt -progname --outdir -o',
    singleDashLong: true,
    clusters: false,
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    for (const key of ['-output-directory', '--outdir', '-o'])
      for (const folder of options.values(key))
        effects.action('file.write', { file_path: folder, recursive: true });
    for (const word of options.operands)
      if (word.text.startsWith('\\')) texCode(effects, word);
      else effects.action('file.read', { file_path: word });
  },
});

/** Code on the line: `\write18{LINE}`, `\directlua{CODE}`, `\input{|LINE}`, `\input{FILE}`. */
function texCode(effects: Effects, code: Value): void {
  if (!code.known || code.text.length > LONGEST_CODE) effects.unknown('dynamic-code');
  if (code.text.length > LONGEST_CODE) return;
  const at = (pattern: RegExp) => [...code.text.matchAll(pattern)].map(([, text = '']) => text);
  for (const line of at(/\\(?:immediate\s*)?(?:write18|ShellEscape)\s*\{([^{}]*)\}/g))
    effects.line(literal(line, code.taint), { wrapper: 'tex' });
  for (const line of at(/\\input\s*\{?\s*"?\|([^{}"]*)/g))
    effects.line(literal(line, code.taint), { wrapper: 'tex' });
  for (const lua of at(/\\(?:directlua|latelua)\s*\{(.*)\}/gs))
    effects.code('lua', literal(lua, code.taint), 'inline');
  for (const file of at(/\\(?:input|include|verbatiminput|lstinputlisting)\s*\{([^{}|]*)\}/g))
    effects.reads(literal(file, code.taint));
}

/** Code on the line up to which it is searched for what it runs. */
const LONGEST_CODE = 2048;

/** `latexmk`: `-e` is Perl, `-r` a file of it, `-pdflatex=LINE` and its like say what to run. */
const LATEXMK: Program = defineProgram({
  names: ['latexmk'],
  summary: 'Perl of `-e` and `-r`, lines of `-pdflatex=` and `-latex=`',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    for (const [index, word] of call.args.entries()) {
      const next = call.args[index + 1];
      if (/^--?e$/.test(word.text) && next !== undefined) effects.code('perl', next, 'inline');
      if (/^--?r$/.test(word.text) && next !== undefined)
        effects.script({ path: next.text, language: 'perl', args: [] });
      const setting = /^--?(?:pdf|xe|lua|dvi)?(?:latex|tex)=/.exec(word.text)?.[0];
      if (setting !== undefined)
        effects.line(withoutPrefix(word, setting.length), { wrapper: 'latexmk' });
    }
  },
});

/** `gs`: `-o` and `-sOutputFile=` may be `%pipe%LINE`; without its safety PostScript may do anything. */
const GHOSTSCRIPT: Program = defineProgram({
  names: ['ghostscript', 'gswin64c', 'gs'],
  summary: 'Documents read and written, the line of `%pipe%`, code of `-c`',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { outputs, code, files } = ghostscriptWords(call);
    const isUnsafe = call.args.some(({ text }) =>
      /^-d(?:NOSAFER|DELAYSAFER|ALLOWPSTRANSPARENCY)/.test(text),
    );
    if (isUnsafe && code) effects.unknown('dynamic-code');
    const taint = taintOf(files.map((file) => readsSource(effects, file)));
    for (const output of outputs)
      if (output.text.startsWith('%pipe%'))
        effects.line(withoutPrefix(output, 6), { wrapper: 'gs', stdin: { taint } });
      else if (output.text.startsWith('%stdout')) effects.stdout({ taint });
      else writesResult(effects, output, taint);
  },
});

function ghostscriptWords({ args }: Call): {
  readonly outputs: readonly Value[];
  readonly files: readonly Value[];
  readonly code: boolean;
} {
  const outputs: Value[] = [];
  const files: Value[] = [];
  let isCode = false;
  let code = false;
  for (const [index, word] of args.entries()) {
    const joined = /^-sOutputFile[=#]|^-o(?=.)/.exec(word.text)?.[0];
    const before = args[index - 1]?.text;
    if (joined !== undefined) outputs.push(withoutPrefix(word, joined.length));
    else if (before === '-o') outputs.push(word);
    else if (word.text === '-c') {
      isCode = true;
      code = true;
    } else if (word.text === '-f') isCode = false;
    else if (!word.text.startsWith('-') && !isCode) files.push(word);
    else if (/^-f./.test(word.text)) isCode = false;
  }
  return { outputs, files, code };
}

/** `soffice`: `--convert-to` writes beside it or to `--outdir`; an address of a macro runs it. */
const OFFICE: Program = defineProgram({
  names: ['soffice', 'libreoffice', 'lowriter', 'localc', 'unoconv'],
  summary: 'Documents converted, macros',
  options: {
    flags: '--headless --invisible --nologo --norestore --cat --version --help -h',
    values: '--convert-to --outdir --infilter -f|--format -o|--output',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call)) return;
    for (const word of options.operands) {
      if (/^(?:macro:|vnd\.sun\.star\.script:)/i.test(word.text)) effects.unknown('dynamic-code');
      else readsSource(effects, word);
    }
    for (const folder of [...options.values('--outdir'), ...options.values('-o')])
      effects.action('file.write', { file_path: folder, recursive: true });
  },
});

/** `exiftool`: `-if` and the like hold Perl; `-TAG=VALUE` changes the files, `-TAG<=FILE` reads one. */
const EXIFTOOL: Program = defineProgram({
  names: ['exiftool'],
  summary: 'Perl of `-if`, files changed, read and written',
  options: { clusters: false, abbreviations: false },
  describe(call, effects) {
    const { args } = call;
    const files = args.filter(
      ({ text }, index) => !text.startsWith('-') && !TAKES_WORD.test(args[index - 1]?.text ?? ''),
    );
    const recursive = args.some(({ text }) => /^-(?:r|recurse)\.?$/.test(text)) || undefined;
    for (const [index, { text }] of args.entries()) {
      const next = args[index + 1];
      if (/^-if\d*$/.test(text) && next !== undefined) effects.code('perl', next, 'inline');
      if (text === '-config' && next !== undefined)
        effects.script({ path: next.text, language: 'perl', args: [] });
      if (text === '-@' && next !== undefined) effects.reads(next);
      if (/^-(?:o|out)$/.test(text) && next !== undefined) effects.writes(next, { taint: {} });
      const source = /^-[\w:-]+<=(.+)$/s.exec(text)?.[1];
      if (source !== undefined) effects.reads(literal(source));
    }
    const changes = args.some(({ text }) => /^-[\w:*#-]+(?:[+-]?=|<)/.test(text));
    for (const file of files)
      effects.action(changes ? 'file.edit' : 'file.read', { file_path: file, recursive });
  },
});

/** Options of exiftool that take the next word (exiftool(1)). */
const TAKES_WORD =
  /^-(?:if\d*|config|@|o|out|p|printFormat|d|dateFormat|c|coordFormat|x|exclude|ext|extension|i|ignore|w\+?!?|textOut|tagOut|lang|charset|api|userParam|fileOrder|srcfile|csvDelim|listItem|sep|separator|password|geotag|stay_open|tagsFromFile|addTagsFromFile)$/i;

/** Programs that make and change documents, and may run what those or their options hold. */
export const DOCUMENTS: readonly Program[] = [TEX, LATEXMK, GHOSTSCRIPT, OFFICE, EXIFTOOL];
