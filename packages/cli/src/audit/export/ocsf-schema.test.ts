import type { CallRecord } from '@agsec/runtime';
import { describe, expect, it } from 'vitest';
import { exportedCall } from './exported-call.ts';
import { ocsfEvent } from './ocsf.ts';

/**
 * What the published schema says of API Activity (github.com/ocsf/ocsf-schema, version 1.9.0 of
 * 2026-08-03: `events/base_event.json`, `events/application/api_activity.json`,
 * `profiles/security_control.json`, `dictionary.json`, and the objects by their names).
 */
const SCHEMA = {
  version: '1.9.0',
  /** `uid` 3 of category 6: class_uid is category_uid * 1000 + uid. */
  class: { category_uid: 6, class_uid: 6003 },
  required: [
    ...['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'],
    ...['actor', 'api', 'src_endpoint'],
  ],
  /** Others that the class, the base event and the profile have, as far as they are used. */
  optional: [
    ...['message', 'status_id', 'resources', 'unmapped'],
    ...['action_id', 'disposition_id', 'is_alert', 'authorizations'],
  ],
  /** Unknown, Create, Read, Update, Delete, Other. */
  activity_id: [0, 1, 2, 3, 4, 99],
  /** Unknown, Informational, Low, Medium, High, Critical, Fatal, Other. */
  severity_id: [0, 1, 2, 3, 4, 5, 6, 99],
  /** Unknown, Success, Failure, Other. */
  status_id: [0, 1, 2, 99],
  /** Unknown, Allowed, Denied, Observed, Modified, Other. */
  action_id: [0, 1, 2, 3, 4, 99],
  /** Of those that go with an action: Allowed; Blocked; Logged; Unknown. */
  dispositions: new Map([
    [1, [1]],
    [2, [2]],
    [3, [17]],
    [0, [0]],
  ]),
} as const;

const EFFECTS = ['allow', 'deny', 'review'] as const;
const MODES = ['enforce', 'observe', 'halt'] as const;
const ACTIONS = [
  'file.read',
  'file.write',
  'file.edit',
  'file.delete',
  'file.move',
  'bash.execute',
  'web.fetch',
  'mcp.call',
  'unknown.Tool',
] as const;

function call(changes: Partial<CallRecord> = {}): CallRecord {
  return {
    v: 1,
    ts: '2026-11-22T10:00:00.123Z',
    id: 'call-1',
    session: 's1',
    agent: 'claude-code',
    tool: 'Read',
    actions: [{ name: 'file.read', params: { file_path: '/p/.env' }, origin: 'tool' }],
    effect: 'deny',
    effective: 'deny',
    layers: [],
    matched_by: 'explicit_deny',
    reason: 'Environment files hold secrets',
    mode: 'enforce',
    duration_us: 812,
    agsec: '1.0.0',
    prev: '0'.repeat(64),
    hash: '1'.repeat(64),
    ...changes,
  };
}

/** Every answer there is, of every kind of action, in every mode. */
const CALLS = ACTIONS.flatMap((name) =>
  MODES.flatMap((mode) =>
    EFFECTS.flatMap((effect) =>
      EFFECTS.map((effective) =>
        call({ actions: [{ name, params: {}, origin: 'tool' }], mode, effect, effective }),
      ),
    ),
  ),
);

const SPECIAL: readonly CallRecord[] = [
  call({ actions: [], session: '' }),
  call({ matched_by: 'self_protection' }),
  call({ matched_by: 'default', effect: 'allow', effective: 'allow' }),
  call({ effect: 'review', effective: 'review', review: { answer: 'waiting' } }),
  call({ effect: 'review', effective: 'review', review: { answer: 'waiting', id: 'k3v9x2ab' } }),
  call({ effect: 'review', effective: 'allow', review: { answer: 'approved', id: 'k3v9x2ab' } }),
];

/** As a reader gets it. */
const eventOf = (record: CallRecord) => JSON.parse(JSON.stringify(ocsfEvent(exportedCall(record))));

describe('an OCSF event', () => {
  it('has every required attribute, and none the class does not have', () => {
    for (const record of [...CALLS, ...SPECIAL]) {
      const names = Object.keys(eventOf(record));
      expect(names).toEqual(expect.arrayContaining([...SCHEMA.required]));
      const known: readonly string[] = [...SCHEMA.required, ...SCHEMA.optional];
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('has values of the enumerations, and a type that follows from class and activity', () => {
    for (const record of [...CALLS, ...SPECIAL]) {
      const event = eventOf(record);
      expect(event).toMatchObject(SCHEMA.class);
      expect(SCHEMA.activity_id).toContain(event.activity_id);
      expect(event.type_uid).toBe(event.class_uid * 100 + event.activity_id);
      expect(SCHEMA.severity_id).toContain(event.severity_id);
      expect(SCHEMA.status_id).toContain(event.status_id);
      expect(SCHEMA.action_id).toContain(event.action_id);
      expect(SCHEMA.dispositions.get(event.action_id)).toContain(event.disposition_id);
      // `timestamp_t`: milliseconds since 1970, whole.
      expect(event.time).toBe(1_795_341_600_123);
    }
  });

  it('has what its objects require, and satisfies their constraints', () => {
    for (const record of [...CALLS, ...SPECIAL]) {
      const {
        metadata,
        actor,
        api,
        src_endpoint: source,
        resources,
        authorizations,
      } = eventOf(record);
      // metadata: product and version; product: name (and before 1.2 vendor_name).
      expect(metadata).toMatchObject({
        version: SCHEMA.version,
        product: { name: 'agsec', vendor_name: 'agsec' },
        profiles: ['security_control'],
      });
      // actor: at least one of process, user, session, application …; `app_name` is deprecated by 1.9.0.
      expect(Object.keys(actor)).toContain('application');
      expect(actor).not.toHaveProperty('app_name');
      expect(actor.session?.uid).not.toBe('');
      // api: operation; request: uid. network_endpoint: at least one of name, ip, hostname …
      expect(api).toMatchObject({ operation: expect.any(String), request: { uid: 'call-1' } });
      expect(source.name).toBe('localhost');
      for (const { name } of resources) expect(name).not.toBe('');
      // policy: at least one of name and uid, as every `_entity`.
      for (const { policy } of authorizations) expect(policy.name).toBeTruthy();
    }
  });

  it.each([
    ['a call that passes', { effect: 'allow', effective: 'allow' }, [1, 1, 1]],
    ['one that is denied', {}, [2, 2, 2]],
    ['one that is only observed', { mode: 'observe', effective: 'allow' }, [3, 17, 1]],
    [
      'one that waits for a person under an id',
      { effect: 'review', effective: 'review', review: { answer: 'waiting', id: 'k3v9x2ab' } },
      [2, 2, 2],
    ],
    [
      'one that the agent itself asks a person about',
      { effect: 'review', effective: 'review', review: { answer: 'waiting' } },
      [0, 0, 0],
    ],
    [
      'one that a person approved',
      { effect: 'review', effective: 'allow', review: { answer: 'approved', id: 'k3v9x2ab' } },
      [1, 1, 1],
    ],
  ] as const)('tells what became of %s', (_, changes, expected) => {
    const event = eventOf(call(changes));
    expect([event.action_id, event.disposition_id, event.status_id]).toEqual(expected);
  });
});
