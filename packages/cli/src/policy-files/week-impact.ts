import { type Effect, evaluate, type LayerName } from '@agsec/core';
import { compilePolicies, type LayerSource, loadPolicies } from '@agsec/core/policy';
import { type HomeLayout, isCallRecord, type PolicyTexts, readRecords } from '@agsec/runtime';
import { subjectOf } from '../audit/call-line.ts';
import { recordedEvent } from './recorded-event.ts';

const WEEK = 7 * 86_400_000;

/** Calls of the log that two versions of the policies answer differently, in one line each. */
export type Impact = {
  readonly from: Effect;
  readonly to: Effect;
  readonly tool: string;
  /** What the call was about. */
  readonly subject: string;
  readonly calls: number;
};

/**
 * What of the last week's calls another version of a person's policies would have answered
 * differently; most calls first. Both are asked about what the log has of a call, which is redacted,
 * and without root's and a project's policies. `undefined` if one of them does not load.
 */
export function weekImpact(
  home: HomeLayout,
  before: PolicyTexts,
  now: PolicyTexts,
): readonly Impact[] | undefined {
  const [old, next] = [compiledOf(before), compiledOf(now)];
  if (old === undefined || next === undefined) return undefined;
  const found = new Map<string, Impact>();
  const since = new Date(Date.now() - WEEK);
  for (const item of readRecords(home.audit, { since, kind: 'call' })) {
    if (item.kind !== 'record' || !isCallRecord(item.record)) continue;
    const { record } = item;
    const event = recordedEvent(record);
    const from = evaluate(old(record.agent), event).effect;
    const to = evaluate(next(record.agent), event).effect;
    if (from === to) continue;
    const about = { from, to, tool: record.tool, subject: subjectOf(record) };
    const key = JSON.stringify(about);
    found.set(key, { ...about, calls: (found.get(key)?.calls ?? 0) + 1 });
  }
  return [...found.values()].sort((one, other) => other.calls - one.calls);
}

type Compiled = (agent: string) => ReturnType<typeof compilePolicies>;

function compiledOf(texts: PolicyTexts): Compiled | undefined {
  const known = new Map<string, ReturnType<typeof compilePolicies>>();
  const user = layerOf(texts, 'user', 'policies/');
  if (user === undefined) return undefined;
  return (agent) => {
    const found = known.get(agent);
    if (found !== undefined) return found;
    const overlay = layerOf(texts, 'agent', `agents/${agent}/`);
    const compiled = compilePolicies(overlay === undefined ? [user] : [user, overlay]);
    known.set(agent, compiled);
    return compiled;
  };
}

function layerOf(texts: PolicyTexts, layer: LayerName, folder: string): LayerSource | undefined {
  const sources = Object.entries(texts)
    .filter(([name]) => name.startsWith(folder))
    .map(([name, text]) => ({ file: name.slice(folder.length), text }));
  const loaded = loadPolicies(sources);
  return loaded.ok ? { layer, policies: loaded.policies } : undefined;
}
