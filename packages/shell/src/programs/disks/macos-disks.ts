import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** Verbs of `diskutil` that erase, by what they do; its manual lists them without regard to case. */
const DISKUTIL: { readonly [verb: string]: string } = {
  erasedisk: 'erase',
  erasevolume: 'erase',
  reformat: 'format',
  eraseoptical: 'erase',
  zerodisk: 'erase',
  randomdisk: 'erase',
  secureerase: 'erase',
  partitiondisk: 'partition',
  resizevolume: 'partition',
  splitpartition: 'partition',
  mergepartitions: 'partition',
  addpartition: 'partition',
  repairvolume: 'repair',
  repairdisk: 'repair',
};

/** What a group of verbs does to a container, a set or an encrypted volume. */
const GROUP_VERBS: readonly (readonly [RegExp, string])[] = [
  [/^(?:delete|erase|destroy|remove|convert|resize|revert)/i, 'destroy'],
  [/^(?:encrypt|decrypt|changepassphrase|setpassphrase)/i, 'encrypt'],
];

/** `diskutil VERB …`, and its groups `apfs`, `appleRAID`, `coreStorage`. */
export const DISKUTIL_PROGRAM = defineProgram({
  names: ['diskutil'],
  summary:
    '`eraseDisk`, `partitionDisk`, `apfs deleteVolume` … (`system.disk`); `list`, `info` tell',
  options: { abbreviations: false, clusters: false },
  describe(call, effects) {
    const words = call.args.filter(({ text }) => !text.startsWith('-'));
    const [first, second, third] = words;
    const verb = first?.text.toLowerCase() ?? '';
    const erasing = Object.hasOwn(DISKUTIL, verb) ? DISKUTIL[verb] : undefined;
    // `resizeVolume disk2 limits` asks how far it could go.
    const asks = [first, second].some((word) => /^resize/i.test(word?.text ?? ''));
    if (asks && words.at(-1)?.text === 'limits') return;
    if (erasing !== undefined)
      effects.action('system.disk', { verb: erasing, file_path: words.at(-1) });
    else if (/^(?:apfs|ap|appleraid|ar|corestorage|cs)$/.test(verb)) {
      const found = GROUP_VERBS.find(([pattern]) => pattern.test(second?.text ?? ''));
      if (found !== undefined) effects.action('system.disk', { verb: found[1], file_path: third });
    } else if (/^mount(?:disk)?$/.test(verb))
      effects.action('system.service', { verb: 'mount', target: words.at(-1) });
    else if (/^unmount(?:disk)?$|^u(?:n)?mount$|^eject$/.test(verb))
      effects.action('system.service', { verb: 'umount', target: words.at(-1) });
    else if (/^rename(?:volume)?$/.test(verb))
      effects.action('system.service', { verb, target: words.at(-1) });
  },
});

/** `hdiutil`: disk images; `attach` mounts one, `create` and `convert` write one. */
export const HDIUTIL = defineProgram({
  names: ['hdiutil'],
  summary: '`create` and `convert` write an image, `attach` and `detach` mount (`system.service`)',
  options: {
    flags:
      '-quiet -verbose -plist -readonly -nomount -noverify -noautoopen -force -ov -readwrite -shadow',
    values:
      '-o -format -size -fs -volname -srcfolder -srcdevice -mountpoint -encryption -type -layout',
    clusters: false,
    abbreviations: false,
  },
  describe(call, effects) {
    const { options } = call;
    const [verb, path] = options.operands;
    if (onlyInforms(call) || verb === undefined) return;
    for (const folder of options.values('-srcfolder'))
      effects.action('file.read', { file_path: folder, recursive: true });
    const output = options.values('-o').at(-1);
    switch (verb.text) {
      case 'create':
        return writesImage(effects, output ?? path);
      case 'convert':
      case 'makehybrid':
        if (path !== undefined) effects.reads(path);
        return writesImage(effects, output);
      case 'erasekeys':
        // Without its keys nothing in an encrypted image can be read again.
        if (path !== undefined) effects.action('file.delete', { file_path: path });
        return;
      case 'resize':
      case 'compact':
      case 'segment':
        if (path !== undefined) effects.action('file.edit', { file_path: path });
        return;
      case 'attach':
      case 'mount':
        effects.action('system.service', { verb: 'attach', target: path });
        return;
      case 'detach':
      case 'eject':
      case 'unmount':
        effects.action('system.service', { verb: 'detach', target: path });
    }
  },
});

function writesImage(effects: Effects, path: Value | undefined): void {
  if (path !== undefined) effects.action('file.write', { file_path: path });
  effects.stdout(NOTHING_TOLD);
}

/** `tmutil` and `asr`: Time Machine's backups and restoring onto a volume. */
export const TMUTIL = defineProgram({
  names: ['tmutil', 'asr'],
  summary: '`delete`, `deletelocalsnapshots`, `asr restore` (`system.disk`)',
  options: { abbreviations: false, clusters: false },
  describe: describeTmutil,
});

function describeTmutil(call: Call, effects: Effects): void {
  const [verb, ...words] = call.args;
  if (call.name === 'asr') {
    const at = call.args.findIndex(({ text }) => /^-{0,2}target$/.test(text));
    if (verb?.text === 'restore')
      effects.action('system.disk', { verb: 'overwrite', file_path: call.args[at + 1] });
    return;
  }
  if (
    /^(?:delete|deletelocalsnapshots|deleteinprogress|thinlocalsnapshots)$/.test(verb?.text ?? '')
  )
    effects.action('system.disk', {
      verb: 'destroy',
      file_path: words.findLast(({ text }) => !text.startsWith('-')),
    });
  else if (verb?.text === 'restore') {
    const [target, ...sources] = words.filter(({ text }) => !text.startsWith('-')).toReversed();
    for (const source of target === undefined ? [] : sources)
      effects.action('file.copy', { file_path: source, to: target, recursive: true });
  } else if (/^(?:disable|setdestination|removedestination|addexclusion)$/.test(verb?.text ?? ''))
    effects.action('system.service', { verb: 'tmutil', target: verb, destructive: true });
}
