import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import {
  asksForHelp,
  defineSubcommands,
  type Subcommand,
  type SubcommandFacts,
} from '../shapes/subcommands.ts';
import { executes } from './executes.ts';
import { commandAfter, defineWrapper } from './wrapper.ts';

const ELSEWHERE = { elsewhere: true } as const;

/** What is removed of a group of things (`limactl disk delete NAME`) is gone with what it held. */
function removedFrom(tool: string): NonNullable<SubcommandFacts['otherwise']> {
  return (call, effects, group) => {
    const [verb, target] = call.options.operands;
    if (!/^(?:delete|rm|remove|purge|prune)$/.test(verb?.text ?? '')) return;
    effects.action('infra.execute', {
      tool,
      verb: `${group?.text ?? ''} ${verb?.text ?? ''}`,
      severity: 'irreversible',
      destructive: true,
      target,
    });
  };
}

/** Subcommands after which a machine is gone with its disk, or no longer runs. */
function endings(tool: string): { readonly [verbs: string]: Subcommand } {
  const ending = (severity: 'destroy' | 'irreversible'): Subcommand => ({
    describe(call, effects) {
      effects.action('infra.execute', {
        tool,
        verb: severity === 'destroy' ? 'stop' : 'delete',
        severity,
        destructive: true,
        target: call.options.operands[0],
      });
    },
  });
  return {
    'delete|rm|remove|purge|factory-reset|prune': ending('irreversible'),
    'stop|kill|poweroff|terminate': ending('destroy'),
  };
}

/**
 * Virtual machines and containers of this host. Those that share the home folder count as this
 * machine; the others are `elsewhere`.
 */
export const MACHINES: readonly Program[] = [
  defineSubcommands({
    names: ['limactl', 'colima'],
    summary: 'The command of `shell` or `ssh`, machines deleted and stopped',
    options: { flags: '--debug --tty', values: '-p|--profile --log-level --log-format' },
    commands: {
      ...endings('lima'),
      shell: executes({
        skip: 1,
        options: { flags: '--reconnect --preserve-env', values: '--shell --workdir' },
        run: { wrapper: 'lima' },
      }),
      ssh: executes({ options: { flags: '--layer' }, run: { wrapper: 'colima' } }),
    },
    otherwise: removedFrom('lima'),
  }),
  defineWrapper({ names: ['lima'], summary: 'The command it runs', wrapper: true, options: {} }),
  defineSubcommands({
    names: ['multipass'],
    summary: 'The command of `exec`, machines deleted and stopped',
    options: {},
    commands: {
      ...endings('multipass'),
      exec: executes({
        skip: 1,
        options: { flags: '-n|--no-map-working-directory', values: '-d|--working-directory' },
        run: { wrapper: 'multipass', ...ELSEWHERE },
      }),
    },
  }),
  defineSubcommands({
    names: ['lxc', 'incus'],
    summary: 'The command of `exec`, containers deleted and stopped',
    options: { values: '--project' },
    commands: {
      ...endings('lxc'),
      exec: executes({
        skip: 1,
        options: {
          flags: '-n|--disable-stdin -t|--force-interactive -T|--force-noninteractive',
          values: '--cwd --env --group --user --mode',
        },
        run: { wrapper: 'lxc', ...ELSEWHERE },
      }),
    },
    otherwise: removedFrom('lxc'),
  }),
  defineWrapper({
    names: ['lxc-attach'],
    summary: 'The command it runs',
    wrapper: true,
    options: {
      flags: '--clear-env --keep-env -R|--remount-sys-proc -q|--quiet',
      values:
        '-n|--name -a|--arch -e|--elevated-privileges -s|--namespaces -f|--rcfile -o|--logfile -l|--logpriority -P|--lxcpath -v|--set-var --keep-var -L|--pty-log -u|--uid -g|--gid -c|--context',
    },
  }),
  defineSubcommands({
    names: ['machinectl'],
    summary: 'The command of `shell`',
    options: {
      values: '-H|--host -M|--machine -p|--property --uid -E|--setenv',
      flags: '-q|--quiet',
    },
    commands: {
      ...endings('machinectl'),
      shell: executes({ skip: 1, run: { wrapper: 'machinectl' } }),
    },
  }),
  defineSubcommands({
    names: ['toolbox', 'distrobox'],
    summary: 'The command of `run` or `enter`',
    options: { flags: '-v|--verbose -y|--assumeyes' },
    commands: {
      ...endings('toolbox'),
      run: executes({
        options: { values: '-c|--container -d|--distro -r|--release --preserve-fds' },
        run: { wrapper: 'toolbox' },
      }),
      'enter|ephemeral': {
        options: { values: '-n|--name -a|--additional-flags -e|--exec', stopAtOperand: true },
        describe(call, effects) {
          const marker = call.args.findIndex((word) => ['--', '-e', '--exec'].includes(word.text));
          if (marker >= 0)
            runInherited(call, effects, call.args.slice(marker + 1), { wrapper: 'distrobox' });
        },
      },
    },
  }),
  defineWrapper({
    names: ['distrobox-enter'],
    summary: 'The command it runs',
    wrapper: true,
    skip: 1,
    options: { flags: '-T -v -nw', values: '-n|--name -a' },
  }),
  defineProgram({
    names: ['flatpak-spawn'],
    summary: 'The command it runs',
    // Every option with a value joins it with `=`.
    options: { clusters: false, stopAtOperand: true },
    describe(call, effects) {
      if (!asksForHelp(call))
        runInherited(call, effects, commandAfter(call), { wrapper: 'flatpak-spawn' });
    },
  }),
  defineSubcommands({
    names: ['apptainer', 'singularity'],
    summary: 'The command of `exec`, which sees the home folder',
    options: { flags: '-d|--debug -q|--quiet -s|--silent -v|--verbose', values: '-c|--config' },
    commands: {
      exec: executes({
        skip: 1,
        options: {
          flags:
            '-c|--contain -C|--containall -e|--cleanenv -f|--fakeroot -i|--ipc -p|--pid -u|--userns ' +
            '-w|--writable --writable-tmpfs --nv --rocm --no-home --no-eval --compat --uts --net',
          values:
            '-B|--bind -H|--home -S|--scratch -W|--workdir -o|--overlay --env --env-file --pwd ' +
            '--app --dns --fusemount --hostname --mount --network --network-args --no-mount --security',
        },
        run: { wrapper: 'apptainer' },
      }),
    },
  }),
];
