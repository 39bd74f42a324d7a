import type { Program } from '../../program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { literal } from '../shapes/values.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** Go's flag package: one dash or two, values joined by `=` or as the next word. */
const GO_LIKE = { clusters: false, singleDashLong: true } as const;

/** A command behind the name of where it runs. */
function runsIn(wrapper: string, values: string, skip: number): CommandFacts {
  return {
    options: { values, stopAtOperand: true, ...GO_LIKE },
    describe: (call, effects) =>
      runInherited(call, effects, commandAfter(call, skip), { wrapper, elsewhere: true }),
  };
}

/** A command that only with this option takes something away or out of service. */
function endsWith(option: string, verb: string): CommandFacts {
  return {
    options: { flags: option, ...GO_LIKE },
    judge: ({ options }) => (options.has(option) ? { verb, severity: 'destroy' } : undefined),
  };
}

const CONSUL: Program = defineTool({
  names: ['consul'],
  summary: 'Command and severity; the commands of `exec`, `lock` and `watch`',
  options: {
    flags: '-h -help -recurse -stale -force -prune -wan -json -self -keys -list -detailed',
    values:
      '-http-addr -token -token-file -datacenter -namespace -partition -ca-file -client-cert -client-key -format -id -name -kind -peer-id -address -type -key -prefix',
    ...GO_LIKE,
  },
  depth: 4,
  verbs: {
    'members|catalog|monitor|rtt|info|version|validate|debug|watch|keygen|troubleshoot|event|keyring|license':
      'read',
    'kv get|export': 'read',
    'kv delete': 'destroy',
    'kv put|import': 'change',
    'snapshot save|inspect': 'read',
    'snapshot restore': 'irreversible',
    'operator raft|autopilot|usage list-peers|get-config|state|instances': 'read',
    'operator raft remove-peer': 'destroy',
    'leave|force-leave': 'destroy',
    'acl bootstrap': 'destroy',
    'connect ca set-config': 'destroy',
    'acl|operator|config|intention|services|connect|namespace|partition|peering|tls|resource|login|logout|reload|lock|exec|maint':
      'change',
  },
  commands: {
    exec: {
      options: {
        values: '-node -service -tag -wait -prefix -datacenter',
        flags: '-shell -verbose',
        stopAtOperand: true,
        ...GO_LIKE,
      },
      describe(call, effects) {
        const words = commandAfter(call);
        const [line] = words;
        if (words.length === 1 && line !== undefined)
          effects.line(line, { wrapper: 'consul', elsewhere: true });
        else runInherited(call, effects, words, { wrapper: 'consul', elsewhere: true });
      },
    },
    'lock|watch': {
      options: {
        values: '-n -name -timeout -child-exit-code -type -key -prefix -service -monitor-retry',
        flags: '-shell -pass-stdin -try -verbose',
        stopAtOperand: true,
        ...GO_LIKE,
      },
      describe(call, effects) {
        for (const line of commandAfter(call, call.options.has('-type') ? 0 : 1).slice(0, 1))
          effects.line(line, { wrapper: 'consul' });
      },
    },
    maint: endsWith('-enable', 'maint -enable'),
    keyring: {
      options: { values: '-remove -install -use', ...GO_LIKE },
      judge: ({ options }) =>
        options.has('-remove') ? { verb: 'keyring -remove', severity: 'destroy' } : undefined,
    },
  },
});

const NOMAD: Program = defineTool({
  names: ['nomad'],
  summary: 'Command and severity; the command of `alloc exec`',
  options: {
    flags:
      '-h -help -json -verbose -detach -yes -purge|--purge -force -stderr -self -f -tail -monitor',
    values:
      '-address -region -namespace -token -ca-cert -client-cert -client-key -t -task -job -peer-id -check-index -n -filter',
    ...GO_LIKE,
  },
  depth: 4,
  raises: { '-purge': 'irreversible' },
  verbs: {
    'status|inspect|logs|fs|validate|plan|monitor|agent-info|version|fmt|ui|server-members|eval-status|alloc-status':
      'read',
    'job status|list|inspect|plan|history|validate|deployments|allocs|evals|scaling-events': 'read',
    'alloc status|logs|fs|checks': 'read',
    stop: 'destroy',
    'job|alloc stop': 'destroy',
    'job revert': 'destroy',
    'deployment fail|unblock': 'destroy',
    'node drain': 'destroy',
    'server force-leave': 'destroy',
    'operator raft remove-peer': 'destroy',
    'operator snapshot restore': 'irreversible',
    'operator snapshot save|inspect': 'read',
    'acl bootstrap': 'destroy',
    'system gc': 'destroy',
    'var purge': 'irreversible',
    'var get': 'read',
    'recommendation dismiss': 'destroy',
    'run|job|alloc|node|server|operator|acl|namespace|quota|volume|deployment|eval|service|system|plugin|sentinel|var|scaling|recommendation|tls|license':
      'change',
  },
  secrets: { 'var get': 'cloud-secret', 'acl bootstrap': 'access-token' },
  commands: {
    'alloc exec': runsIn('nomad', '-task -job -e -t -i', 1),
    exec: runsIn('nomad', '-task -job -e -t -i', 1),
    'node drain': {
      judge: ({ options }) =>
        options.has('-monitor') && !options.has('-enable')
          ? { verb: 'node drain -monitor', severity: 'read' }
          : undefined,
    },
    'node eligibility': endsWith('-disable', 'node eligibility -disable'),
    'job eval': endsWith('-delete', 'job eval -delete'),
    'job scale|scale': {
      judge: ({ options }) =>
        options.operands.at(-1)?.text === '0'
          ? { verb: 'job scale 0', severity: 'destroy' }
          : undefined,
    },
  },
});

