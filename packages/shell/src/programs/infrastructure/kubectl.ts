import type { Call, Effects, Program, Value } from '../../program.ts';
import { writesDownload } from '../files/download.ts';
import { webFetch } from '../network/web-address.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal, splitValue } from '../shapes/values.ts';
import { showsConfiguration } from './platform-commands.ts';
import { type CommandFacts, defineTool, type Judgement } from './verb-table.ts';

/** Options of every kubectl command that take a value (`kubectl options`, kubectl reference). */
const OPTIONS: OptionList = {
  flags:
    '-A|--all-namespaces -h --insecure-skip-tls-verify --match-server-version --disable-compression ' +
    '-w|--watch --force --now --all --recursive -R --prune --overwrite -i|--stdin -t|--tty --local ' +
    '--ignore-daemonsets --delete-emptydir-data --delete-local-data --disable-eviction --raw --no-headers ' +
    '--show-labels --previous --server-side --rm --record --minify --flatten --client',
  values:
    '-n|--namespace --context --cluster --user --kubeconfig -s|--server --token --as --as-group --as-uid ' +
    '--certificate-authority --client-certificate --client-key --cache-dir --request-timeout ' +
    '--tls-server-name --username --password -v|--v --vmodule --log-file --profile --profile-output ' +
    '-f|--filename -k|--kustomize -l|--selector -o|--output --field-selector -c|--container -L|--label-columns ' +
    '--template --sort-by --for --timeout --grace-period --replicas --current-replicas --resource-version ' +
    '--field-manager --type -p|--patch --patch-file --subresource --image --restart --port --target-port ' +
    '--name --tail --since --since-time --limit-bytes --max-log-requests --from-literal --from-file ' +
    '--from-env-file --overrides --env --labels --annotations --to-revision --revision --pod-running-timeout ' +
    '--chunk-size --prune-allowlist --prune-whitelist --prune-template --address --duration --audience --min --max',
  optional: '--dry-run --cascade --wait --validate',
};

/** Kinds whose deletion takes data or everything inside with it. */
const HOLDS_DATA =
  'ns|namespace|namespaces|pv|pvs|persistentvolume|persistentvolumes|pvc|pvcs|persistentvolumeclaim|' +
  'persistentvolumeclaims|crd|crds|customresourcedefinition|customresourcedefinitions|volumesnapshot|' +
  'volumesnapshots|etcdclusters|statefulset|statefulsets|sts';

const EXEC: CommandFacts = {
  options: { flags: '-q|--quiet', stopAtOperand: false },
  describe(call, effects) {
    const marker = call.args.findIndex((word) => word.text === '--');
    const words = marker < 0 ? call.options.operands.slice(1) : call.args.slice(marker + 1);
    runInherited(call, effects, words, { wrapper: 'kubectl', elsewhere: true });
  },
};

/** `kubectl cp` and `kubectl run … -- command`. */
function copies(call: Call, effects: Effects): void {
  const [from, to] = call.options.operands;
  if (from === undefined || to === undefined) return;
  const fromPod = isPodPath(from);
  if (isPodPath(to)) effects.sends(effects.reads(from), { host: literal('kubernetes') });
  else if (fromPod) {
    const content = { taint: { remote: from.text } };
    writesDownload(call, effects, { from, target: to, recursive: true, content });
  }
}

function isPodPath(value: Value): boolean {
  return /^[^/]*(?:\/[^/:]*)?:/.test(value.text);
}

/** Manifests: files are read, URLs fetched. */
const MANIFESTS: CommandFacts = {
  describe(call, effects) {
    for (const file of [...call.options.values('-f'), ...call.options.values('-k')]) {
      if (/^https?:/.test(file.text)) webFetch(effects, file);
      else if (file.text !== '-') effects.action('file.read', { file_path: file });
    }
  },
};

