import { createHash, type Hash } from 'node:crypto';
import type { AuditFile } from './audit-files.ts';
import { parseRecord } from './parse-record.ts';
import { type RawLine, readLines } from './read-lines.ts';
import { claimedHash, genesisHash, hashedBytes } from './record-line.ts';
import { plainName } from './stored-bytes.ts';

/** Something verification has to say about the log. */
export type AuditFinding = {
  /** `bad`: the log was doctored or lost something. `note`: explained, or not provable. */
  readonly level: 'bad' | 'note';
  readonly kind:
    | 'edited'
    | 'unreadable'
    | 'missing'
    | 'reordered'
    | 'torn'
    | 'cut-off'
    | 'missing-file'
    | 'unsealed'
    | 'retired'
    | 'seal';
  /** `2026-11-22/<session>.jsonl`, or the seal's file. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** Id of the record, when it can be read. */
  readonly id?: string;
  /** For people: what is wrong and how it shows. */
  readonly detail: string;
};

export type ChainReport = {
  readonly findings: readonly AuditFinding[];
  /** Records whose hash is right. */
  readonly records: number;
};

/** More findings than this in one file say nothing new. */
const MOST_FINDINGS = 50;

/**
 * Checks one file from its first byte to its last: that each line has the hash it claims and follows
 * the line it names. Torn lines that a later writer accounted for are notes.
 */
export function verifyChain(file: AuditFile): ChainReport {
  const check = new ChainCheck(file);
  for (const line of readLines(file.path)) {
    check.take(line);
    if (check.findings.length >= MOST_FINDINGS) break;
  }
  check.finish();
  return { findings: check.findings, records: check.records };
}

/** Lines that are no records, until it is known whether a writer accounted for them. */
type Pending = {
  readonly lines: { number: number; claimed: string | undefined; id: string | undefined }[];
  last: { number: number; claimed: string | undefined; id: string | undefined } | undefined;
  readonly hash: Hash;
  bytes: number;
  complete: boolean;
};

class ChainCheck {
  readonly findings: AuditFinding[] = [];
  records = 0;
  readonly #file: AuditFile;
  readonly #name: string;
  #expected: string;
  #lastLine = 0;
  #pending: Pending | undefined;

  constructor(file: AuditFile) {
    this.#file = file;
    this.#name = `${file.day}/${file.name}`;
    this.#expected = genesisHash(file.day, plainName(file.name));
  }

  take(line: RawLine): void {
    const text = line.bytes.toString('utf8');
    const claimed = claimedHash(text);
    const record = parseRecord(text);
    const genuine = claimed !== undefined && line.complete && claimed === hashOf(line.bytes);
    if (!genuine || record === undefined || record.hash !== claimed) {
      this.#hold(line, claimed, record !== undefined && 'id' in record ? record.id : undefined);
      return;
    }
    const id = 'id' in record ? record.id : undefined;
    const recovered = 'recovered' in record ? record.recovered : undefined;
    this.#settle(recovered, record.prev, line.number);
    if (record.prev !== this.#expected) this.#reportGap(line.number, id, record.prev);
    this.records += 1;
    this.#expected = claimed;
    this.#lastLine = line.number;
  }

  finish(): void {
    const pending = this.#pending;
    const last = pending?.last;
    if (pending === undefined || last === undefined) return;
    if (!pending.complete) {
      if (pending.lines.at(-1) === last) pending.lines.pop();
      this.#report(
        'note',
        'torn',
        last.number,
        last.id,
        'the last line is not whole: a writer was killed, or the end was cut off',
      );
    }
    this.#reportPending(pending);
  }

  #hold(line: RawLine, claimed: string | undefined, id: string | undefined): void {
    this.#pending ??= {
      lines: [],
      last: undefined,
      hash: createHash('sha256'),
      bytes: 0,
      complete: true,
    };
    const held = { number: line.number, claimed, id };
    if (this.#pending.lines.length < MOST_FINDINGS) this.#pending.lines.push(held);
    this.#pending.last = held;
    this.#pending.hash.update(line.bytes);
    if (line.complete) this.#pending.hash.update('\n');
    this.#pending.bytes += line.bytes.length + (line.complete ? 1 : 0);
    this.#pending.complete = line.complete;
  }

  /** Explains or reports the lines held back, now that a whole record follows them. */
  #settle(
    recovered: { readonly bytes: number; readonly sha256: string } | undefined,
    prev: string,
    line: number,
  ): void {
    const pending = this.#pending;
    this.#pending = undefined;
    const found =
      pending === undefined
        ? undefined
        : { bytes: pending.bytes, sha256: pending.hash.digest('hex') };
    if (
      recovered !== undefined &&
      recovered.bytes === found?.bytes &&
      recovered.sha256 === found.sha256
    ) {
      this.#report(
        'note',
        'torn',
        pending?.lines[0]?.number ?? line,
        undefined,
        `${found.bytes} bytes are no record: a writer was killed, and the next one accounted for them`,
      );
      return;
    }
    if (recovered !== undefined) {
      this.#report(
        'bad',
        'missing',
        line,
        undefined,
        `${recovered.bytes} bytes that this line accounts for are not before it`,
      );
    }
    if (pending === undefined) return;
    this.#reportPending(pending);
    // An edited line still claims the hash that its successor names.
    if (pending.last?.claimed === prev) this.#expected = prev;
  }

  #reportPending(pending: Pending): void {
    for (const { number, claimed, id } of pending.lines) {
      if (claimed === undefined) {
        this.#report('bad', 'unreadable', number, id, 'the line is not a record');
      } else {
        this.#report(
          'bad',
          'edited',
          number,
          id,
          'the line was changed: its hash is not that of its text',
        );
      }
    }
  }

  #reportGap(line: number, id: string | undefined, prev: string): void {
    const original = this.#lineWithHash(prev);
    if (original !== undefined) {
      this.#report(
        'bad',
        'reordered',
        line,
        id,
        `the line names line ${original} as its predecessor: lines were moved, repeated or put in`,
      );
      return;
    }
    const place =
      this.#lastLine === 0
        ? 'before the first line'
        : `between line ${this.#lastLine} and line ${line}`;
    this.#report(
      'bad',
      'missing',
      line,
      id,
      `at least one record is missing ${place}, or the file was renamed or put together`,
    );
  }

  #lineWithHash(hash: string): number | undefined {
    const claim = Buffer.from(`,"hash":"${hash}"}`);
    for (const line of readLines(this.#file.path)) {
      if (line.bytes.subarray(-claim.length).equals(claim)) return line.number;
    }
    return undefined;
  }

  #report(
    level: AuditFinding['level'],
    kind: AuditFinding['kind'],
    line: number,
    id: string | undefined,
    detail: string,
  ): void {
    this.findings.push({
      level,
      kind,
      file: this.#name,
      line,
      ...(id === undefined ? {} : { id }),
      detail,
    });
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(hashedBytes(bytes)).digest('hex');
}
