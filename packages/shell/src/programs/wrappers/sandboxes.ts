import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { commandAfter, defineWrapper } from './wrapper.ts';

/** `bwrap` options by how many words they take (bubblewrap bwrap(1)); others take none. */
const BWRAP_ARITY: { readonly [option: string]: number } = {
  '--args': 1,
  '--argv0': 1,
  '--userns': 1,
  '--userns2': 1,
  '--pidns': 1,
  '--uid': 1,
  '--gid': 1,
  '--hostname': 1,
  '--chdir': 1,
  '--unsetenv': 1,
  '--lock-file': 1,
  '--sync-fd': 1,
  '--remount-ro': 1,
  '--exec-label': 1,
  '--file-label': 1,
  '--proc': 1,
  '--dev': 1,
  '--tmpfs': 1,
  '--mqueue': 1,
  '--dir': 1,
  '--seccomp': 1,
  '--add-seccomp-fd': 1,
  '--block-fd': 1,
  '--userns-block-fd': 1,
  '--info-fd': 1,
  '--json-status-fd': 1,
  '--cap-add': 1,
  '--cap-drop': 1,
  '--perms': 1,
  '--size': 1,
  '--overlay-src': 1,
  '--tmp-overlay': 1,
  '--ro-overlay': 1,
  '--setenv': 2,
  '--bind': 2,
  '--bind-try': 2,
  '--dev-bind': 2,
  '--dev-bind-try': 2,
  '--ro-bind': 2,
  '--ro-bind-try': 2,
  '--bind-fd': 2,
  '--ro-bind-fd': 2,
  '--file': 2,
  '--bind-data': 2,
  '--ro-bind-data': 2,
  '--symlink': 2,
  '--chmod': 2,
  '--overlay': 3,
};

/** `bwrap`: some options take two or three words. */
const BWRAP: Program = defineProgram({
  names: ['bwrap'],
  summary: 'The command it runs',
  options: { clusters: false, stopAtOperand: true },
  describe(call, effects) {
    let at = 0;
    for (let word = call.args[at]; word?.text.startsWith('-'); word = call.args[at]) {
      if (word.text === '--help' || word.text === '--version') return;
      at += 1;
      if (word.text === '--') break;
      at += Object.hasOwn(BWRAP_ARITY, word.text) ? (BWRAP_ARITY[word.text] ?? 0) : 0;
    }
    runInherited(call, effects, call.args.slice(at), { wrapper: 'bwrap' });
  },
});

/** `runcon`: the context is the first operand unless one of its parts is given by an option. */
const RUNCON: Program = defineProgram({
  names: ['runcon'],
  summary: 'The command it runs, after the context',
  options: {
    flags: '-c|--compute --help --version',
    values: '-l|--range -r|--role -t|--type -u|--user',
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const inParts = ['-c', '-l', '-r', '-t', '-u'].some((key) => call.options.has(key));
    runInherited(call, effects, commandAfter(call, inParts ? 0 : 1), { wrapper: 'runcon' });
  },
});

/**
 * Programs that run a command in another view of this machine. Its paths are taken as this
 * machine's, because what is mounted there cannot be known.
 */
