import type { Call, Effects, Program } from '../../program.ts';
import { writesDownload } from '../files/download.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { RUN_OPTIONS, runInContainer } from './container-run.ts';
import { showsConfiguration } from './platform-commands.ts';
import { type CommandFacts, defineTool, type ToolFacts } from './verb-table.ts';

const OPTIONS: OptionList = {
  flags: '-D|--debug --tls --tlsverify -v|--version -q|--quiet',
  values:
    '-c|--context --config -H|--host -l|--log-level --tlscacert --tlscert --tlskey --connection --url --identity --root --runroot --storage-driver --cgroup-manager --namespace -n --address',
};

const RUN: CommandFacts = {
  options: RUN_OPTIONS,
  describe(call, effects) {
    if (call.options.has('--help')) return;
    runInContainer(call, effects, 'docker', commandAfter(call, 1));
  },
};

const EXEC: CommandFacts = {
  options: {
    flags: '-d|--detach -i|--interactive --privileged -t|--tty -T|--no-TTY -it -l|--latest',
    values: '--detach-keys -e|--env --env-file -u|--user -w|--workdir --index --preserve-fds',
    stopAtOperand: true,
  },
  describe(call, effects) {
    const words = commandAfter(call, 1);
    if (words.length > 0)
      runInherited(call, effects, words, { wrapper: 'docker', elsewhere: true });
    else if (call.stdin !== undefined)
      effects.line(call.stdin, { wrapper: 'docker', elsewhere: true });
  },
};

/** `docker cp`: between this machine and a container. */
const COPY: CommandFacts = {
  options: { flags: '-a|--archive -L|--follow-link -q|--quiet --overwrite', values: '--index' },
  describe(call, effects) {
    const [from, to] = call.options.operands;
    if (from === undefined || to === undefined) return;
    const isContainer = (text: string) => /^[\w][\w.-]*:/.test(text);
    if (isContainer(from.text) && !isContainer(to.text))
      writesDownload(call, effects, {
        from,
        target: to,
        recursive: true,
        content: { taint: { remote: from.text } },
      });
    else if (isContainer(to.text) && from.text !== '-')
      effects.action('file.read', { file_path: from });
  },
};

/** `-f` of `rm` and `rmi` stops and removes what is in use, `-v` takes its data along. */
function forced(verb: string): CommandFacts {
  return {
    options: {
      flags: '-f|--force -v|--volumes -l|--link -a|--all --no-prune -n -s|--stop',
      values: '-t|--time --platform',
    },
    judge(call) {
      const target = call.options.operands[0];
      if (call.options.has('-v'))
        return { verb: `${verb} --volumes`, severity: 'irreversible', target };
      if (call.options.has('-a')) return { verb: `${verb} --all`, severity: 'destroy' };
      if (call.options.has('-f')) return { verb: `${verb} --force`, severity: 'destroy', target };
      return undefined;
    },
  };
}

/** Registries that many have an account at; a name without a host is one of Docker's own. */
const REGISTRY =
  /^(?:https:\/\/)?(?:(?:index\.|registry-1\.)?docker\.io|ghcr\.io|quay\.io|public\.ecr\.aws|registry\.gitlab\.com|registry\.digitalocean\.com|registry\.heroku\.com|(?:[a-z0-9-]+\.)?gcr\.io|[a-z0-9-]+-docker\.pkg\.dev|\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?|[a-z0-9]+\.azurecr\.io|[a-z]{2,4}\.ocir\.io|localhost)(?::\d+)?(?:\/|$)/;

/** `login --password-stdin`: the password goes to the registry and is not printed. */
const LOGIN: CommandFacts = {
  options: { flags: '--password-stdin', values: '-u|--username -p|--password' },
  describe(call, effects) {
    if (!call.options.has('--password-stdin') || call.stdin === undefined) return;
    const [host] = call.options.operands;
    if (host === undefined || (host.known && REGISTRY.test(host.text))) effects.withholds();
    else effects.sends(call.stdin, { host });
    effects.stdout({ taint: {} });
  },
};

const BUILD: CommandFacts = {
  options: {
    flags: '--no-cache --pull --push --load --rm',
    values:
      '-f|--file -t|--tag --build-arg --target --platform -o|--output --secret --ssh --cache-from --cache-to --label --network --progress --iidfile --metadata-file --builder --build-context',
  },
  describe(call, effects) {
    for (const file of call.options.values('-f'))
      if (file.text !== '-') effects.action('file.read', { file_path: file });
    for (const secret of call.options.values('--secret')) {
      const source = /(?:^|,)(?:src|source)=([^,]*)/.exec(secret.text)?.[1];
      if (source !== undefined)
        effects.action('file.read', { file_path: literal(source, secret.taint) });
    }
  },
};

