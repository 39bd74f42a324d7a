import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { followed } from '../shapes/followed.ts';
import { keepsSomeProcesses } from '../shapes/process-list.ts';
import { literal, valueOfStream } from '../shapes/values.ts';
import { readSedScript, type SedPower } from './sed-script.ts';
import { cutsValues, printsNames } from './variable-names.ts';

/**
 * `sed`: the first operand is the script unless `-e` or `-f` gives one. In a script `r` and `w` name
 * files and `e`, `s///e` run shell lines; `--sandbox` refuses all of these.
 */
export const SED = defineProgram({
  names: ['sed', 'gsed', 'ssed'],
  summary: 'reads each operand, edits it with `-i`; `r`, `w`, `e`, `s///e` of the script',
  options: {
    flags:
      '-n|--quiet|--silent --debug --follow-symlinks --posix -E|-r|--regexp-extended -s|--separate --sandbox -u|--unbuffered -z|--null-data --zero-terminated -a',
    values: '-e|--expression -f|--file -l|--line-length',
    optional: '-i|--in-place -I',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { scripts, files } = wordsOf(call);
    const all = [...scripts, ...call.options.values('-f').map((file) => scriptFile(file, effects))];
    if (!call.options.has('--sandbox'))
      for (const script of joinScripts(all)) exercise(call, effects, script);
    const inPlace = call.options.has('-i') || call.options.has('-I');
    if (!inPlace) {
      effects.stdout({ taint: keepsSomeProcesses(readInputs(call, effects, files).taint) });
      const isCut = all.length === 1 && all.every(({ text, known }) => known && cutsValues(text));
      if (isCut) printsNames(effects, files.length);
      return;
    }
    for (const file of files) effects.action('file.edit', { file_path: file });
  },
});

function wordsOf(call: Call): { scripts: readonly Value[]; files: readonly Value[] } {
  const { options } = call;
  // BSD's `-i` takes the next word as suffix; an empty one can be nothing else.
  const inPlace = options.has('-i') || options.has('-I');
  const hasSuffix = inPlace && options.operands[0]?.text === '';
  const given = hasSuffix ? options.operands.slice(1) : options.operands;
  // BSD's `-l` takes no number: what GNU's would take is then the script.
  const operands = [...options.values('-l').filter(({ text }) => !/^\d+$/.test(text)), ...given];
  if (options.has('-e') || options.has('-f'))
    return { scripts: options.values('-e'), files: operands };
  return { scripts: operands.slice(0, 1), files: operands.slice(1) };
}

/** Pieces given by several `-e` are lines of one script. */
function joinScripts(scripts: readonly Value[]): readonly Value[] {
  if (scripts.length < 2) return scripts;
  const text = scripts.map((each) => each.text).join('\n');
  const taint = Object.assign({}, ...scripts.map((each) => each.taint));
  return [{ text, known: scripts.every((each) => each.known), taint }];
}

function scriptFile(file: Value, effects: Effects): Value {
  const content = valueOfStream(effects.reads(file));
  if (!content.known) effects.unknown('script-body');
  return content.known ? content : literal('');
}

function exercise(call: Call, effects: Effects, script: Value): void {
  if (script.taint.remote !== undefined) effects.unknown('remote-code');
  else if (script.taint.decoded) effects.unknown('decoded-code');
  const { powers, complete } = readSedScript(script.text);
  // A script sed would refuse does nothing; one with a part that is not known may be another.
  if (!complete && !script.known) effects.unknown('dynamic-code');
  const { things, isCut } = followed(powers);
  for (const power of things) apply(call, effects, script, power);
  if (isCut) effects.unknown('too-many');
}

function apply(call: Call, effects: Effects, script: Value, power: SedPower): void {
  const word = (text: string): Value => {
    const known = script.known || !text.includes('*');
    return known ? literal(text) : { text, known, pattern: text, taint: script.taint };
  };
  switch (power.kind) {
    case 'read':
      effects.reads(word(power.file));
      return;
    case 'write':
      effects.generates();
      effects.action('file.write', { file_path: word(power.file) });
      return;
    case 'run-input':
      effects.line(call.stdin ?? { taint: { unknown: true } }, { wrapper: 'sed' });
      return;
    case 'run': {
      effects.line(word(power.command), { wrapper: 'sed' });
      if (power.partOfLine) effects.unknown('dynamic-code');
    }
  }
}
