import type { Program } from '../../program.ts';
import { isSecretVariable } from '../secrets/variable-name.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { runInherited } from '../shapes/inherit.ts';
import { commandAfter } from '../wrappers/wrapper.ts';
import { shows, showsConfiguration } from './platform-commands.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

/** Terraform CLI: options have one dash or two, values are joined by `=` or follow. */
const OPTIONS: OptionList = {
  flags:
    '-help -h -version -v -json -no-color -auto-approve -destroy -check -diff -write -recursive -list -raw ' +
    '-detailed-exitcode -compact-warnings -refresh-only -upgrade -reconfigure -migrate-state -force-copy ' +
    '-force -allow-missing -or-create -ignore-remote-version -get -verify-plugins',
  values:
    '-chdir -var -var-file -target -replace -state -state-out -out -backup -lock-timeout -parallelism ' +
    '-backend-config -plugin-dir -from-module -module-depth -type -plan -provider -generate-config-out ' +
    '-config -filter -test-directory -lockfile -exclude -working-dir -terragrunt-config -terragrunt-working-dir',
  optional: '-input -lock -backend -refresh',
  singleDashLong: true,
  clusters: false,
};

/** `terragrunt run-all apply` applies to every module without a plan of it. */
const UNSEEN_APPLY: CommandFacts = {
  judge: () => ({ verb: 'run-all apply', severity: 'destroy' }),
};

/** State that is moved over what the new back end holds, without a question. */
const INIT: CommandFacts = {
  judge: ({ options }) =>
    options.has('-force-copy') ? { verb: 'init -force-copy', severity: 'destroy' } : undefined,
};

/** `terraform` and those that keep its commands. */
const TERRAFORM: Program = defineTool({
  names: ['terraform', 'tofu', 'terragrunt', 'tf'],
  tool: 'terraform',
  summary: 'Verb, severity and target; `apply -destroy`',
  options: OPTIONS,
  depth: 3,
  verbs: {
    'plan|validate|show|output|fmt|graph|providers|version|console|get|metadata|modules|test|refresh|init|logout|hclfmt|render-json|hcl|graph-dependencies|find|list':
      'read',
    'state list|show|pull': 'read',
    'workspace list|show|select': 'read',
    'state rm|push': 'irreversible',
    'state mv|replace-provider': 'destroy',
    'workspace delete': 'irreversible',
    'workspace new': 'change',
    'apply|import|untaint|login|cloud|run|stacks|stack': 'change',
    'taint|force-unlock': 'destroy',
    destroy: 'irreversible',
    'run-all|stack|run destroy': 'irreversible',
    'stack run destroy': 'irreversible',
    'stack clean': 'destroy',
    'destroy-all': 'irreversible',
    'run-all|stack|run plan|validate|output|init|show': 'read',
    'run --all destroy': 'irreversible',
  },
  commands: {
    apply: {
      judge({ options }) {
        if (options.has('-destroy')) return { verb: 'apply -destroy', severity: 'irreversible' };
        if (options.has('-replace')) return { verb: 'apply -replace', severity: 'destroy' };
        // Nobody sees what is taken away; a plan that was saved and looked at is another thing.
        const unseen = options.has('-auto-approve') && options.operands.length === 0;
        return unseen ? { verb: 'apply -auto-approve', severity: 'destroy' } : undefined;
      },
    },
    'run-all|run apply': UNSEEN_APPLY,
    'apply-all': UNSEEN_APPLY,
    init: INIT,
    exec: {
      options: { stopAtOperand: true },
      describe: (call, effects) =>
        runInherited(call, effects, commandAfter(call), { wrapper: 'terragrunt' }),
    },
    // By name or as JSON a sensitive value is shown; the list of all leaves it out.
    output: showsConfiguration({}, ({ options }) => {
      const [name] = options.operands;
      return name === undefined ? options.has('-json') : isSecretVariable(name.text) || !name.known;
    }),
    show: showsConfiguration({}, ({ options }) => options.has('-json')),
    'state pull': showsConfiguration(),
    console: showsConfiguration({}, ({ stdin }) => stdin?.text === undefined || refers(stdin.text)),
  },
});

/** True if expressions name more than functions that compute: a variable, a resource, a file. */
function refers(text: string): boolean {
  const strings = text.match(QUOTED) ?? [];
  if (strings.some((each) => each.includes('${') || each.includes('%{'))) return true;
  // Behind a name: the parenthesis of a call, or the sign that makes it the key of an object.
  const names = text.replace(QUOTED, ' ').matchAll(/([A-Za-z_][\w.-]*)\s*(\(|=(?!=))?/g);
  return [...names].some(([, name = '', behind]) =>
    behind === undefined
      ? !/^(?:true|false|null|exit)$/.test(name)
      : /^(?:template)?file|sensitive/.test(name),
  );
}

const QUOTED = /"(?:\\.|[^"\\])*"/g;

/** Only with this flag secrets are told in the clear. */
function showsSecrets(kind: string): CommandFacts {
  return {
    describe(call, effects) {
      if (call.options.has('--show-secrets')) shows(kind).describe?.(call, effects);
    },
  };
}

