import type { ActionDecision, Event } from '@agsec/core';
import type { HookFailure, ParsedEvent } from '../adapter.ts';
import type { NewRecord, RecordedAction, RecordedReview } from '../audit/audit-record.ts';
import { isoTime } from '../audit/iso-time.ts';
import type { DecidedEvent } from '../decide/decide-event.ts';
import type { Mode } from '../state/config.ts';

/** What a record says besides the decision. */
export type RecordFrame = {
  /** Id for a call whose agent gives none. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly durationMicroseconds: number;
  readonly version: string;
};

/** What became of a call beside the decision. */
export type CallNotes = {
  readonly review?: RecordedReview;
  /** Id of the refused call that it tries again another way. */
  readonly retryOf?: string;
};

/** The record of a decided call. */
export function callRecord(
  decided: DecidedEvent,
  frame: RecordFrame,
  { review, retryOf }: CallNotes = {},
): NewRecord {
  const { event, decision, effective, policies } = decided;
  const statement = decision.statement;
  const { cwd } = event.context;
  return {
    ts: isoTime(frame.now),
    id: event.call_id ?? frame.id,
    session: event.context.session_id ?? '',
    agent: event.context.agent,
    tool: event.tool,
    ...(cwd === undefined ? {} : { cwd }),
    actions: recordedActions(event, decision.actions),
    effect: decision.effect,
    effective: effective.effect,
    ...(statement === undefined ? {} : { sid: statement.sid, policy: statement.policy }),
    layers: decision.layers,
    matched_by: decision.matched_by,
    reason: decision.reason,
    mode: policies.settings.mode,
    duration_us: frame.durationMicroseconds,
    ...(policies.digest === '' ? {} : { policy_digest: policies.digest }),
    ...(review === undefined ? {} : { review }),
    ...(retryOf === undefined ? {} : { retry_of: retryOf }),
    agsec: frame.version,
  };
}

function recordedActions(
  event: Event,
  decisions: readonly ActionDecision[],
): readonly RecordedAction[] {
  const said = new Map(
    decisions.map((each) => [`${each.operation} ${each.derived ?? 'tool'}`, each] as const),
  );
  return event.operations.flatMap(({ action, derived }, operation) => [
    recordedAction(action, said.get(`${operation} tool`)),
    ...derived.map((each, index) => recordedAction(each, said.get(`${operation} ${index}`))),
  ]);
}

function recordedAction(
  { name, params, origin, via, unknown }: Event['operations'][number]['action'],
  said: ActionDecision | undefined,
): RecordedAction {
  return {
    name,
    params,
    origin,
    ...(via === undefined ? {} : { via }),
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(said?.effect === undefined ? {} : { effect: said.effect }),
    ...(said?.statement === undefined ? {} : { sid: said.statement.sid }),
  };
}

/** A call that could not be read or decided. */
export type FailedCall = {
  readonly agent: string;
  /** The event, if it got that far. */
  readonly parsed: ParsedEvent | undefined;
  readonly failure: HookFailure;
  /** True if it passes because everything is only observed. */
  readonly passes: boolean;
  readonly mode: Mode;
};

/** The record of a call that could not be read or decided. */
export function failureRecord(call: FailedCall, frame: RecordFrame): NewRecord {
  const { agent, parsed, failure, passes, mode } = call;
  return {
    ts: isoTime(frame.now),
    id: parsed?.call_id ?? frame.id,
    session: parsed?.context.session_id ?? '',
    agent,
    tool: parsed?.tool ?? '',
    actions: [],
    effect: 'deny',
    effective: passes ? 'allow' : 'deny',
    layers: [],
    matched_by: failure.code === 'self-protection' ? 'self_protection' : 'error',
    reason: failure.message,
    mode,
    duration_us: frame.durationMicroseconds,
    agsec: frame.version,
  };
}
