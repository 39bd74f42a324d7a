import type { RecordedAction, ReviewRequest } from '@agsec/runtime';
import { AGENTS } from '../adapters.ts';
import { subjectOf } from '../audit/call-line.ts';
import type { CliContext } from '../context.ts';
import { showPath } from '../terminal/show-path.ts';
import { paintEffect, printable, type Style, styleOf } from '../terminal/style.ts';
import { wrap } from '../terminal/wrap.ts';
import { spanWords } from './scope-words.ts';

/** Most derived actions, and lines of a text to be written, that are shown. */
const MOST_ACTIONS = 16;
const MOST_LINES = 12;

/** Columns of a row's label and its margin. */
const MARGIN = ' '.repeat(12);

/** A call that waits, for a person who has to judge it: who, where, what exactly, why it is asked. */
export function requestText(context: CliContext, request: ReviewRequest, now: number): string {
  const style = styleOf(context);
  const { id, call, created, expires, waits_until: until } = request;
  const age = now - created < 60_000 ? 'just now' : `${spanWords(now - created)} ago`;
  const left =
    until !== undefined && until > now
      ? `the agent waits ${Math.ceil((until - now) / 1000)} s`
      : `waits ${spanWords(expires - now)}`;
  const who = `${agentTitle(request.agent)} wants to use ${printable(call.tool)}`;
  const where = placeOf(context, request);
  const rows = [
    `${style.bold(id)}  ${who}  ${style.dim(`${age}, ${left}`)}`,
    row('call', wrapped(context, subjectText(request))),
    ...(where === '' ? [] : [row('in', where)]),
    ...actionRows(context, style, request),
    ...previewRows(style, request),
    row('asked by', wrapped(context, askedBy(request))),
  ];
  return `${rows.join('\n')}\n`;
}

/** The call in one line. */
export function summaryOf({ call }: Pick<ReviewRequest, 'call'>): string {
  return printable(subjectOf(call));
}

/** `Claude Code`; the id of an agent nobody here knows. */
export function agentTitle(id: string): string {
  return AGENTS.find(({ adapter }) => adapter.id === id)?.adapter.title ?? printable(id);
}

/** All of a shell line; a person must see what they approve to its end. */
function subjectText({ call }: ReviewRequest): string {
  const command = call.actions[0]?.params['command'];
  return printable(typeof command === 'string' ? command : subjectOf(call));
}

function placeOf(context: CliContext, { call: { cwd }, session }: ReviewRequest): string {
  const folder = cwd === undefined ? '' : showPath(context, cwd);
  const name = session === '' ? '' : `session ${session.slice(0, 8)}`;
  return printable([folder === '' ? '.' : folder, name].filter((part) => part !== '').join(', '));
}

function askedBy({ call }: ReviewRequest): string {
  const { sid, policy, reason } = call;
  const by = sid === undefined ? 'agsec' : `${sid} in ${policy}`;
  return printable(`${by}: ${reason}`);
}

function actionRows(context: CliContext, style: Style, { call }: ReviewRequest): string[] {
  const all = call.actions.filter(({ name }) => name !== 'bash.execute');
  // What was asked about stands first, whatever its place in the call.
  const sorted = [...all].sort((one, other) => rank(one) - rank(other));
  const shown = sorted.slice(0, MOST_ACTIONS).map((action, at) => {
    const text = wrapped(context, actionText(action));
    return row(at === 0 ? 'would' : '', paintEffect(style, action.effect ?? '', text));
  });
  const rest = all.length - shown.length + (call.shortened?.actions ?? 0);
  return rest > 0 ? [...shown, row('', style.dim(`and ${rest} more (--json)`))] : shown;
}

function rank({ effect }: RecordedAction): number {
  if (effect === 'deny') return 0;
  return effect === 'review' ? 1 : 2;
}

/** `git.push remote=origin branches=main (by git, in deploy.sh)` */
function actionText({ name, params, via, unknown = [] }: RecordedAction): string {
  const isRun = name === 'command.run';
  const words = Object.entries(params)
    .filter(([key, value]) => key !== 'cwd' && !isArgv(key, value) && (!isRun || key === 'command'))
    .map(([key, value]) => `${key}=${valueText(value)}`);
  const missing = unknown.filter((key) => !(key in params)).map((key) => `${key}=?`);
  const file = via?.file === undefined ? '' : ` (in ${via.file})`;
  return printable(`${[name, ...words, ...missing].join(' ')}${file}`);
}

/** The words of a command say less than the command, and other parameters say what they mean. */
function isArgv(key: string, value: unknown): boolean {
  return key === 'args' && Array.isArray(value);
}

function valueText(value: RecordedAction['params'][string]): string {
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function previewRows(style: Style, { preview }: ReviewRequest): string[] {
  if (preview === undefined) return [];
  const lines = preview.split('\n');
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => `${MARGIN}${style.dim('│')} ${printable(line)}`);
  const rest = lines.length - shown.length;
  const more = rest > 0 ? [`${MARGIN}${style.dim(`│ and more`)}`] : [];
  return ['  writes', ...shown, ...more];
}

function wrapped(context: CliContext, text: string): string {
  return wrap(text, context.width, MARGIN);
}

function row(label: string, text: string): string {
  return `  ${label.padEnd(MARGIN.length - 2)}${text}`;
}
