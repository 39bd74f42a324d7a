import type { Call, Effects, Program, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { isDevice } from './device-path.ts';

/** `wipefs`: lists signatures; `-a` and `-o` take them away. */
export const WIPEFS = defineProgram({
  names: ['wipefs'],
  summary: '`-a` and `-o` erase (`system.disk`); otherwise only lists',
  options: {
    flags:
      '-a|--all -f|--force -i|--noheadings -J|--json -n|--no-act -p|--parsable -q|--quiet -h -V|--version',
    values: '-o|--offset -O|--output -t|--types',
    optional: '--lock -b|--backup',
  },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || options.has('-n') || options.has('-V')) return;
    if (options.has('-a') || options.has('-o')) erases(call, effects, options.operands);
  },
});

/** `blkdiscard`: throws the blocks of a device away. */
export const BLKDISCARD = defineProgram({
  names: ['blkdiscard'],
  summary: 'erases its operand (`system.disk`)',
  options: {
    flags: '-f|--force -q|--quiet -s|--secure -z|--zeroout -v|--verbose -h -V|--version',
    values: '-o|--offset -l|--length -p|--step',
  },
  describe(call, effects) {
    if (onlyInforms(call) || call.options.has('-V')) return;
    erases(call, effects, call.options.operands);
  },
});

/** `badblocks -w` and `-n` write to every block; otherwise it reads. */
export const BADBLOCKS = defineProgram({
  names: ['badblocks'],
  summary: '`-w` erases its operand (`system.disk`)',
  options: {
    flags: '-f -n -s -v -w -X -B',
    values: '-b -c -d -e -i -o -p -t',
    abbreviations: false,
  },
  describe(call, effects) {
    for (const file of call.options.values('-i')) effects.reads(file);
    for (const file of call.options.values('-o')) effects.action('file.write', { file_path: file });
    if (call.options.has('-w')) erases(call, effects, call.options.operands.slice(0, 1));
  },
});

/** `hdparm`: reads a drive's settings; a few options erase it, lock it or write to it. */
export const HDPARM = defineProgram({
  names: ['hdparm'],
  summary: '`--security-erase`, `--write-sector`, `--trim-sector-ranges` … erase (`system.disk`)',
  options: {
    flags:
      '-C -f -F -g -H -i -I -q -r -t -T -v -V -w -y -Y -z -Z --direct --verbose --yes-i-know-what-i-am-doing --please-destroy-my-drive --prefer-ata12 --trim-sector-ranges-stdin --dco-freeze --dco-identify --dco-restore --security-freeze --security-help --idle-immediate --idle-unload',
    values:
      '--security-erase --security-erase-enhanced --security-set-pass --security-unlock --security-disable --user-master --write-sector --make-bad-sector --repair-sector --trim-sector-ranges --fwdownload --fwdownload-mode3 --dco-setmax --sanitize-overwrite --sanitize-crypto-scramble --sanitize-block-erase --read-sector --fallocate --fibmap --offset',
    abbreviations: false,
  },
  describe(call, effects) {
    const destroys = [
      '--security-erase',
      '--security-erase-enhanced',
      '--security-set-pass',
      '--security-disable',
      '--write-sector',
      '--make-bad-sector',
      '--repair-sector',
      '--trim-sector-ranges',
      '--trim-sector-ranges-stdin',
      '--fwdownload',
      '--fwdownload-mode3',
      '--dco-restore',
      '--dco-setmax',
      '--sanitize-overwrite',
      '--sanitize-crypto-scramble',
      '--sanitize-block-erase',
    ].some((key) => call.options.has(key));
    if (destroys) erases(call, effects, devicesIn(call));
  },
});

/** Verbs of `nvme` that take data away; the others report. */
const NVME_ERASES =
  /^(?:format|sanitize|write-zeroes|write-uncor|write|dsm|delete-ns|detach-ns|create-ns|security-send|fw-(?:download|commit|activate)|reset|subsystem-reset|copy|zns)$/;

/** `nvme VERB DEVICE`, `sg_format DEVICE` and others that speak to a drive. */
export const NVME = defineProgram({
  names: ['nvme'],
  summary: '`format`, `sanitize`, `write-zeroes` … erase (`system.disk`)',
  options: { abbreviations: false },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    if (NVME_ERASES.test(call.args[0]?.text ?? '')) erases(call, effects, devicesIn(call));
  },
});

/** Drive tools that do nothing but erase or write. */
export const DRIVE_ERASERS: Program = defineProgram({
  names: [
    'sg_format',
    'sg_sanitize',
    'sg_unmap',
    'sg_write_same',
    'flash_erase',
    'flashcp',
    'flash_eraseall',
  ],
  summary: 'erases the device it names (`system.disk`)',
  options: { abbreviations: false },
  describe(call, effects) {
    if (!onlyInforms(call)) erases(call, effects, devicesIn(call));
  },
});

function erases(call: Call, effects: Effects, paths: readonly Value[]): void {
  for (const path of paths)
    if (isDevice(path, call.cwd) || !path.known)
      effects.action('system.disk', { verb: 'erase', file_path: path });
    else effects.action('file.write', { file_path: path });
}

function devicesIn(call: Call): readonly Value[] {
  return call.args.filter((word) => isDevice(word, call.cwd) || (!word.known && word.text === '*'));
}
