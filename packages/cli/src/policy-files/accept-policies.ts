import { formatIssue } from '@agsec/core/policy';
import {
  acceptAll,
  agsecHome,
  currentPolicies,
  type HomeLayout,
  homeLayout,
  readAccepted,
} from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { requireHuman } from '../human/require-human.ts';
import { plural } from '../terminal/plural.ts';
import { paintEffect, printable, type Style, styleOf } from '../terminal/style.ts';
import { readConfig } from './config-file.ts';
import { checkOwnLayer } from './own-policies.ts';
import { acceptedAndNow } from './pending-changes.ts';
import { type Change, changeLines, changesBetween } from './statement-changes.ts';
import { type Impact, weekImpact } from './week-impact.ts';

/** Most differing calls of the log that are shown. */
const MOST_IMPACTS = 10;

type Difference = {
  readonly changes: readonly Change[];
  /** Absent: nothing was accepted that the log could be asked by. */
  readonly impact?: readonly Impact[];
};

/**
 * Shows what has changed in a person's policies since they last accepted them, what of the last
 * week's calls that would answer differently, and lets it count after asking at the terminal.
 */
export function acceptPolicies(context: CliContext, json: boolean): void {
  const home = homeLayout(agsecHome(context.environment));
  requireLoading(home);
  const difference = differenceOf(home);
  const isKnown = readAccepted(home).kind === 'accepted';
  if (isKnown && difference.changes.length === 0) {
    // Other comments say nothing else; comparing them for every call would be in vain.
    acceptAll(home, Date.now());
    if (json) context.out(`${JSON.stringify({ accepted: true, ...difference })}\n`);
    else context.out('Your policies are as you accepted them.\n');
    return;
  }
  if (!json) context.out(differenceText(styleOf(context), difference, isKnown));
  const count = plural(difference.changes.length, 'change');
  requireHuman(context, isKnown ? `accept ${count} of your policies` : 'accept your policies');
  acceptAll(home, Date.now());
  if (json) context.out(`${JSON.stringify({ accepted: true, ...difference })}\n`);
  else context.out(`${styleOf(context).green('accepted')}: your policies count as they are.\n`);
}

/** What does not load denies every call, accepted or not. */
function requireLoading(home: HomeLayout): void {
  const { issues } = currentPolicies(home);
  if (issues.length > 0) throw new CliError('policy-issues', issues.map(formatIssue).join('\n'));
  readConfig(home);
  checkOwnLayer(home, []);
}

function differenceOf(home: HomeLayout): Difference {
  const texts = acceptedAndNow(home);
  if (texts === undefined) return { changes: changesBetween({}, currentPolicies(home).texts) };
  const impact = weekImpact(home, texts.before, texts.now);
  const changes = changesBetween(texts.before, texts.now);
  return { changes, ...(impact === undefined ? {} : { impact }) };
}

function differenceText(style: Style, { changes, impact }: Difference, isKnown: boolean): string {
  if (!isKnown)
    return `No version of your policies is accepted yet: ${plural(changes.length, 'entry')}.\n`;
  const blocks = changes.map((change) => changeText(style, change));
  return `${blocks.join('\n')}${impact === undefined ? '' : `\n${impactText(style, impact)}`}\n`;
}

const MARKS = { added: '+', removed: '-', changed: '~' } as const;

/** A change for people: what it is called, where, and its lines before and now. */
export function changeText(style: Style, change: Change): string {
  const { kind, name, file } = change;
  const head = `${MARKS[kind]} ${style.bold(printable(name))}  ${style.dim(printable(file))}`;
  const lines = changeLines(change).map((line) => `    ${paintLine(style, printable(line))}`);
  return `${[head, ...lines].join('\n')}\n`;
}

function paintLine(style: Style, line: string): string {
  if (line.startsWith('-')) return style.red(line);
  return line.startsWith('+') ? style.green(line) : line;
}

function impactText(style: Style, impact: readonly Impact[]): string {
  if (impact.length === 0)
    return 'No call of the last 7 days would have been answered differently.\n';
  const calls = impact.reduce((sum, each) => sum + each.calls, 0);
  const rows = impact.slice(0, MOST_IMPACTS).map(({ from, to, tool, subject, calls: count }) => {
    const change = `${paintEffect(style, from)} → ${paintEffect(style, to)}`;
    const times = count === 1 ? '' : style.dim(`  (${count} times)`);
    return `  ${change}  ${printable(tool)}  ${printable(subject)}${times}`;
  });
  const rest = impact.length - rows.length;
  const more = rest > 0 ? [`  and ${rest} more (--json)`] : [];
  const head = `Of the last 7 days ${plural(calls, 'call')} would have been answered differently:`;
  return `${[head, ...rows, ...more].join('\n')}\n`;
}
