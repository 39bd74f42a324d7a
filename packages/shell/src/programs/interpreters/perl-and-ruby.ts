import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { cwdOf } from '../shapes/inherit.ts';
import { joinValues, literal } from '../shapes/values.ts';
import { runCode } from './run-code.ts';
import { parseSwitches, type Switches, type SwitchKind } from './switches.ts';

/** perlrun, "Command Switches". */
const PERL_SWITCHES: { readonly [letter: string]: SwitchKind } = {
  '0': 'digits',
  C: 'rest',
  d: 'rest',
  D: 'rest',
  e: 'next',
  E: 'next',
  F: 'rest',
  i: 'rest',
  I: 'next',
  l: 'digits',
  m: 'rest',
  M: 'rest',
  V: 'rest',
  x: 'rest',
};

/** ruby(1). */
const RUBY_SWITCHES: { readonly [letter: string]: SwitchKind } = {
  '0': 'digits',
  C: 'next',
  e: 'next',
  E: 'next',
  F: 'rest',
  i: 'rest',
  I: 'next',
  K: 'rest',
  r: 'next',
  T: 'digits',
  W: 'rest',
  x: 'rest',
  X: 'next',
};

/** `-n`, `-p` and `<>` read the files named after the code, `-i` writes them back. */
function describeLineFilter(
  call: Call,
  effects: Effects,
  switches: Switches,
  readsNamed: boolean,
): void {
  const loops = readsNamed || ['n', 'p', 'i', 'a', 'F'].some((letter) => switches.has(letter));
  if (!loops) return;
  const streams = switches.operands.map((file) => {
    if (switches.has('i')) effects.action('file.edit', { file_path: file });
    return effects.reads(file);
  });
  const [only] = streams;
  if (only !== undefined && streams.length === 1) effects.stdout({ taint: only.taint });
  else if (streams.length === 0 && call.stdin !== undefined)
    effects.stdout({ taint: call.stdin.taint });
}

/** `-r./file` finds `./file` and `./file.rb`. */
function requireFile(call: Call, effects: Effects, library: Value): void {
  const paths = /\.rb$/.test(library.text) ? [library.text] : [library.text, `${library.text}.rb`];
  for (const path of paths)
    effects.script({
      path,
      language: 'ruby',
      args: [],
      ...(paths.length > 1 ? { optional: true } : {}),
      ...cwdOf(call),
    });
}

/** `perl`: `-e`, `-E`, `-M` that holds code, files edited in place with `-i`. */
export const PERL: Program = defineProgram({
  names: ['perl', 'perl5', 'raku', 'perl6'],
  summary: 'Code of `-e` and `-E`, standard input, scripts, files of `-n`, `-p` and `-i`',
  options: { stopAtOperand: true },
  describe(call, effects) {
    const switches = parseSwitches(call.args, PERL_SWITCHES);
    if (['v', 'V', 'h', 'help', 'version'].some((letter) => switches.has(letter))) return;
    if (switches.has('c') && !switches.has('e') && !switches.has('E')) return;
    // `-d:Module` puts another debugger in place of the one that asks.
    if (switches.values('d').some(({ text }) => !/^t?:/.test(text))) effects.interactive('perl');
    const pieces = [...switches.values('e'), ...switches.values('E')];
    // `-Mmodule…` becomes a `use` statement: what else stands in it is code too.
    const modules = [...switches.values('M'), ...switches.values('m')]
      .filter((module) => /[^\w:,=+.'-]/.test(module.text))
      .map((module) => joinValues([literal('use '), module, literal(';')], ''));
    for (const module of modules) effects.code('perl', module, 'inline');
    if (pieces.length === 0) return runCode(call, effects, 'perl', [], switches.operands);
    loadModules(call, effects, switches);
    const code = joinValues(pieces, '\n');
    describeLineFilter(call, effects, switches, /<(?:<>|ARGV)?>/.test(code.text));
    effects.code('perl', code, 'inline', { args: switches.operands });
  },
});

/** `-MName` loads `Name.pm` of the folders of `-I`, where the line may have written it. */
function loadModules(call: Call, effects: Effects, switches: Switches): void {
  const folders = switches.values('I');
  if (folders.length === 0) return;
  for (const module of [...switches.values('M'), ...switches.values('m')]) {
    const [name] = /^\w+(?:::\w+)*/.exec(module.text) ?? [];
    if (name === undefined) continue;
    for (const folder of folders)
      effects.script({
        path: `${folder.text}/${name.replaceAll('::', '/')}.pm`,
        language: 'perl',
        args: [],
        optional: true,
        ...cwdOf(call),
      });
  }
}

/** `ruby`: `-e`, `-r` of local files, files edited in place with `-i`, `-S` programs. */
export const RUBY: Program = defineProgram({
  names: ['ruby', 'jruby', 'truffleruby', 'irb', 'pry'],
  summary: 'Code of `-e`, standard input, scripts, files of `-n`, `-p`, `-i` and `-r`',
  options: { stopAtOperand: true },
  describe(call, effects) {
    const long = [
      '--encoding',
      '--external-encoding',
      '--internal-encoding',
      '--enable',
      '--disable',
    ];
    const switches = parseSwitches(call.args, RUBY_SWITCHES, long);
    if (['version', 'help', 'h', 'copyright'].some((letter) => switches.has(letter))) return;
    if (switches.has('c') && !switches.has('e')) return;
    for (const library of switches.values('r'))
      if (/^[./~]/.test(library.text)) requireFile(call, effects, library);
    const pieces = switches.values('e');
    const onlyVersion = switches.has('v') && call.args.length === 1;
    if (onlyVersion) return;
    if (pieces.length > 0) {
      const code = joinValues(pieces, '\n');
      describeLineFilter(call, effects, switches, /\bARGF\b|\$<|(?<!\.)\bgets\b/.test(code.text));
      effects.code('ruby', code, 'inline', { args: switches.operands });
    } else if (switches.has('S') && switches.operands.length > 0)
      effects.stdout(effects.run(switches.operands));
    else runCode(call, effects, 'ruby', [], switches.operands);
  },
});