const VAGRANT: Program = defineTool({
  names: ['vagrant'],
  summary: 'Command and severity; lines of `ssh -c`, words for ssh',
  options: {
    flags: '-h -f|--force -v|--version --debug --machine-readable --no-color --color -g|--graceful',
    values: '--provider --provision-with --name',
  },
  depth: 4,
  verbs: {
    'status|global-status|validate|version|port|ssh-config|winrm-config|list-commands|help': 'read',
    'box list|outdated': 'read',
    'box remove|prune': 'destroy',
    destroy: 'irreversible',
    'halt|suspend': 'destroy',
    'snapshot list': 'read',
    'snapshot delete': 'irreversible',
    // What stands in the machine is thrown away for what stood there.
    'snapshot restore|pop': 'destroy',
    'plugin expunge|uninstall': 'destroy',
    'plugin list': 'read',
    'cloud box|version|provider delete|revoke': 'irreversible',
    'up|provision|reload|resume|snapshot|box|ssh|init|package|cloud|plugin|rdp|upload|powershell|winrm|login':
      'change',
  },
  commands: {
    'global-status': {
      options: { flags: '--prune' },
      judge: ({ options }) =>
        options.has('--prune') ? { verb: 'global-status --prune', severity: 'change' } : undefined,
    },
    ssh: {
      options: { values: '-c|--command', flags: '-p|--plain -t|--tty' },
      describe(call, effects) {
        for (const line of call.options.values('-c'))
          effects.line(line, { wrapper: 'vagrant', elsewhere: true });
        // What stands behind `--` is handed to ssh.
        const marker = call.args.findIndex(({ text }) => text === '--');
        if (marker >= 0)
          runInherited(
            call,
            effects,
            [literal('ssh'), literal('vagrant'), ...call.args.slice(marker + 1)],
            { wrapper: 'vagrant' },
          );
      },
    },
  },
});

const BOUNDARY: Program = defineTool({
  names: ['boundary'],
  summary: 'Command and severity; the command behind `connect`',
  options: {
    flags: '-h -help -recursive',
    values:
      '-addr -token -keyring-type -format -id -scope-id -target-id -target-name -name -login-name -auth-method-id -host-catalog-id -resource -query -filter -grant -member -exec',
    ...GO_LIKE,
  },
  depth: 3,
  verbs: {
    'sessions cancel': 'destroy',
    'database init|migrate|repair': 'change',
    'search|version|cache|config': 'read',
  },
  commands: {
    connect: {
      describe(call, effects) {
        const at = call.args.findIndex(({ text }) => text === '--');
        const words = at < 0 ? [] : call.args.slice(at + 1);
        if (words.length > 0) effects.run(words, { wrapper: 'boundary', elsewhere: true });
      },
    },
  },
});

const WAYPOINT: Program = defineTool({
  names: ['waypoint'],
  summary: 'Command and severity',
  options: {
    flags: '-h -help -auto-approve -plain -delete -json -prune',
    values: '-app -project -workspace -remote-source -type -scope -p -a -w',
    ...GO_LIKE,
  },
  depth: 3,
  floors: { '-delete': 'destroy' },
  verbs: {
    destroy: 'irreversible',
    'project|deployment destroy': 'irreversible',
    'server uninstall': 'irreversible',
    'job cancel': 'destroy',
    'status|logs|version|fmt': 'read',
    'up|init|build|deploy|release|server|runner|install|login|exec|config|context|project|add-on|trigger|job|pipeline|user|workspace':
      'change',
  },
});

/** Tools of HashiCorp beside Terraform and Vault. */
export const HASHICORP_TOOLS: readonly Program[] = [CONSUL, NOMAD, VAGRANT, BOUNDARY, WAYPOINT];
