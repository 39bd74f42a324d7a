import type { Call, Effects, Value } from '../../program.ts';
import { onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** SELinux labels: `chcon CONTEXT FILE…`, `restorecon FILE…`. */
export const CHCON = defineProgram({
  names: ['chcon', 'restorecon'],
  summary: 'changes the security context of each operand; `-R`',
  options: {
    flags:
      '--dereference -h|--no-dereference --no-preserve-root --preserve-root -R|--recursive -H -L -P -v|--verbose -F -n -i -p -x',
    values: '--reference -u|--user -r|--role -t|--type -l|--range -e -f',
  },
  describe(call, effects) {
    if (onlyInforms(call)) return;
    const { options, name } = call;
    const inOptions = ['--reference', '-u', '-r', '-t', '-l'].some((key) => options.has(key));
    const paths = inOptions || name === 'restorecon' ? options.operands : options.operands.slice(1);
    changes(effects, paths, undefined, options.has('-R'));
  },
});

/** `setcap CAPABILITIES FILE`, `setfattr -n NAME -v VALUE FILE`. */
export const SETCAP = defineProgram({
  names: ['setcap', 'setfattr'],
  summary: 'changes capabilities or attributes of each operand',
  options: {
    flags: '-q -v -r -h|--no-dereference',
    values: '-n|--name -x|--remove --restore --value',
  },
  describe(call, effects) {
    if (onlyInforms(call) || (call.name === 'setcap' && call.options.has('-v'))) return;
    const { operands } = call.options;
    if (call.name === 'setfattr') return changes(effects, operands.slice(-1), undefined, false);
    const removes = call.options.has('-r');
    const files = removes ? operands : operands.slice(1);
    changes(effects, files, removes ? undefined : operands[0], false);
  },
});

/** `xattr` of macOS: lists and prints, `-w`, `-d`, `-c` change; the name comes before the files. */
export const XATTR = defineProgram({
  names: ['xattr'],
  summary: '`-w`, `-d`, `-c` change the attributes of each operand; `-r`',
  options: { flags: '-l -p -w -d -c -r -s -v -x -z -h', abbreviations: false },
  describe(call, effects) {
    const { options } = call;
    const before = options.has('-w')
      ? 2
      : options.has('-d')
        ? 1
        : options.has('-c')
          ? 0
          : undefined;
    if (onlyInforms(call) || options.has('-h')) return;
    const paths = before === undefined ? [] : options.operands.slice(before);
    changes(effects, paths, undefined, options.has('-r'));
  },
});

/** Windows: `takeown /F FILE`, `icacls FILE /grant …`, `attrib +H FILE`. */
export const WINDOWS_ACL = defineProgram({
  names: ['takeown', 'icacls', 'cacls', 'attrib'],
  summary: 'changes owner, access list or attributes of a file; `/R`, `/T`, `/S`',
  options: { clusters: false, abbreviations: false },
  describe: describeWindowsAcl,
});

function describeWindowsAcl(call: Call, effects: Effects): void {
  const texts = call.args.map(({ text }) => text.toLowerCase());
  const changing =
    call.name === 'takeown' ||
    texts.some((text) =>
      /^\/(?:grant|deny|remove|reset|inheritance|setowner|restore|p|g|e|d)\b/.test(text),
    ) ||
    texts.some((text) => call.name === 'attrib' && /^[+-][rhsai]$/.test(text));
  if (!changing || texts.includes('/?')) return;
  const named = call.args[texts.indexOf('/f') + 1];
  const path = call.name === 'takeown' ? named : call.args.find(({ text }) => !/^[/+-]/.test(text));
  if (path !== undefined)
    changes(
      effects,
      [path],
      undefined,
      ['/r', '/t', '/s'].some((flag) => texts.includes(flag)),
    );
}

function changes(
  effects: Effects,
  paths: readonly Value[],
  mode: Value | undefined,
  recursive: boolean,
): void {
  for (const path of paths)
    effects.action('file.chmod', {
      file_path: path,
      mode,
      recursive: recursive ? true : undefined,
    });
}
