import type { Call, Effects, Program, Value } from '../../program.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, splitValue, withoutPrefix } from '../shapes/values.ts';

/** Files an option names: put before the source, read for more options, or searched for in it. */
const READS = ['-include', '-imacros', '-specs', '-T', '-fprofile-use'] as const;

function sourcesOf(call: Call): readonly Value[] {
  const listed = call.options.operands.map((word) =>
    word.text.startsWith('@') ? withoutPrefix(word, 1) : word,
  );
  return [...listed, ...READS.flatMap((key) => call.options.values(key))];
}

/** What a compiler reads it shows: preprocessed, or line by line in its complaints. */
function compiles(call: Call, effects: Effects): void {
  const { options } = call;
  if (asksForHelp(call) || ['--version', '-v', '-dumpversion', '-dumpmachine'].some(isLone(call)))
    return;
  const stream = readInputs(call, effects, sourcesOf(call));
  effects.stdout({ taint: stream.taint });
  const output = options.values('-o').at(-1);
  if (output !== undefined && output.text !== '-') effects.writes(output, { taint: stream.taint });
  for (const file of ['-MF', '-MJ'].flatMap((key) => options.values(key)))
    effects.action('file.write', { file_path: file });
  for (const wrapper of options.values('-wrapper')) {
    const [program = wrapper, rest] = splitValue(wrapper, ',') ?? [wrapper];
    effects.run(
      rest === undefined
        ? [program]
        : [program, ...rest.text.split(',').map((word) => literal(word))],
    );
  }
  for (const plugin of options.values('-fplugin'))
    effects.action('code.execute', { language: 'binary', source: 'file', file_path: plugin });
}

function isLone(call: Call): (word: string) => boolean {
  return (word) => call.args.length === 1 && call.args[0]?.text === word;
}

/** Compilers and assemblers. */
export const COMPILERS: readonly Program[] = [
  defineProgram({
    names: [
      'gcc',
      'g++',
      'cc',
      'c++',
      'c89',
      'c99',
      'clang',
      'clang++',
      'clang-cpp',
      'cpp',
      'tcc',
      'icc',
      'icx',
      'emcc',
      'em++',
      'gfortran',
      'gdc',
      'gnat',
    ],
    summary: 'Reads its sources, `-include` and `@` files, writes `-o`; `-wrapper`, `-fplugin`',
    options: {
      flags:
        '-c -S -E -g -O -O0 -O1 -O2 -O3 -Os -Og -w -v -pipe -shared -static -pthread -fPIC -fpic -ansi -pedantic -P -dM -M -MM -MD -MMD -MG -MP -s -r -h -###',
      values:
        '-o -x -I -L -l -D -U -include -imacros -isystem -iquote -idirafter -isysroot -B -T -u -z -e -MF -MT -MQ -MJ -wrapper -Xlinker -Xassembler ' +
        '-Xpreprocessor -Xclang -target -arch -framework -specs -fplugin -std -march -mtune -aux-info -dumpdir',
      clusters: false,
      abbreviations: false,
    },
    describe: compiles,
  }),
  defineProgram({
    names: [
      'rustc',
      'javac',
      'groovyc',
      'swiftc',
      'nasm',
      'yasm',
      'as',
      'ld',
      'gold',
      'lld',
      'protoc',
      'flex',
      'lex',
      'bison',
      'yacc',
      'nvcc',
      'dmd',
      'ldc2',
      'fpc',
      'ocamlc',
      'ocamlopt',
      'valac',
      'zig-cc',
      'asm',
      'glslc',
      'sass',
      'scss',
      'lessc',
    ],
    summary: 'Reads its sources, which it quotes in its complaints; writes `-o`',
    options: {
      flags: '-c -g -O -v -h -w -W -t --help --version --verbose --watch -a -al -i -s -b',
      values:
        '-o -d -I -L -l -D -f -e -T -x -cp -classpath --crate-type --crate-name --edition --emit --out-dir --cfg --target --explain --style --release',
      clusters: false,
      abbreviations: false,
    },
    describe: compiles,
  }),
];
