import type { Action, Decision, Event, MatchedBy, Operation } from '@agsec/core';
import type { HookFailure, HookOutput, ParsedEvent, RespondOptions } from '@agsec/runtime/hook';

/** Longest text given to the model, and longest share of its parts, in UTF-16 units. */
const LONGEST = { text: 600, reason: 260, hint: 150, seen: 120 } as const;

const NOT_AROUND = 'Do not try to get the same result another way.';

/**
 * The client's answers, byte for byte as measured with 2.1.328. One JSON object and nothing else on
 * stdout: text beside it, an unknown value or an empty stdout let the call pass.
 */
const ANSWERS = {
  /** No opinion: the client's own permission rules and prompt apply. */
  pass: '{}',
  approve: '{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"allow"}}',
  deny: (reason: string): string =>
    `{"hookSpecificOutput":{"hookEventName":"PreToolUse","permissionDecision":"deny",` +
    `"permissionDecisionReason":${JSON.stringify(reason)}}}`,
} as const;

/** How an effect that is `allow` came about if a policy itself says so. */
const ALLOWED_BY_POLICY: ReadonlySet<MatchedBy> = new Set([
  'explicit_allow',
  'allow_by_parts',
  'default',
]);

/**
 * The answer to a tool call. A review is a deny that says how to get a human's yes: the client's own
 * prompt (`ask`) can be answered by another PermissionRequest hook, a repository's included, and
 * nothing in the payload tells whether one is there.
 *
 * `approve` answers the client's prompt only where a policy allows the call; a call that passes for
 * another reason (`observe`, a grant) passes without an opinion.
 */
export function respond(
  event: ParsedEvent | Event,
  decision: Decision,
  { allowMeans, reviewId }: RespondOptions,
): HookOutput {
  switch (decision.effect) {
    case 'allow': {
      const approves = allowMeans === 'approve' && ALLOWED_BY_POLICY.has(decision.matched_by);
      return printed(approves ? ANSWERS.approve : ANSWERS.pass);
    }
    case 'deny':
      return printed(ANSWERS.deny(denial(event, decision)));
    case 'review':
      return printed(ANSWERS.deny(reviewNote(event, decision, reviewId)));
  }
}

/** The answer to an event that needs none. */
export function respondNothing(): HookOutput {
  return printed(ANSWERS.pass);
}

/**
 * The deny when nothing could be decided. For any hook but PreToolUse, and when the hook is not
 * known, exit status 2: the client then refuses a settings change, blocks a call, and shows stderr.
 */
export function respondFailure({ hook, message }: HookFailure): HookOutput {
  const text = clip(`agsec: ${message}`, LONGEST.text);
  if (hook === 'PreToolUse') return printed(ANSWERS.deny(text));
  return { stdout: '', stderr: `${text}\n`, exitCode: 2 };
}

function printed(stdout: string): HookOutput {
  return { stdout, stderr: '', exitCode: 0 };
}

function denial(event: ParsedEvent | Event, decision: Decision): string {
  const text = `agsec denied this ${event.tool} call. ${because(event, decision)}`;
  return closing(text, hintOf(decision));
}

function reviewNote(
  event: ParsedEvent | Event,
  decision: Decision,
  reviewId: string | undefined,
): string {
  const next =
    reviewId === undefined
      ? 'Ask your user to approve it, and wait.'
      : `Ask your user to run \`agsec approve ${reviewId}\` in a terminal, wait, then send the same call again.`;
  const text = `agsec holds this ${event.tool} call until a human approves it. ${because(event, decision)}`;
  return closing(text, next);
}

function hintOf({ hint }: Decision): string {
  return hint === undefined ? '' : sentence(clip(hint, LONGEST.hint));
}

/** The whole text; what is said last is never cut. */
function closing(text: string, next: string): string {
  const isSaid = /another way/i.test(`${text} ${next}`);
  const end = [next, isSaid ? '' : NOT_AROUND].filter((part) => part !== '').join(' ');
  return clip(`${clip(text, LONGEST.text - end.length - 1)} ${end}`, LONGEST.text);
}

/** The reason, the statement that gave it, and what it saw. */
function because(event: ParsedEvent | Event, decision: Decision): string {
  const { statement } = decision;
  const by = statement === undefined ? '' : `statement ${statement.sid} in ${statement.policy}`;
  const saw = clip(seen(event, decision), LONGEST.seen);
  const note = [by, saw === '' ? '' : `saw ${saw}`].filter((part) => part !== '').join(', ');
  const reason = clip(decision.reason, LONGEST.reason);
  return note === '' ? sentence(reason) : `${reason.replace(/[.\s]+$/, '')} (${note}).`;
}

/** The action that decided, by name and by what it acts on; never what is in a file or line. */
function seen(event: ParsedEvent | Event, decision: Decision): string {
  const action = decidingAction(event, decision);
  if (action === undefined) return '';
  const { file_path, host, name } = action.params;
  const on = [file_path, host, action.name === 'command.run' ? name : undefined].find(
    (value) => typeof value === 'string',
  );
  const via = action.via === undefined ? '' : ` by ${action.via.name}`;
  const file = action.via?.file === undefined ? '' : ` in ${action.via.file}`;
  return `${action.name}${on === undefined ? '' : ` ${on}`}${via}${file}`;
}

function decidingAction(event: ParsedEvent | Event, decision: Decision): Action | undefined {
  const decided = decision.actions.find(
    ({ effect, statement }) =>
      effect !== undefined &&
      effect !== 'allow' &&
      statement?.sid === decision.statement?.sid &&
      statement?.layer === decision.statement?.layer,
  );
  const operation = event.operations[decided?.operation ?? -1];
  if (decided === undefined || operation === undefined) return undefined;
  if (decided.derived === undefined) return operation.action;
  return derivedOf(operation)[decided.derived];
}

function derivedOf(operation: Event['operations'][number] | Pick<Operation, 'action'>) {
  return 'derived' in operation ? operation.derived : [];
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** One line without control characters, at most `longest` units. */
function clip(text: string, longest: number): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (line.length <= longest) return line;
  return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