export const SANDBOXES: readonly Program[] = [
  BWRAP,
  RUNCON,
  defineWrapper({
    names: ['chroot'],
    summary: 'The command it runs, after the new root',
    wrapper: true,
    skip: 1,
    shellByDefault: true,
    options: { flags: '--skip-chdir --help --version -n', values: '--groups --userspec -G -g -u' },
  }),
  defineWrapper({
    names: ['unshare'],
    summary: 'The command it runs',
    wrapper: true,
    shellByDefault: true,
    cwd: '-w',
    options: {
      flags:
        '-m -u -i -n -p -U -C -T -f|--fork -r|--map-root-user -c|--map-current-user --map-auto ' +
        '--keep-caps -h|--help -V|--version',
      values:
        '-w|--wd -R|--root -S|--setuid -G|--setgid --propagation --setgroups --map-user ' +
        '--map-users --map-group --map-groups --monotonic --boottime',
      optional:
        '--mount --uts --ipc --net --pid --user --cgroup --time --mount-proc --mount-binfmt ' +
        '--kill-child --forward-signals -l|--load-interp',
    },
  }),
  defineWrapper({
    names: ['nsenter'],
    summary: 'The command it runs',
    wrapper: true,
    shellByDefault: true,
    options: {
      flags:
        '-a|--all -c|--join-cgroup -e|--env -F|--no-fork --preserve-credentials --keep-caps ' +
        '--user-parent -Z|--follow-context -h|--help -V|--version',
      values: '-t|--target -N|--net-socket -S|--setuid -G|--setgid -W|--wdns',
      optional:
        '-m|--mount -u|--uts -i|--ipc -n|--net -p|--pid -C|--cgroup -U|--user -T|--time -r|--root ' +
        '-w|--wd',
    },
  }),
  defineWrapper({
    names: ['fakeroot', 'fakeroot-ng', 'fakeroot-sysv', 'fakeroot-tcp', 'fakechroot'],
    summary: 'The command it runs',
    wrapper: true,
    shellByDefault: true,
    options: {
      flags: '-h|--help -v|--version -u|--unknown-is-real -d|--debug',
      values: '-l|--lib -f|--faked -s|--save-file -i|--load-file -b|--fd-base -e|--environment -c',
    },
  }),
  defineWrapper({
    names: ['proot'],
    summary: 'The command it runs',
    wrapper: true,
    shellByDefault: true,
    cwd: '-w',
    options: {
      flags: '-0|--root-id -h|--help -V|--version --kill-on-exit --link2symlink -l',
      values:
        '-r|--rootfs -b|-m|--bind|--mount -q|--qemu -w|--pwd|--cwd -k|--kernel-release ' +
        '-v|--verbose -i|--change-id -p|--port -R -S',
    },
  }),
  defineWrapper({
    names: ['firejail'],
    summary: 'The command it runs',
    wrapper: true,
    shellByDefault: true,
    lines: ['-c'],
    // Every other option of firejail joins its value with `=`.
    options: { flags: '--help --version --list --tree --top', values: '-c', clusters: false },
  }),
  defineWrapper({
    names: ['sandbox-exec'],
    summary: 'The command it runs',
    wrapper: true,
    options: { values: '-f -n -p -D' },
  }),
  defineWrapper({
    names: ['systemd-nspawn'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      flags:
        '-a|--as-pid2 -b|--boot -h|--help -n|--network-veth -q|--quiet -x|--ephemeral -U --version -P|--pipe',
      values:
        '-D|--directory -i|--image -M|--machine -S|--slice -u|--user -E|--setenv -Z -L -p|--port ' +
        '--template --uuid --hostname --chdir --pivot-root --property --private-users --bind ' +
        '--bind-ro --tmpfs --overlay --overlay-ro --inaccessible --kill-signal --capability ' +
        '--drop-capability --rlimit --cpu-affinity --personality --network-interface ' +
        '--network-bridge --network-zone --network-macvlan --network-ipvlan --link-journal --console ' +
        '--settings --oci-bundle --root-hash --resolv-conf --timezone --register --volatile',
    },
  }),
  defineWrapper({
    names: ['prlimit'],
    summary: 'The command it runs',
    never: ['-p'],
    options: {
      flags: '-h|--help -V|--version --noheadings --raw --verbose',
      values: '-p|--pid -o|--output',
      optional:
        '-c|--core -d|--data -e|--nice -f|--fsize -i|--sigpending -l|--memlock -m|--rss -n|--nofile ' +
        '-q|--msgqueue -r|--rtprio -s|--stack -t|--cpu -u|--nproc -v|--as -x|--locks -y|--rttime',
    },
  }),
  defineWrapper({
    names: ['cgexec'],
    summary: 'The command it runs',
    options: { flags: '--sticky -b -h|--help', values: '-g' },
  }),
  defineWrapper({
    names: ['chpst'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      flags: '-v -P -V -0 -1 -2',
      values: '-u -U -b -e -/ -n -l -L -m -d -o -p -f -c -r -t -C',
    },
  }),
  defineWrapper({
    names: ['softlimit'],
    summary: 'The command it runs',
    options: { values: '-a -c -d -f -l -m -o -p -r -s -t' },
  }),
  defineWrapper({
    names: ['envdir'],
    summary: 'The command it runs, after the folder of variables',
    wrapper: true,
    skip: 1,
    options: {},
  }),
];
