import type { Call, Program } from '../../program.ts';
import { webFetch } from '../network/web-address.ts';
import type { OptionList } from '../shapes/define-program.ts';
import { literal } from '../shapes/values.ts';
import { copyObjects } from './object-copy.ts';
import { type CommandFacts, defineTool } from './verb-table.ts';

const OPTIONS: OptionList = {
  flags:
    '-h --debug --verbose --only-show-errors -y|--yes --no-wait --what-if --dryrun --force --purge --all',
  values:
    '-o|--output --query --subscription -g|--resource-group -n|--name -l|--location --account-name --account-key ' +
    '--vault-name --server --cluster-name --container-name -c -f|--file -d|--destination -s|--source --sku --ids ' +
    '--scripts --command-id --method|-m -u|--url|--uri -b|--body --headers --parameters --template-file --workspace-name ' +
    '--registry -t --tags --auth-mode --connection-string --sas-token --tenant --username --password -p --scope --role',
  abbreviations: false,
};

/** `az` (Azure CLI reference): groups first, the verb last. */
const AZ: Program = defineTool({
  names: ['az'],
  summary:
    'Command and severity; secrets shown; files uploaded; requests of `rest`, remote scripts',
  options: OPTIONS,
  depth: 6,
  dryRun: ['--what-if', '--dryrun'],
  raises: { '--purge': 'irreversible' },
  verbs: {
    'group delete': 'irreversible',
    'storage account|container|blob|share|file|queue|table|entity|fs delete|delete-batch':
      'irreversible',
    'storage remove': 'irreversible',
    'sql|mysql|postgres|mariadb|cosmosdb|redis delete': 'irreversible',
    'sql|mysql|postgres|mariadb db|server|flexible-server delete': 'irreversible',
    'cosmosdb sql|mongodb|cassandra|gremlin|table database|collection|container|keyspace|table|graph delete':
      'irreversible',
    'disk|snapshot|image|vm|vmss delete': 'irreversible',
    'aks|acr delete': 'irreversible',
    'keyvault delete|purge': 'irreversible',
    'keyvault secret|key|certificate delete|purge': 'irreversible',
    'backup protection disable': 'destroy',
    'account show|list|list-locations|get-access-token': 'read',
    'account clear': 'destroy',
    'network dns zone delete': 'irreversible',
    'deployment group|sub|mg|tenant what-if|validate': 'read',
    'monitor log-analytics workspace delete': 'irreversible',
    'vm|vmss|aks|webapp|functionapp|containerapp|sql|postgres|mysql|synapse|network stop|deallocate':
      'destroy',
    'postgres|mysql flexible-server stop': 'destroy',
    'vm|vmss start|restart|redeploy': 'change',
    'network dns|private-dns record-set * delete|remove-record': 'destroy',
    'vm reimage|redeploy': 'destroy',
    'vm disk detach': 'destroy',
    'container|cdn|afd|batch stop': 'destroy',
    'cdn endpoint stop': 'destroy',
    'batch job stop': 'destroy',
    'synapse sql pool pause': 'destroy',
    'search service delete': 'irreversible',
    'redis|postgres|mysql|sql force-reboot': 'destroy',
    'storage|cosmosdb|redis|servicebus|eventhubs|acr * renew|regenerate|regenerate-keys': 'destroy',
    'storage|cosmosdb|redis|servicebus|eventhubs|acr * * renew|regenerate': 'destroy',
    'redis regenerate-keys': 'destroy',
    'account subscription cancel': 'irreversible',
    'billing subscription cancel': 'irreversible',
    'aks disable-addons': 'destroy',
    rest: 'read',
    'find|version|help|interactive|feedback|self-test': 'read',
    'login|logout|configure|init|upgrade|extension': 'change',
    'extension list|list-available|show': 'read',
  },
  secrets: {
    'account get-access-token': 'access-token',
    'keyvault secret show|download|backup': 'cloud-secret',
    'keyvault key decrypt': 'decrypted-data',
    'storage account keys list': 'cloud-credentials',
    'storage account show-connection-string|generate-sas': 'cloud-credentials',
    'cosmosdb keys list': 'cloud-credentials',
    'redis|servicebus|eventhubs|batch|search|maps|cognitiveservices|relay|iot list-keys|keys':
      'cloud-credentials',
    'acr credential show': 'cloud-credentials',
    'ad sp create-for-rbac': 'cloud-credentials',
    'ad sp|app credential reset': 'cloud-credentials',
    'webapp|functionapp deployment list-publishing-profiles|list-publishing-credentials':
      'cloud-credentials',
    'webapp|functionapp config appsettings list': 'environment',
  },
  commands: {
    rest: {
      judge(call) {
        const method = restMethod(call);
        const [target] = call.options.values('-u');
        const severity = method === 'GET' ? 'read' : method === 'DELETE' ? 'destroy' : 'change';
        return { verb: `rest ${method}`, severity, target };
      },
      describe(call, effects) {
        const [url] = call.options.values('-u');
        const method = restMethod(call);
        if (url !== undefined) webFetch(effects, url, { method, upload: call.options.has('-b') });
      },
    },
    // Both put the access where docker and kubectl look for it; shown only on request.
    'aks scale': scalesToNone('--node-count'),
    'aks nodepool scale': scalesToNone('--node-count'),
    'vmss scale': scalesToNone('--new-capacity'),
    'containerapp update': scalesToNone('--max-replicas'),
    // What a template does not name is removed.
    'deployment group create': {
      options: { values: '--mode' },
      judge: ({ options }) =>
        options.values('--mode').some(({ text }) => /^complete$/i.test(text))
          ? { verb: 'deployment --mode Complete', severity: 'irreversible' }
          : undefined,
    },
    'resource invoke-action': {
      options: { values: '--action --ids --request-body' },
      judge({ options }) {
        const [action] = options.values('--action');
        const ends = /delete|purge|stop|deallocate|power-?off|regenerate/i.test(
          action?.text ?? '*',
        );
        return ends
          ? { verb: 'resource invoke-action', severity: 'destroy', target: action }
          : undefined;
      },
    },
    'storage account blob-service-properties update': {
      options: {
        values: '--enable-delete-retention --enable-container-delete-retention --enable-versioning',
      },
      judge: ({ options }) =>
        [
          '--enable-delete-retention',
          '--enable-container-delete-retention',
          '--enable-versioning',
        ].some((key) => options.values(key).some(({ text }) => text === 'false'))
          ? { verb: 'disable retention', severity: 'destroy' }
          : undefined,
    },
    'acr login': {
      options: { flags: '-t|--expose-token' },
      describe(call, effects) {
        if (call.options.has('-t')) effects.shows('access-token');
      },
    },
    'aks get-credentials': {
      options: { values: '-f|--file' },
      describe(call, effects) {
        const files = call.options.values('-f');
        if (files.some(({ text, known }) => !known || text === '-')) effects.shows('kubeconfig');
        else for (const file of files) effects.action('file.write', { file_path: file });
      },
    },
    'storage blob|file|fs upload|upload-batch': {
      describe(call, effects) {
        for (const file of [...call.options.values('-f'), ...call.options.values('-s')])
          effects.sends(effects.reads(file), { host: literal('blob.core.windows.net') });
      },
    },
    'vm|vmss|aks run-command|command invoke': {
      describe(call, effects) {
        for (const line of call.options.values('--scripts'))
          effects.line(line, { wrapper: 'az', elsewhere: true });
      },
    },
  },
});

