import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { JSON_OPTION, type Registration } from '../program.ts';

/** What `agsec policy add` is given besides the name of a pack. */
export type AddOptions = {
  readonly sid?: string;
  readonly effect?: string;
  readonly actions?: string;
  readonly when: readonly string[];
  readonly reason?: string;
  readonly hint?: string;
  readonly file?: string;
  readonly json?: true;
};

/** `agsec policy list | add | remove | accept | packs`. */
export function registerPolicy({ program, context }: Registration): void {
  const policy = program.command('policy').description('statements and policy packs');
  registerList(policy, context);
  registerAdd(policy, context);
  registerRemove(policy, context);
  registerAccept(policy, context);
  registerPacks(policy, context);
}

function registerList(policy: Command, context: CliContext): void {
  policy
    .command('list')
    .description('every statement that holds here')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      const { listPolicies } = await import('../policy-files/list-policies.ts');
      listPolicies(context, options.json === true);
    });
}

function registerAdd(policy: Command, context: CliContext): void {
  policy
    .command('add')
    .description('add a policy pack, or a statement to your own policies')
    .argument('[pack]', 'a pack of agsec policy packs')
    .option('--sid <name>', 'name of the new statement')
    .option('--effect <effect>', 'deny, review or allow (allow asks at the terminal)')
    .option('--actions <globs>', 'action names, with commas between them: file.read,git.*')
    .option('--when <condition...>', "a condition: 'params.file_path glob **/secret/**'", [])
    .option('--reason <text>', 'shown to the agent')
    .option('--hint <text>', 'what the agent may do instead')
    .option('--file <name>', 'policy file in ~/.agsec/policies; default: 50_own.yaml')
    .option(...JSON_OPTION)
    .action(async (pack: string | undefined, options: AddOptions) => {
      const { addPolicy } = await import('../policy-files/add-policy.ts');
      addPolicy(context, pack, options);
    });
}

function registerRemove(policy: Command, context: CliContext): void {
  policy
    .command('remove')
    .summary('remove a statement or a pack *')
    .description('remove a statement or a pack; asks a person at the terminal')
    .argument('<name>', 'sid of a statement, or name of a pack')
    .option(...JSON_OPTION)
    .action(async (name: string, options: { json?: true }) => {
      const { removePolicy } = await import('../policy-files/remove-policy.ts');
      removePolicy(context, name, options.json === true);
    });
}

function registerAccept(policy: Command, context: CliContext): void {
  policy
    .command('accept')
    .summary('show what changed in your policies, and let it count *')
    .description(
      'show what changed in your policies, and let it count; asks a person at the terminal',
    )
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      const { acceptPolicies } = await import('../policy-files/accept-policies.ts');
      acceptPolicies(context, options.json === true);
    });
}

function registerPacks(policy: Command, context: CliContext): void {
  policy
    .command('packs')
    .description('policy packs that come with agsec')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) => {
      const { showPacks } = await import('../packs/show-packs.ts');
      showPacks(context, options.json === true);
    });
}
