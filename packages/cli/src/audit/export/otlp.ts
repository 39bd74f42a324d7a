import type { CallRecord } from '@agsec/runtime';
import type { ExportedCall } from './exported-call.ts';

/** Severity numbers of the OpenTelemetry log data model. */
const SEVERITY = { INFO: 9, WARN: 13, ERROR: 17 } as const;

type AttributeValue = { stringValue: string } | { intValue: string } | { boolValue: boolean };
type Attribute = { readonly key: string; readonly value: AttributeValue };

/**
 * Calls as one `ExportLogsServiceRequest` of OTLP 1.x in its JSON encoding: ids of the generative-AI
 * conventions where there is one (`gen_ai.tool.name`), `agsec.*` for the rest.
 */
export function otlpRequest(calls: readonly ExportedCall[], version: string): object {
  return {
    resourceLogs: [
      {
        resource: {
          attributes: attributes({ 'service.name': 'agsec', 'service.version': version }),
        },
        scopeLogs: [{ scope: { name: 'agsec.audit', version }, logRecords: calls.map(logRecord) }],
      },
    ],
  };
}

function logRecord({ record, time, action, subject, message }: ExportedCall): object {
  const severityText = severityOf(record);
  return {
    timeUnixNano: `${BigInt(time) * 1_000_000n}`,
    observedTimeUnixNano: `${BigInt(time) * 1_000_000n}`,
    severityNumber: SEVERITY[severityText],
    severityText,
    eventName: 'agsec.decision',
    body: { stringValue: message },
    attributes: attributes({
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.agent.name': record.agent,
      'gen_ai.conversation.id': record.session,
      'gen_ai.tool.name': record.tool,
      'gen_ai.tool.call.id': record.id,
      'agsec.action': action,
      'agsec.subject': subject,
      'agsec.actions': record.actions.map(({ name }) => name).join(' '),
      'agsec.effect': record.effect,
      'agsec.effective': record.effective,
      'agsec.matched_by': record.matched_by,
      'agsec.sid': record.sid,
      'agsec.policy': record.policy,
      'agsec.reason': record.reason,
      'agsec.mode': record.mode,
      'agsec.cwd': record.cwd,
      'agsec.duration_us': record.duration_us,
      'agsec.policy_digest': record.policy_digest,
      'agsec.hash': record.hash,
      'agsec.prev': record.prev,
    }),
  };
}

function severityOf({ effect, matched_by: matchedBy }: CallRecord): keyof typeof SEVERITY {
  if (matchedBy === 'self_protection' || matchedBy === 'error') return 'ERROR';
  return effect === 'allow' ? 'INFO' : 'WARN';
}

/** Absent values make no attribute. Whole numbers are strings, as JSON of protobuf has 64-bit ones. */
function attributes(values: {
  readonly [key: string]: string | number | undefined;
}): readonly Attribute[] {
  return Object.entries(values).flatMap(([key, value]): readonly Attribute[] => {
    if (value === undefined) return [];
    return typeof value === 'string'
      ? [{ key, value: { stringValue: value } }]
      : [{ key, value: { intValue: String(value) } }];
  });
}
