import type { Call, Effects } from '../../program.ts';
import { severityOfName } from '../infrastructure/severity.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal, unknownValue } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD, readInputs } from './reading.ts';

/**
 * `split [FILE [PREFIX]]`: writes pieces whose names begin with the prefix and go on as far as there
 * are pieces (`xaa` … `xzz`), or hands each to `--filter`.
 */
export const SPLIT = defineProgram({
  names: ['split', 'gsplit'],
  summary:
    'reads its first operand, writes pieces; `--filter` runs a shell line; commands of Split, the other program of this name',
  options: {
    flags: '-d -x -e|--elide-empty-files -u|--unbuffered --verbose',
    values:
      '-a|--suffix-length --additional-suffix -b|--bytes -C|--line-bytes --filter -l|--lines -n|--number -t|--separator -p',
    optional: '--numeric-suffixes --hex-suffixes',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    if (call.options.operands.length > 2) return switchesFeature(call, effects);
    const [input, prefix = literal('x')] = call.options.operands;
    const { taint } = readInputs(call, effects, input === undefined ? [] : [input]);
    const filter = call.options.values('--filter').at(-1);
    if (filter === undefined) effects.writes(joinValues([prefix, unknownValue()], ''), { taint });
    else effects.line(filter, { wrapper: 'split', stdin: { taint } });
    effects.stdout(NOTHING_TOLD);
  },
});

/** The other program of this name, Split's, has commands of three words: `split segments delete NAME`. */
function switchesFeature(call: Call, effects: Effects): void {
  const [kind, verb, target] = call.options.operands;
  const severity = severityOfName(verb?.text ?? '')?.severity ?? 'change';
  effects.action('infra.execute', {
    tool: 'split',
    verb: `${kind?.text} ${verb?.text}`,
    severity,
    ...(severity === 'destroy' ? { destructive: true } : {}),
    target,
  });
}

/**
 * `csplit FILE PATTERN…`: writes pieces whose names begin with `-f` and end as `-b` says. The
 * patterns are data.
 */
export const CSPLIT = defineProgram({
  names: ['csplit', 'gcsplit'],
  summary: 'reads its first operand, writes pieces; `-f`',
  options: {
    flags: '-k|--keep-files --suppress-matched -s|--quiet|--silent -z|--elide-empty-files',
    values: '-b|--suffix-format -f|--prefix -n|--digits',
  },
  describe(call, effects) {
    const [input] = call.options.operands;
    if (onlyInforms(call) || input === undefined) return;
    const { taint } = readInputs(call, effects, [input]);
    const prefix = call.options.values('-f').at(-1) ?? literal('xx');
    effects.writes(joinValues([prefix, unknownValue()], ''), { taint });
    effects.stdout(NOTHING_TOLD);
  },
});
