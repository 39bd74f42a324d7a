import type { Program } from '../../program.ts';
import { webFetch } from '../network/web-address.ts';
import { packageSource } from '../packages/package-action.ts';
import { runInherited } from '../shapes/inherit.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { KUBECTL } from './kubectl.ts';
import { LOCAL_CLUSTERS } from './local-clusters.ts';
import { showsConfiguration } from './platform-commands.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** `helm`. */
const HELM: Program = defineTool({
  names: ['helm', 'helm3', 'helmfile', 'werf'],
  tool: 'helm',
  options: {
    flags:
      '--debug -h -a|--all -A|--all-namespaces -q|--short --devel --wait --atomic --force --install -i --no-hooks --keep-history --create-namespace --reset-values --reuse-values --untar',
    values:
      '-n|--namespace --kube-context --kubeconfig --kube-apiserver --kube-token --kube-as-user --kube-ca-file ' +
      '--registry-config --repository-config --repository-cache -f|--values --set --set-string --set-file --set-json ' +
      '--version --timeout -o|--output --repo --username --password --ca-file --cert-file --key-file --description ' +
      '--revision --max --history-max --post-renderer --post-renderer-args -e|--environment -l|--selector -d|--destination --namespace-create',
    optional: '--dry-run --cascade',
  },
  depth: 2,
  dryRun: ['--dry-run'],
  verbs: {
    'get|list|ls|status|history|hist|show|inspect|search|template|lint|verify|version|env|diff|fetch|pull|package|dependency|dep|dependencies':
      'read',
    'repo list|ls|update|up|index': 'read',
    'plugin list|ls': 'read',
    'repo|plugin remove|rm|uninstall': 'destroy',
    'repo *': 'change',
    'plugin *': 'change',
    rollback: 'destroy',
    'install|upgrade|test|create|push|registry|apply|sync|converge': 'change',
    'uninstall|delete|del|un|destroy|dismiss|cleanup': 'destroy',
  },
  commands: {
    'get values|all': showsConfiguration(),
    'plugin install': {
      options: { values: '--version' },
      describe: (call, effects) =>
        effects.action('package.install', {
          manager: 'helm',
          packages: call.options.operands,
          source: packageSource(call.options.operands[0]?.text ?? ''),
        }),
    },
    'install|upgrade|template': {
      judge({ options }) {
        const loses = ['--force', '--reset-values'].find((key) => options.has(key));
        return loses === undefined
          ? undefined
          : { verb: `upgrade ${loses}`, severity: 'destroy', target: options.operands[0] };
      },
      describe(call, effects) {
        for (const program of call.options.values('--post-renderer')) effects.run([program]);
        for (const file of call.options.values('-f'))
          if (/^https?:/.test(file.text)) webFetch(effects, file);
      },
    },
  },
});

/** linkerd prints the manifests for `kubectl delete -f -` and removes nothing itself. */
const PRINTED_BY_LINKERD: CommandFacts = {
  judge: ({ name }) => (name === 'linkerd' ? { verb: 'uninstall', severity: 'read' } : undefined),
};

