import type { Program } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';

/** Programs that are git by another name, or rewrite its history. */
export const OTHER_FRONT_ENDS: readonly Program[] = [
  defineProgram({
    names: ['hub'],
    summary: 'The git command it hands its words to',
    subcommands: true,
    options: { stopAtOperand: true },
    describe: (call, effects) => runInherited(call, effects, [literal('git'), ...call.args]),
  }),
  defineProgram({
    names: ['bfg'],
    summary: 'Rewrites every commit (`git.filter-repo`)',
    options: { abbreviations: false, clusters: false },
    describe(call, effects) {
      if (onlyInforms(call) || call.args.length === 0) return;
      effects.action('git.filter-repo', { args: call.args, destroys: ['history'] });
    },
  }),
];
