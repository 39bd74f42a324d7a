import type { Decision } from '@agsec/core';
import type { RecordedReview } from '../audit/audit-record.ts';
import type { DecidedEvent } from '../decide/decide-event.ts';
import { callRecord, type RecordFrame } from '../hook/call-record.ts';
import type { HomeLayout } from '../state/agsec-home.ts';
import type { Liftable } from '../state/config.ts';
import type { ReviewAnswer } from './answer.ts';
import { type FoundAnswer, takeAnswer } from './answer-folder.ts';
import { type CallKeys, callKeys } from './call-keys.ts';
import { fileRequest } from './request-folder.ts';
import { requestOf } from './request-of.ts';

/** A call that is to be reviewed, and how a person can be asked. */
export type ReviewInput = {
  readonly decided: DecidedEvent;
  readonly home: HomeLayout;
  readonly frame: RecordFrame;
  /** True if a call that wanted the same another way was denied just before. */
  readonly deniedBefore?: true;
  /** True if the agent itself will ask: then nothing waits for an answer elsewhere. */
  readonly asksItself: () => boolean;
  /** Until when the hook may wait for the answer, in milliseconds since 1970; absent: not at all. */
  readonly waitUntil?: number;
  /** Called each time before the answer is looked for. */
  readonly onWait?: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** What comes of a review in the hook. */
export type ReviewOutcome = {
  /** What is to happen: still a review, or what a person has said. */
  readonly effective: Decision;
  /** Under which the call waits. Absent: nobody can approve it from elsewhere. */
  readonly reviewId?: string;
  readonly recorded: RecordedReview;
};

/** How often an answer is looked for while the hook waits, in milliseconds. */
const PAUSE = 200;

/**
 * Lifts a review by a person's grant, turns it into their no, or has it wait for them. Throws the
 * file system's error if it cannot be filed.
 */
export function answerReview(input: ReviewInput): ReviewOutcome {
  const { decided, home, now } = input;
  const { effective } = decided;
  const keys = isLiftable(decided) ? callKeys(decided.event) : undefined;
  if (keys === undefined) return { effective, recorded: { answer: 'not-approvable' } };
  const found = takeAnswer(home, keys, now());
  const { answer } = found;
  if (answer !== undefined) return answered(effective, answer, noteOf(found));
  if (input.deniedBefore) return raised(effective, noteOf(found));
  if (input.asksItself()) return { effective, recorded: { answer: 'waiting', ...noteOf(found) } };
  return ask(input, keys, found);
}

function ask(input: ReviewInput, keys: CallKeys, found: FoundAnswer): ReviewOutcome {
  const { decided, home, frame, waitUntil, onWait, now } = input;
  const asked = now();
  const waits = waitUntil !== undefined && waitUntil > asked;
  const record = callRecord(decided, frame);
  const request = fileRequest(home, requestOf(decided, record, keys, waits ? waitUntil : 0), asked);
  const { id } = request;
  const late = waits ? waitForAnswer(home, keys, { waitUntil, onWait, now }) : found;
  const waited = waits ? { waited_ms: now() - asked } : {};
  const note = { ...noteOf({ forged: found.forged || late.forged }), ...waited };
  if (late.answer !== undefined) return answered(decided.effective, late.answer, note);
  const recorded = { id, answer: 'waiting', ...note } as const;
  return { effective: decided.effective, reviewId: id, recorded };
}

type Waiting = Pick<ReviewInput, 'now'> & {
  readonly waitUntil: number;
  readonly onWait: (() => void) | undefined;
};

function waitForAnswer(
  home: HomeLayout,
  keys: CallKeys,
  { waitUntil, onWait, now }: Waiting,
): FoundAnswer {
  for (;;) {
    onWait?.();
    const found = takeAnswer(home, keys, now());
    const left = waitUntil - now();
    if (found.answer !== undefined || left <= 0) return found;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.min(PAUSE, left));
  }
}

/** A grant lifts reviews; what agsec itself insists on is none, and root may reserve its own. */
function isLiftable({ effective, final, policies }: DecidedEvent): boolean {
  const ofRoot = effective.layers.some(
    ({ layer, effect }) => layer === 'managed' && effect === 'review',
  );
  return !final && LIFTS[policies.settings.liftable](ofRoot);
}

const LIFTS: { readonly [liftable in Liftable]: (ofRoot: boolean) => boolean } = {
  none: () => false,
  own: (ofRoot) => !ofRoot,
  all: () => true,
};

/** A deny that is tried around is no matter for a person in a hurry. */
function raised(decision: Decision, note: Partial<RecordedReview>): ReviewOutcome {
  const why = decision.reason.replace(/[.\s]+$/, '');
  const reason = `${why}. The same was denied just before; this is another way to it.`;
  const effective: Decision = { ...decision, effect: 'deny', reason, hint: STOP };
  return { effective, recorded: { answer: 'not-approvable', ...note } };
}

const STOP = 'Stop trying for this result. Tell your user what you wanted and why.';

const NO = 'Do not ask again and do not look for another way. Tell your user what you wanted.';

function answered(
  decision: Decision,
  answer: ReviewAnswer,
  note: Partial<RecordedReview>,
): ReviewOutcome {
  const { id, scope, by, verdict, because } = answer;
  const { hint: _hint, ...rest } = decision;
  const recorded = { id, answer: verdict, scope, by, ...note } as const;
  if (verdict === 'approved') {
    const reason = `${by} approved this call (${id}).`;
    return { effective: { ...rest, effect: 'allow', reason }, recorded };
  }
  const reason = `A person refused this call${because === undefined ? '' : `: ${because}`}`;
  return { effective: { ...rest, effect: 'deny', reason, hint: NO }, recorded };
}

function noteOf({ forged }: Pick<FoundAnswer, 'forged'>): Pick<RecordedReview, 'forged'> {
  return forged ? { forged } : {};
}
