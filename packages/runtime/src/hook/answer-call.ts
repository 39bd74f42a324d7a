import { AgsecError, type Decision } from '@agsec/core';
import type { HeldCall, HookFailure, HookOutput, ParsedEvent, ParseResult } from '../adapter.ts';
import type { NewRecord } from '../audit/audit-record.ts';
import { isoTime } from '../audit/iso-time.ts';
import type { DecidedEvent } from '../decide/decide-event.ts';
import { layoutOf, placeOf } from '../decide/machine.ts';
import { newRequestId } from '../decide/request-id.ts';
import { wantedBy } from '../decide/wanted.ts';
import { formsOf } from '../resolve/action-values.ts';
import type { ReviewOutcome } from '../review/answer-review.ts';
import { type Refusal, Refusals } from '../state/refusals.ts';
import type { Session } from '../state/session.ts';
import { callRecord, failureRecord, type RecordFrame } from './call-record.ts';
import { Preparation, type Prepared, type PrepareInput } from './prepare-call.ts';
import { TimeLimitExceeded, withinTimeLimit } from './time-limit.ts';
import { writeRecord } from './write-record.ts';

/** Everything an answer depends on besides the request. */
export type CallInput = PrepareInput & {
  /** Milliseconds left until the decision has to be made. */
  readonly timeLeft: () => number;
  /**
   * The kernel ends this process when it takes too long, and the request is too short to make it: then
   * the time is not kept here, too, which takes a thread. Default: it is.
   */
  readonly isWatched?: boolean;
  /** Until when a person's answer to a review may be waited for, as `recordBy`; absent: not at all. */
  readonly reviewBy?: number;
  /** Told again and again while such an answer is waited for. */
  readonly onWait?: () => void;
  /** Until when the record has to be written, in milliseconds since 1970. */
  readonly recordBy: number;
  /** Told when the record is the first of its day; what it does may not take time. */
  readonly onNewDay?: () => void;
  /** Microseconds since the call began. */
  readonly elapsed: () => number;
};

/**
 * The answer to one request of an agent: read, decided, recorded, in the agent's own words. Reading
 * and deciding are bounded in time. Whatever goes wrong becomes the agent's own deny; only where
 * everything is just observed does it pass.
 */
export function answerCall(request: Uint8Array, input: CallInput): HookOutput {
  const answer = new Answer(input);
  return answer.within((preparation) => preparation.prepare(request));
}

/** The answer when no request could be read. */
export function answerFailure(failure: HookFailure, input: CallInput): HookOutput {
  const answer = new Answer(input);
  return answer.within((preparation) => {
    preparation.loadBase();
    return { kind: 'failed', failure };
  });
}

class Answer {
  readonly #input: CallInput;
  readonly #preparation: Preparation;
  /** Of the call, where the agent gives it none. */
  readonly #id = newRequestId();

  constructor(input: CallInput) {
    this.#input = input;
    this.#preparation = new Preparation(input);
  }

  within(prepare: (preparation: Preparation) => Prepared): HookOutput {
    try {
      const work = () => prepare(this.#preparation);
      const { isWatched, timeLeft } = this.#input;
      return this.#respond(isWatched ? work() : withinTimeLimit(work, timeLeft()));
    } catch (error) {
      return this.#fail(failureOf(error));
    }
  }

  #respond(prepared: Prepared): HookOutput {
    switch (prepared.kind) {
      case 'decided':
        return this.#respondDecided(prepared.parsed, prepared.decided, prepared.session);
      case 'outcome':
        return this.#respondOutcome(prepared.result);
      case 'nothing':
        return this.#input.adapter.respondNothing(prepared.hook);
      case 'failed':
        return this.#fail(prepared.failure);
    }
  }

