import type { DecidedEvent } from '../src/decide/decide-event.ts';
import { GRANT_LIFE, type ReviewAnswer } from '../src/review/answer.ts';
import { fileAnswer } from '../src/review/answer-folder.ts';
import { answerReview, type ReviewInput, type ReviewOutcome } from '../src/review/answer-review.ts';
import type { GrantScope } from '../src/review/call-keys.ts';
import { listRequests, removeRequest } from '../src/review/request-folder.ts';
import type { ReviewRequest } from '../src/review/review-request.ts';
import { type HomeLayout, homeLayout } from '../src/state/agsec-home.ts';
import { decideCall } from './decide-call.ts';
import type { TestPayload } from './test-adapter.ts';
import { TestHome } from './test-home.ts';

/** A policy that reviews pushes, code, unknown tools and writes below `asked/`, and denies deleting. */
export const REVIEWED = `version: "1.0"
default: allow
statements:
  - { sid: AskPush, effect: review, actions: ["git.push", "unknown.*", "code.execute"], reason: A person looks }
  - { sid: AskWrites, effect: review, actions: ["file.write"], conditions: { params.file_path: { op: glob, value: "**/asked/**" } } }
  - { sid: NoDeletes, effect: deny, actions: ["file.delete"] }
`;

/** A call of the test agent. */
export type Call = Omit<TestPayload, 'hook'>;

/** A shell line, in session `s1` unless it says otherwise. */
export function shellCall(command: string, change: Partial<TestPayload> = {}): Call {
  const params = { command };
  return { tool: 'Shell', action: 'bash.execute', params, session: 's1', ...change };
}

/** The call that most tests are about. */
export const PUSH = shellCall('git push origin main');

/** A home where calls are reviewed, an agent that makes them, and a person who answers. */
export class ReviewWorld {
  readonly home = new TestHome();
  /** The clock of agent and person, in milliseconds since 1970. */
  now = Date.now();

  constructor() {
    this.home.policy('a.yaml', REVIEWED);
  }

  get layout(): HomeLayout {
    return homeLayout(this.home.agsecHome);
  }

  decide(call: Call): DecidedEvent {
    return decideCall(this.home, call);
  }

  /** What the hook makes of a call that is to be reviewed. */
  ask(call: Call = PUSH, change: Partial<ReviewInput> = {}): ReviewOutcome {
    return answerReview({
      decided: this.decide(call),
      home: this.layout,
      frame: { id: 'frame', now: this.now, durationMicroseconds: 1, version: '1' },
      asksItself: () => false,
      now: () => this.now,
      ...change,
    });
  }

  effect(call?: Call): string {
    return this.ask(call).effective.effect;
  }

  /** The one call that waits. */
  waiting(): ReviewRequest {
    const [request, ...more] = listRequests(this.layout, this.now).requests;
    if (request === undefined || more.length > 0) throw new Error('not one request waits');
    return request;
  }

  /** Answers the one call that waits, as `agsec approve` does. */
  approve(scope: GrantScope = 'once', change: Partial<ReviewAnswer> = {}): ReviewAnswer {
    const request = this.waiting();
    const key = request.keys[scope];
    if (key === undefined) throw new Error(`no key for ${scope}`);
    const answer: ReviewAnswer = {
      id: request.id,
      verdict: 'approved',
      scope,
      key,
      created: this.now,
      expires: this.now + GRANT_LIFE[scope],
      by: 'tess',
      agent: request.agent,
      session: request.session,
      roots: request.roots,
      tool: request.call.tool,
      summary: 'git push',
      ...change,
    };
    fileAnswer(this.layout, answer);
    removeRequest(this.layout, request);
    return answer;
  }
}
