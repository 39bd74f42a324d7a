import type { NewRecord } from '../audit/audit-record.ts';
import { type JsonObject, parseCall } from '../audit/parse-record.ts';
import { prepareRecord } from '../audit/prepare-record.ts';
import type { DecidedEvent } from '../decide/decide-event.ts';
import { redact } from '../redact/redact.ts';
import type { CallKeys } from './call-keys.ts';
import type { NewRequest } from './request-folder.ts';

/** Size of the call in a request, in bytes, and of the beginning of a text it would write. */
const CALL_LIMIT = 32 * 1024;
const PREVIEW_LIMIT = 4096;

/** Parameters of tool actions that are texts to be written. */
const WRITTEN = ['content', 'new_string', 'new_source', 'patch'] as const;

/** A decided call as a request: redacted and shortened as it would be for the log. */
export function requestOf(
  { event, effective }: DecidedEvent,
  record: NewRecord,
  keys: CallKeys,
  waitsUntil: number,
): NewRequest {
  const json: JsonObject = JSON.parse(prepareRecord(record, CALL_LIMIT));
  const call = parseCall({ ...json, reason: redact(effective.reason) });
  if (call === undefined) throw new Error('a record of a call was no record');
  const preview = previewOf(event);
  return {
    keys,
    ...(waitsUntil > 0 ? { waits_until: waitsUntil } : {}),
    agent: event.context.agent,
    session: event.context.session_id ?? '',
    roots: event.context.workspace_roots ?? [],
    call,
    ...(preview === '' ? {} : { preview }),
  };
}

function previewOf({ operations }: DecidedEvent['event']): string {
  const texts = operations.flatMap(({ action }) =>
    WRITTEN.flatMap((name) => {
      const text = action.params[name];
      return typeof text === 'string' ? [text] : [];
    }),
  );
  const text = texts.join('\n');
  // Redacted before it is cut, so that no secret is cut in two and shows its first half.
  return redact(text.slice(0, PREVIEW_LIMIT * 4)).slice(0, PREVIEW_LIMIT);
}
