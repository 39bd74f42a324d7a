import { type CallRecord, isCallRecord, type ReadItem, type RecordedAction } from '@agsec/runtime';
import { PROBE_SESSION } from '@agsec/runtime/adapter';
import { type BlastRadius, blastRadius } from './blast-radius.ts';
import { type Severity, THREATS, type Threat } from './threats.ts';

/** Examples kept of one kind of harm. */
const EXAMPLES = 3;

export type ThreatCount = {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly consequence: string;
  readonly recommendation: string;
  /** Calls with such an action: all, those that were stopped, those that were let through. */
  readonly calls: number;
  readonly stopped: number;
  readonly passed: number;
  /** The latest of them; those that were let through first. */
  readonly examples: readonly Example[];
};

export type Example = {
  readonly ts: string;
  readonly agent: string;
  readonly action: string;
  readonly subject: string;
  readonly passed: boolean;
};

export type ThreatReport = {
  readonly from?: string;
  readonly to?: string;
  readonly calls: number;
  readonly stopped: number;
  readonly threats: readonly ThreatCount[];
  /** Of what was let through. */
  readonly blast_radius: BlastRadius;
  /** Calls by the name of the tool's own action, most first. */
  readonly activity: readonly { readonly action: string; readonly calls: number }[];
};

type Tally = { stopped: number; passed: number; examples: Example[] };

/** Reads a stretch of the log for what could have done harm. A call counts once for each kind. */
export function collectThreats(items: Iterable<ReadItem>): ThreatReport {
  const tallies = new Map<Threat, Tally>();
  const activity = new Map<string, number>();
  let calls = 0;
  let stopped = 0;
  let from: string | undefined;
  let to: string | undefined;
  for (const item of items) {
    if (item.kind !== 'record' || !isCallRecord(item.record)) continue;
    if (item.record.session === PROBE_SESSION) continue;
    const { record } = item;
    const passed = record.effective === 'allow';
    calls += 1;
    if (!passed) stopped += 1;
    if (from === undefined || record.ts < from) from = record.ts;
    if (to === undefined || record.ts > to) to = record.ts;
    const name = record.actions[0]?.name ?? record.tool;
    activity.set(name, (activity.get(name) ?? 0) + 1);
    for (const [threat, action] of threatsOf(record)) {
      const { ts, agent } = record;
      const subject = subjectOf(action);
      count(tallies, threat, { ts, agent, action: action.name, subject, passed });
    }
  }
  const threats = THREATS.flatMap((threat) => countOf(threat, tallies.get(threat)));
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    calls,
    stopped,
    threats,
    blast_radius: blastRadius(passedBySeverity(threats)),
    activity: [...activity]
      .map(([action, number]) => ({ action, calls: number }))
      .sort((a, b) => b.calls - a.calls),
  };
}

/** Each kind of harm in a call, with the first action that would do it. */
function threatsOf({ actions, matched_by: by }: CallRecord): ReadonlyMap<Threat, RecordedAction> {
  const found = new Map<Threat, RecordedAction>();
  for (const action of actions) {
    const threat = THREATS.find((each) => each.matches(action, by));
    if (threat !== undefined && !found.has(threat)) found.set(threat, action);
  }
  return found;
}

function count(tallies: Map<Threat, Tally>, threat: Threat, example: Example): void {
  const tally = tallies.get(threat) ?? { stopped: 0, passed: 0, examples: [] };
  tallies.set(threat, tally);
  if (example.passed) tally.passed += 1;
  else tally.stopped += 1;
  const { examples } = tally;
  examples.unshift(example);
  examples.sort((a, b) => Number(b.passed) - Number(a.passed));
  examples.length = Math.min(examples.length, EXAMPLES);
}

function countOf(threat: Threat, tally: Tally | undefined): readonly ThreatCount[] {
  if (tally === undefined) return [];
  const { id, title, severity, consequence, recommendation } = threat;
  const { stopped, passed, examples } = tally;
  const calls = stopped + passed;
  return [{ id, title, severity, consequence, recommendation, calls, stopped, passed, examples }];
}

function passedBySeverity(threats: readonly ThreatCount[]): {
  readonly [severity in Severity]: number;
} {
  const passed = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const threat of threats) passed[threat.severity] += threat.passed;
  return passed;
}

function subjectOf({ name, params }: RecordedAction): string {
  const { file_path: path, command, url, host, sql, target, kind } = params;
  const given = [path, command, url, host, sql, target, kind].find(
    (value) => typeof value === 'string' && value !== '',
  );
  return typeof given === 'string' ? given : name;
}
