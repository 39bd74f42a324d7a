import { agsecHome, homeLayout } from '@agsec/runtime';
import type { AuditOptions } from '../commands/audit.ts';
import type { CliContext } from '../context.ts';
import { lookAfterLog } from './daily-upkeep.ts';
import { showCalls } from './show-calls.ts';
import { showStats } from './show-stats.ts';

/** Shows the calls that fit, or counts them. */
export function showAudit(context: CliContext, options: AuditOptions): void {
  const { stats, limit, json = false } = options;
  lookAfterLog(context, homeLayout(agsecHome(context.environment)));
  if (stats) showStats(context, options, json);
  else showCalls(context, options, limit, json);
}
