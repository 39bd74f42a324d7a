import { agsecHome, homeLayout, readRecords } from '@agsec/runtime';
import { localTime } from '../audit/call-line.ts';
import { lookAfterLog } from '../audit/daily-upkeep.ts';
import { type CliContext, CliError } from '../context.ts';
import { plural } from '../terminal/plural.ts';
import { printable, type Style, styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import {
  collectThreats,
  type Example,
  type ThreatCount,
  type ThreatReport,
} from './collect-threats.ts';
import type { Severity } from './threats.ts';

export type AnalyzeOptions = {
  readonly hours?: string;
  readonly days?: string;
  readonly all?: true;
  readonly json?: true;
};

const HOUR = 3_600_000;
const DEFAULT_HOURS = 24;
const ACTIVITY_ROWS = 12;
const SUBJECT_LENGTH = 70;

/** Shows what agents did that could do harm, what of it was stopped, and what to do about the rest. */
export function runAnalyze(context: CliContext, options: AnalyzeOptions): void {
  const home = homeLayout(agsecHome(context.environment));
  lookAfterLog(context, home);
  const { audit } = home;
  const since = sinceOf(options);
  const filter = since === undefined ? {} : { since };
  const report = collectThreats(readRecords(audit, { ...filter, kind: 'call' }));
  context.out(
    options.json
      ? `${JSON.stringify(report)}\n`
      : reportText(context, report, options.all === true),
  );
}

/** `undefined`: from the beginning. */
function sinceOf({ hours, days, all }: AnalyzeOptions): Date | undefined {
  const given = [hours, days, all].filter((each) => each !== undefined).length;
  if (given > 1)
    throw new CliError(
      'two-spans',
      'Give one of --hours, --days and --all.',
      'For example: --days 7',
    );
  if (all) return undefined;
  if (days !== undefined) return ago(24 * positive(days, '--days'));
  return ago(hours === undefined ? DEFAULT_HOURS : positive(hours, '--hours'));
}

function ago(hours: number): Date {
  return new Date(Date.now() - hours * HOUR);
}

function positive(text: string, option: string): number {
  const number = Number(text);
  // Above a century the date itself would no longer be one.
  if (number > 0 && number < 876_000) return number;
  throw new CliError('bad-number', `"${text}" is no length of time.`, `For example: ${option} 12`);
}

function reportText(context: CliContext, report: ThreatReport, withActivity: boolean): string {
  const style = styleOf(context);
  if (report.calls === 0)
    return 'No calls are recorded in that time. Further back: --days 30, --all\n';
  const sections = [
    head(style, report),
    ...report.threats.map((threat) => threatText(context, style, threat)),
    ...(withActivity ? [activityText(style, report)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function head(
  style: Style,
  { calls, stopped, from = '', to = '', threats, blast_radius }: ThreatReport,
): string {
  const time = (text: string): string => localTime(new Date(text)).slice(0, 16);
  const { score, label } = blast_radius;
  const paint = score === 0 ? style.green : score <= 5 ? style.yellow : style.red;
  const radius = paint(`${label} (${Math.round(score * 10) / 10} of 10)`);
  return [
    `${style.bold(plural(calls, 'call'))}, ${stopped} stopped  ${style.dim(`${time(from)} to ${time(to)}`)}`,
    `blast radius of what was let through: ${radius}`,
    ...(threats.length === 0 ? ['Nothing in it could do harm.'] : []),
  ].join('\n');
}

function threatText(context: CliContext, style: Style, threat: ThreatCount): string {
  const { title, severity, stopped, passed, consequence, recommendation, examples } = threat;
  const letThrough = passed === 0 ? '' : style.yellow(`, ${passed} let through`);
  const lines = [
    `${paintSeverity(style, severity)}  ${style.bold(title)}: ${stopped} stopped${letThrough}`,
    ...examples.map((example) => exampleLine(style, example)),
  ];
  if (passed > 0)
    lines.push(
      `    ${wrap(consequence, context.width, '    ')}`,
      `    ${wrap(recommendation, context.width, '    ')}`,
    );
  return lines.join('\n');
}

function exampleLine(style: Style, { ts, agent, action, subject, passed }: Example): string {
  const line = printable(subject.replace(/\s+/g, ' '));
  const short = line.length > SUBJECT_LENGTH ? `${line.slice(0, SUBJECT_LENGTH - 1)}…` : line;
  const told = passed ? style.yellow('passed ') : 'stopped';
  return `    ${told}  ${style.dim(localTime(new Date(ts)))}  ${printable(agent)}  ${printable(action)}  ${short}`;
}

function activityText(style: Style, { activity }: ThreatReport): string {
  const rows = activity
    .slice(0, ACTIVITY_ROWS)
    .map(({ action, calls }) => [printable(action), String(calls)]);
  return `${style.bold('activity')}\n${table(rows, '  ')}`;
}

function paintSeverity(style: Style, severity: Severity): string {
  const paint = severity === 'critical' || severity === 'high' ? style.red : style.yellow;
  return (severity === 'low' ? style.dim : paint)(severity.padEnd(8));
}