/** `pulumi`. */
const PULUMI: Program = defineTool({
  names: ['pulumi'],
  options: {
    flags:
      '-h -y|--yes -f|--skip-preview --force --json -v --logtostderr --non-interactive --show-secrets --remove --preserve-config --expect-no-changes',
    values:
      '-s|--stack -C|--cwd --color -c|--config --config-file -m|--message -t|--target --replace -p|--parallel --verbose --profiling --tracing --value -e',
  },
  depth: 3,
  dryRun: ['--preview-only'],
  verbs: {
    'preview|about|logs|whoami|version|console|convert|import-preview|watch-preview|schema|env get|open':
      'read',
    'stack ls|output|history|graph|export|tag': 'read',
    'config get': 'read',
    'destroy|down': 'irreversible',
    'stack rm': 'irreversible',
    'state delete': 'irreversible',
    'stack init|select|import|rename|change-secrets-provider': 'change',
    'state unprotect': 'destroy',
    'refresh|cancel': 'destroy',
    'state rename|taint|upgrade': 'destroy',
    'stack import': 'destroy',
    'config rm|rm-all': 'destroy',
    'plugin rm': 'change',
    'deployment cancel': 'destroy',
    'org member remove': 'destroy',
    'up|update|import|config|login|logout|new|plugin|policy|state|watch|install|deployment|org':
      'change',
  },
  commands: {
    'up|update': {
      judge: ({ options }) =>
        options.has('-y') || options.has('-f')
          ? { verb: 'up --yes', severity: 'destroy' }
          : undefined,
    },
    config: showsSecrets('pulumi-config'),
    // What is kept as a secret is told in the clear, and nothing but its name says which it is.
    'config get': {
      describe(call, effects) {
        const name = call.options.operands[0];
        const words = name?.text.replace(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[:.-]/g, '_');
        if (name?.known !== true || isSecretVariable(words ?? '')) effects.shows('pulumi-config');
      },
    },
    'stack output|export': showsSecrets('pulumi-config'),
    'env get|open': showsSecrets('pulumi-config'),
  },
});

/** Infrastructure as code by other names. */
const OTHER_IAC: Program = defineTool({
  names: [
    'cdk',
    'cdktf',
    'ampx',
    'sam',
    'serverless',
    'sls',
    'eb',
    'chalice',
    'zappa',
    'amplify',
    'sst',
    'claudia',
    'apex',
    'up',
    'arc',
    'terraformer',
    'infracost',
    'tflint',
    'tfsec',
    'checkov',
    'atmos',
    'terramate',
    'packer',
    'levant',
    'juju',
    'bosh',
    'cf',
    'ibmcloud',
    'oci',
    'openstack',
    'hcp',
    'rain',
  ],
  summary: 'Verb and severity of each command; the command of `ssh`',
  secrets: { 'secrets secret-bundle get': 'cloud-secret' },
  options: {
    flags:
      '-h -y|--yes|-yes -f|--force|-force --all -v|--version -detach --purge|-purge --no-prompts --verbose -g --json -q|--quiet --auto-approve --skip-preview',
    values:
      '-a|--app --profile --region -r --stack-name -s|--stage --stack -c|--context|--config -n|--name -e|--env|--environment -p|--path -t|--template ' +
      '-var -var-file -only -except -address|--address -token|--token -namespace|--namespace -o|--output --require-approval --account --compartment-id -d --deployment -m|--model',
    clusters: false,
  },
  raises: { '--purge': 'irreversible' },
  dryRun: ['--dry-run'],
  verbs: {
    'synth|synthesize|diff|doctor|docs|bootstrap-show|metadata|acknowledge': 'read',
    destroy: 'irreversible',
    'remove|undeploy|terminate|down': 'irreversible',
    'env|svc|job|app|pipeline|storage delete': 'irreversible',
    'service delete': 'irreversible',
    'build|init|validate|local|logs|package|fmt|inspect|console|hcl2_upgrade|plugins|fix': 'read',
    'rollback|abort|swap': 'destroy',
    gc: 'destroy',
    'rollback function': 'destroy',
    'kill-controller|destroy-controller|destroy-model|destroy-storage': 'irreversible',
    'detach-storage|recreate|cancel-task|unbind-service|unset-env|unmap-route|unset-*': 'destroy',
    'stop|pause|cancel': 'destroy',
    'server|is stop|rebuild|shelve|suspend|pause|instance-stop|instance-reset': 'destroy',
    'sl vs cancel': 'irreversible',
    '* * schedule-deletion|schedule-secret-deletion|create-destroy-job': 'irreversible',
    '* * * schedule-deletion': 'irreversible',
    'secrets secret-bundle get': 'read',
    'snapshot delete': 'irreversible',
    'delete-org|delete-space|delete-service|delete-environment|delete-deployment': 'irreversible',
  },
  commands: {
    deploy: {
      judge: (call) =>
        call.options.values('--require-approval').some(({ text }) => text === 'never')
          ? { verb: 'deploy --require-approval never', severity: 'destroy' }
          : undefined,
    },
    'ssh|exec': {
      options: { values: '-c|--command', stopAtOperand: true },
      describe(call, effects) {
        for (const line of call.options.values('-c'))
          effects.line(line, { wrapper: call.name, elsewhere: true });
        runInherited(call, effects, commandAfter(call, 1), { wrapper: call.name, elsewhere: true });
      },
    },
    scale: {
      options: { values: '-i -m -k' },
      judge: ({ options }) =>
        options.operands[0]?.text === '0' || options.values('-i').at(-1)?.text === '0'
          ? { verb: 'scale 0', severity: 'destroy' }
          : undefined,
    },
    context: {
      options: { flags: '--clear', values: '--reset|-e' },
      judge: ({ options }) =>
        options.has('--clear') || options.has('--reset')
          ? { verb: 'context --clear', severity: 'destroy' }
          : undefined,
    },
    'compute instance action': {
      options: { values: '--action --instance-id' },
      judge: ({ options }) =>
        options.values('--action').some(({ text }) => /STOP|RESET/i.test(text))
          ? { verb: 'instance action STOP', severity: 'destroy' }
          : undefined,
    },
  },
});

/** Tools that make infrastructure from descriptions. */
export const TERRAFORM_TOOLS: readonly Program[] = [TERRAFORM, PULUMI, OTHER_IAC];