const COMPOSE_OPTIONS: OptionList = {
  flags: '--compatibility --dry-run --all-resources -v|--version',
  values:
    '-f|--file -p|--project-name --profile --env-file --project-directory --ansi --progress --parallel --log-level -c|--context -H|--host',
};

function composeVerbs(prefix: string): NonNullable<ToolFacts['verbs']> {
  return {
    [`${prefix}config|convert|events|images|logs|ls|port|ps|stats|top|version|volumes|attach|wait|export`]:
      'read',
    [`${prefix}build|create|cp|exec|pause|pull|push|restart|run|scale|start|stop|unpause|up|watch|publish|commit|kill|down|rm`]:
      'change',
  };
}

/** `down -v` and `rm -v` take the data with them. */
const COMPOSE_DOWN: CommandFacts = {
  options: {
    flags: '-v|--volumes --remove-orphans -f|--force -s|--stop',
    values: '-t|--timeout --rmi',
  },
  judge(call) {
    if (call.options.has('-v')) return { verb: 'compose down --volumes', severity: 'irreversible' };
    const removes = ['--rmi', '-s'].find((key) => call.options.has(key));
    return removes === undefined
      ? undefined
      : { verb: `compose down ${removes}`, severity: 'destroy' };
  },
};

/** What only lists the parts of a configuration, or checks it. */
const PARTS = [
  '-q',
  '--services',
  '--images',
  '--volumes',
  '--networks',
  '--profiles',
  '--hash',
  '--models',
];

const COMPOSE_CONFIG: CommandFacts = showsConfiguration(
  {
    flags:
      '-q|--quiet --services --images --volumes --networks --profiles --models --environment --no-interpolate --no-normalize ' +
      '--no-consistency --no-path-resolution --no-env-resolution --resolve-image-digests --lock-image-digests --variables',
    values: '--format --hash -o|--output',
  },
  (call) => !PARTS.some((key) => call.options.has(key)),
);

/** The variables of a container are shown unless a format picks something else. */
const INSPECT: CommandFacts = showsConfiguration(
  { flags: '-s|--size -l|--latest', values: '-f|--format --type' },
  ({ options }) => {
    const formats = options.values('-f');
    const kinds = options.values('--type');
    if (kinds.some(({ text }) => text !== 'container')) return false;
    return formats.length === 0 || formats.some(({ text }) => SHOWS_VARIABLES.test(text));
  },
);

/** The list of variables, or a whole that has it in it (`json .`, `.Config`). */
const SHOWS_VARIABLES = /\bEnv\b|^json$|(?:\{\{|json)\s*\.(?:Config)?\s*\}\}/;

const COMPOSE_RUN: CommandFacts = {
  options: {
    flags:
      '-d|--detach -i|--interactive --build --no-deps -P|--service-ports --rm -T|--no-TTY --use-aliases --quiet-pull --remove-orphans',
    values:
      '--cap-add --cap-drop --entrypoint -e|--env --env-from-file -l|--label --name -p|--publish --pull -u|--user -v|--volume -w|--workdir',
    stopAtOperand: true,
  },
  describe(call, effects) {
    runInContainer(call, effects, 'docker', commandAfter(call, 1));
  },
};

function composeCommands(prefix: string): NonNullable<ToolFacts['commands']> {
  return {
    [`${prefix}config|convert`]: COMPOSE_CONFIG,
    [`${prefix}run`]: COMPOSE_RUN,
    [`${prefix}exec`]: EXEC,
    [`${prefix}down|rm`]: COMPOSE_DOWN,
    [`${prefix}cp`]: COPY,
  };
}