/** `kubectl get secret NAME -o yaml`: without an output format only names are shown. */
const GET: CommandFacts = {
  describe(call, effects) {
    const kinds = call.options.operands.slice(0, 1).flatMap((word) => word.text.split(','));
    const shows = call.options
      .values('-o')
      .some(({ text }) => /^(?:yaml|json|jsonpath|go-template|template|custom-columns)/.test(text));
    if (!shows || !kinds.some((kind) => /^secrets?(?:\/|\.|$)/.test(kind))) return;
    effects.action('secret.read', { kind: 'kubernetes-secret' });
    effects.stdout({ taint: { secret: 'kubernetes-secret' } });
  },
};

/** `kubectl describe secret`: the size of each value, and the token of a service account in full. */
const DESCRIBE: CommandFacts = showsConfiguration({}, ({ options }) =>
  (options.operands[0]?.text.split(',') ?? []).some((kind) => /^secrets?(?:\/|\.|$)/.test(kind)),
);

const CONFIG_VIEW: CommandFacts = {
  describe(call, effects) {
    if (!call.options.has('--raw')) return;
    effects.action('secret.read', { kind: 'kubeconfig' });
    effects.stdout({ taint: { secret: 'kubeconfig' } });
  },
};

function listens(fallback: number): CommandFacts {
  return {
    describe(call, effects) {
      const [, mapping] = call.options.operands;
      const named =
        call.options.values('--port').at(-1) ??
        (mapping && splitValue(mapping, ':')?.[0]) ??
        mapping;
      const port = Number(named?.text ?? fallback);
      effects.action('net.listen', {
        host: call.options.values('--address').at(-1) ?? 'localhost',
        port: Number.isInteger(port) ? port : undefined,
      });
    },
  };
}

/** Scaling to nothing stops what runs. */
const SCALE: CommandFacts = {
  judge(call) {
    const replicas = call.options.values('--replicas').at(-1)?.text;
    const [target] = call.options.operands;
    return replicas === '0' ? { verb: 'scale to 0', severity: 'destroy', target } : undefined;
  },
};

/** `--force` deletes what is there before it is made anew. */
const REPLACE: CommandFacts = {
  ...MANIFESTS,
  judge: ({ options }) =>
    options.has('--force') ? { verb: 'replace --force', severity: 'destroy' } : undefined,
};

/** A taint with `NoExecute` throws out what runs on the node. */
const TAINT: CommandFacts = {
  judge({ options }) {
    const target = options.operands.find(({ text }) => text.endsWith(':NoExecute'));
    return target === undefined
      ? undefined
      : { verb: 'taint NoExecute', severity: 'destroy', target };
  },
};

