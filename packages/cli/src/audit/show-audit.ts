import type { AuditOptions } from '../commands/audit.ts';
import type { CliContext } from '../context.ts';
import { showCalls } from './show-calls.ts';
import { showStats } from './show-stats.ts';

/** Shows the calls that fit, or counts them. */
export function showAudit(context: CliContext, options: AuditOptions): void {
  const { stats, limit, json = false } = options;
  if (stats) showStats(context, options, json);
  else showCalls(context, options, limit, json);
}
