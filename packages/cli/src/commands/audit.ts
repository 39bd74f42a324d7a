import { type Command, Option } from 'commander';
import type { ExportOptions } from '../audit/export/export-log.ts';
import type { FilterOptions } from '../audit/filter.ts';
import { JSON_OPTION, type Registration, refuseWords } from '../program.ts';

/** Calls shown when no limit is given, as in the first agsec. */
const DEFAULT_LIMIT = '20';

/** Formats of `agsec audit export`. */
const FORMATS: readonly ExportOptions['format'][] = ['json', 'csv', 'ocsf', 'otlp'];

/** What `agsec audit` is given. */
export type AuditOptions = FilterOptions & {
  readonly stats?: true;
  readonly limit: string;
  readonly json?: true;
};

/** `agsec audit [verify | seal | export | tail]`: the log. */
export function registerAudit({ program, context, exit }: Registration): void {
  const audit = withFilters(
    program.command('audit').description('what agents did and what was decided'),
  )
    .option('--stats', 'counts by statement, agent and action')
    .option('--limit <number>', 'the newest so many calls', DEFAULT_LIMIT)
    .option(...JSON_OPTION)
    .action(async (options: AuditOptions, command: Command) => {
      refuseWords(command);
      const { showAudit } = await import('../audit/show-audit.ts');
      showAudit(context, options);
    });

  audit
    .command('verify')
    .description('find edited, missing and reordered records')
    .option('--seal <number:hash>', 'a seal that was kept elsewhere')
    .option(...JSON_OPTION)
    .action(async ({ seal }: { seal?: string }, command: Command) => {
      const { verify } = await import('../audit/verify-log.ts');
      exit(verify(context, seal, wantsJson(command)));
    });

  audit
    .command('seal')
    .description('seal the days that are over; keep the printed line elsewhere')
    .option('--today', 'today too, as far as it is written')
    .option(...JSON_OPTION)
    .action(async ({ today }: { today?: true }, command: Command) => {
      const { seal } = await import('../audit/seal-log.ts');
      seal(context, today === true, wantsJson(command));
    });

  withFilters(audit.command('export').description('the log for other programs'))
    .addOption(new Option('--format <format>', 'what to write').choices(FORMATS).default('json'))
    .option('--url <collector>', 'with otlp: send it there, as http://127.0.0.1:4318')
    .option('--header <name=value...>', 'with --url: headers the collector asks for')
    .action(async (_options: object, command: Command) => {
      const { exportLog } = await import('../audit/export/export-log.ts');
      await exportLog(context, command.optsWithGlobals<ExportOptions>());
    });

  withFilters(audit.command('tail').description('calls as they happen'))
    .option('-f, --follow', 'what it does anyway, for who types `tail -f`')
    .option(...JSON_OPTION)
    .action(async (_options: object, command: Command) => {
      const { tail } = await import('../audit/tail-log.ts');
      await tail(context, command.optsWithGlobals<FilterOptions>(), wantsJson(command));
    });

  // Said last, for its commands inherit what is said before them.
  audit.allowExcessArguments();
}

/** Commander gives an option that a command and its parent both have to the parent. */
function wantsJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: true }>().json === true;
}

function withFilters(command: Command): Command {
  return command
    .option('--action <glob>', 'calls that would do this: file.*')
    .option('--agent <id>', 'calls of one agent')
    .option('--session <id>', 'calls of one session')
    .option('--effect <effect>', 'allow, deny or review')
    .option('--sid <name>', 'calls a statement spoke about')
    .option('--path <glob>', 'calls that touch such a path')
    .option('--since <time>', 'from then on: 2h, 3d, 2026-11-22')
    .option('--until <time>', 'before then');
}
