import type { Call, Effects, Value } from '../../program.ts';
import { NOTHING_TOLD } from '../files/reading.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { literal, withoutPrefix } from '../shapes/values.ts';
import { taintOfTrees } from './home-tree.ts';

/** `7z COMMAND [-switch…] ARCHIVE [FILE…] [@LIST]`: a switch's value is joined to it (`-oFOLDER`). */
export const SEVEN_ZIP = defineProgram({
  names: ['7z', '7za', '7zr', '7zz', '7zzs', 'rar', 'unrar'],
  summary: 'packs with `a`, `u`; unpacks with `x`, `e`; `-sdel` and `rar m` delete; `-o`',
  options: { flags: '', clusters: false, abbreviations: false },
  describe(call, effects) {
    const operands = call.args.filter(({ text }) => !text.startsWith('-'));
    const switches = call.args.filter(({ text }) => text.startsWith('-'));
    const [command, archive, ...files] = operands;
    if (command === undefined || archive === undefined) return;
    for (const list of files) if (list.text.startsWith('@')) effects.reads(withoutPrefix(list, 1));
    const members = files.filter(({ text }) => !text.startsWith('@'));
    effects.stdout(NOTHING_TOLD);
    if (/^[aumf]$/.test(command.text)) packs(call, effects, command, archive, members, switches);
    else if (/^(?:[xe]|vb?[xe])$/.test(command.text))
      unpacks(call, effects, archive, files, switches);
    else if (/^(?:d|rn|c|k|s|rr)$/.test(command.text))
      effects.action('file.edit', { file_path: archive });
    else if (/^(?:l[tb]*|t|v[tb]*|p|h)$/.test(command.text)) {
      effects.reads(archive);
      if (command.text === 'h') for (const file of files) effects.reads(file);
      if (command.text === 'p') effects.stdout({ taint: { unknown: true } });
    }
  },
});

function packs(
  call: Call,
  effects: Effects,
  command: Value,
  archive: Value,
  files: readonly Value[],
  switches: readonly Value[],
): void {
  for (const file of files) effects.action('file.read', { file_path: file, recursive: true });
  const deletes =
    command.text === 'm' || switches.some(({ text }) => /^-(?:sdel|df|dr|dw)$/.test(text));
  if (deletes)
    for (const file of files) effects.action('file.delete', { file_path: file, recursive: true });
  effects.writes(archive, { taint: taintOfTrees(call, files) });
}

function unpacks(
  call: Call,
  effects: Effects,
  archive: Value,
  files: readonly Value[],
  switches: readonly Value[],
): void {
  const archiveStream = effects.reads(archive);
  if (switches.some(({ text }) => text === '-so')) {
    effects.stdout(archiveStream);
    return;
  }
  const output = switches.find(
    ({ text }) => text.startsWith('-o') && text.length > 2 && !/^-o[+-]$/.test(text),
  );
  // unrar takes a folder as its last word, with a slash behind it.
  const last = call.name.includes('rar')
    ? files.findLast(({ text }) => text.endsWith('/'))
    : undefined;
  const folder = output === undefined ? (last ?? literal('.')) : withoutPrefix(output, 2);
  effects.action('file.write', { file_path: folder, recursive: true });
}
