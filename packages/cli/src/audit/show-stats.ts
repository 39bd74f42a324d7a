import type { Effect } from '@agsec/core';
import {
  type AuditStats,
  agsecHome,
  collectStats,
  type EffectCounts,
  homeLayout,
  readRecords,
} from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { plural } from '../terminal/plural.ts';
import { paintEffect, printable, type Style, styleOf } from '../terminal/style.ts';
import { bar, table } from '../terminal/table.ts';
import { localTime } from './call-line.ts';
import { type FilterOptions, filterOf } from './filter.ts';

/** Columns of a bar. */
const BAR = 20;

/** Rows of a list. */
const ROWS = 12;

/** Counts the calls that fit. */
export function showStats(context: CliContext, options: FilterOptions, json: boolean): void {
  const { audit } = homeLayout(agsecHome(context.environment));
  const stats = collectStats(readRecords(audit, filterOf(options)));
  context.out(json ? `${JSON.stringify(stats)}\n` : statsText(styleOf(context), stats));
}

function statsText(style: Style, stats: AuditStats): string {
  if (stats.calls === 0) return 'No calls are recorded yet.\n';
  const sections = [
    [...summary(style, stats), ...toldLines(style, stats)],
    stoppedLines(style, stats),
    countLines(style, 'by agent', stats.agents, ({ agent }) => agent),
    countLines(style, 'by action', stats.actions, ({ action }) => action),
    stats.unreadable === 0
      ? []
      : [style.red(`${plural(stats.unreadable, 'line')} cannot be read; see: agsec audit verify`)],
  ];
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

const LABELS: readonly (readonly [Effect, string])[] = [
  ['allow', 'allowed'],
  ['deny', 'blocked'],
  ['review', 'review'],
];

function summary(style: Style, { calls, sessions, effects, from, to }: AuditStats): string[] {
  const time = (text: string | undefined): string =>
    text === undefined ? '' : localTime(new Date(text)).slice(0, 16);
  const most = Math.max(effects.allow, effects.deny, effects.review);
  const rows = LABELS.map(([effect, label]) => [
    paintEffect(style, effect, label),
    String(effects[effect]).padStart(String(most).length),
    paintEffect(style, effect, bar(effects[effect], most, BAR)),
  ]);
  const head = `${style.bold(plural(calls, 'call'))} in ${plural(sessions, 'session')}`;
  return [`${head}  ${style.dim(`${time(from)} to ${time(to)}`)}`, table(rows, '  ')];
}

/** What agents were told, where that is not what the policies answered. */
function toldLines(style: Style, { wouldHaveBlocked, told, effects }: AuditStats): string[] {
  if (wouldHaveBlocked > 0) {
    const count = style.yellow(`${wouldHaveBlocked} would have been stopped`);
    return [`  ${count}; observe mode let them pass`];
  }
  if (told.deny === effects.deny && told.review === effects.review) return [];
  const counts = `${told.allow} allow, ${told.deny} deny, ${told.review} review`;
  return [`  ${style.dim(`agents were told: ${counts}`)}`];
}

function stoppedLines(style: Style, { statements }: AuditStats): string[] {
  const stopping = statements.filter((each) => stopped(each) > 0);
  if (stopping.length === 0) return [];
  const most = Math.max(...stopping.map(stopped));
  const rows = stopping
    .slice(0, ROWS)
    .map((each) => [
      printable(each.sid),
      String(stopped(each)).padStart(String(most).length),
      bar(stopped(each), most, BAR),
      style.dim(printable(each.policy)),
    ]);
  return [style.bold('stopped by statement'), table(rows, '  '), ...rest(style, stopping)];
}

function countLines<Counts extends EffectCounts>(
  style: Style,
  title: string,
  counts: readonly Counts[],
  nameOf: (counts: Counts) => string,
): string[] {
  const width = String(Math.max(...counts.map(({ total }) => total))).length;
  const rows = counts
    .slice(0, ROWS)
    .map((each) => [
      printable(nameOf(each)),
      String(each.total).padStart(width),
      stopped(each) === 0 ? '' : style.dim(`${stopped(each)} stopped`),
    ]);
  return [style.bold(title), table(rows, '  '), ...rest(style, counts)];
}

function rest(style: Style, all: readonly unknown[]): string[] {
  return all.length > ROWS ? [`  ${style.dim(`and ${all.length - ROWS} more (--json)`)}`] : [];
}

function stopped({ deny, review }: EffectCounts): number {
  return deny + review;
}
