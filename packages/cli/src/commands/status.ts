import { JSON_OPTION, type Registration } from '../program.ts';

/** `agsec status`: mode, policies, agents and log at a glance. */
export function registerStatus({ program, context, exit }: Registration): void {
  program
    .command('status')
    .description('mode, policies, agents and log at a glance')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      const { runStatus } = await import('../setup/run-status.ts');
      exit(await runStatus(context, options.json === true));
    });
}
