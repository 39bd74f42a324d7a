import type { Effect, LayerAnswer, MatchedBy, Params, Via } from '@agsec/core';
import type { Mode } from '../state/config.ts';

/** Format of the records below; a reader that does not know it says so. */
export const RECORD_VERSION = 1;

/** One action of a call, redacted. Contents of files stand as `content_sha256`. */
export type RecordedAction = {
  readonly name: string;
  readonly params: Params;
  readonly origin: 'tool' | 'derived';
  readonly via?: Via;
  /** Parameters whose value could not be determined. */
  readonly unknown?: readonly string[];
  /** What a statement said about this action, if one did. */
  readonly effect?: Effect;
  readonly sid?: string;
};

/** What every record has. `prev` is the hash of the record before it in the same file. */
type Chained = {
  readonly v: typeof RECORD_VERSION;
  /** RFC 3339 in UTC with milliseconds. The clock is not trusted: the order is the chain's. */
  readonly ts: string;
  readonly session: string;
  readonly agent: string;
  /** Version of agsec that wrote the record. */
  readonly agsec: string;
  readonly prev: string;
  readonly hash: string;
};

/** One tool call and its answer. */
export type CallRecord = Chained & {
  /** The agent's own id of the call where it gives one; an outcome carries the same. */
  readonly id: string;
  readonly tool: string;
  readonly cwd?: string;
  readonly actions: readonly RecordedAction[];
  /** What the policies answered. */
  readonly effect: Effect;
  /** What the agent was told, after mode, grants and self-protection. */
  readonly effective: Effect;
  readonly sid?: string;
  readonly policy?: string;
  readonly layers: readonly LayerAnswer[];
  readonly matched_by: MatchedBy;
  readonly reason: string;
  readonly mode: Mode;
  readonly duration_us: number;
  /** Digest of the compiled policies that answered; absent when none could be loaded. */
  readonly policy_digest?: string;
  /** What became of a review, where one was asked for or answered. */
  readonly review?: RecordedReview;
  /** Id of a call of this session that was refused minutes before, and wanted the same another way. */
  readonly retry_of?: string;
  /** What did not fit into a line of 64 KiB: texts cut, actions left out. */
  readonly shortened?: { readonly texts: number; readonly actions: number };
};

/** A review as a record tells of it. */
export type RecordedReview = {
  /** Of the request or the answer; absent: nobody can answer it by `agsec approve`. */
  readonly id?: string;
  /** `waiting`: a person was asked, and has not answered yet. */
  readonly answer: 'waiting' | 'approved' | 'denied' | 'not-approvable';
  /** How far the yes reaches. */
  readonly scope?: string;
  /** Login name of who answered, as the answer has it. */
  readonly by?: string;
  /** Milliseconds the hook waited for the answer. */
  readonly waited_ms?: number;
  /** An answer for this call was there that nobody with the key has written. It was ignored. */
  readonly forged?: true;
};

/** What became of an earlier call, from the agent's post-tool event. */
export type OutcomeRecord = Chained & {
  readonly id: string;
  readonly outcome: 'success' | 'failure';
};

/**
 * Written by the next writer after one was killed in the middle of its line: names the bytes that
 * are no record, so that they are neither lost nor taken for tampering.
 */
export type RecoveryRecord = Chained & {
  /** All bytes from the end of the last whole record to the start of this one. */
  readonly recovered: { readonly bytes: number; readonly sha256: string };
};

export type AuditRecord = CallRecord | OutcomeRecord | RecoveryRecord;

type Unwritten<Written> = Omit<Written, 'v' | 'prev' | 'hash' | 'shortened' | 'recovered'>;

/** A record as its maker knows it; the log adds version, chain and hash. */
export type NewRecord = Unwritten<CallRecord> | Unwritten<OutcomeRecord>;

/** Whether a record is that of a tool call. */
export function isCallRecord(record: AuditRecord): record is CallRecord {
  return 'effect' in record;
}

/** Whether a record is an outcome. */
export function isOutcomeRecord(record: AuditRecord): record is OutcomeRecord {
  return 'outcome' in record;
}
