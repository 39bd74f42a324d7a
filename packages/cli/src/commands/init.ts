import { Option } from 'commander';
import { JSON_OPTION, type Registration } from '../program.ts';

/** `agsec init`: the state folder with default policies, or a project's own policies. */
export function registerInit({ program, context }: Registration): void {
  program
    .command('init')
    .description('create ~/.agsec with the default policies')
    .addOption(new Option('--observe', 'only log what would be blocked').conflicts('project'))
    .option('--project', 'create .agsec/policies in this folder instead')
    .option(...JSON_OPTION)
    .action(async (options: { observe?: true; project?: true; json?: true }) => {
      const { runInit } = await import('../setup/run-init.ts');
      runInit(context, options);
    });
}
