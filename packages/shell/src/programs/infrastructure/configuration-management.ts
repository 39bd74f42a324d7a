import type { Call, Effects, Program, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';
import type { Severity } from './severity.ts';
import { defineTool } from './verb-table.ts';

function reports(
  effects: Effects,
  tool: string,
  verb: string,
  severity: Severity,
  target?: Value,
): void {
  effects.action('infra.execute', {
    tool,
    verb,
    severity,
    destructive: severity === 'destroy' || severity === 'irreversible',
    target,
  });
}

const LINES =
  /^cmd\.(?:run|shell|run_all|run_stdout|run_stderr|retcode|script|powershell|exec_code)$/;

/** Functions of Salt's modules that take something away, or out of service, by their last part. */
const REMOVES =
  /\.(?:\w*(?:remove|delete|destroy|purge|wipe|drop|flush|disable|kill|term)\w*|rm(?:_\w+)?|stop|reboot|shutdown|halt|poweroff|init|clear(?:_\w+)?|highstate)$/;
const READS =
  /\.(?:\w*(?:list|get|show|status|info|version|usage|exists|items|ping|find|check|keys)\w*|uptime|doc)$/;

/** The words of `salt TARGET FUNCTION ARGS` and `salt-call FUNCTION ARGS`. */
function saltFunction(call: Call, effects: Effects, words: readonly Value[], here: boolean): void {
  const [name, ...rest] = words;
  if (name === undefined) return;
  const run = { wrapper: call.name, ...(here ? {} : { elsewhere: true }) };
  if (LINES.test(name.text)) for (const line of rest) effects.line(line, run);
  const isTest = rest.some(({ text }) => /^test=(?:true|1)$/i.test(text));
  const removes = REMOVES.test(name.text) && !isTest;
  reports(
    effects,
    'salt',
    name.text,
    removes ? 'destroy' : READS.test(name.text) ? 'read' : 'change',
    here ? undefined : call.options.operands[0],
  );
}

const SALT_OPTIONS = {
  flags:
    '-h --local -v -D --no-color --async -s|--static --versions-report --version --summary --hide-timeout',
  values:
    '-t|--timeout -c|--config-dir -E|--pcre -G|--grain -L|--list -N|--nodegroup -I|--pillar -C|--compound -S|--ipcidr ' +
    '--out|--output -l|--log-level -b|--batch --return -u|--user --roster',
};

const SALT: Program = defineProgram({
  names: ['salt', 'salt-call', 'salt-ssh'],
  summary: 'Function and severity; lines of `cmd.run` and of `salt-ssh -r`',
  // The kind of a target takes the target itself as its value: `-G os:Ubuntu FUNCTION`.
  options: { ...SALT_OPTIONS, flags: `${SALT_OPTIONS.flags} -r|--raw` },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('--version') || options.has('--versions-report')) return;
    const named = ['-E', '-G', '-L', '-N', '-I', '-C', '-S'].some((key) => options.has(key));
    const isLocal = call.name === 'salt-call';
    const words = options.operands.slice(isLocal || named ? 0 : 1);
    if (options.has('-r'))
      for (const line of words) effects.line(line, { wrapper: call.name, elsewhere: true });
    else saltFunction(call, effects, words, isLocal);
  },
});

/** `salt-key` and `salt-cloud`: the option is the command. */
function byOption(
  names: readonly string[],
  removals: readonly string[],
  options: { readonly flags: string; readonly values: string },
): Program {
  return defineProgram({
    names,
    summary: 'What its option removes',
    options,
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const found = removals.find((key) => call.options.has(key));
      const target = found === undefined ? undefined : call.options.values(found).at(-1);
      const severity = found === undefined ? 'change' : 'destroy';
      reports(effects, call.name, found ?? 'run', severity, target ?? call.options.operands[0]);
    },
  });
}

const SALT_KEY = byOption(['salt-key'], ['-d', '-D', '-r', '-R'], {
  flags:
    '-A|--accept-all -D|--delete-all -F|--finger-all -L|--list-all -P|--print-all -R|--reject-all -y|--yes -q --version',
  values:
    '-a|--accept -d|--delete -f|--finger -l|--list -p|--print -r|--reject -c|--config-dir --out',
});

const SALT_CLOUD = byOption(['salt-cloud'], ['-d'], {
  flags: '-d|--destroy -y|--assume-yes -Q|--query -F|--full-query -P|--parallel --version',
  values: '-p|--profile -m|--map -c|--config-dir -a|--action -f|--function --list-providers --out',
});

