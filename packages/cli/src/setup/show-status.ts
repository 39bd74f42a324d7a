import { formatIssue } from '@agsec/core/policy';
import { localTime } from '../audit/call-line.ts';
import type { CliContext } from '../context.ts';
import { pendingText } from '../policy-files/pending-changes.ts';
import { plural } from '../terminal/plural.ts';
import { showPath } from '../terminal/show-path.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import type { Status } from './run-status.ts';

type AgentRow = Status['agents'][number];

/** Prints where things stand: agsec itself, then one table of agents. */
export function showStatus(context: CliContext, status: Status): void {
  const style = styleOf(context);
  const { version, home, mode, managed_mode: managedMode, agents, last_day: day } = status;
  const managed = managedMode === undefined ? '' : style.dim(` (managed: ${managedMode})`);
  const rows = [
    ['agsec', `${version}  ${style.dim(showPath(context, home))}`],
    ['mode', mode === undefined ? style.red('unknown') : `${paintMode(style, mode)}${managed}`],
    ['policies', policiesText(style, status.policies)],
    ...(status.review_wait ? [['review', reviewText(style, status.review_wait, agents)]] : []),
    ...(status.waiting === 0 ? [] : [['waiting', waitingText(style, status.waiting)]]),
    ['last 24 h', `${plural(day.calls, 'call')}, ${day.stopped} stopped`],
  ];
  const heads = ['agent', 'version', 'hook', 'if it fails', 'last call'].map(style.dim);
  const agentRows = agents.flatMap((agent) => rowsOf(context, style, agent));
  context.out(`${table(rows)}\n\n${table([heads, ...agentRows])}\n`);
  if (agents.some(isOpen)) context.out('\nWhich calls pass a failing hook: agsec doctor\n');
  if (status.pending.length > 0) context.out(`\n${pendingText(style, status.pending)}`);
  for (const issue of status.policies.issues) {
    const line = formatIssue({ ...issue, file: showPath(context, issue.file) });
    context.out(`\n${style.red('error')}: ${printable(line)}\n`);
  }
}

function paintMode(style: Style, mode: string): string {
  return mode === 'enforce' ? style.green(mode) : style.yellow(mode);
}

function policiesText(style: Style, { files, statements, issues }: Status['policies']): string {
  if (issues.length > 0) return style.red('do not load: every call is denied');
  if (files === 0) return style.red('none: every call is denied. Run: agsec init');
  return `${plural(files, 'file')}, ${plural(statements, 'statement')}`;
}

/** How long a call waits, and where it waits less than it should. */
function reviewText(style: Style, wait: number, agents: Status['agents']): string {
  const less = agents.flatMap(({ title, installed }) => {
    const waits = installed.map(({ review_wait: seconds }) => seconds);
    const least = Math.min(wait, ...waits);
    return least < wait ? [`${title} ${least} s`] : [];
  });
  const text = `a call waits ${wait} s for your answer`;
  if (less.length === 0) return text;
  return `${text}${style.yellow(`, but ${less.join(', ')}`)}; why: agsec doctor`;
}

function waitingText(style: Style, count: number): string {
  return `${style.yellow(plural(count, 'call'))}, for you: agsec review`;
}

function isOpen({ installed }: AgentRow): boolean {
  return installed.some(({ on_failure: { mode } }) => mode === 'open');
}

/** A row for each installation; one that says so for an agent without any. */
function rowsOf(
  context: CliContext,
  style: Style,
  { title, clientVersion, installed, lastCall }: AgentRow,
): readonly (readonly string[])[] {
  const version = clientVersion ?? style.dim('not found');
  if (installed.length === 0) {
    const isHere = clientVersion !== undefined || lastCall !== undefined;
    const hook = isHere ? style.yellow('not protected') : style.dim('none');
    return [[title, version, hook, '', last(lastCall)]];
  }
  return installed.map(({ scope, project, unchanged, on_failure: onFailure }, index) => {
    const where = project === undefined ? scope : `${scope} ${showPath(context, project)}`;
    const hook = unchanged ? style.green(where) : style.red(`${where}: missing or changed`);
    const fails =
      onFailure.mode === 'closed'
        ? style.green('blocks')
        : style.yellow(`blocks, but for ${plural(onFailure.open.length, 'case')}`);
    return index === 0 ? [title, version, hook, fails, last(lastCall)] : ['', '', hook, fails, ''];
  });
}

function last(call: AgentRow['lastCall']): string {
  return call === undefined ? 'never' : localTime(new Date(call.ts));
}
