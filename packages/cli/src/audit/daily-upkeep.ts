import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AGSEC_VERSION, type HomeLayout, keepUp, replaceFile, settingsOf } from '@agsec/runtime';
import { readConfig, readManagedConfig } from '../policy-files/config-file.ts';

/** Name of the file that says on which day the log was last looked after. */
const LAST_DAY = 'upkeep';

/**
 * Looks after the log once a day, whenever a person looks at it: seals days that are over,
 * compresses old ones, removes what `audit.keep_days` and `audit.max_mb` do not keep. Without a log
 * it does nothing. Throws as `keepUp`, and for a configuration that does not load.
 */
export function lookAfterLog({ audit, ...home }: HomeLayout, now: Date = new Date()): void {
  const marker = join(audit, LAST_DAY);
  const today = now.toISOString().slice(0, 10);
  const last = textOf(marker);
  if (last === undefined || last.trim() === today) return;
  const settings = settingsOf(readConfig({ audit, ...home }), readManagedConfig());
  keepUp(audit, { now, agsec: AGSEC_VERSION, ...settings.audit });
  replaceFile(marker, `${today}\n`);
}

/** Text of the marker, empty before the first time; `undefined` where there is no log. */
function textOf(marker: string): string | undefined {
  try {
    return readFileSync(marker, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return existsSync(dirname(marker)) ? '' : undefined;
  }
}
