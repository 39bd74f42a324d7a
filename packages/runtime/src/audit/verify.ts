import {
  type AuditFile,
  auditDays,
  auditFiles,
  type ForeignEntry,
  foreignEntries,
} from './audit-files.ts';
import type { Seal } from './stored-seals.ts';
import { type AuditFinding, type ChainReport, verifyChain } from './verify-chain.ts';
import { verifySeals } from './verify-seals.ts';

export type VerifyOptions = {
  /**
   * A seal that was kept elsewhere (printed, sent, owned by root): its number and hash. If the log
   * has another in its place, everything up to it was written anew.
   */
  readonly kept?: { readonly number: number; readonly hash: string };
};

export type VerifyReport = {
  /** No finding is `bad`. */
  readonly ok: boolean;
  readonly files: number;
  /** Records whose hash is right. */
  readonly records: number;
  /** Last seal, to keep elsewhere. */
  readonly lastSeal?: Pick<Seal, 'number' | 'day' | 'hash'>;
  /** What is not agsec's, then by day, file and line; bad seals come last. */
  readonly findings: readonly AuditFinding[];
  /** The first bad record of the log. */
  readonly firstBad?: AuditFinding;
  /** What this check cannot see, for people. */
  readonly cannotProve: readonly string[];
};

/** Checks the whole log: every file's chain, every seal. Throws only file system errors. */
export function verifyAudit(folder: string, options: VerifyOptions = {}): VerifyReport {
  const files = auditDays(folder).flatMap((day) => auditFiles(folder, day));
  const chains = files.map(chainOf);
  const sealed = verifySeals(folder);
  const findings = [
    ...foreignEntries(folder).map(foreignFinding),
    ...chains.flatMap((chain) => chain.findings),
    ...sealed.findings,
    ...keptSeal(sealed.seals, options.kept),
  ];
  const firstBad = findings.find((finding) => finding.level === 'bad');
  const last = sealed.seals.at(-1);
  return {
    ok: firstBad === undefined,
    files: files.length,
    records: chains.reduce((sum, chain) => sum + chain.records, 0),
    findings,
    ...(firstBad === undefined ? {} : { firstBad }),
    ...(last === undefined
      ? {}
      : { lastSeal: { number: last.number, day: last.day, hash: last.hash } }),
    cannotProve: limits(last, options),
  };
}

function foreignFinding({ name, what }: ForeignEntry): AuditFinding {
  const detail = `it ${what}, and is left alone: move it away`;
  return { level: 'bad', kind: 'unreadable', file: name, detail };
}

/** A file that cannot be read is a finding: the others are still checked. */
function chainOf(file: AuditFile): ChainReport {
  try {
    return verifyChain(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const detail = `the file cannot be read: ${error.message}`;
    const name = `${file.day}/${file.name}`;
    return { findings: [{ level: 'bad', kind: 'unreadable', file: name, detail }], records: 0 };
  }
}

function keptSeal(seals: readonly Seal[], kept: VerifyOptions['kept']): readonly AuditFinding[] {
  if (kept === undefined) return [];
  const seal = seals.find((candidate) => candidate.number === kept.number);
  if (seal?.hash === kept.hash) return [];
  const detail =
    seal === undefined
      ? `seal ${kept.number}, which was kept elsewhere, is gone`
      : `seal ${kept.number} is not the one that was kept elsewhere: the log up to it was written anew`;
  return [{ level: 'bad', kind: 'seal', file: 'seals', detail }];
}

function limits(last: Seal | undefined, { kept }: VerifyOptions): readonly string[] {
  const sealed =
    last === undefined
      ? 'Nothing is sealed yet: lines cut from the end of a file, or a whole file removed, would not show. Run: agsec audit seal'
      : `After the last seal (number ${last.number}, of ${last.day}) lines cut from the end of a file, or a whole file removed, would not show.`;
  const rewritten =
    'A process of the same user could have written the whole log and all its seals anew. Only a seal kept elsewhere would show that.';
  return [
    sealed,
    ...(kept === undefined ? [rewritten] : []),
    'A call that never reached a hook is not in the log; agsec doctor lists what does not.',
  ];
}
