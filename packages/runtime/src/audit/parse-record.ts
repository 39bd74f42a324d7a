import type { Effect, LayerAnswer, LayerName, MatchedBy, Params, Via } from '@agsec/core';
import type { Mode } from '../state/config.ts';
import {
  type AuditRecord,
  type CallRecord,
  RECORD_VERSION,
  type RecordedAction,
  type RecordedReview,
} from './audit-record.ts';

const EFFECTS: readonly Effect[] = ['allow', 'deny', 'review'];
const MODES: readonly Mode[] = ['enforce', 'observe', 'halt'];
const LAYERS: readonly LayerName[] = ['managed', 'user', 'agent', 'project'];
const MATCHED_BY: readonly MatchedBy[] = [
  'explicit_deny',
  'explicit_review',
  'explicit_allow',
  'allow_by_parts',
  'unknown',
  'default',
  'self_protection',
  'error',
];

/**
 * A line of the log as a record; undefined if it is not one that this version knows. Tolerant of
 * members it does not know. Says nothing about whether the record is genuine.
 */
export function parseRecord(line: string): AuditRecord | undefined {
  const json = parseJson(line);
  if (!isObject(json) || json['v'] !== RECORD_VERSION) return undefined;
  const texts = readTexts(json, ['ts', 'session', 'agent', 'agsec', 'prev', 'hash']);
  if (texts === undefined) return undefined;
  const { ts = '', session = '', agent = '', agsec = '', prev = '', hash = '' } = texts;
  const chained = { v: RECORD_VERSION, ts, session, agent, agsec, prev, hash } as const;
  const { id, outcome, recovered } = json;
  if (isObject(recovered)) {
    const { bytes, sha256 } = recovered;
    return typeof bytes === 'number' && typeof sha256 === 'string'
      ? { ...chained, recovered: { bytes, sha256 } }
      : undefined;
  }
  if (typeof id !== 'string') return undefined;
  if (outcome === 'success' || outcome === 'failure') return { ...chained, id, outcome };
  const call = parseCall(json);
  return call === undefined ? undefined : { ...chained, id, ...call };
}

/** The part of a record that is about the call. */
export type CallPart = Omit<
  CallRecord,
  'v' | 'ts' | 'session' | 'agent' | 'agsec' | 'prev' | 'hash' | 'id'
>;

/** The part of a record about its call, from JSON; undefined if it is none. */
export function parseCall(json: JsonObject): CallPart | undefined {
  const texts = readTexts(json, ['tool', 'reason']);
  const effect = oneOf(EFFECTS, json['effect']);
  const effective = oneOf(EFFECTS, json['effective']);
  const mode = oneOf(MODES, json['mode']);
  const matchedBy = oneOf(MATCHED_BY, json['matched_by']);
  const { actions, layers, duration_us: duration } = json;
  if (texts === undefined || effect === undefined || effective === undefined) return undefined;
  if (mode === undefined || matchedBy === undefined || !Array.isArray(actions)) return undefined;
  const { tool = '', reason = '' } = texts;
  return {
    tool,
    reason,
    effect,
    effective,
    mode,
    matched_by: matchedBy,
    actions: actions.flatMap((action: unknown) => parseAction(action) ?? []),
    layers: Array.isArray(layers)
      ? layers.flatMap((layer: unknown) => parseLayer(layer) ?? [])
      : [],
    duration_us: typeof duration === 'number' ? duration : 0,
    ...optionalTexts(json),
    ...parseShortened(json['shortened']),
    ...parseReview(json['review']),
  };
}

const ANSWERS = ['waiting', 'approved', 'denied', 'not-approvable'] as const;

function parseReview(value: unknown): { readonly review?: RecordedReview } {
  if (!isObject(value)) return {};
  const answer = oneOf(ANSWERS, value['answer']);
  if (answer === undefined) return {};
  const { id, scope, by, waited_ms: waited, forged } = value;
  const review = {
    answer,
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof scope === 'string' ? { scope } : {}),
    ...(typeof by === 'string' ? { by } : {}),
    ...(typeof waited === 'number' ? { waited_ms: waited } : {}),
    ...(forged === true ? ({ forged: true } as const) : {}),
  };
  return { review };
}

function parseAction(value: unknown): RecordedAction | undefined {
  if (!isObject(value)) return undefined;
  const { name, params, via, unknown, sid } = value;
  const effect = oneOf(EFFECTS, value['effect']);
  if (typeof name !== 'string' || !isParams(params)) return undefined;
  return {
    name,
    params,
    origin: value['origin'] === 'derived' ? 'derived' : 'tool',
    ...(isVia(via) ? { via } : {}),
    ...(isTexts(unknown) ? { unknown } : {}),
    ...(effect === undefined ? {} : { effect }),
    ...(typeof sid === 'string' ? { sid } : {}),
  };
}

function parseLayer(value: unknown): LayerAnswer | undefined {
  if (!isObject(value)) return undefined;
  const layer = oneOf(LAYERS, value['layer']);
  if (layer === undefined) return undefined;
  const effect = oneOf(EFFECTS, value['effect']);
  const matchedBy = oneOf(MATCHED_BY, value['matched_by']);
  const statement = parseStatement(value['statement']);
  return {
    layer,
    ...(effect === undefined ? {} : { effect }),
    ...(matchedBy === undefined ? {} : { matched_by: matchedBy }),
    ...(statement === undefined ? {} : { statement }),
  };
}

function parseStatement(value: unknown): LayerAnswer['statement'] {
  if (!isObject(value)) return undefined;
  const { sid, policy } = value;
  const layer = oneOf(LAYERS, value['layer']);
  if (typeof sid !== 'string' || typeof policy !== 'string' || layer === undefined)
    return undefined;
  return { sid, policy, layer };
}

function optionalTexts(
  json: JsonObject,
): Pick<CallRecord, 'cwd' | 'sid' | 'policy' | 'policy_digest' | 'retry_of'> {
  const { cwd, sid, policy, policy_digest: digest, retry_of: retryOf } = json;
  return {
    ...(typeof cwd === 'string' ? { cwd } : {}),
    ...(typeof sid === 'string' ? { sid } : {}),
    ...(typeof policy === 'string' ? { policy } : {}),
    ...(typeof digest === 'string' ? { policy_digest: digest } : {}),
    ...(typeof retryOf === 'string' ? { retry_of: retryOf } : {}),
  };
}

function parseShortened(value: unknown): Pick<CallRecord, 'shortened'> {
  if (!isObject(value)) return {};
  const { texts, actions } = value;
  return typeof texts === 'number' && typeof actions === 'number'
    ? { shortened: { texts, actions } }
    : {};
}

/** An object that was parsed from JSON. */
export type JsonObject = { readonly [name: string]: unknown };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values come from `JSON.parse`, so an object of them is one of parameters. */
function isParams(value: unknown): value is Params {
  return isObject(value);
}

function isVia(value: unknown): value is Via {
  return isObject(value) && typeof value['name'] === 'string' && isTexts(value['wrappers']);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((candidate) => candidate === value);
}

function readTexts(json: JsonObject, names: readonly string[]): Record<string, string> | undefined {
  const entries = names.map((name): [string, unknown] => [name, json[name]]);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return texts.length === names.length ? Object.fromEntries(texts) : undefined;
}
