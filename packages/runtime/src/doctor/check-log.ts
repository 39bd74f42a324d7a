import type { DoctorFinding } from '../adapter.ts';
import { auditDays, foreignEntries } from '../audit/audit-files.ts';
import { lastUpkeep } from '../audit/daily-upkeep.ts';

const CHECK = 'log';

/** More of them say nothing new. */
const MOST_SHOWN = 10;

/** Days after which a log that is in use should have been looked after. */
const GRACE_DAYS = 2;

/** Whether everything in the log's folder is agsec's, and the log is looked after. */
export function checkLog(audit: string, now: number): readonly DoctorFinding[] {
  const foreign = foreignEntries(audit)
    .slice(0, MOST_SHOWN)
    .map(({ name, what }): DoctorFinding => {
      const detail = `${audit}/${name} ${what}; it is not read, sealed or removed`;
      return { check: CHECK, level: 'warn', detail, fix: 'Move it away, then: agsec audit verify' };
    });
  const late = lateUpkeep(audit, now);
  if (late.length + foreign.length > 0) return [...foreign, ...late];
  return [{ check: CHECK, level: 'ok', detail: `everything in ${audit} is agsec's` }];
}

/** The first call of a day starts it, and nobody sees how it ends. */
function lateUpkeep(audit: string, now: number): readonly DoctorFinding[] {
  const due = new Date(now - GRACE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const days = auditDays(audit);
  const [oldest] = days;
  if (oldest === undefined || oldest >= due || lastUpkeep(audit) >= due) return [];
  // Nobody has called for days: the next call looks after it.
  if (!days.some((day) => day > due)) return [];
  const detail = 'the log has not been sealed, compressed and tidied up for days';
  return [{ check: CHECK, level: 'warn', detail, fix: 'This says why: agsec audit --limit 1' }];
}
