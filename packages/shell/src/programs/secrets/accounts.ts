import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/** `getent DATABASE [KEY]` (getent(1)): `shadow` and `gshadow` hold what passwords are checked by. */
export const GETENT: Program = defineProgram({
  names: ['getent'],
  summary: 'The password hashes of `shadow` and `gshadow`',
  options: { flags: '-i|--no-idn -A --help --usage -V|--version', values: '-s|--service' },
  describe(call, effects) {
    const [database] = call.options.operands;
    if (asksForHelp(call) || database === undefined) return;
    if (!/^g?shadow$/.test(database.text)) return;
    effects.stdout(effects.reads(literal(`/etc/${database.text}`)));
  },
});