  #respondDecided(
    parsed: ParsedEvent,
    decided: DecidedEvent,
    session: Session | undefined,
  ): HookOutput {
    const { adapter } = this.#input;
    const { hook } = parsed;
    const { failure } = decided;
    if (parsed.secondary === true && decided.effective.effect !== 'deny')
      return adapter.respondNothing(hook);
    if (parsed.held !== undefined) return this.#respondHeld(parsed, parsed.held, decided);
    const refused = this.#earlierRefusal(decided);
    const review = this.#review(parsed, decided, refused);
    const effective = review?.effective ?? decided.effective;
    const answered = { ...decided, effective };
    const record = callRecord(answered, this.#frame(), {
      ...(review === undefined ? {} : { review: review.recorded }),
      ...(refused === undefined || effective.effect === 'allow' ? {} : { retryOf: refused.id }),
    });
    const waited = review?.recorded.waited_ms !== undefined;
    const problem = this.#record(record, waited ? this.#input.machine.now() + RECORD_TIME : 0);
    if (failure !== undefined) return adapter.respondFailure({ ...failure, hook });
    const passes = effective.effect !== 'deny';
    if (problem !== undefined && passes && this.#preparation.settings.mode === 'enforce') {
      return adapter.respondFailure({ code: 'audit-error', message: problem, hook });
    }
    if (passes) session?.noteWritten(writtenPaths(decided));
    const answer =
      effective.effect === 'review' && review?.held !== undefined
        ? review.held
        : this.#speak(parsed, answered, review?.reviewId);
    return withNote(answer, problem);
  }

  /** The agent is about to ask about a call we held, or says so: that a person is asked is noted. */
  #respondHeld(parsed: ParsedEvent, held: HeldCall, decided: DecidedEvent): HookOutput {
    const { adapter, machine } = this.#input;
    const { hook } = parsed;
    const { effect } = decided.effective;
    const isAsked =
      effect !== 'deny' && adapter.holding?.isAsked(parsed, placeOf(machine, parsed)) === true;
    const effective: Decision =
      isAsked || effect === 'deny'
        ? decided.effective
        : { ...decided.effective, effect: 'deny', reason: NOBODY, hint: NOBODY_HINT };
    const answered = { ...decided, effective };
    const note = isAsked ? { review: { answer: 'waiting' } as const } : {};
    const problem = this.#record(callRecord(answered, this.#frame(), note));
    if (!isAsked) return withNote(this.#speak(parsed, answered, undefined), problem);
    if (problem !== undefined)
      return adapter.respondFailure({ code: 'audit-error', message: problem, hook });
    machine.chunks.review().noteQuestion(layoutOf(machine), held, machine.now());
    return adapter.respondNothing(hook);
  }

  /** A call of the session that was refused just before and wanted the same another way. */
  #earlierRefusal({ event, effective }: DecidedEvent): Refusal | undefined {
    const { session_id: session } = event.context;
    if (effective.effect === 'allow' || session === undefined) return undefined;
    const { machine, adapter } = this.#input;
    const { effect } = effective;
    const { id, now } = this.#frame();
    const refusals = new Refusals(layoutOf(machine).sessions, adapter.id, session);
    const call = { id: event.call_id ?? id, at: now, effect, ...wantedBy(event, effective) };
    return refusals.note(call);
  }

  /** What a person has said to a call that is to be reviewed, or under what it waits for them. */
  #review(
    parsed: ParsedEvent,
    decided: DecidedEvent,
    refused: Refusal | undefined,
  ): (ReviewOutcome & { readonly held?: HookOutput }) | undefined {
    if (decided.effective.effect !== 'review') return undefined;
    const { adapter, machine, reviewBy, onWait } = this.#input;
    const { nativeReview, reviewWait } = this.#preparation.settings;
    const now = machine.now();
    const waitUntil = Math.min(now + reviewWait * 1000, reviewBy ?? now);
    let held: HookOutput | undefined;
    const asksItself = (): boolean => {
      if (nativeReview !== 'auto') return false;
      if (adapter.asks?.(parsed) === true) return true;
      held = adapter.holding?.hold(parsed, decided.effective, placeOf(machine, parsed));
      return held !== undefined;
    };
    const outcome = machine.chunks.review().answerReview({
      decided,
      home: layoutOf(machine),
      frame: this.#frame(),
      asksItself,
      ...(waitUntil > now ? { waitUntil } : {}),
      ...(onWait === undefined ? {} : { onWait }),
      ...(refused?.effect === 'deny' ? { deniedBefore: true } : {}),
      now: machine.now,
    });
    return held === undefined ? outcome : { ...outcome, held };
  }

  /** The decision in the agent's words; a review under an id by which a person can approve it. */
  #speak(
    parsed: ParsedEvent,
    { decision, effective }: DecidedEvent,
    reviewId: string | undefined,
  ): HookOutput {
    const { adapter } = this.#input;
    const { settings } = this.#preparation;
    // What is only observed must not answer the agent's own prompt in a person's stead.
    const isObserved = decision.effect !== 'allow' && effective.effect === 'allow';
    const allowMeans = isObserved ? 'pass' : settings.allowMeans;
    if (effective.effect !== 'review') return adapter.respond(parsed, effective, { allowMeans });
    const options = { allowMeans, ...(reviewId === undefined ? {} : { reviewId }) };
    if (settings.nativeReview === 'auto') return adapter.respond(parsed, effective, options);
    return adapter.respond(parsed, heldForReview(effective, reviewId), options);
  }

  #respondOutcome(result: Extract<ParseResult, { kind: 'outcome' }>): HookOutput {
    const { adapter } = this.#input;
    const { now, version, id } = this.#frame();
    const problem = this.#record({
      ts: isoTime(now),
      id: result.call_id ?? id,
      session: result.context.session_id ?? '',
      agent: adapter.id,
      agsec: version,
      outcome: result.outcome,
    });
    return withNote(adapter.respondNothing(result.hook), problem);
  }

  #fail(failure: HookFailure): HookOutput {
    const { adapter } = this.#input;
    const { settings, passesFailures, parsed } = this.#preparation;
    const passes = passesFailures && failure.code !== 'self-protection';
    const hook = failure.hook ?? parsed?.hook;
    const call = { agent: adapter.id, parsed, failure, passes, mode: settings.mode };
    const problem = this.#record(failureRecord(call, this.#frame()));
    const output = passes
      ? adapter.respondNothing(hook)
      : adapter.respondFailure(hook === undefined ? failure : { ...failure, hook });
    return withNote(output, problem);
  }

  /** `by` in milliseconds since 1970, if that is later than usual. */
  #record(record: NewRecord, by = 0): string | undefined {
    const { machine, recordBy, onNewDay } = this.#input;
    return writeRecord(layoutOf(machine).audit, record, Math.max(by, recordBy), onNewDay);
  }

  #frame(): RecordFrame {
    const { machine, elapsed } = this.#input;
    const { now, version } = machine;
    const durationMicroseconds = Math.round(elapsed());
    return { id: this.#id, now: now(), durationMicroseconds, version };
  }
}

