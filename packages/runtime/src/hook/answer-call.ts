import { AgsecError, type Decision } from '@agsec/core';
import type { HookFailure, HookOutput, ParsedEvent, ParseResult } from '../adapter.ts';
import type { NewRecord } from '../audit/audit-record.ts';
import type { DecidedEvent } from '../decide/decide-event.ts';
import { layoutOf } from '../decide/machine.ts';
import { newRequestId } from '../decide/request-id.ts';
import { formsOf } from '../resolve/action-values.ts';
import type { Session } from '../state/session.ts';
import { callRecord, failureRecord, type RecordFrame } from './call-record.ts';
import { Preparation, type Prepared, type PrepareInput } from './prepare-call.ts';
import { TimeLimitExceeded, withinTimeLimit } from './time-limit.ts';
import { writeRecord } from './write-record.ts';

/** Everything an answer depends on besides the request. */
export type CallInput = PrepareInput & {
  /** Milliseconds left until the decision has to be made. */
  readonly timeLeft: () => number;
  /** Until when the record has to be written, in milliseconds since 1970. */
  readonly recordBy: number;
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

  constructor(input: CallInput) {
    this.#input = input;
    this.#preparation = new Preparation(input);
  }

  within(prepare: (preparation: Preparation) => Prepared): HookOutput {
    try {
      const work = () => prepare(this.#preparation);
      return this.#respond(withinTimeLimit(work, this.#input.timeLeft()));
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
    const { effective, failure } = decided;
    const problem = this.#record(callRecord(decided, this.#frame()));
    if (failure !== undefined) return adapter.respondFailure({ ...failure, hook });
    const passes = effective.effect !== 'deny';
    if (problem !== undefined && passes && this.#preparation.settings.mode === 'enforce') {
      return adapter.respondFailure({ code: 'audit-error', message: problem, hook });
    }
    if (passes) session?.noteWritten(writtenPaths(decided));
    return withNote(this.#speak(parsed, decided), problem);
  }

  /** The decision in the agent's words; a review under an id by which a person can approve it. */
  #speak(parsed: ParsedEvent, { decision, effective }: DecidedEvent): HookOutput {
    const { adapter } = this.#input;
    const { settings } = this.#preparation;
    // What is only observed must not answer the agent's own prompt in a person's stead.
    const isObserved = decision.effect !== 'allow' && effective.effect === 'allow';
    const allowMeans = isObserved ? 'pass' : settings.allowMeans;
    if (effective.effect !== 'review') return adapter.respond(parsed, effective, { allowMeans });
    const reviewId = newRequestId();
    const options = { allowMeans, reviewId };
    if (settings.nativeReview === 'auto') return adapter.respond(parsed, effective, options);
    return adapter.respond(parsed, heldForReview(effective, reviewId), options);
  }

  #respondOutcome(result: Extract<ParseResult, { kind: 'outcome' }>): HookOutput {
    const { adapter } = this.#input;
    const { now, version, id } = this.#frame();
    const problem = this.#record({
      ts: new Date(now).toISOString(),
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

  #record(record: NewRecord): string | undefined {
    return writeRecord(layoutOf(this.#input.machine).audit, record, this.#input.recordBy);
  }

  #frame(): RecordFrame {
    const { machine, elapsed } = this.#input;
    const { now, version } = machine;
    const durationMicroseconds = Math.round(elapsed());
    return { id: newRequestId(), now: now(), durationMicroseconds, version };
  }
}

function heldForReview(decision: Decision, id: string): Decision {
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
    const message = 'agsec did not finish judging this call in time, so it is not allowed.';
    return { code: 'deadline', message };
  }
  if (AgsecError.isInstance(error)) return { code: 'policy-error', message: error.message };
  const what = error instanceof Error ? error.message : 'unknown error';
  const message = `agsec failed, so nothing is allowed: ${what}. A person can run \`agsec doctor\`.`;
  return { code: 'internal-error', message };
}
