import type { Effect } from '@agsec/core';
import type { CallRecord } from '@agsec/runtime';
import type { ExportedCall } from './exported-call.ts';

/** Version of the schema the events follow. Its profile `security_control` carries the verdict. */
const SCHEMA_VERSION = '1.9.0';

/** Class API Activity of category Application Activity. */
const CLASS = { category_uid: 6, class_uid: 6003 } as const;

/** `activity_id` of API Activity. */
const ACTIVITY = { create: 1, read: 2, update: 3, delete: 4, other: 99 } as const;

/** `action_id` and `disposition_id` of the profile `security_control`. */
const VERDICT: { readonly [effect in Effect]: { action_id: number; disposition_id: number } } = {
  allow: { action_id: 1, disposition_id: 1 },
  deny: { action_id: 2, disposition_id: 2 },
  review: { action_id: 2, disposition_id: 2 },
};

/** Observed: seen and let pass. */
const OBSERVED = { action_id: 3, disposition_id: 17 } as const;

/** Unknown: the agent asks a person, and nobody here learns what they say. */
const ASKED = { action_id: 0, disposition_id: 0 } as const;

/** Unknown, success, failure. */
const STATUS = { unknown: 0, success: 1, failure: 2 } as const;

/** Informational, low, medium, high. */
const SEVERITY = { informational: 1, low: 2, medium: 3, high: 4 } as const;

/** A call as an event of the Open Cybersecurity Schema Framework, class API Activity (6003). */
export function ocsfEvent(call: ExportedCall): object {
  const { record, time, action, subject, message } = call;
  const activity_id = activityOf(action);
  return {
    ...CLASS,
    activity_id,
    type_uid: CLASS.class_uid * 100 + activity_id,
    time,
    severity_id: severityOf(record),
    status_id: statusOf(record),
    message,
    metadata: {
      version: SCHEMA_VERSION,
      product: { name: 'agsec', vendor_name: 'agsec', version: record.agsec },
      profiles: ['security_control'],
      uid: record.hash,
      log_name: 'agsec audit',
    },
    actor: actorOf(record),
    api: { operation: record.tool, service: { name: record.agent }, request: { uid: record.id } },
    // The call never leaves the machine: its source is the machine the agent runs on.
    src_endpoint: { name: 'localhost' },
    resources: subject === '' ? [] : [{ name: subject, type: action }],
    ...verdictOf(record),
    is_alert: record.effect !== 'allow',
    authorizations: [
      {
        decision: record.effect,
        policy: {
          ...(record.sid === undefined ? {} : { uid: record.sid }),
          name: record.policy ?? record.matched_by,
          desc: record.reason,
        },
      },
    ],
    unmapped: {
      actions: record.actions,
      cwd: record.cwd,
      layers: record.layers,
      matched_by: record.matched_by,
      mode: record.mode,
      policy_digest: record.policy_digest,
      prev: record.prev,
    },
  };
}

function verdictOf(record: CallRecord): object {
  if (isAsked(record)) return ASKED;
  const isObserved = record.effect !== record.effective && record.mode === 'observe';
  return isObserved ? OBSERVED : VERDICT[record.effective];
}

function statusOf(record: CallRecord): number {
  if (isAsked(record)) return STATUS.unknown;
  return record.effective === 'allow' ? STATUS.success : STATUS.failure;
}

/** A review that waits without an id is asked by the agent's own prompt. */
function isAsked({ effective, review }: CallRecord): boolean {
  return effective === 'review' && review?.answer === 'waiting' && review.id === undefined;
}

/** 1.9.0 has `application` in the place of `app_name`. A call of no session has none. */
function actorOf({ agent, session }: CallRecord): object {
  const application = { name: agent };
  return session === '' ? { application } : { application, session: { uid: session } };
}

const WRITES = new Set(['file.edit', 'file.chmod', 'file.move', 'file.link', 'notebook.edit']);
const READS = new Set([
  'file.read',
  'file.list',
  'file.glob',
  'file.grep',
  'web.fetch',
  'web.search',
]);

function activityOf(action: string): number {
  if (action === 'file.delete') return ACTIVITY.delete;
  if (action === 'file.write' || action === 'file.copy') return ACTIVITY.create;
  if (WRITES.has(action)) return ACTIVITY.update;
  return READS.has(action) ? ACTIVITY.read : ACTIVITY.other;
}

function severityOf({ effect, matched_by: matchedBy }: CallRecord): number {
  if (matchedBy === 'self_protection') return SEVERITY.high;
  if (effect === 'deny') return SEVERITY.medium;
  return effect === 'review' ? SEVERITY.low : SEVERITY.informational;
}
