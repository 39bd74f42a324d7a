import type { Call, Effects, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal, unknownValue } from '../shapes/values.ts';
import { onlyInforms } from './only-informs.ts';

/**
 * Programs that put files into a trash can, or remove them for good (`srm`, `rimraf`, `del`, `wipe`).
 * Either way the file is gone from where it was.
 */
export const TRASH = defineProgram({
  names: ['trash', 'trash-put', 'rip', 'srm', 'rimraf', 'del-cli', 'wipe', 'safe-rm', 'rmtrash'],
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

/** `gio trash`, `gio remove` and their kin of the desktops: a verb, then what it is for. */
export const DESKTOP_FILES = defineProgram({
  names: ['gio', 'gvfs-trash', 'gvfs-rm', 'kioclient', 'kioclient5'],
  summary: 'deletes each operand of `remove` and `trash`; `copy`, `move` and `cat`',
  options: { flags: '-f|--force --empty --list --restore --noninteractive --interactive' },
  describe(call, effects) {
    const [verb, ...paths] = call.options.operands;
    if (onlyInforms(call) || call.options.has('--list') || call.options.has('--restore')) return;
    const isVerb = !call.name.startsWith('gvfs-');
    if (verb?.text === 'trash' && call.options.has('--empty')) return emptiesTrash(call, effects);
    const removes = !isVerb || /^(?:trash|remove|rm)$/.test(verb?.text ?? '');
    const carries = /^(copy|move|mv|cp)$/.exec(isVerb ? (verb?.text ?? '') : '')?.[1];
    if (carries !== undefined) return transports(effects, paths, carries);
    for (const path of isVerb ? paths : call.options.operands)
      if (removes) effects.action('file.delete', { file_path: path, recursive: true });
      else if (verb?.text === 'cat') effects.stdout(effects.reads(path));
  },
});

/** The last path is where the others go. */
function transports(effects: Effects, paths: readonly Value[], verb: string): void {
  const [to, ...sources] = paths.toReversed();
  const action = verb.startsWith('m') ? 'file.move' : 'file.copy';
  for (const source of to === undefined ? [] : sources)
    effects.action(action, { file_path: source, to });
}

/** Below the home folder: freedesktop.org's Trash specification, `$XDG_DATA_HOME/Trash`. */
const TRASH_CAN = '/.local/share/Trash';

/** `trash-empty`, `trash-rm`: what was put into the trash can is gone for good. */
export const TRASH_EMPTY = defineProgram({
  names: ['trash-empty', 'trash-rm'],
  summary: 'deletes what lies in the trash can',
  options: { flags: '-f|--force --dry-run --all-users', values: '--trash-dir' },
  describe(call, effects) {
    if (!onlyInforms(call) && !call.options.has('--dry-run')) emptiesTrash(call, effects);
  },
});

function emptiesTrash(call: Call, effects: Effects): void {
  const folder = call.home === undefined ? unknownValue() : literal(call.home + TRASH_CAN);
  effects.action('file.delete', { file_path: folder, recursive: true });
}
