import { parseOptions } from '../../options.ts';
import type { Call, Effects, ParsedOptions, Taint, Value } from '../../program.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram, grammarOf, type OptionList } from '../shapes/define-program.ts';
import { joinTaint } from '../shapes/values.ts';
import { usesEnvironment } from './environment-use.ts';

/** `jq`, and the `yq` and `xq` built on it; manual, "Invoking jq". */
const OPTIONS: OptionList = {
  flags:
    '-c|--compact-output -n|--null-input -e|--exit-status -s|--slurp -r|--raw-output -j|--join-output -a|--ascii-output -R|--raw-input -C|--color-output -M|--monochrome-output -S|--sort-keys --tab --unbuffered --stream --stream-errors --seq --raw-output0 --args --jsonargs -h|--help -V|--version --build-configuration -b|--binary -y|--yaml-output|--yml-output -Y|--yaml-roundtrip|--yml-roundtrip -i|--in-place --indentless|--indentless-lists -x|--xml-output --toml-output --yaml-input --xml-force-list',
  values:
    '-f|--from-file -L|--library-path --indent -w|--width --yml-out-ver|--yaml-output-grammar-version --xml-dtd --xml-root --yml-out-version',
  abbreviations: false,
};

/** Options with two arguments, the second a file for those that are true. */
const PAIRS: { readonly [option: string]: boolean } = {
  '--arg': false,
  '--argjson': false,
  '--slurpfile': true,
  '--rawfile': true,
  '--argfile': true,
};

/** `jq FILTER FILE…`: the filter is data but for what it takes from the environment. */
export const JQ = defineProgram({
  names: ['jq', 'gojq', 'jaq'],
  summary: 'reads each operand after the filter; `-f`, `--slurpfile`, `--rawfile`, `env`, `-i`',
  options: OPTIONS,
  describe(call, effects) {
    describeJq(call, effects);
  },
});

/** What a jq call does: also for programs that take jq's options. */
export function describeJq(call: Call, effects: Effects): void {
  const { files: named, rest } = splitPairs(call.args);
  const options = parseOptions(rest, grammarOf(OPTIONS));
  if (options.has('-h') || options.has('-V')) return;
  for (const file of [...named, ...options.values('-f')]) effects.reads(file);
  const { filter, files } = operandsOf(options);
  const shown = filter === undefined ? {} : reportEnvironment(filter, effects);
  if (options.has('-i')) {
    for (const file of files) effects.action('file.edit', { file_path: file });
    return;
  }
  const { taint } = readInputs(call, effects, options.has('-n') && files.length === 0 ? [] : files);
  effects.stdout({ taint: joinTaint(taint, shown) });
  const isAlone = files.length === 0 && named.length === 0 && !options.has('-n');
  if (isAlone && filter?.known && selectsDescription(filter.text)) {
    effects.withholds();
    effects.stdout({ taint: { unknown: true } });
  }
}

const PATH = /^\.?(?:\.?[A-Za-z_]\w*\??|\."[\w-]+"|\[-?\d*\]\??)*$/;

/** Parts of a configuration that tell of a thing and hold no value that was given to it. */
const DESCRIBES =
  /(?:^|\.)(?:address|name|names|id|type|kind|status|state|phase|image|ip_?address|version|namespace|region|arn|created|running|health|actions|ports|replicas)(?:\[-?\d*\])?$/i;

/** Parts that hold what was given: the entries of a secret, variables, outputs. */
const HOLDS_VALUES = /\b(?:data|stringData|env|environment|outputs?|\w*values|\w*secret\w*)\b/i;

/** True if a filter lets only descriptions, names of keys or counts of its input through. */
function selectsDescription(filter: string): boolean {
  const steps = filter
    .replace(/\bselect\((?![^()]*(?:debug|stderr|error|input|halt))[^()]*\)/g, '.')
    .split('|')
    .map((step) => step.trim());
  const last = steps.pop() ?? '';
  if (!steps.every((step) => PATH.test(step)) || HOLDS_VALUES.test(filter)) return false;
  if (/^(?:keys|keys_unsorted|length)(?:\[\])?$/.test(last)) return true;
  return PATH.test(last) && DESCRIBES.test(last);
}

/** Takes the options with two arguments out; gives the files they name. */
function splitPairs(args: readonly Value[]): { files: readonly Value[]; rest: readonly Value[] } {
  const files: Value[] = [];
  const rest: Value[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined) break;
    const namesFile = Object.hasOwn(PAIRS, word.text) ? PAIRS[word.text] : undefined;
    if (namesFile === undefined) {
      rest.push(word);
      continue;
    }
    const file = args[index + 2];
    if (namesFile && file !== undefined) files.push(file);
    index += 2;
  }
  return { files, rest };
}

/** Behind `--args` and `--jsonargs` operands are data. */
function operandsOf(options: ParsedOptions): {
  filter: Value | undefined;
  files: readonly Value[];
} {
  const { operands } = options;
  const files = options.has('-f') ? operands : operands.slice(1);
  const filter = options.has('-f') ? undefined : operands[0];
  const data = options.has('--args') || options.has('--jsonargs');
  return { filter, files: data ? [] : files };
}

/** `env` and `$ENV` as a whole are a dump of the environment; `env.HOME` is one variable. */
function reportEnvironment(filter: Value, effects: Effects): Taint {
  const code = filter.text.replace(/(?<!\[\s*)"(?:[^"\\]|\\.)*"/g, '""');
  let taint: Taint = {};
  for (const use of code.matchAll(ENVIRONMENT)) {
    const name = use[1] ?? use[2];
    taint = joinTaint(taint, usesEnvironment(effects, name));
  }
  return taint;
}

/** The name stands behind a dot or in brackets. */
const ENVIRONMENT =
  /(?<![.\w$])(?:\$ENV|env)(?![\w:])(?:\s*\.\s*([A-Za-z_]\w*)|\s*\[\s*"([^"]*)"\s*\])?/g;
