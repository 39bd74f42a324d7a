import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AGSEC_VERSION, type HomeLayout, keepUp, replaceFile, settingsOf } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { readConfig, readManagedConfig } from '../policy-files/config-file.ts';
import { printable } from '../terminal/style.ts';

/** Name of the file that says on which day the log was last looked after. */
const LAST_DAY = 'upkeep';

/**
 * Looks after the log once a day, whenever a person looks at it: seals days that are over,
 * compresses old ones, removes what `audit.keep_days` and `audit.max_mb` do not keep. Without a log
 * it does nothing. What keeps it from that (a full disk, a configuration that does not load) is told
 * and keeps nobody from the log.
 */
export function lookAfterLog(
  context: Pick<CliContext, 'err'>,
  home: HomeLayout,
  now: Date = new Date(),
): void {
  try {
    keepUpOnceADay(home, now);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    context.err(`The log could not be sealed and tidied up: ${printable(error.message)}\n`);
  }
}

function keepUpOnceADay(home: HomeLayout, now: Date): void {
  const marker = join(home.audit, LAST_DAY);
  const today = now.toISOString().slice(0, 10);
  const last = textOf(marker);
  if (last === undefined || last.trim() === today) return;
  const settings = settingsOf(readConfig(home), readManagedConfig());
  keepUp(home.audit, { now, agsec: AGSEC_VERSION, ...settings.audit });
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
