import type { Call, Effects, RunOptions, Stream, Value } from '../../program.ts';
import { secretKind } from '../../secrets/secret-path.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { stdinOf } from '../shapes/inherit.ts';
import { joinValues, literal, slice, withoutPrefix } from '../shapes/values.ts';

/** Options of `docker run` and `docker create`, and podman's (docker and podman manuals). */
export const RUN_OPTIONS: OptionList = {
  flags:
    '-d|--detach --disable-content-trust --help --init -i|--interactive --no-healthcheck ' +
    '--oom-kill-disable -P|--publish-all --privileged -q|--quiet --read-only --rm --sig-proxy -t|--tty ' +
    '--replace --http-proxy --no-hosts --no-hostname --rmi --tls-verify --read-only-tmpfs --env-host --use-api-socket',
  values:
    '--add-host --annotation -a|--attach --blkio-weight --blkio-weight-device --cap-add --cap-drop ' +
    '--cgroup-parent --cgroupns --cidfile --cpu-count --cpu-percent --cpu-period --cpu-quota ' +
    '--cpu-rt-period --cpu-rt-runtime -c|--cpu-shares --cpus --cpuset-cpus --cpuset-mems --detach-keys ' +
    '--device --device-cgroup-rule --device-read-bps --device-read-iops --device-write-bps ' +
    '--device-write-iops --dns --dns-option --dns-search --domainname --entrypoint -e|--env --env-file ' +
    '--expose --gpus --group-add --health-cmd --health-interval --health-retries --health-start-period ' +
    '--health-start-interval --health-timeout -h|--hostname --ip --ip6 --ipc --isolation --kernel-memory ' +
    '-l|--label --label-file --link --link-local-ip --log-driver --log-opt --mac-address -m|--memory ' +
    '--memory-reservation --memory-swap --memory-swappiness --mount --name --network|--net ' +
    '--network-alias|--net-alias --oom-score-adj --pid --pids-limit --platform -p|--publish --pull ' +
    '--restart --runtime --security-opt --shm-size --stop-signal --stop-timeout --storage-opt --sysctl ' +
    '--tmpfs --ulimit -u|--user --userns --uts -v|--volume --volume-driver --volumes-from -w|--workdir ' +
    '--arch --authfile --creds --pod --rootfs --secret --systemd --timezone --tz --umask --conmon-pidfile ' +
    '--decryption-key --hooks-dir --image-volume --init-path --os --passwd-entry --requires --sdnotify',
  stopAtOperand: true,
};

/** A folder of this machine that a container sees. */
type Mount = { readonly source: Value; readonly target: string };

const ENGINE_SOCKET = /(?:docker|podman|containerd|crio)[^/]*\.sock$/;

/**
 * The command a container runs. Where folders of this machine are mounted into it, its words are
 * taken as running here, with the mounted folders under their own names; otherwise it runs
 * elsewhere.
 */
export function runInContainer(
  call: Call,
  effects: Effects,
  wrapper: string,
  command: readonly Value[],
): void {
  const { options } = call;
  const mounts = mountsOf(call);
  // A project's own variables are there to be handed to its programs.
  for (const file of options.values('--env-file'))
    if (secretKind(file.text) !== 'env-file') effects.action('file.read', { file_path: file });
  reportEscapes(call, effects, mounts);
  const entrypoint = options.values('--entrypoint').at(-1);
  const words = entrypoint === undefined ? command : [...entrypointWords(entrypoint), ...command];
  for (const line of options.values('--health-cmd'))
    effects.line(line, { wrapper, elsewhere: true });
  if (words.length === 0) return;
  const folder = options.values('-w').at(-1);
  const run: RunOptions = {
    wrapper,
    ...stdinOf(call),
    ...(mounts.length === 0 ? { elsewhere: true } : {}),
    ...(mounts.length > 0 && folder !== undefined ? { cwd: onThisMachine(folder, mounts) } : {}),
  };
  const output: Stream = effects.run(
    words.map((word) => onThisMachine(word, mounts)),
    run,
  );
  if (getsOurVariables(call)) effects.stdout(output);
  else {
    output.shown?.withhold();
    effects.stdout(output.shown === undefined ? output : { taint: {} });
  }
}