/** Tools around clusters, judged by their verbs. */
const CLUSTER_TOOLS: readonly Program[] = [
  defineTool({
    names: [
      'argocd',
      'argo',
      'flux',
      'istioctl',
      'linkerd',
      'kustomize',
      'kubeadm',
      'kubeseal',
      'kops',
      'eksctl',
      'cilium',
      'calicoctl',
      'velero',
      'ark',
      'kn',
      'tkn',
      'kubebuilder',
      'operator-sdk',
      'crossplane',
      'krew',
      'stern',
      'k9s',
      'skaffold',
      'tilt',
      'devspace',
      'okteto',
      'telepresence',
      'rancher',
      'tanzu',
      'talosctl',
      'clusterctl',
      'etcdctl',
      'crictl',
    ],
    options: {
      flags:
        '-h -A|--all-namespaces --yes -y --confirm --force --wait --silent -s|--short --verbose --quiet -q --purge --all --cascade',
      values:
        '-n|--namespace --context --kubeconfig --kube-context -o|--output -l|--selector -f|--filename --file --name --cluster ' +
        '--region --profile -p -e --server --auth-token --grpc-web-root-path --state --timeout --log-level --endpoints --cacert ' +
        '--cert --key --user --config -c --nodes --talosconfig --revision --from-backup --include-namespaces --ttl --kube-namespace',
    },
    raises: { '--purge': 'irreversible', '--all': 'irreversible' },
    dryRun: ['--dry-run', '--preview'],
    verbs: {
      'backup|restore|schedule|snapshot|backup-location|snapshot-location delete': 'irreversible',
      'backup|restore describe|logs|get|download': 'read',
      'delete cluster': 'irreversible',
      'schedule pause': 'destroy',
      'snapshot restore': 'irreversible',
      'compact|compaction|move-leader': 'destroy',
      'etcd leave|remove-member|forfeit-leadership': 'destroy',
      'reboot|shutdown|rollback|stop|stopp|rmp': 'destroy',
      'wipe *': 'irreversible',
      'trigger|service|broker|source|revision delete': 'destroy',
      'pr|pipelinerun|tr|taskrun cancel': 'destroy',
      'cron suspend': 'destroy',
      'proj|cluster role delete': 'destroy',
      'ipam release': 'destroy',
      'clustermesh disconnect': 'destroy',
      'preview destroy': 'irreversible',
      del: 'irreversible',
      reset: 'irreversible',
      'app delete|rollback': 'destroy',
      suspend: 'destroy',
      'restore create': 'destroy',
      // Prints the manifests of what is to be removed: for `kubectl delete -f -`.
      'uninstall|prune': 'destroy',
      'multicluster unlink': 'read',
      'proj|cluster|repo|cluster rm': 'destroy',
      'build|fetch|cat|proxy-config|proxy-status|analyze|viz|tap|edges|doctor|ci|dev|up|down|args|logs|snapshot':
        'change',
      'get|describe|logs': 'read',
      down: 'change',
      'snapshot get|describe': 'read',
      'alpha tiltfile-result': 'read',
      'rolling-update|update cluster': 'read',
      move: 'destroy',
      'analytics|api-resources|describe|doctor|dump|explain|get|lsp|verify-install|version|docker-prune':
        'read',
    },
    commands: {
      // A container's own command, behind its name.
      exec: {
        options: {
          flags: '-i|--interactive -t|--tty -s|--sync -it',
          values: '--timeout -c',
          stopAtOperand: true,
        },
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call, 1), {
            wrapper: call.name,
            elsewhere: true,
          }),
      },
      uninstall: PRINTED_BY_LINKERD,
      prune: PRINTED_BY_LINKERD,
      'app sync': {
        options: { flags: '--prune --force --replace --dry-run --async' },
        judge({ options }) {
          const loses = ['--prune', '--force', '--replace'].find((key) => options.has(key));
          return loses === undefined
            ? undefined
            : { verb: `app sync ${loses}`, severity: 'destroy', target: options.operands[0] };
        },
      },
      'app set': {
        options: { values: '--sync-policy -p|--parameter --revision', flags: '--auto-prune' },
        judge: ({ options }) =>
          options.has('--auto-prune')
            ? { verb: 'app set --auto-prune', severity: 'destroy', target: options.operands[0] }
            : undefined,
      },
      context: {
        options: { flags: '--delete' },
        judge: ({ options }) =>
          options.has('--delete') ? { verb: 'context --delete', severity: 'destroy' } : undefined,
      },
      'account generate-token': {
        describe(_call, effects) {
          effects.shows('access-token');
        },
      },
      'admin initial-password': {
        describe(_call, effects) {
          effects.shows('password');
        },
      },
      'scale nodegroup': {
        options: { values: '--nodes|-N --nodes-min|-m --nodes-max|-M' },
        judge: ({ options }) =>
          options.values('--nodes').at(-1)?.text === '0'
            ? { verb: 'scale nodegroup 0', severity: 'destroy' }
            : undefined,
      },
      // Without `--yes` kops tells what it would do.
      'rolling-update|update cluster': {
        judge: ({ options, name }) =>
          name === 'kops' && options.has('--yes')
            ? { verb: 'cluster --yes', severity: 'destroy' }
            : undefined,
      },
      down: {
        options: { flags: '-v|--volumes --delete-namespaces' },
        judge: ({ options, name }) =>
          name === 'tilt' || options.has('-v')
            ? { verb: 'down', severity: options.has('-v') ? 'irreversible' : 'destroy' }
            : undefined,
      },
    },
  }),
  defineTool({
    names: ['ctr'],
    summary: 'Command and severity; the commands of `run` and `task exec` (containerd)',
    options: {
      flags: '-h --debug -q --sync -a --all',
      values: '-n|--namespace -a|--address --timeout --connect-timeout',
    },
    depth: 2,
    verbs: {
      'containers|container|c|images|image|i|tasks|task|t|snapshots|snapshot|namespaces|namespace|ns|content|leases ls|list|info|check|ps|metrics|usage|tree|view|fetch|get|mount':
        'read',
      'content|snapshots|leases|images rm|remove|del|delete|prune': 'destroy',
      'tasks|task|t kill|rm|del|delete|remove': 'destroy',
      'plugins|version|events|info|deprecations': 'read',
      'run|containers|container|c|images|image|i|tasks|task|t|snapshots|namespaces|content|leases|install|shim|oci':
        'change',
    },
    commands: {
      'tasks|task|t exec': {
        options: {
          values: '--exec-id --cwd --user --log-uri --fifo-dir',
          flags: '-t|--tty -d|--detach',
          stopAtOperand: true,
        },
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call, 1), { wrapper: 'ctr', elsewhere: true }),
      },
      run: {
        options: {
          flags: '--rm -t|--tty -d|--detach --privileged --net-host --null-io --read-only',
          values:
            '--mount --env --env-file --user --cwd --snapshotter --runtime --platform --label --cap-add --device',
          stopAtOperand: true,
        },
        judge: ({ options }) =>
          options.has('--privileged') ||
          options.values('--mount').some(({ text }) => /(?:^|,)src=\/(?:,|$)/.test(text))
            ? { verb: 'run --privileged', severity: 'destroy' }
            : undefined,
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call, 2), { wrapper: 'ctr', elsewhere: true }),
      },
    },
  }),
];

/** Programs of the Kubernetes world. */
export const KUBERNETES_TOOLS: readonly Program[] = [
  KUBECTL,
  HELM,
  ...LOCAL_CLUSTERS,
  ...CLUSTER_TOOLS,
];
