import type { Action, Decision, Event, Operation } from '@agsec/core';
import type { HookFailure, ParsedEvent } from '../adapter.ts';

/** Longest text given to the model, and longest share of its parts, in UTF-16 units. */
const LONGEST = { text: 600, reason: 260, hint: 150, seen: 120 } as const;

const NOT_AROUND = 'Do not try to get the same result another way.';

/** What the model is told of a denied call: the reason, the statement, what it saw, the hint. One line. */
export function denialText(event: ParsedEvent | Event, decision: Decision): string {
  const text = `agsec denied this ${event.tool} call. ${because(event, decision)}`;
  return closing(text, hintOf(decision));
}

/**
 * What the model is told of a call that waits for a human: how to get the yes, and to wait. Without an
 * id nobody can give it, and it is a denial. One line.
 */
export function reviewText(
  event: ParsedEvent | Event,
  decision: Decision,
  reviewId: string | undefined,
): string {
  if (reviewId === undefined) return denialText(event, decision);
  const next = `Ask your user to run \`agsec approve ${reviewId}\` in a terminal, wait, then send the same call again.`;
  const text = `agsec holds this ${event.tool} call until a human approves it. ${because(event, decision)}`;
  return closing(text, next);
}

/** What a person reads in the agent's own dialog, and the model where that cannot be shown. One line. */
export function askText(event: ParsedEvent | Event, decision: Decision): string {
  const text = `agsec holds this ${event.tool} call until a human approves it. ${because(event, decision)}`;
  return clip(text, LONGEST.text);
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

/** What is said when nothing could be decided. One line. */
export function failureText({ message }: HookFailure): string {
  return clip(`agsec: ${message}`, LONGEST.text);
}

/** One line without control characters, at most `longest` units. */
export function clip(text: string, longest: number): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (line.length <= longest) return line;
  return `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
