import { Option } from 'commander';
import { JSON_OPTION, type Registration } from '../program.ts';

/** What `agsec install` and `agsec uninstall` are given besides the agents. */
export type InstallOptions = {
  readonly all?: true;
  readonly scope: 'user' | 'project' | 'managed';
  readonly trust?: true;
  readonly dryRun?: true;
  readonly json?: true;
};

/** Written out: the adapters are loaded only by commands that need them. */
const AGENT_NAMES = 'claude-code, codex, cursor, windsurf, cline, copilot';

const SCOPES: readonly InstallOptions['scope'][] = ['user', 'project', 'managed'];

/** `agsec install` and `agsec uninstall`: the hook in an agent's settings. */
export function registerInstall({ program, context, exit }: Registration): void {
  program
    .command('install')
    .description("put agsec's hook into an agent's settings")
    .argument('[agents...]', AGENT_NAMES)
    .option('--all', 'every agent that is found on this machine')
    .addOption(scopeOption())
    .option(
      '--trust',
      'also tell the agent that you trust the hook, where it asks for that (codex)',
    )
    .option('--dry-run', 'show what would change, and change nothing')
    .option(...JSON_OPTION)
    .action(async (agents: string[], options: InstallOptions) => {
      const { runInstall } = await import('../setup/run-install.ts');
      exit(await runInstall(context, agents, options));
    });

  program
    .command('uninstall')
    .summary('take it out again *')
    .description("take agsec's hook out of an agent's settings; asks a person at the terminal")
    .argument('[agents...]', AGENT_NAMES)
    .option('--all', 'every agent')
    .addOption(scopeOption())
    .option('--dry-run', 'show what would change, and change nothing')
    .option(...JSON_OPTION)
    .action(async (agents: string[], options: InstallOptions) => {
      const { runUninstall } = await import('../setup/run-uninstall.ts');
      runUninstall(context, agents, options);
    });
}

function scopeOption(): Option {
  return new Option(
    '--scope <scope>',
    'user: your settings; project: those of this folder; managed: for all users, as root',
  )
    .choices(SCOPES)
    .default('user');
}
