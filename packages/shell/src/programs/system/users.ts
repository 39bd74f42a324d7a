import type { Call, Effects, Program } from '../../program.ts';
import { asksAlone, onlyInforms } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';

/** Programs that change one account, and the verb each is reported with. */
const VERBS: { readonly [name: string]: string } = {
  useradd: 'add',
  adduser: 'add',
  groupadd: 'add',
  addgroup: 'add',
  newusers: 'add',
  usermod: 'change',
  groupmod: 'change',
  gpasswd: 'change',
  chage: 'change',
  chfn: 'change',
  vipw: 'change',
  vigr: 'change',
  pwconv: 'change',
  pwunconv: 'change',
  userdel: 'delete',
  deluser: 'delete',
  groupdel: 'delete',
  delgroup: 'delete',
  passwd: 'password',
  chpasswd: 'password',
  chgpasswd: 'password',
  smbpasswd: 'password',
  faillock: 'change',
};

/** `useradd`, `usermod`, `userdel`, `passwd` and their like. */
export const ACCOUNTS = defineProgram({
  names: Object.keys(VERBS),
  summary: 'adds, changes and deletes users and groups, sets passwords (`system.user`)',
  options: {
    flags:
      '-D|--defaults -m|--create-home -M -N -r|--remove|--system -f|--force -l|--list -S|--status -q -e -i -x -a|--append -n -o -U -L|--lock -d|--delete',
    values:
      '-b -c|--comment -k|--skel -K -p|--password -u|--uid -g|--gid -G|--groups -s|--shell -R|--root -P|--prefix -Z --home --ingroup --gecos --shell -E -I -W',
    abbreviations: false,
  },
  describe(call, effects) {
    const { options, name } = call;
    if (onlyInforms(call) || asksAlone(call, '-h', '-V') || tells(call)) return;
    const target = options.operands.at(name.startsWith('add') || name.startsWith('del') ? 0 : -1);
    effects.action('system.user', { verb: VERBS[name] ?? 'change', target });
  },
});

/** True if the call shows an account, or with what new ones are made, and leaves both alone. */
function tells({ name, args, options }: Call): boolean {
  switch (name) {
    case 'passwd':
      return options.has('-S');
    case 'chage':
      return options.has('-l');
    case 'useradd':
      return args.length === 1 && options.has('-D');
    case 'faillock':
      return !args.some(({ text }) => text.startsWith('--reset'));
    default:
      return false;
  }
}

/** `visudo` edits who may become root; `-c` only checks. */
export const VISUDO = defineProgram({
  names: ['visudo'],
  summary: 'edits the sudoers file (`system.user`); `-c` checks',
  options: {
    flags: '-c|--check -I -O|--owner -P|--perms -q|--quiet -s|--strict -V|--version -h',
    values: '-f|--file -x|--export',
  },
  describe(call, effects) {
    const { options } = call;
    const files = [...options.values('-f'), ...options.operands];
    if (onlyInforms(call) || options.has('-V') || asksAlone(call, '-h')) return;
    if (options.has('-c')) for (const file of files) effects.reads(file);
    else effects.action('system.user', { verb: 'sudoers', target: files.at(-1) });
  },
});

/** `chsh`: another login shell; `-l` lists. */
export const CHSH = defineProgram({
  names: ['chsh'],
  summary: "changes a user's shell (`system.user`)",
  options: { flags: '-l|--list-shells -v|--version -h', values: '-s|--shell -R|--root' },
  describe(call, effects) {
    const { options } = call;
    if (onlyInforms(call) || asksAlone(call, '-h') || options.has('-l') || options.has('-v'))
      return;
    effects.action('system.user', { verb: 'shell', target: options.operands[0] });
  },
});

/** macOS: `dscl NODE -create|-append|-delete|-passwd PATH …`, `sysadminctl`, `dseditgroup`. */
export const DSCL: Program = defineProgram({
  names: ['dscl', 'sysadminctl', 'dseditgroup', 'dsenableroot', 'pwpolicy'],
  summary: 'changes users and groups of macOS (`system.user`); `-read` and `-list` tell',
  options: { abbreviations: false, clusters: false },
  describe: describeMacos,
});

function describeMacos(call: Call, effects: Effects): void {
  const texts = call.args.map(({ text }) => text.toLowerCase());
  const verb = texts
    .map((text) => text.replace(/^-/, ''))
    .find((text) => Object.hasOwn(MACOS_VERBS, text));
  if (call.name === 'dsenableroot')
    effects.action('system.user', { verb: 'password', target: 'root' });
  else if (verb !== undefined)
    effects.action('system.user', { verb: MACOS_VERBS[verb] ?? 'change', target: targetOf(call) });
}

const MACOS_VERBS: { readonly [word: string]: string } = {
  create: 'add',
  createpl: 'add',
  adduser: 'add',
  append: 'change',
  merge: 'change',
  change: 'change',
  changei: 'change',
  edit: 'change',
  delete: 'delete',
  deletepl: 'delete',
  deleteuser: 'delete',
  passwd: 'password',
  resetpasswordfor: 'password',
  newpassword: 'password',
  setglobalpolicy: 'change',
  setpolicy: 'change',
};

function targetOf(call: Call) {
  return call.args.find(({ text }) => text.startsWith('/')) ?? call.args.at(-1);
}