/** Nothing is left running of what is scaled to none. */
function scalesToNone(key: string): CommandFacts {
  return {
    options: { values: key },
    judge: ({ options }) =>
      options.values(key).at(-1)?.text === '0'
        ? { verb: `${key.slice(2)} 0`, severity: 'destroy' }
        : undefined,
  };
}

function restMethod(call: Call): string {
  return call.options.values('--method').at(-1)?.text.toUpperCase() ?? 'GET';
}

const isRemote = (text: string) => /^https?:/.test(text);

/** `azcopy`. */
const AZCOPY: Program = defineTool({
  names: ['azcopy'],
  summary: 'Command and severity; files copied',
  options: {
    flags: '--recursive --dry-run --put-md5 --check-length',
    values:
      '--include-pattern --exclude-pattern --include-path --exclude-path --from-to --cap-mbps --output-type --log-level --block-size-mb --blob-type',
    optional: '--delete-destination --overwrite --mirror-mode --preserve-permissions',
  },
  depth: 2,
  dryRun: ['--dry-run'],
  verbs: {
    'list|env|doc': 'read',
    'jobs list|show': 'read',
    'jobs remove|rm|clean|cancel': 'destroy',
    'remove|rm': 'irreversible',
    'copy|cp|c|sync|make|login|logout|jobs|set-properties|bench': 'change',
  },
  commands: {
    'copy|cp|c|sync': {
      judge(call) {
        const { options } = call;
        const deletes =
          options.values('--delete-destination').some(({ text }) => text !== 'false') ||
          options.values('--mirror-mode').some(({ text }) => text === 'true');
        if (!deletes) return undefined;
        const target = options.operands[1];
        return { verb: 'sync --delete-destination', severity: 'destroy', target };
      },
      describe: (call, effects) =>
        copyObjects(call, effects, call.options.operands, {
          isRemote,
          host: 'blob.core.windows.net',
        }),
    },
  },
});

/** Microsoft's command lines. */
export const AZURE_TOOLS: readonly Program[] = [AZ, AZCOPY];
