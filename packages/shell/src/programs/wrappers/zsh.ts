import type { Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited, runInherited } from '../shapes/inherit.ts';
import { withoutPrefix } from '../shapes/values.ts';
import { defineWrapper } from './wrapper.ts';

/** `zargs [options] [-- words…] -- command`: the words are put behind the command. */
function zargsCommand(args: readonly Value[]): readonly Value[] {
  const marker = args.findLastIndex((word) => word.text === '--');
  const inputs = args.slice(0, Math.max(marker, 0)).filter((word) => !word.text.startsWith('-'));
  return [...args.slice(marker + 1), ...inputs];
}

/** Words of zsh, some of csh too, that run a command (zshbuiltins(1), zshcontrib(1), zshmodules(1)). */
export const ZSH_WORDS: readonly Program[] = [
  defineWrapper({
    names: ['repeat'],
    summary: 'The command it runs, after the count',
    skip: 1,
    options: {},
  }),
  defineWrapper({
    names: ['sched'],
    summary: 'The command it runs, after the time',
    skip: 1,
    options: { flags: '-o' },
  }),
  defineProgram({
    names: ['emulate'],
    summary: 'The line of `-c`',
    options: { flags: '-L -l -R', values: '-c -o' },
    describe(call, effects) {
      for (const line of call.options.values('-c')) lineInherited(call, effects, line);
    },
  }),
  defineProgram({
    names: ['zargs'],
    summary: 'The command behind the last `--`, with the words before it',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const argv = zargsCommand(call.args);
      if (argv.length > 0) runInherited(call, effects, argv);
    },
  }),
  defineProgram({
    names: ['zf_chgrp', 'zf_chmod', 'zf_chown', 'zf_ln', 'zf_mkdir', 'zf_mv', 'zf_rm', 'zf_rmdir'],
    summary: 'As the program without `zf_`',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const name = withoutPrefix({ text: call.name, known: true, taint: {} }, 'zf_'.length);
      runInherited(call, effects, [name, ...call.args]);
    },
  }),
];
