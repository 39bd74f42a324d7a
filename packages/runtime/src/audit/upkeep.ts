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
 * or larger than `audit.keep_days` and `audit.max_mb` allow. What keeps it from one of them keeps it
 * from no other: a full disk is not a reason to remove nothing. Throws as `sealDays`, when all were
 * tried.
 */
export function keepUp(folder: string, options: RetireOptions): Upkeep {
  const failures: unknown[] = [];
  const tried = <Result>(work: () => readonly Result[]): readonly Result[] => {
    try {
      return work();
    } catch (error) {
      failures.push(error);
      return [];
    }
  };
  const { now, agsec } = options;
  const sealed = tried(() => sealDays(folder, { now, agsec }));
  const compressed = tried(() => compressDays(folder, now));
  const retired = tried(() => retireDays(folder, options));
  if (failures.length > 0) throw failures[0];
  return { sealed: sealed.map(({ day }) => day), compressed, retired };
}
