import type { Call, Effects, Taint, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { followed } from '../shapes/followed.ts';
import { keepsProcesses, printsEveryProcess } from '../shapes/process-list.ts';
import { joinTaint, literal, valueOfStream } from '../shapes/values.ts';
import { type AwkPower, type AwkText, readAwkProgram } from './awk-program.ts';
import { usesEnvironment } from './environment-use.ts';
import { printsFirstField, printsNames } from './variable-names.ts';

/**
 * `awk`: the first operand is the program unless `-f`, `-e` or `-E` gives one; options end there. A
 * program may run shell lines (`system`, pipes), and read and write files of its own.
 */
export const AWK = defineProgram({
  names: ['awk', 'gawk', 'mawk', 'nawk', 'original-awk', 'goawk'],
  summary:
    'reads each operand; `system()`, pipes, `getline`, redirections of the program; `-i inplace`',
  options: {
    flags:
      '-b|--characters-as-bytes -c|--traditional -C|--copyright -g|--gen-pot -h|--help -I|--trace -k|--csv -M|--bignum -N|--use-lc-numeric -n|--non-decimal-data -O|--optimize -P|--posix -r|--re-interval -s|--no-optimize -S|--sandbox -t|--lint-old -V|--version -safe -version',
    values:
      '-f|--file -F|--field-separator -v|--assign -e|--source -E|--exec -i|--include -l|--load -W',
    optional: '-d|--dump-variables -D|--debug -L|--lint -o|--pretty-print -p|--profile',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-V') || options.has('-h') || options.has('-C')) return;
    const { programs, operands } = programsOf(call, effects);
    const variables = variablesOf([...options.values('-v'), ...operands]);
    const shown = programs.map((program) => exercise(call, effects, program, variables));
    for (const key of ['-d', '-o', '-p'])
      for (const file of options.values(key)) effects.action('file.write', { file_path: file });
    const files = operands.filter((word) => !ASSIGNMENT.test(word.text));
    const inPlace = options.values('-i').some(({ text }) => /^inplace(?:\.awk)?$/.test(text));
    if (!inPlace) {
      const { taint } = readInputs(call, effects, files);
      const kept = keepsProcesses(taint, programs.flatMap(searchedBy));
      const found = programs.every(printsEachLine) ? printsEveryProcess(kept) : kept;
      effects.stdout({
        taint: shown.reduce(joinTaint, found),
        ...(programs.some(printsWords) ? { generated: true } : {}),
      });
      const fields = options.values('-F');
      const isFirst = programs.length === 1 && programs.every(printsNameField);
      if (isFirst && fields.length === 1 && fields[0]?.text === '=')
        printsNames(effects, operands.length + options.values('-v').length);
      return;
    }
    for (const file of files) effects.action('file.edit', { file_path: file });
  },
});

/** The patterns before the first action that a line must fit. */
function searchedBy({ text }: Value): readonly string[] {
  const [condition = ''] = text.split('{', 1);
  const found = condition.matchAll(/(!\s*~?\s*)?\/((?:\\.|[^/\\])+)\//g);
  return [...found].flatMap(([, not, pattern = '']) => (not === undefined ? [pattern] : []));
}

/** `{print $2}`, with `NR>1` before it for all lines but a heading. */
function printsEachLine({ text, known }: Value): boolean {
  return known && /^\s*(?:NR\s*(?:>\s*1|!=\s*1)\s*)?\{\s*print\s*\$\d+\s*;?\s*\}\s*$/.test(text);
}

function printsNameField({ text, known }: Value): boolean {
  return known && printsFirstField(text);
}

/** `name=value` among the operands sets a variable. */
const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/;

function programsOf(
  call: Call,
  effects: Effects,
): { programs: readonly Value[]; operands: readonly Value[] } {
  const { options } = call;
  const files = [...options.values('-f'), ...options.values('-E')];
  const inline = options.values('-e');
  if (files.length === 0 && inline.length === 0) {
    const [program, ...operands] = options.operands;
    return { programs: program === undefined ? [] : [program], operands };
  }
  return {
    programs: [...inline, ...files.flatMap((file) => programFile(call, file, effects))],
    operands: options.operands,
  };
}

/** A program in a file: read here if the line wrote it, else left to the runtime. */
function programFile(call: Call, file: Value, effects: Effects): readonly Value[] {
  if (file.text === '-' || file.text === '/dev/stdin')
    return [valueOfStream(call.stdin ?? { taint: {} })];
  const content = effects.reads(file);
  if (content.text !== undefined) return [literal(content.text, content.taint)];
  effects.script({ path: file.text, language: 'awk', args: [] });
  return [];
}

function variablesOf(words: readonly Value[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const { text, known } of words) {
    const [, name, value] = text.match(ASSIGNMENT) ?? [];
    if (name !== undefined && value !== undefined && known) variables.set(name, value);
  }
  return variables;
}

function exercise(
  call: Call,
  effects: Effects,
  program: Value,
  variables: ReadonlyMap<string, string>,
): Taint {
  if (program.taint.remote !== undefined) effects.unknown('remote-code');
  else if (program.taint.decoded) effects.unknown('decoded-code');
  if (program.text === '*' && !program.known) effects.unknown('dynamic-code');
  if (call.options.has('-S')) return {};
  const wordOf = ({ text, known }: AwkText): Value => {
    const sure = known && (program.known || !text.includes('*'));
    return sure ? literal(text) : { text, known: false, pattern: text, taint: program.taint };
  };
  const { things, isCut } = followed(readAwkProgram(program.text, variables));
  if (isCut) effects.unknown('too-many');
  return things.map((power) => apply(effects, power, wordOf)).reduce(joinTaint, {});
}

/** Gives the taint of variables that the program may print. */
function apply(effects: Effects, power: AwkPower, wordOf: (text: AwkText) => Value): Taint {
  switch (power.kind) {
    case 'run':
      if (!connects(effects, power.command))
        effects.line(wordOf(power.command), { wrapper: 'awk' });
      return {};
    case 'read':
      if (!connects(effects, power.file) && power.file.text !== '-')
        effects.reads(wordOf(power.file));
      return {};
    case 'write':
      if (connects(effects, power.file)) return {};
      effects.generates();
      effects.action('file.write', {
        file_path: wordOf(power.file),
        append: power.append ? true : undefined,
      });
      return {};
    case 'environment':
      return usesEnvironment(effects, power.name);
  }
}

/** `print "mv " $1`: words of the program's own are printed. */
function printsWords({ text }: Value): boolean {
  return /\bprintf?\b[^\n;}"]{0,200}"[^"\n]{0,200}[a-z]/i.test(text);
}

/** gawk's network files: `/inet/tcp/LOCAL/HOST/PORT`. */
const NETWORK = /^\/inet[46]?\/(?:tcp|udp)\/[^/]*\/([^/]+)\/(\d+)/;

/** True if the name is a connection, which is then reported. */
function connects(effects: Effects, { text }: AwkText): boolean {
  const [, host, port] = text.match(NETWORK) ?? [];
  if (host === undefined) return false;
  effects.action('net.connect', { host, port: Number(port) });
  return true;
}