const SALT_RUN: Program = defineProgram({
  names: ['salt-run'],
  summary: 'Runner and severity',
  options: SALT_OPTIONS,
  describe(call, effects) {
    if (asksForHelp(call)) return;
    const [name, ...rest] = call.options.operands;
    if (name === undefined) return;
    const removes =
      REMOVES.test(name.text) || rest.some(({ text }) => /^removekeys=true$/i.test(text));
    reports(effects, 'salt', name.text, removes ? 'destroy' : 'change', rest[0]);
  },
});

/** A state of Puppet's that takes something away, or out of service. */
const ABSENT = /\bensure\s*(?:=>|=)\s*['"]?(?:absent|purged|stopped)\b/;

const PUPPET: Program = defineTool({
  names: ['puppet', 'puppetserver'],
  tool: 'puppet',
  summary: 'Command and severity; states of `resource` and `apply -e`',
  options: {
    flags: '-h --noop -t|--test -v|--verbose -d|--debug --disable --enable --version',
    values: '--certname --environment --server --modulepath --config --confdir --logdest',
  },
  depth: 2,
  dryRun: ['--noop'],
  verbs: {
    'ca|cert|ssl clean|revoke': 'irreversible',
    'ca|cert|ssl list|show|fingerprint': 'read',
    'node purge|clean|deactivate': 'destroy',
    'config print': 'read',
    'facts|lookup|parser|epp|describe|doc|status|catalog|help|report': 'read',
    'module list|search': 'read',
    'agent|apply|resource|device|config|module|ssl|cert|ca|node|plugin': 'change',
  },
  commands: {
    agent: {
      judge: ({ options }) =>
        options.has('--disable') ? { verb: 'agent --disable', severity: 'destroy' } : undefined,
    },
    'resource|apply': {
      options: { values: '-e|--execute' },
      judge({ args, options }) {
        const target = args.find(({ text }) => ABSENT.test(text));
        return target === undefined
          ? undefined
          : { verb: 'ensure absent', severity: 'destroy', target: options.operands[1] ?? target };
      },
    },
  },
});

const CHEF: Program = defineTool({
  names: ['chef', 'chef-client', 'chef-solo', 'cinc-client', 'knife', 'chef-server-ctl', 'kitchen'],
  summary: 'Command and severity; lines of `knife ssh`',
  options: {
    flags: '-h -y|--yes -W|--why-run -v|--version --all --purge -a -f|--force',
    values:
      '-c|--config -E|--environment -N|--node-name -s|--server-url -u|--user -k|--key -F|--format -z -x -P -i',
  },
  depth: 4,
  dryRun: ['-W'],
  otherwise: 'change',
  verbs: {
    'node|client|role|cookbook|environment|user|group|acl list|show|find': 'read',
    'client reregister': 'destroy',
    'node run_list remove|set': 'destroy',
    'supermarket unshare': 'irreversible',
    'delete-policy|delete-policy-group|clean-policy-revisions|clean-policy-cookbooks': 'destroy',
    'org-delete|user-delete|cleanse': 'irreversible',
    'stop|kill|graceful-kill|term|int|hup|uninstall': 'destroy',
    'destroy|cleanse-reporting': 'destroy',
    'status|search|diff|list|show|serve|config|ssl|recipe|env|show-policy|describe-cookbook|verify|test|converge|diagnose':
      'read',
  },
  commands: {
    'ssh *': {
      describe(call, effects) {
        for (const line of call.options.operands)
          effects.line(line, { wrapper: 'knife', elsewhere: true });
      },
    },
    exec: {
      options: { values: '-E|--exec' },
      describe(call, effects) {
        for (const code of call.options.values('-E')) effects.code('ruby', code, 'inline');
      },
    },
  },
});

/** The rest, whose commands are named regularly; `bolt command run LINE`. */
const OTHERS: Program = defineTool({
  names: ['cf-agent', 'pyinfra', 'fab', 'cap', 'mgmt', 'bolt'],
  summary: 'Command and severity; the line of `bolt command run`',
  options: {
    flags: '-h --local -v --noop --test -D --yes -y --no-color',
    values:
      '-t|--timeout -c|--config-dir -l|--log-level -H|--host -i|--inventory --modulepath --environment --targets',
  },
  depth: 3,
  dryRun: ['--noop', '--test', '--dry-run'],
  commands: {
    'command run': {
      describe(call, effects) {
        const line = call.options.operands[0] ?? literal('');
        if (line.text !== '') effects.line(line, { wrapper: 'bolt', elsewhere: true });
      },
    },
  },
});

/** Tools that bring machines into a described state. */
export const CONFIGURATION_TOOLS: readonly Program[] = [
  SALT,
  SALT_KEY,
  SALT_CLOUD,
  SALT_RUN,
  PUPPET,
  CHEF,
  OTHERS,
];
