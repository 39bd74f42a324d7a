import { onlyInforms } from '../files/only-informs.ts';
import { sourcesAndTarget } from '../files/sources-and-target.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runsSshOptions } from './ssh-options.ts';
import { transfers } from './transfer.ts';

/** `scp SOURCE… TARGET`. The key that `-i` names is used, not shown. */
export const SCP = defineProgram({
  names: ['scp', 'pscp'],
  summary: 'copies each source to the target, local or remote; `-S`, `-o ProxyCommand`',
  options: {
    flags: '-3 -4 -6 -A -B -C -O -p -q -R -r -s -T -v',
    values: '-c -D -F -i -J -l -o -P -S -X',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    const parts = sourcesAndTarget(call);
    if (onlyInforms(call) || parts === undefined) return;
    for (const program of options.values('-S')) effects.run([program], { wrapper: 'scp' });
    runsSshOptions(call, effects, options.values('-o'));
    transfers(call, effects, { ...parts, recursive: options.has('-r') });
  },
});
