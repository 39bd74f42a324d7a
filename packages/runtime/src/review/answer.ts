import { GRANT_SCOPES, type GrantScope } from './call-keys.ts';
import type { SealedFields } from './sealed-file.ts';

/** A person's answer to a reviewed call. An `approved` one is a grant. */
export type ReviewAnswer = {
  /** Id of the request it answers. */
  readonly id: string;
  readonly verdict: 'approved' | 'denied';
  readonly scope: GrantScope;
  /** What it is filed under: the key of the call in its scope. */
  readonly key: string;
  /** Milliseconds since 1970, as all times here. */
  readonly created: number;
  readonly expires: number;
  /** Login name of who answered. */
  readonly by: string;
  /** Why not, for the agent. */
  readonly because?: string;
  readonly agent: string;
  readonly session: string;
  readonly cwd?: string;
  readonly roots: readonly string[];
  readonly tool: string;
  /** The call in one line, redacted. */
  readonly summary: string;
  readonly sid?: string;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long a yes of each scope holds, in milliseconds. Each ends. */
export const GRANT_LIFE: { readonly [scope in GrantScope]: number } = {
  once: 10 * MINUTE,
  session: 12 * HOUR,
  '1h': HOUR,
  project: 7 * 24 * HOUR,
};

/** How long a no holds: the same call is then refused without asking again. */
export const DENIAL_LIFE = HOUR;

/** An answer from what a file holds; `undefined` if it is none of this version. */
export function parseAnswer(fields: SealedFields): ReviewAnswer | undefined {
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  const { verdict, created, expires, because, cwd, roots, sid } = fields;
  const scope = GRANT_SCOPES.find((each) => each === fields['scope']);
  if (verdict !== 'approved' && verdict !== 'denied') return undefined;
  if (!/^[0-9a-z]{4,32}$/.test(text('id')) || !/^[0-9a-f]{64}$/.test(text('key'))) return undefined;
  if (scope === undefined || typeof created !== 'number' || typeof expires !== 'number')
    return undefined;
  return {
    id: text('id'),
    verdict,
    scope,
    key: text('key'),
    created,
    expires,
    by: text('by'),
    ...(typeof because === 'string' ? { because } : {}),
    agent: text('agent'),
    session: text('session'),
    ...(typeof cwd === 'string' ? { cwd } : {}),
    roots: Array.isArray(roots) ? roots.filter((root) => typeof root === 'string') : [],
    tool: text('tool'),
    summary: text('summary'),
    ...(typeof sid === 'string' ? { sid } : {}),
  };
}
