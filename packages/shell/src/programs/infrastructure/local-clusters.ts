import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { defineTool } from './verb-table.ts';

/** Commands of `microk8s` that its snap gives names of their own. */
const MICROK8S = [
  'kubectl',
  'helm',
  'helm3',
  'ctr',
  'reset',
  'stop',
  'start',
  'status',
  'inspect',
  'enable',
  'disable',
  'config',
  'leave',
  'remove-node',
];

/** Local clusters: everything in them goes with them. */
export const LOCAL_CLUSTERS: readonly Program[] = [
  defineTool({
    names: ['minikube', 'kind', 'k3d', 'ctlptl', 'k0sctl', 'kwok', 'crc', 'rke'],
    options: {
      flags: '-h --all --purge --force',
      values: '-p|--profile -n|--node --name -v|--v --kubeconfig --config -c',
    },
    verbs: {
      delete: 'irreversible',
      'delete cluster|clusters': 'irreversible',
      'cluster delete|rm': 'irreversible',
      'remove|cleanup': 'irreversible',
      'cluster|node stop': 'change',
      'image|cache rm|delete|remove': 'destroy',
      'addons disable': 'change',
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
    options: { flags: '-h --cluster-reset', values: '--data-dir -d -c|--config' },
    floors: { '--cluster-reset': 'irreversible' },
    verbs: {
      'kubectl|ctr|crictl|helm': 'read',
      'status|check|inspect|config|version|check-config': 'read',
      'reset|leave|remove-node': 'irreversible',
      'etcd-snapshot delete|prune': 'irreversible',
      'secrets-encrypt disable': 'destroy',
      disable: 'change',
      stop: 'destroy',
    },
    commands: {
      'kubectl|helm|kc': {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, [literal('kubectl'), ...call.args]),
      },
    },
  }),
  // What the installer leaves behind to take everything away again, volumes included.
  defineTool({
    names: [
      'k3s-uninstall.sh',
      'k3s-agent-uninstall.sh',
      'rke2-uninstall.sh',
      'k3s-killall.sh',
      'rke2-killall.sh',
    ],
    summary: 'The cluster it stops or removes',
    options: { flags: '-h' },
    otherwise: 'irreversible',
  }),
  defineProgram({
    names: MICROK8S.map((name) => `microk8s.${name}`),
    summary: 'The command of `microk8s` it stands for',
    options: { stopAtOperand: true },
    describe(call, effects) {
      const verb = call.name.slice('microk8s.'.length);
      runInherited(call, effects, [literal('microk8s'), literal(verb), ...call.args]);
    },
  }),
  defineTool({
    names: ['rdctl'],
    summary: 'Command and severity; the command of `shell` (Rancher Desktop)',
    options: { flags: '-h --verbose', values: '--config-path --host --password --port --user' },
    depth: 2,
    verbs: {
      'reset|factory-reset': 'irreversible',
      'snapshot delete': 'irreversible',
      'snapshot restore': 'destroy',
      shutdown: 'destroy',
      'list-settings|version|api|info|extension': 'read',
      'snapshot|set|start|install|shell': 'change',
    },
    commands: {
      shell: {
        options: { stopAtOperand: true },
        describe: (call, effects) =>
          runInherited(call, effects, commandAfter(call), { wrapper: 'rdctl', elsewhere: true }),
      },
    },
  }),
];