/** True if variables of this machine or of a file are handed on, which the command may then print. */
function getsOurVariables({ options }: Call): boolean {
  if (['--env-file', '--env-host', '--secret'].some((key) => options.has(key))) return true;
  return options
    .values('-e')
    .some((value) => !value.text.includes('=') || value.taint.secret !== undefined);
}

function entrypointWords(value: Value): readonly Value[] {
  return value.text === '' ? [] : [value];
}

/** Bind mounts of `-v`, `--mount` and podman's `--volume`; named volumes hold nothing of ours. */
function mountsOf(call: Call): readonly Mount[] {
  const volumes = call.options.values('-v').flatMap((value): readonly Mount[] => {
    const parts = value.text.split(':');
    const [source = '', target] = parts;
    if (target === undefined || !/^[./~*$]/.test(source)) return [];
    return [{ source: slice(value, 0, source.length), target }];
  });
  const mounts = call.options.values('--mount').flatMap((value): readonly Mount[] => {
    const source = /(?:^|,)(?:source|src)=([^,]*)/.exec(value.text)?.[1];
    const target = /(?:^|,)(?:target|destination|dst)=([^,]*)/.exec(value.text)?.[1];
    if (source === undefined || target === undefined || !/^[./~*$]/.test(source)) return [];
    const start = value.text.indexOf(source);
    return [{ source: slice(value, start, start + source.length), target }];
  });
  return [...volumes, ...mounts];
}

/** The word with mounted folders under the names they have on this machine. */
function onThisMachine(word: Value, mounts: readonly Mount[]): Value {
  for (const { source, target } of mounts) {
    const folder = target.replace(/\/+$/, '');
    if (word.text === target || word.text === folder) return source;
    if (word.text.startsWith(`${folder}/`))
      return joinValues([withoutSlash(source), withoutPrefix(word, folder.length)], '');
    if (folder !== '' && word.text.includes(folder) && word.known && source.known)
      return literal(replaceFolder(word.text, folder, source.text), word.taint);
  }
  return word;
}

function withoutSlash(source: Value): Value {
  const length = source.text.replace(/\/+$/, '').length;
  return slice(source, 0, length);
}

/** `/data` as a whole path inside a shell line. */
function replaceFolder(text: string, folder: string, source: string): string {
  const own = source.replace(/\/+$/, '');
  return text.split(folder).reduce((sum, part) => {
    const isPath = /(?:^|[\s"'=:(;&|<>])$/.test(sum) && /^(?:\/|$|[\s"');&|<>])/.test(part);
    return `${sum}${isPath ? own : folder}${part}`;
  });
}

/** What lets a container out: privileges, the whole disk, the engine's own socket. */
function reportEscapes(call: Call, effects: Effects, mounts: readonly Mount[]): void {
  const { options } = call;
  const broad = mounts.find(({ source }) =>
    /^\/+(?:\.\/*)*$|^\/(?:etc|root|var|usr|boot|proc|sys|dev)\/*$/.test(source.text),
  );
  const socket = mounts.find(({ source }) => ENGINE_SOCKET.test(source.text));
  const isHost = (key: string) => options.values(key).some(({ text }) => text === 'host');
  const reasons = [
    options.has('--privileged') ? '--privileged' : undefined,
    isHost('--pid') ? '--pid=host' : undefined,
    options
      .values('--cap-add')
      .some(({ text }) => /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE)$/i.test(text))
      ? '--cap-add'
      : undefined,
    options.values('--device').some(({ text }) => /^\/dev\/(?:sd|nvme|vd|mem|kmem|disk)/.test(text))
      ? '--device'
      : undefined,
    options
      .values('--security-opt')
      .some(({ text }) => /^(?:apparmor|seccomp|label)[=:](?:unconfined|disable)$/.test(text))
      ? '--security-opt'
      : undefined,
    broad?.source.text,
    socket?.source.text,
  ];
  for (const reason of reasons)
    if (reason !== undefined)
      effects.action('infra.execute', {
        tool: 'docker',
        verb: 'run with host access',
        severity: 'destroy',
        destructive: true,
        target: reason,
      });
}
