import { JSON_OPTION, type Registration } from '../program.ts';

/** What `agsec check` is given. */
export type CheckOptions = {
  readonly jsonl?: true;
  readonly policyDir?: string;
  readonly format?: string;
};

const AFTER_HELP = `
Exit status: 0 allow, 3 deny, 4 review. It writes no log and ignores mode and grants; with
--format it does all the hook does.

A request:  {"id":1,"action":"bash.execute","params":{"command":"cat .env"},
             "context":{"agent":"claude-code","cwd":"/p","workspace_roots":["/p"]}}`;

/** `agsec check`: the engine for scripts. Requests on standard input, answers on standard output. */
export function registerCheck({ program, context, exit }: Registration): void {
  program
    .command('check')
    .description('decide requests on standard input, for scripts')
    .option('--jsonl', 'one request a line, one answer a line; exit 0')
    .option('--policy-dir <folder>', 'use only the policies in this folder')
    .option('--format <agent>', "take and answer that agent's own payload, as its hook does")
    .option(...JSON_OPTION)
    .addHelpText('after', AFTER_HELP)
    .action(async (options: CheckOptions) => {
      const { runCheck } = await import('../engine/run-check.ts');
      const status = await runCheck(context, options);
      if (status !== undefined) exit(status);
    });
}
