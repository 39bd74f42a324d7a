import { Option } from 'commander';
import { JSON_OPTION, type Registration } from '../program.ts';

/** What `agsec approve` is given besides the id. */
export type ApproveOptions = {
  readonly for: 'once' | 'session' | '1h' | 'project';
  readonly always?: true;
  readonly json?: true;
};

const SCOPES: readonly ApproveOptions['for'][] = ['once', 'session', '1h', 'project'];

/** `agsec review | approve | deny | grants | watch`: what waits for a person, and their answers. */
export function registerReview(registration: Registration): void {
  registerWaiting(registration);
  registerAnswers(registration);
  registerGrants(registration);
}

function registerWaiting({ program, context, exit }: Registration): void {
  program
    .command('review')
    .description('calls that wait for you; answer them with single keys')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      const { runReview } = await import('../review/run-review.ts');
      exit(await runReview(context, options.json === true));
    });

  program
    .command('watch')
    .description('ring when a call waits for you')
    .option('--notify', 'a desktop notification, too (notify-send)')
    .option(...JSON_OPTION)
    .action(async (options: { notify?: true; json?: true }) => {
      const { runWatch } = await import('../review/run-watch.ts');
      await runWatch(context, options);
    });
}

function registerAnswers({ program, context }: Registration): void {
  program
    .command('approve')
    .summary('let a waiting call pass *')
    .description('let a waiting call pass; asks a person at the terminal')
    .argument('<id>', 'as the agent says it, or from agsec review')
    .addOption(
      new Option('--for <scope>', 'how far the yes reaches').choices(SCOPES).default('once'),
    )
    .option('--always', 'change your policies so that it is not asked again')
    .option(...JSON_OPTION)
    .action(async (id: string, options: ApproveOptions) => {
      const { runApprove } = await import('../review/run-approve.ts');
      runApprove(context, id, options);
    });

  program
    .command('deny')
    .description('refuse a waiting call')
    .argument('<id>', 'as the agent says it, or from agsec review')
    .option('--because <text>', 'why; the agent is told')
    .option(...JSON_OPTION)
    .action(async (id: string, options: { because?: string; json?: true }) => {
      const { runDeny } = await import('../review/run-deny.ts');
      runDeny(context, id, options);
    });
}

function registerGrants({ program, context }: Registration): void {
  const grants = program.command('grants').description('answers that hold; take one back');

  grants
    .command('list', { isDefault: true })
    .description('every answer that still holds')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      const { listGrants } = await import('../review/list-grants.ts');
      listGrants(context, options.json === true);
    });

  grants
    .command('revoke')
    .description('take an answer back')
    .argument('[id]', 'of agsec grants')
    .option('--all', 'every answer')
    .option(...JSON_OPTION)
    .action(async (id: string | undefined, options: { all?: true; json?: true }) => {
      const { revokeGrants } = await import('../review/revoke-grants.ts');
      revokeGrants(context, id, options);
    });
}