/** `docker`, `podman`, `nerdctl`, with their compose plug-in. */
const DOCKER: Program = defineTool({
  names: ['docker', 'podman', 'nerdctl', 'finch', 'podman-remote'],
  tool: 'docker',
  summary: 'Verb, severity and target; commands of `run` and `exec`, mounts, copied files, compose',
  options: OPTIONS,
  groups: { compose: COMPOSE_OPTIONS },
  depth: 3,
  dryRun: ['--dry-run'],
  verbs: {
    'images|inspect|ps|logs|stats|top|port|version|info|events|history|search|diff|wait|attach':
      'read',
    'image|container|volume|network|context|config|secret|node|service|stack|plugin|manifest|system|machine|pod|builder ls|list|inspect|ps|logs|history|show|df|info|events|top|stats|port|diff|tasks|services|du|exists':
      'read',
    'buildx ls|inspect|du|version': 'read',
    'buildx imagetools inspect': 'read',
    'run|exec|build|pull|push|tag|start|stop|restart|pause|unpause|create|cp|commit|save|load|import|export|rename|update|login|logout|kill|rm|rmi|container|image|buildx|compose|swarm|service|stack|network|context|init|scan|scout|trust|generate|play|machine|secret|config|plugin|node':
      'change',
    'image|container|builder|buildx|network prune': 'destroy',
    'network|service|stack|config|secret|plugin|context|machine|pod rm|remove': 'destroy',
    'volume rm|remove|prune': 'irreversible',
    'system prune': 'destroy',
    'system reset': 'irreversible',
    'swarm leave': 'destroy',
    'machine reset': 'irreversible',
    'trust revoke': 'destroy',
    'node rm': 'destroy',
    'node demote': 'destroy',
    'service rollback': 'destroy',
    'buildx rm': 'destroy',
    'swarm ca': 'destroy',
    'desktop stop|disable|restart': 'destroy',
    'kube down': 'destroy',
    'network disconnect': 'destroy',
    'model rm': 'destroy',
    ...composeVerbs('compose '),
  },
  commands: {
    'run|create': RUN,
    'container run|create': RUN,
    exec: EXEC,
    'container exec': EXEC,
    login: LOGIN,
    cp: COPY,
    'container cp': COPY,
    inspect: INSPECT,
    'container inspect': INSPECT,
    rm: forced('rm'),
    'container rm|remove': forced('rm'),
    rmi: forced('rmi'),
    'image rm|remove': forced('rmi'),
    build: BUILD,
    'buildx build': BUILD,
    'image build': BUILD,
    'node update': {
      options: { values: '--availability --role --label-add --label-rm' },
      judge: ({ options }) =>
        options.values('--availability').some(({ text }) => text === 'drain')
          ? { verb: 'node update --availability drain', severity: 'destroy' }
          : undefined,
    },
    'service scale': {
      judge: ({ options }) =>
        options.operands.some(({ text }) => /=0$/.test(text))
          ? { verb: 'service scale to 0', severity: 'destroy' }
          : undefined,
    },
    'service update': {
      options: { flags: '--rollback --force -d|--detach', values: '--replicas --image' },
      judge: ({ options }) =>
        options.has('--rollback') || options.values('--replicas').at(-1)?.text === '0'
          ? { verb: 'service update --rollback', severity: 'destroy' }
          : undefined,
    },
    'play kube': {
      options: { flags: '--down --replace --start' },
      judge: ({ options }) =>
        options.has('--down') ? { verb: 'play kube --down', severity: 'destroy' } : undefined,
    },
    'system prune': {
      options: { flags: '-a|--all -f|--force --volumes', values: '--filter' },
      judge: (call) =>
        call.options.has('--volumes')
          ? { verb: 'system prune --volumes', severity: 'irreversible' }
          : undefined,
    },
    unshare: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, commandAfter(call), { wrapper: 'podman' }),
    },
    'machine ssh': {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, commandAfter(call, 1), { wrapper: 'podman', elsewhere: true }),
    },
    ...composeCommands('compose '),
  },
});

/** `docker-compose` and its kin. */
const COMPOSE: Program = defineTool({
  names: ['docker-compose', 'podman-compose'],
  tool: 'docker',
  summary: 'Verb, severity and target; commands of `run` and `exec`, mounts',
  options: COMPOSE_OPTIONS,
  dryRun: ['--dry-run'],
  depth: 1,
  verbs: composeVerbs(''),
  commands: composeCommands(''),
});

/** Tools that build, copy and inspect images. */
const IMAGE_TOOLS: Program = defineTool({
  names: [
    'skopeo',
    'crane',
    'regctl',
    'buildah',
    'oras',
    'cosign',
    'trivy',
    'dive',
    'hadolint',
    'img',
    'kaniko',
    'reg',
  ],
  options: {
    flags: '-h -q --quiet --insecure --all -a -f|--force -D|--debug',
    values:
      '-n|--namespace --authfile --creds --platform --format --output -o --tls-verify --username --password --src-creds --dest-creds -u -p --key --address',
  },
  dryRun: ['--dry-run'],
  commands: {
    run: {
      options: {
        stopAtOperand: true,
        values: '-v|--volume --user --workingdir --env -e',
        flags: '-t|--tty --rm',
      },
      describe(call: Call, effects: Effects): void {
        runInContainer(call, effects, 'buildah', commandAfter(call, 1));
      },
    },
  },
});

/** Programs of the container world. */
export const CONTAINER_TOOLS: readonly Program[] = [DOCKER, COMPOSE, IMAGE_TOOLS];
