import { posix } from 'node:path';
import type { Call, Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal, prefixed } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';
import { NOTHING_TOLD } from './reading.ts';
import { arrivalOf, mayBeSeveral, sourcesAndTarget } from './sources-and-target.ts';

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
    for (const source of parts.sources) {
      const link = arrivalOf(call, source, parts);
      effects.action('file.link', { file_path: link, to: meantBy(call, source, link) });
    }
    // With these the link takes the place of the target, and of all that was reached through it.
    if (call.options.has('-n') || call.options.has('-T'))
      effects.action('file.write', { file_path: parts.target, recursive: true });
    effects.stdout(NOTHING_TOLD);
  },
});

/** What a link leads to: a relative path in a symbolic link starts at the link's own folder. */
function meantBy(call: Call, source: Value, link: Value): Value {
  const isSymbolic = call.options.has('-s') && !call.options.has('-r');
  const folder = link.text.slice(0, link.text.lastIndexOf('/') + 1);
  if (!isSymbolic || folder === '' || !link.known || /^[/*]/.test(source.text)) return source;
  return prefixed(folder, source);
}

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

function linkRightHere(call: Call): ReturnType<typeof sourcesAndTarget> {
  const [source] = call.options.operands;
  if (source === undefined || mayBeSeveral(source)) return undefined;
  const target = { ...source, ...literal(posix.basename(source.text)) };
  return { sources: [source], target, isFolder: false };
}
