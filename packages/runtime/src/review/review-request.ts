import { type CallPart, parseCall } from '../audit/parse-record.ts';
import { type CallKeys, GRANT_SCOPES } from './call-keys.ts';
import type { SealedFields } from './sealed-file.ts';

/** A call that waits for a person: what it is, redacted and shortened, and what an answer is filed under. */
export type ReviewRequest = {
  /** Short enough to type; names the request, proves nothing. */
  readonly id: string;
  readonly keys: CallKeys;
  /** Milliseconds since 1970, as all times here. */
  readonly created: number;
  /** After this the agent has to ask again. */
  readonly expires: number;
  /** The hook itself waits for the answer until then. */
  readonly waits_until?: number;
  readonly agent: string;
  readonly session: string;
  /** Folders the session works in. */
  readonly roots: readonly string[];
  /** The call as the log has it: the tool's own actions first, then what they would do. */
  readonly call: CallPart;
  /** Texts the call would write, if it says so itself: their beginnings. */
  readonly preview?: string;
};

/** A request from what a file holds; `undefined` if it is none of this version. */
export function parseRequest(fields: SealedFields): ReviewRequest | undefined {
  const { id, created, expires, agent, session, preview, roots, waits_until: until } = fields;
  const keys = parseKeys(fields['keys']);
  const call = isFields(fields['call']) ? parseCall(fields['call']) : undefined;
  if (call === undefined || keys === undefined) return undefined;
  if (typeof id !== 'string' || typeof agent !== 'string' || typeof session !== 'string')
    return undefined;
  if (typeof created !== 'number' || typeof expires !== 'number') return undefined;
  return {
    id,
    keys,
    created,
    expires,
    ...(typeof until === 'number' ? { waits_until: until } : {}),
    agent,
    session,
    roots: isTexts(roots) ? roots : [],
    call,
    ...(typeof preview === 'string' ? { preview } : {}),
  };
}

function parseKeys(value: unknown): CallKeys | undefined {
  if (!isFields(value) || typeof value['once'] !== 'string') return undefined;
  const entries = GRANT_SCOPES.flatMap((scope) => {
    const key = value[scope];
    return typeof key === 'string' ? [[scope, key] as const] : [];
  });
  return { once: value['once'], ...Object.fromEntries(entries) };
}

function isFields(value: unknown): value is SealedFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
