import { compressDays } from './compress.ts';
import { type RetireOptions, retireDays } from './retire.ts';
import { sealDays } from './seal.ts';

/** What was done to the log. */
export type Upkeep = {
  /** Days that were sealed. */
  readonly sealed: readonly string[];
  /** Files that were compressed. */
  readonly compressed: readonly string[];
  /** Days that were removed. */
  readonly retired: readonly string[];
};

/**
 * Once a day: seals what is over, compresses what has been over for a while, removes what is older
 * or larger than `audit.keep_days` and `audit.max_mb` allow. Throws as `sealDays`.
 */
export function keepUp(folder: string, options: RetireOptions): Upkeep {
  const sealed = sealDays(folder, { now: options.now, agsec: options.agsec });
  const compressed = compressDays(folder, options.now);
  const retired = retireDays(folder, options);
  return { sealed: sealed.map(({ day }) => day), compressed, retired };
}
