import { defineProgram } from '../shapes/define-program.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';

/**
 * Programs that put files into a trash can, or remove them for good (`srm`, `rimraf`, `del`, `wipe`).
 * Either way the file is gone from where it was.
 */
export const TRASH = defineProgram({
  names: ['trash', 'trash-put', 'rip', 'srm', 'rimraf', 'del-cli', 'wipe', 'safe-rm'],
  summary: 'deletes each operand',
  options: {
    flags:
      '-f|--force -r|-R|--recursive|-rf|-fr -v|--verbose -i|--interactive -d|--decompose -s|--seance -l -m -n -z -q -c',
    values: '--trash-dir --graveyard -u|--unbury',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    if (call.name === 'rip' && (call.options.has('-u') || call.options.has('-s'))) return;
    const recursive = call.name === 'rimraf' || call.options.has('-r') ? true : undefined;
    for (const path of call.options.operands)
      effects.action('file.delete', { file_path: path, recursive });
  },
});

/** Below the home folder: freedesktop.org's Trash specification, `$XDG_DATA_HOME/Trash`. */
const TRASH_CAN = '/.local/share/Trash';

/** `trash-empty`, `trash-rm`: what was put into the trash can is gone for good. */
export const TRASH_EMPTY = defineProgram({
  names: ['trash-empty', 'trash-rm'],
  summary: 'deletes what lies in the trash can',
  options: { flags: '-f|--force --dry-run --all-users', values: '--trash-dir' },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('--dry-run')) return;
    const folder = call.home === undefined ? unknownValue() : literal(call.home + TRASH_CAN);
    effects.action('file.delete', { file_path: folder, recursive: true });
  },
});
