import type { Call, Effects, Value } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { readInputs } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { usesEnvironment } from './environment-use.ts';
import { describeJq } from './jq.ts';

/**
 * `yq`: mikefarah's (`yq [eval] EXPRESSION FILE…`, `-i` edits) or the Python one built on jq, whose
 * own options give it away. Expressions can load other files.
 */
export const YQ = defineProgram({
  names: ['yq'],
  summary: 'reads each operand after the expression; `-i` edits; `load()`, `-s` splits',
  options: {
    flags:
      '-C|--colors -e|--exit-status -h|--help -i|--inplace|--in-place -M|--no-colors -N|--no-doc -n|--null-input -P|--prettyPrint -r|--unwrapScalar -v|--verbose -V|--version -j|--tojson -0|--nul-output --debug-node-info --header-preprocess --csv-auto-parse --tsv-auto-parse --xml-keep-namespace --xml-raw-token --xml-skip-directives --xml-skip-proc-inst --xml-strict-mode --security-disable-env-ops --security-disable-file-ops --string-interpolation',
    values:
      '-f|--front-matter --from-file --expression -I|--indent -o|--output-format -p|--input-format -s|--split-exp --split-exp-file --xml-attribute-prefix --xml-content-name --xml-directive-name --xml-proc-inst-prefix --lua-prefix --lua-suffix --properties-separator --csv-separator --shell-key-separator',
    abbreviations: false,
  },
  describe(call, effects) {
    if (call.args.some(({ text }) => PYTHON_ONLY.test(text))) return describeJq(call, effects);
    if (!onlyInforms(call) && !call.options.has('-h') && !call.options.has('-V'))
      describeMikefarah(call, effects);
  },
});

/** Options of the Python program (`-y`, `--arg`, `-w 80`) that the other does not have. */
const PYTHON_ONLY =
  /^(?:-[ySsceRr]*[yYcSR][ySsceRr]*|--arg|--argjson|--slurpfile|--rawfile|--yaml-output|--yml-output|--raw-output|--yaml-roundtrip|--width|-w)$/;

function describeMikefarah(call: Call, effects: Effects): void {
  const { options } = call;
  for (const key of ['--from-file', '--split-exp-file'])
    for (const file of options.values(key)) effects.reads(file);
  const words = withoutCommand(options.operands);
  const inOptions = options.has('--from-file') || options.has('--expression');
  const [first] = words;
  const isExpression =
    !inOptions && first !== undefined && (words.length > 1 || !looksLikeFile(first));
  // `-s` of the Python program takes no value: then the expression stands where a file would.
  const files = (isExpression && !options.has('-s') ? words.slice(1) : words).concat(
    // A lone `.env` is an expression or a file; without another input it may be either.
    first !== undefined && words.length === 1 && isExpression && mayBeSecretFile(call, first)
      ? [first]
      : [],
  );
  const expressions = [
    ...options.values('--expression'),
    ...(isExpression ? words.slice(0, 1) : []),
  ];
  for (const expression of expressions) reportLoads(expression, effects);
  if (options.has('-s')) effects.action('file.write', { file_path: literal('.'), recursive: true });
  if (options.has('-i')) for (const file of files) effects.action('file.edit', { file_path: file });
  else effects.stdout({ taint: readInputs(call, effects, files).taint });
}

function mayBeSecretFile(call: Call, word: Value): boolean {
  return call.stdin === undefined && secretKind(word.text) !== undefined;
}

function withoutCommand(operands: readonly Value[]): readonly Value[] {
  const command = operands[0]?.text ?? '';
  return /^(?:e|eval|ea|eval-all)$/.test(command) ? operands.slice(1) : operands;
}

/** A single operand is a file if it is no expression: expressions start with a dot or have brackets. */
function looksLikeFile(word: Value): boolean {
  return /\.\w+$/.test(word.text) && !/^\.[\w[\]"']*(?:\.|$)|[()|\s[\]{}=]/.test(word.text);
}

/**
 * `load("x")` and its kin read a file; `env(NAME)` and `strenv(NAME)` one variable, `$ENV` and jq's
 * `env` all of them.
 */
function reportLoads(expression: Value, effects: Effects): void {
  for (const [, name] of expression.text.matchAll(/(?<![\w.$])(?:str)?env\(\s*(\w+)\s*\)/g))
    usesEnvironment(effects, name);
  if (/\$ENV(?!\.)\b|(?<![\w.$"])env(?!\s*\(|\w|subst)(?!\.)/.test(expression.text))
    usesEnvironment(effects);
  for (const [, name] of expression.text.matchAll(/(?:\$ENV|(?<![\w.$"])env)\.(\w+)/g))
    usesEnvironment(effects, name);
  for (const [, path] of expression.text.matchAll(
    /\bload(?:_str|_xml|_props|_base64)?\(\s*"([^"]*)"/g,
  ))
    if (path !== undefined) effects.reads(literal(path));
}
