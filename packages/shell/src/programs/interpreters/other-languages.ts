import type { Call, Effects, Program, Value } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { packageSource } from '../packages/package-action.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { waitsForCommands } from '../shapes/prompt.ts';
import { isStandardInput, runScriptFile } from '../shapes/script-file.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, valueOfStream } from '../shapes/values.ts';
import {
  APPLESCRIPT,
  ELIXIR,
  type HarmlessFacts,
  isHarmlessCode,
  JULIA,
  R,
} from './harmless-code.ts';

/**
 * Calls that hand a literal string to a shell, over the languages below: R's and Octave's
 * `system("…")`, AppleScript's `do shell script "…"`, Groovy's `"…".execute()`, Julia's
 * run(`…`), Erlang's `os:cmd("…")`, m4's `syscmd(…)`.
 */
const SHELL_CALLS: readonly RegExp[] = [
  /\b(?:system|system2|shell|popen|exec|executeCommand|sh|syscmd|esyscmd)\s*\(\s*(["'`])((?:\\.|(?!\1)[\s\S])*)\1/g,
  /\bdo\s+shell\s+script\s+(")((?:\\.|[^"\\])*)"/g,
  /(["'])((?:\\.|(?!\1)[^\n])*)\1\s*\.execute\s*\(/g,
  /\b(?:run|read|readchomp|success|pipeline)\s*\(\s*(`)([^`]*)`/g,
  /\bos:cmd\s*\(\s*(")((?:\\.|[^"\\])*)"/g,
  /\b(?:syscmd|esyscmd)\s*\(\s*([`])([^')]*)'?\s*\)/g,
];

/** What a program in a language without a reader would do, as far as its literal calls say. */
function describeUnread(text: Value, effects: Effects, harmless: Facts['computes']): void {
  if (harmless !== undefined && text.known && isHarmlessCode(text.text, harmless)) {
    installsPackages(text.text, effects);
    return;
  }
  for (const pattern of SHELL_CALLS)
    for (const match of text.text.matchAll(pattern))
      effects.line(literal((match[2] ?? '').replace(/\\(.)/g, '$1'), text.taint));
  effects.unknown('dynamic-code');
}

/** Mirrors of the registry of R's packages. */
const CRAN =
  /\brepos\s*=\s*(["'])https?:\/\/(?:[\w-]+\.)*(?:r-project\.org|rstudio\.com|posit\.co)[/\w.-]*\1/g;

/** R's `install.packages("x")`; whatever else its strings name is no package of the registry. */
function installsPackages(text: string, effects: Effects): void {
  for (const [, given = ''] of text.matchAll(/\binstall\.packages\(([\s\S]*)/g)) {
    const packages = given.replace(CRAN, '').match(/"[^"]*"|'[^']*'/g) ?? [];
    const names = packages.map((each) => each.slice(1, -1));
    const source = names.every((name) => packageSource(name) === 'registry') ? 'registry' : 'url';
    effects.action('package.install', { manager: 'cran', packages: names, source });
  }
}

/** Elixir code that a task of the project runs (`mix run -e`). */
export function runsElixir(code: Value, effects: Effects): void {
  describeUnread(code, effects, ELIXIR);
}

type Facts = {
  readonly names: readonly string[];
  readonly options: OptionList;
  readonly inline: readonly string[];
  readonly files?: readonly string[];
  /** Standard input without a script is code. */
  readonly readsInput?: true;
  /** What code of the language may name and still be harmless. */
  readonly computes?: HarmlessFacts;
  /** Subcommands that do not run their operand. */
  readonly harmless?: readonly string[];
};

/** Words with which such a program tells its version or usage, where they stand alone (`racket -v -e`). */
const TELLS = ['--version', '-version', '-v', '-V', '-h', '-help', '-?'] as const;

function defineUnread(facts: Facts): Program {
  return defineProgram({
    names: facts.names,
    summary: 'Shell calls with a literal line; scripts; the rest of the code is unknown',
    options: { ...facts.options, stopAtOperand: true },
    describe(call, effects) {
      if (asksForHelp(call) || asksAlone(call, ...TELLS)) return;
      const inline = facts.inline.flatMap((key) => call.options.values(key));
      for (const code of inline) describeUnread(code, effects, facts.computes);
      const files = (facts.files ?? []).flatMap((key) => call.options.values(key));
      for (const file of files) runScriptFile(call, effects, file, []);
      if (inline.length === 0 && files.length === 0) describeRest(call, effects, facts);
    },
  });
}

function describeRest(call: Call, effects: Effects, facts: Facts): void {
  const [script, ...args] = call.options.operands;
  const tells = call.options.has('--version') && call.stdin === undefined;
  if (script === undefined && tells) return;
  if (script === undefined || isStandardInput(script)) {
    if (facts.readsInput && call.stdin !== undefined)
      describeUnread(valueOfStream(call.stdin), effects, facts.computes);
    waitsForCommands(call, effects);
  } else if (script.text === 'eval' && args[0] !== undefined)
    describeUnread(args[0], effects, facts.computes);
  else if (!facts.harmless?.includes(script.text)) runScriptFile(call, effects, script, args);
}

/** Interpreters of languages that are not read. */
export const OTHER_LANGUAGES: readonly Program[] = [
  defineUnread({
    names: ['rscript', 'Rscript', 'littler'],
    inline: ['-e'],
    computes: R,
    options: {
      flags: '--vanilla --verbose --quiet --no-save --slave --help --version',
      values: '-e -g -d',
      clusters: false,
    },
  }),
  defineUnread({
    names: ['R', 'r'],
    inline: ['-e'],
    files: ['-f'],
    readsInput: true,
    computes: R,
    harmless: ['CMD'],
    options: {
      flags:
        '--vanilla --slave --no-echo --quiet|-q --silent --no-save --save --args --help --version --verbose -s',
      values: '-e -f|--file -g|--gui -d|--debugger',
      clusters: false,
    },
  }),
  defineUnread({
    names: ['osascript'],
    inline: ['-e'],
    computes: APPLESCRIPT,
    readsInput: true,
    options: { flags: '-i', values: '-e -l -s' },
  }),
  defineUnread({
    names: ['julia'],
    inline: ['-e', '-E'],
    computes: JULIA,
    files: ['-L'],
    readsInput: true,
    options: {
      flags: '-v|--version -h|--help -i -q|--quiet -O -g',
      values:
        '-e|--eval -E|--print -L|--load -J|--sysimage -C|--cpu-target -H|--home -p|--procs -t|--threads -m|--module --machine-file',
      optional:
        '--project --banner --color --startup-file --history-file --depwarn --check-bounds --optimize',
    },
  }),
  defineUnread({
    names: [
      'groovy',
      'groovysh',
      'scala',
      'scala-cli',
      'kotlin',
      'kotlinc',
      'clojure',
      'clj',
      'bb',
      'amm',
    ],
    inline: ['-e'],
    harmless: [
      'compile',
      'test',
      'build',
      'fmt',
      'setup-ide',
      'repl',
      'run',
      'package',
      'deps',
      'jar',
      'uberjar',
      'clean',
      'new',
      'version',
      'help',
      'publish',
    ],
    options: {
      flags: '-i -l -n -p -v|-version|--version -h|-help|--help -d -save -M -P',
      values:
        '-e|--eval|--execute-script -cp|-classpath|--classpath -D -c -f -m|--main -Sdeps -script',
      clusters: false,
    },
  }),
  defineUnread({
    names: ['elixir', 'iex', 'erl', 'escript'],
    inline: ['-e', '--eval', '-eval', '--rpc-eval'],
    computes: ELIXIR,
    files: ['-r', '-pr'],
    options: {
      flags: '-v|--version -h|--help --no-halt -noshell -noinput -S -detached',
      values:
        '-e --eval -eval -r -pr -pa -pz -s -run -name|--name -sname|--sname --cookie|-setcookie --rpc-eval --erl --app -config',
      clusters: false,
    },
  }),
  defineUnread({
    names: [
      'guile',
      'racket',
      'sbcl',
      'clisp',
      'ecl',
      'chicken-csi',
      'csi',
      'gosh',
      'janet',
      'newlisp',
      'picolisp',
      'chez',
      'swipl',
      'ghc',
      'runghc',
      'runhaskell',
      'ocaml',
      'crystal',
      'nim',
      'octave',
      'gnuplot',
      'maxima',
      'sage',
      'gap',
      'gp',
      'm4',
      'forth',
      'gforth',
      'rexx',
      'jshell',
      'qjs',
      'd8',
      'jsc',
      'rhino',
      'mujs',
      'gjs',
    ],
    inline: ['-e', '-c', '--eval', '--batch-string'],
    readsInput: true,
    harmless: [
      'build',
      'compile',
      'test',
      'format',
      'fmt',
      'tool',
      'docs',
      'spec',
      'analyze',
      'pub',
      'create',
      'env',
      'check',
      'make',
      'setup',
      'pkg',
      'init',
      'deps',
      'help',
      'version',
      'c',
      'cpp',
      'js',
      'doc',
    ],
    options: {
      flags:
        '-q|--quiet|--silent -s -h|--help -v|--version --noinform --non-interactive --no-init-file --persist --noinit',
      values:
        '-e|--eval|--eval-string|--expression -c --batch-string -l|--load -g -t -I -x -L -f|--require|-r|-u',
      clusters: false,
    },
  }),
  defineUnread({
    names: ['swift', 'dotnet-script'],
    inline: ['-e'],
    harmless: ['build', 'test', 'run', 'package', 'repl', 'format', 'sdk', 'help'],
    options: {
      flags: '-v|-version|--version -h|-help|--help',
      values: '-e -I -L -F -D -module-name -target',
      clusters: false,
    },
  }),
];