/** `kubectl`, `oc` and distributions that carry it. */
export const KUBECTL: Program = defineTool({
  names: ['kubectl', 'oc', 'kubecolor'],
  tool: 'kubectl',
  summary: 'Verb, severity and target; remote commands, copied files, shown secrets, opened ports',
  options: OPTIONS,
  depth: 3,
  dryRun: ['--dry-run', '--local'],
  raises: { '--all': 'irreversible', '-A': 'irreversible' },
  verbs: {
    'get|describe|explain|top|logs|log|events|api-resources|api-versions|cluster-info|version|diff|auth|options|kustomize|wait|plugin|status|projects|project|whoami':
      'read',
    'config view|get-contexts|current-context|get-clusters|get-users': 'read',
    'config delete-context|delete-cluster|delete-user|unset': 'destroy',
    'config *': 'change',
    'rollout status|history': 'read',
    'rollout undo': 'destroy',
    'rollout *': 'change',
    delete: 'destroy',
    [`delete ${HOLDS_DATA}`]: 'irreversible',
    'drain|evict|cordon': 'destroy',
    'adm drain|cordon': 'destroy',
    'create clusterrolebinding|rolebinding|clusterrole': 'change',
    'adm policy': 'change',
    'certificate approve': 'change',
    'apply|create|expose|run|set|label|annotate|scale|autoscale|uncordon|taint|edit|patch|attach|exec|cp|port-forward|proxy|debug|certificate|replace|convert|new-app|new-project|start-build|login|adm':
      'change',
    'auth reconcile': 'change',
    'rollback|cancel-build|idle': 'destroy',
    'policy add-role-to-user|add-cluster-role-to-user|add-role-to-group|add-cluster-role-to-group':
      'change',
    'policy remove-*': 'destroy',
    'argo rollouts abort|undo': 'destroy',
  },
  floors: { '--prune': 'destroy' },
  commands: {
    'exec|rsh': EXEC,
    'debug|run': {
      options: { flags: '--privileged -q|--quiet', values: '--profile --target --copy-to' },
      judge: takesOverNode,
      describe(call, effects) {
        const marker = call.args.findIndex((word) => word.text === '--');
        if (marker >= 0)
          effects.run(call.args.slice(marker + 1), { wrapper: 'kubectl', elsewhere: true });
      },
    },
    'cp|rsync': { describe: copies },
    'apply|create|diff': MANIFESTS,
    replace: REPLACE,
    'adm prune': {
      options: { flags: '--confirm' },
      judge: ({ options }) =>
        options.has('--confirm')
          ? { verb: 'adm prune', severity: 'destroy' }
          : { verb: 'adm prune', severity: 'read' },
    },
    tag: {
      options: { flags: '-d|--delete' },
      judge: ({ options }) =>
        options.has('-d')
          ? { verb: 'tag --delete', severity: 'destroy', target: options.operands[0] }
          : undefined,
    },
    'set volume|volumes': {
      options: { flags: '--remove --add --confirm' },
      judge: ({ options }) =>
        options.has('--remove') ? { verb: 'set volume --remove', severity: 'destroy' } : undefined,
    },
    extract: {
      options: { values: '--to --keys', flags: '--confirm' },
      describe(call, effects) {
        if (!call.options.operands.some(({ text }) => /^secrets?\//.test(text))) return;
        effects.shows('kubernetes-secret');
      },
    },
    taint: TAINT,
    delete: { ...MANIFESTS, judge: deletesByName },
    get: GET,
    describe: DESCRIBE,
    'config view': CONFIG_VIEW,
    'create token': {
      describe(_call, effects) {
        effects.action('secret.read', { kind: 'access-token' });
        effects.stdout({ taint: { secret: 'access-token' } });
      },
    },
    'whoami|token': {
      describe(call, effects) {
        if (!call.options.unknownOptions.includes('-t') && !call.options.has('-t')) return;
        effects.action('secret.read', { kind: 'access-token' });
      },
    },
    scale: SCALE,
    'port-forward': listens(0),
    proxy: listens(8001),
  },
});

/** A pod that is root on its node: `debug node/NAME`, `run --privileged`, or by `--overrides`. */
function takesOverNode(call: Call): Judgement | undefined {
  const { options } = call;
  const node = options.operands.find(({ text }) => /^nodes?\//.test(text));
  if (node !== undefined) return { verb: 'debug node', severity: 'change', target: node };
  const overridden = options
    .values('--overrides')
    .some(({ text }) =>
      /"(?:privileged|hostPID|hostNetwork|hostIPC)"\s*:\s*true|"hostPath"/.test(text),
    );
  return overridden || options.has('--privileged')
    ? { verb: 'run privileged', severity: 'change' }
    : undefined;
}

/** `kubectl delete ns/prod`, `delete pod,pvc x`: the kind is part of a word. */
function deletesByName(call: Call): Judgement | undefined {
  const kinds = HOLDS_DATA.split('|');
  for (const target of call.options.operands)
    for (const part of target.text.split(',')) {
      const [kind = ''] = part.split(/[./]/, 1);
      if (part === target.text && !part.includes('/')) continue;
      if (kinds.includes(kind)) return { verb: `delete ${kind}`, severity: 'irreversible', target };
    }
  return undefined;
}
