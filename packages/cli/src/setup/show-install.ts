import { formatIssue, type PolicyIssue } from '@agsec/core/policy';
import type { FileChange, Mode } from '@agsec/runtime';
import type { Agent } from '../adapters.ts';
import type { InstallOptions } from '../commands/install.ts';
import type { CliContext } from '../context.ts';
import { showPath } from '../terminal/show-path.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import type { MadeState } from './create-state.ts';
import type { InstallFailure } from './each-agent.ts';
import type { AgentReport } from './install-agent.ts';
import { showMade } from './run-init.ts';

/** What `agsec install` has to tell. */
export type InstallReport = {
  readonly reports: readonly AgentReport[];
  /** Agents that are here, and have no hooks of the scope. */
  readonly leftOut: readonly Agent[];
  /** Agents that are here, and could not be installed. */
  readonly failed: readonly InstallFailure[];
  /** Policies and configuration that were made because there were none. */
  readonly made: Omit<MadeState, 'mode'> | undefined;
  /** What is wrong with the policies that hold now. */
  readonly issues?: readonly PolicyIssue[];
  readonly mode?: Mode;
};

/** Columns of a row's label. */
const MARGIN = ' '.repeat(11);

/** Shows what an installation did or, with `--dry-run`, would do. */
export function showInstall(
  context: CliContext,
  { reports, leftOut, failed, made, issues = [], mode }: InstallReport,
  options: InstallOptions,
): void {
  if (options.json) {
    const agents = reports;
    const left_out = leftOut.map(({ adapter }) => adapter.id);
    const json = { dry_run: options.dryRun === true, agents, left_out, failed };
    context.out(`${JSON.stringify({ ...json, made: made ?? null, issues })}\n`);
    return;
  }
  const style = styleOf(context);
  if (made !== undefined && made.created.length > 0) showMade(context, made);
  for (const report of reports) showAgent(context, report, options.dryRun === true);
  for (const { adapter } of leftOut)
    context.out(`${style.bold(adapter.title)} left out: it has no ${options.scope} scope\n`);
  for (const each of failed) showFailure(context, each, options.dryRun === true);
  if (options.dryRun) {
    context.out('\nNothing was changed.\n');
    return;
  }
  if (mode === 'observe')
    context.out(`\n${style.bold('Observe mode')}: nothing is blocked, everything is logged.\n`);
  if (mode === 'halt') context.out(`\n${style.yellow('Halt')}: every call is blocked.\n`);
  for (const issue of issues)
    context.out(`${style.red('policy')}  ${printable(formatIssue(issue))}\n`);
  if (issues.length > 0) context.out('Until this is mended, every call is denied.\n');
  else context.out('\nNext:  agsec doctor\n');
}

function showFailure(
  context: CliContext,
  { title, message, help }: InstallFailure,
  isPreview: boolean,
): void {
  const { bold, red } = styleOf(context);
  const what = isPreview ? 'would not be installed' : 'not installed';
  context.out(`${bold(title)} ${red(what)}\n`);
  for (const text of [...message.split('\n'), ...(help === undefined ? [] : [help])])
    context.out(`  ${wrap(printable(text), context.width, '  ')}\n`);
}

function showAgent(context: CliContext, report: AgentReport, isPreview: boolean): void {
  const { bold, dim, yellow } = styleOf(context);
  const { title, scope, changes, hook, hookChanged, backup, cold, notes, trust } = report;
  context.out(`${bold(title)} ${dim(`(${scope})`)}\n`);
  const isDone = !hookChanged && changes.every(({ kind }) => kind === 'unchanged');
  if (isDone) context.out(`  ${isPreview ? 'is' : 'was'} installed already\n`);
  else {
    const rows = [
      ...(hookChanged
        ? [[isPreview ? 'create' : 'created', showPath(context, hook), 'the hook']]
        : []),
      ...changeRows(context, changes, isPreview),
      ...(backup === undefined ? [] : [['backup', showPath(context, backup)]]),
    ];
    context.out(`${table(rows, '  ')}\n`);
  }
  if (cold !== undefined) context.out(`  slow     no code cache: ${printable(cold)}\n`);
  if (trust !== undefined) {
    const label = trust.ok ? 'trust' : yellow('trust');
    context.out(`  ${label}    ${wrap(printable(trust.message), context.width, MARGIN)}\n`);
  }
  if (isPreview) showDiffs(context, changes);
  else if (!isDone)
    for (const note of notes)
      context.out(`  ${dim('note')}     ${wrap(note, context.width, MARGIN)}\n`);
}

/** One row for each file that changes. */
export function changeRows(
  context: CliContext,
  changes: readonly FileChange[],
  isPreview: boolean,
): readonly (readonly string[])[] {
  const verbs = { created: 'create', changed: 'change', removed: 'remove' } as const;
  return changes.flatMap(({ kind, path, target, summary }) => {
    if (kind === 'unchanged') return [];
    const link = target === path ? '' : ` → ${showPath(context, target)}`;
    return [[isPreview ? verbs[kind] : kind, `${showPath(context, path)}${link}`, summary]];
  });
}

/** The diffs of a preview. */
export function showDiffs(context: CliContext, changes: readonly FileChange[]): void {
  const style = styleOf(context);
  for (const { diff } of changes)
    if (diff !== '')
      context.out(
        `\n${diff
          .split('\n')
          .map((line) => paint(style, line))
          .join('\n')}`,
      );
}

function paint(style: Style, line: string): string {
  if (line.startsWith('+')) return style.green(printable(line));
  return line.startsWith('-') ? style.red(printable(line)) : printable(line);
}
