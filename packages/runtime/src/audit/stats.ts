import type { Effect } from '@agsec/core';
import { type CallRecord, isCallRecord, isOutcomeRecord } from './audit-record.ts';
import type { ReadItem } from './read.ts';

/** How often each effect was the answer of the policies. */
export type EffectCounts = { readonly [effect in Effect]: number } & { readonly total: number };

export type StatementStats = EffectCounts & {
  readonly sid: string;
  readonly policy: string;
};

export type AuditStats = {
  /** All calls; what became of them is in `effects` and `told`. */
  readonly calls: number;
  /** Time of the first and the last call. */
  readonly from?: string;
  readonly to?: string;
  /** What the policies answered. */
  readonly effects: EffectCounts;
  /** What the agents were told. */
  readonly told: EffectCounts;
  /** Calls that were let through only because agsec observed. */
  readonly wouldHaveBlocked: number;
  /** By deciding statement, most calls that it stopped first. */
  readonly statements: readonly StatementStats[];
  /** By agent and by the tool's own action, most calls first. */
  readonly agents: readonly (EffectCounts & { readonly agent: string })[];
  readonly actions: readonly (EffectCounts & { readonly action: string })[];
  readonly sessions: number;
  readonly outcomes: { readonly success: number; readonly failure: number };
  readonly unreadable: number;
};

type Counts = { [effect in Effect]: number } & { total: number };

/** Counts the calls of a stretch of the log. */
export function collectStats(items: Iterable<ReadItem>): AuditStats {
  const counter = new StatsCounter();
  for (const item of items) counter.add(item);
  return counter.result();
}

class StatsCounter {
  readonly #effects = noCounts();
  readonly #told = noCounts();
  readonly #statements = new Map<string, Counts & { sid: string; policy: string }>();
  readonly #agents = new Map<string, Counts & { agent: string }>();
  readonly #actions = new Map<string, Counts & { action: string }>();
  readonly #sessions = new Set<string>();
  readonly #outcomes = { success: 0, failure: 0 };
  #from: string | undefined;
  #to: string | undefined;
  #wouldHaveBlocked = 0;
  #unreadable = 0;

  add(item: ReadItem): void {
    if (item.kind === 'unreadable') this.#unreadable += 1;
    else if (isOutcomeRecord(item.record)) this.#outcomes[item.record.outcome] += 1;
    else if (isCallRecord(item.record)) this.#addCall(item.record);
  }

  result(): AuditStats {
    const statements = [...this.#statements.values()];
    return {
      calls: this.#effects.total,
      ...(this.#from === undefined ? {} : { from: this.#from }),
      ...(this.#to === undefined ? {} : { to: this.#to }),
      effects: this.#effects,
      told: this.#told,
      wouldHaveBlocked: this.#wouldHaveBlocked,
      statements: statements.sort((a, b) => stopped(b) - stopped(a) || b.total - a.total),
      agents: byTotal(this.#agents.values()),
      actions: byTotal(this.#actions.values()),
      sessions: this.#sessions.size,
      outcomes: this.#outcomes,
      unreadable: this.#unreadable,
    };
  }

  #addCall(record: CallRecord): void {
    const { effect, effective, sid, policy = '', agent, session, ts, mode } = record;
    count(this.#effects, effect);
    count(this.#told, effective);
    if (mode === 'observe' && effect !== 'allow' && effective === 'allow') {
      this.#wouldHaveBlocked += 1;
    }
    if (sid !== undefined) {
      const make = () => ({ ...noCounts(), sid, policy });
      count(entry(this.#statements, `${policy}\n${sid}`, make), effect);
    }
    const action = record.actions[0]?.name ?? record.tool;
    count(
      entry(this.#agents, agent, () => ({ ...noCounts(), agent })),
      effect,
    );
    count(
      entry(this.#actions, action, () => ({ ...noCounts(), action })),
      effect,
    );
    this.#sessions.add(`${agent}\n${session}`);
    if (this.#from === undefined || ts < this.#from) this.#from = ts;
    if (this.#to === undefined || ts > this.#to) this.#to = ts;
  }
}

function noCounts(): Counts {
  return { allow: 0, deny: 0, review: 0, total: 0 };
}

function count(counts: Counts, effect: Effect): void {
  counts[effect] += 1;
  counts.total += 1;
}

function entry<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function stopped(counts: EffectCounts): number {
  return counts.deny + counts.review;
}

function byTotal<Value extends EffectCounts>(values: Iterable<Value>): readonly Value[] {
  return [...values].sort((a, b) => b.total - a.total);
}
