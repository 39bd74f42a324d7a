import type { Effect } from '@agsec/core';
import type { RecordFilter } from '@agsec/runtime';
import { CliError } from '../context.ts';

/** The filters of `agsec audit` as they are written. */
export type FilterOptions = {
  readonly action?: string;
  readonly agent?: string;
  readonly session?: string;
  readonly effect?: string;
  readonly sid?: string;
  readonly path?: string;
  readonly since?: string;
  readonly until?: string;
};

/** Reads them. Throws `CliError` with an example for what cannot be read. */
export function filterOf(options: FilterOptions): RecordFilter {
  const { action, agent, session, sid, path, effect, since, until } = options;
  return {
    ...(action === undefined ? {} : { action }),
    ...(agent === undefined ? {} : { agent }),
    ...(session === undefined ? {} : { session }),
    ...(sid === undefined ? {} : { sid }),
    ...(path === undefined ? {} : { path }),
    ...(effect === undefined ? {} : { effect: effectOf(effect) }),
    ...(since === undefined ? {} : { since: timeOf(since) }),
    ...(until === undefined ? {} : { until: timeOf(until) }),
  };
}

function effectOf(text: string): Effect {
  if (text === 'allow' || text === 'deny' || text === 'review') return text;
  throw new CliError('bad-effect', `"${text}" is no effect.`, 'One of: allow, deny, review');
}

const SECONDS: { readonly [unit: string]: number } = { m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `90m`, `2h`, `3d` ago, or a date. */
function timeOf(text: string): Date {
  const [, amount, unit = ''] = /^(\d+)([mhdw])$/.exec(text) ?? [];
  const seconds = SECONDS[unit];
  const date =
    amount !== undefined && seconds !== undefined
      ? new Date(Date.now() - Number(amount) * seconds * 1000)
      : new Date(text);
  if (Number.isNaN(date.getTime()))
    throw new CliError('bad-time', `"${text}" is no time.`, 'For example: 2h, 3d, 2026-11-22');
  return date;
}

/** A whole number above zero. Throws `CliError` for anything else. */
export function limitOf(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new CliError('bad-number', `"${text}" is no number of calls.`, 'For example: --limit 50');
}