const NOBODY = 'Nobody can be asked about this command here.';

const NOBODY_HINT = 'Run the command as it was; agsec then says how a person approves it.';

/** Time to record a call that has waited for a person, in milliseconds. */
const RECORD_TIME = 2000;

function heldForReview(decision: Decision, id: string | undefined): Decision {
  if (id === undefined) return { ...decision, effect: 'deny' };
  const reason = `${decision.reason} A person can approve this call: \`agsec approve ${id}\`.`;
  return { ...decision, effect: 'deny', reason };
}

/** Paths an allowed call will write, as far as they are known. */
function writtenPaths({ event }: DecidedEvent): readonly string[] {
  return event.operations
    .flatMap(({ action, derived }) => [action, ...derived])
    .filter(({ name, unknown }) => name === 'file.write' && !unknown.includes('file_path'))
    .flatMap((action) => formsOf(action, 'file_path'));
}

function withNote(output: HookOutput, note: string | undefined): HookOutput {
  return note === undefined ? output : { ...output, stderr: `${output.stderr}agsec: ${note}\n` };
}

/** A throw as a reason for people. */
function failureOf(error: unknown): HookFailure {
  if (error instanceof TimeLimitExceeded) {
    const message = 'Judging this call took too long, so it is not allowed.';
    return { code: 'deadline', message };
  }
  if (AgsecError.isInstance(error)) return { code: 'policy-error', message: error.message };
  const what = error instanceof Error ? error.message : 'unknown error';
  const message = `Something went wrong, so nothing is allowed: ${what}. A person can run \`agsec doctor\`.`;
  return { code: 'internal-error', message };
}
