import { AGSEC_VERSION, type HomeLayout, keepUp, onceADay, settingsOf } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { readConfig, readManagedConfig } from '../policy-files/config-file.ts';
import { printable } from '../terminal/style.ts';

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
  onceADay(home.audit, now, () => {
    const settings = settingsOf(readConfig(home), readManagedConfig());
    keepUp(home.audit, { now, agsec: AGSEC_VERSION, ...settings.audit });
  });
}
