import type { Program } from '../../program.ts';
import { webFetch } from '../network/web-address.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { KUBECTL } from './kubectl.ts';
import { showsConfiguration } from './platform-commands.ts';
import { defineTool } from './verb-table.ts';

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
    'repo *': 'change',
    'plugin *': 'change',
    rollback: 'destroy',
    'install|upgrade|test|create|push|registry|apply|sync|converge': 'change',
    'uninstall|delete|del|un|destroy|dismiss|cleanup': 'destroy',
  },
  commands: {
    'get values|all': showsConfiguration(),
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

/** Local clusters: everything in them goes with them. */
const LOCAL_CLUSTERS: readonly Program[] = [
  defineTool({
    names: ['minikube', 'kind', 'k3d', 'ctlptl', 'k0sctl', 'kwok'],
    options: {
      flags: '-h --all --purge --force',
      values: '-p|--profile -n|--node --name -v|--v --kubeconfig --config -c',
    },
    verbs: {
      delete: 'irreversible',
      'delete cluster|clusters': 'irreversible',
      'cluster delete|rm': 'irreversible',
      'start|stop|pause|unpause|mount|tunnel|image|addons|config|cache|service|dashboard|load|export|create':
        'change',
      'profile list': 'read',
      'config view|get': 'read',
      'ip|status|logs|ssh-key|ssh-host|docker-env|podman-env|update-check|version': 'read',
    },
    commands: {
      'docker-env|podman-env': {
        describe: (_call, effects) => effects.stdout({ text: '', taint: {} }),
      },
      ssh: {
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call), { wrapper: 'minikube', elsewhere: true }),
      },
      kubectl: {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, [literal('kubectl'), ...commandAfter(call)], {
            wrapper: 'minikube',
          }),
      },
    },
  }),
  defineTool({
    names: ['k3s', 'microk8s', 'k0s', 'rke2'],
    options: { flags: '-h', values: '--data-dir -d -c|--config' },
    verbs: {
      'kubectl|ctr|crictl|helm': 'read',
      'status|check|inspect|config|version': 'read',
      reset: 'irreversible',
    },
    commands: {
      'kubectl|helm|kc': {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, [literal('kubectl'), ...call.args]),
      },
    },
  }),
];

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
      del: 'irreversible',
      reset: 'irreversible',
      'app delete|rollback': 'destroy',
      suspend: 'destroy',
      'restore create': 'destroy',
      'proj|cluster|repo|cluster rm': 'destroy',
      'build|fetch|cat|proxy-config|proxy-status|analyze|viz|tap|edges|doctor|ci|dev|up|down|args|logs|snapshot':
        'change',
      'get|describe|logs': 'read',
      down: 'change',
      'snapshot get|describe': 'read',
      'alpha tiltfile-result': 'read',
      'analytics|api-resources|describe|doctor|dump|explain|get|lsp|verify-install|version|docker-prune':
        'read',
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
