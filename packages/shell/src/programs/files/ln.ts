import { posix } from 'node:path';
import type { Call, Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';
import { mayBeSeveral, sourcesAndTarget } from './sources-and-target.ts';

/** `ln`: `TARGET LINK`, `TARGET… FOLDER`, `-t FOLDER TARGET…`, or `TARGET` for a link right here. */
export const LN = defineProgram({
  names: ['ln', 'gln'],
  summary: 'links each target; `-s`, `-f`, `-t`',
  options: {
    flags:
      '-b -d|-F|--directory -f|--force -i|--interactive -L|--logical -n|--no-dereference|-h -P|--physical -r|--relative -s|--symbolic -T|--no-target-directory -v|--verbose -w',
    values: '-S|--suffix -t|--target-directory',
    optional: '--backup',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const parts = sourcesAndTarget(call) ?? linkRightHere(call);
    if (parts === undefined) return;
    for (const source of parts.sources)
      effects.action('file.link', { file_path: parts.target, to: source });
    effects.stdout(NOTHING_TOLD);
  },
});

/** `link TARGET LINK`: one hard link. */
export const LINK = defineProgram({
  names: ['link', 'glink'],
  summary: 'links its target',
  options: {},
  describe(call: Call, effects: Effects) {
    const [target, link] = call.options.operands;
    if (onlyInforms(call) || target === undefined || link === undefined) return;
    effects.action('file.link', { file_path: link, to: target });
  },
});

function linkRightHere(call: Call): { sources: readonly Value[]; target: Value } | undefined {
  const [target] = call.options.operands;
  if (target === undefined || mayBeSeveral(target)) return undefined;
  return { sources: [target], target: { ...target, ...literal(posix.basename(target.text)) } };
}
