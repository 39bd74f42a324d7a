import type { Call, Effects, Program, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { lineInherited } from '../shapes/inherit.ts';
import { joinValues } from '../shapes/values.ts';

type Flasher = {
  readonly names: readonly string[];
  readonly summary: string;
  /** Words of the call, as one text, that write or erase what a device starts from. */
  readonly writes: RegExp;
};

function flasher({ names, summary, writes }: Flasher): Program {
  return defineProgram({
    names,
    summary: `${summary} (\`system.disk\`)`,
    options: { abbreviations: false, clusters: false },
    describe(call, effects) {
      const words = call.args.map(({ text }) => text).join(' ');
      if (onlyInforms(call) || !writes.test(words)) return;
      effects.action('system.disk', { verb: 'overwrite' });
    },
  });
}

/** Tools that write the firmware or the whole storage of a device. */
export const FIRMWARE: readonly Program[] = [
  flasher({
    names: ['fastboot'],
    summary: 'partitions of a telephone flashed and erased',
    writes: /(?:^| )(?:flash|flashall|erase|format|-w|update|flashing|oem|wipe-super|set_active)\b/,
  }),
  flasher({
    names: ['flashrom'],
    summary: 'the chip written and erased',
    writes: /(?:^| )(?:-w|-E|--write|--erase)\b/,
  }),
  flasher({
    names: ['esptool', 'esptool.py', 'espefuse', 'espefuse.py'],
    summary: 'the flash of a board erased, fuses burnt',
    writes: /\b(?:erase[-_](?:flash|region)|burn[-_]\w+|write[-_]protect\w*)\b/,
  }),
  flasher({
    names: ['mtd', 'nandwrite', 'nandtest', 'ubiformat'],
    summary: 'flash memory written and erased',
    writes: /./,
  }),
  flasher({
    names: ['st-flash', 'picotool', 'dfu-util', 'avrdude', 'nrfjprog', 'JLinkExe'],
    summary: 'the memory of a board erased',
    writes: /(?:^| )(?:erase|--erase(?:all|page)?|-e|--recover|--mass-erase)\b/,
  }),
  flasher({
    names: ['partclone.restore', 'partclone.dd', 'partimage', 'fsarchiver'],
    summary: 'partitions overwritten from an image',
    writes: /(?:^| )(?:-o|-O|--overwrite|--output|restore|restfs|restdir)\b/,
  }),
];

/** `adb`: what it does on the telephone, and lines of `shell`. */
export const ADB: Program = defineProgram({
  names: ['adb'],
  summary: 'the line of `shell`, applications removed, files read, restarts (`system.power`)',
  options: { values: '-s -t -H -P -L', flags: '-d -e -a', stopAtOperand: true },
  describe: describeAdb,
});

/** Commands of the telephone's own shell that take data or applications away. */
const CLEARS =
  /^(?:su -c )?["']?((?:cmd package|pm) (?:clear|uninstall)|content delete|settings delete|recovery --wipe_data|am broadcast -a android\.intent\.action\.MASTER_CLEAR)\b/;

function clearsPhone(effects: Effects, words: readonly Value[]): void {
  const line = words.map(({ text }) => text).join(' ');
  const [found, verb] = CLEARS.exec(line.trimStart()) ?? [];
  if (found === undefined) return;
  effects.action('infra.execute', {
    tool: 'adb',
    verb,
    severity: 'destroy',
    destructive: true,
    target: line.trimStart().slice(found.length).trim(),
  });
}

function describeAdb(call: Call, effects: Effects): void {
  const [verb] = call.options.operands;
  const rest = call.args.slice(call.options.firstOperand + 1);
  switch (verb?.text) {
    case 'shell':
    case 'exec-out':
      clearsPhone(effects, rest);
      if (rest.length > 0)
        lineInherited(call, effects, joinValues(rest), { wrapper: 'adb', elsewhere: true });
      return;
    case 'push': {
      const [file] = rest.filter(({ text }) => !text.startsWith('-'));
      if (file !== undefined) effects.reads(file);
      return;
    }
    case 'uninstall':
      effects.action('infra.execute', {
        tool: 'adb',
        verb: 'uninstall',
        severity: 'destroy',
        destructive: true,
        target: rest.at(-1),
      });
      return;
    case 'reboot':
    case 'sideload':
      effects.action('system.power', { verb: verb.text });
      return;
    default:
  }
}
