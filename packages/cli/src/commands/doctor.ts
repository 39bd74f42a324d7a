import { Option } from 'commander';
import { JSON_OPTION, type Registration } from '../program.ts';
import type { InstallOptions } from './install.ts';

/** What `agsec doctor` is given besides agents. */
export type DoctorOptions = {
  /** Default: every scope at which agsec is, or was, installed. */
  readonly scope?: InstallOptions['scope'];
  readonly json?: true;
};

/** `agsec doctor`: does the firewall stand, and what stays open. */
export function registerDoctor({ program, context, exit }: Registration): void {
  program
    .command('doctor')
    .description('test the installed hooks, find ways around them')
    .argument('[agents...]', 'default: every agent that agsec is installed for')
    .addOption(
      new Option('--scope <scope>', 'only this scope').choices(['user', 'project', 'managed']),
    )
    .option(...JSON_OPTION)
    .action(async (agents: string[], options: DoctorOptions) => {
      const { runDoctorCommand } = await import('../setup/run-doctor.ts');
      exit(await runDoctorCommand(context, agents, options));
    });
}
