import { JSON_OPTION, type Registration } from '../program.ts';

/** `agsec validate [path]`: every issue of a file, a folder, or of all layers that hold here. */
export function registerValidate({ program, context, exit }: Registration): void {
  program
    .command('validate')
    .description('check policy files, to the line and column')
    .argument('[path]', 'a policy file or folder; default: every layer that holds here')
    .option(...JSON_OPTION)
    .action(async (path: string | undefined, options: { json?: true }) => {
      const { runValidate } = await import('../policy-files/run-validate.ts');
      exit(runValidate(context, path, options.json === true));
    });
}
