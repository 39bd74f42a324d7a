import { JSON_OPTION, type Registration } from '../program.ts';

/** What `agsec explain` is given besides the command. */
export type ExplainOptions = {
  readonly tool?: string;
  readonly agent: string;
  readonly cwd?: string;
  readonly all?: true;
  readonly policyDir?: string;
  readonly json?: true;
};

/** `agsec explain`: what a command would do, what is decided about each part, and why. */
export function registerExplain({ program, context }: Registration): void {
  program
    .command('explain')
    .description('what a command would do, and who decides')
    .argument('[command...]', 'a shell line in quotes, or with --tool name=value parameters')
    .option('--tool <action>', 'another action: --tool file.read file_path=.env')
    .option('--agent <id>', 'as which agent', 'claude-code')
    .option('--cwd <folder>', 'as if run there')
    .option('--all', 'every statement that was asked, also those that do not match')
    .option('--policy-dir <folder>', 'use only the policies in this folder')
    .option(...JSON_OPTION)
    .showHelpAfterError("Put the whole command in quotes: agsec explain 'git push --force'")
    .action(async (words: string[], options: ExplainOptions) => {
      const { runExplain } = await import('../engine/run-explain.ts');
      runExplain(context, words, options);
    });
}
