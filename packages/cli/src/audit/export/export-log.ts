import { agsecHome, homeLayout, isCallRecord, type ReadItem, readRecords } from '@agsec/runtime';
import { type CliContext, CliError } from '../../context.ts';
import { refuseAgents } from '../../human/require-human.ts';
import { plural } from '../../terminal/plural.ts';
import { VERSION } from '../../version.ts';
import { lookAfterLog } from '../daily-upkeep.ts';
import { type FilterOptions, filterOf } from '../filter.ts';
import { csvHead, csvRow } from './csv.ts';
import { type ExportedCall, exportedCall } from './exported-call.ts';
import { ocsfEvent } from './ocsf.ts';
import { otlpRequest } from './otlp.ts';
import { logsEndpoint, sendOtlp } from './send-otlp.ts';

export type ExportOptions = FilterOptions & {
  readonly format: 'json' | 'csv' | 'ocsf' | 'otlp';
  /** A collector to send to, for `otlp`. */
  readonly url?: string;
  /** `name=value` headers for the collector. */
  readonly header?: readonly string[];
};

/** Log records in one request to a collector. */
const BATCH = 500;

/**
 * Writes the calls that fit to standard output: `json` and `ocsf` one object a line, `csv` a table,
 * `otlp` one request a line, or sent to a collector.
 */
export async function exportLog(context: CliContext, options: ExportOptions): Promise<void> {
  const { format, url } = options;
  if (url !== undefined && format !== 'otlp')
    throw new CliError('url-without-otlp', 'Only --format otlp can be sent to a --url.');
  if (url !== undefined) refuseAgents(context, 'send the log to another place');
  const home = homeLayout(agsecHome(context.environment));
  lookAfterLog(context, home);
  const { audit } = home;
  const items = readRecords(audit, { ...filterOf(options), kind: 'call' });
  let unreadable = 0;
  const calls = callsOf(items, () => {
    unreadable += 1;
  });
  if (format === 'otlp') await exportOtlp(context, calls, options);
  else exportLines(context, calls, format);
  if (unreadable > 0)
    context.err(`${plural(unreadable, 'line')} cannot be read; see: agsec audit verify\n`);
}

function* callsOf(items: Iterable<ReadItem>, unreadable: () => void): Generator<ExportedCall> {
  for (const item of items) {
    if (item.kind === 'unreadable') unreadable();
    else if (isCallRecord(item.record)) yield exportedCall(item.record);
  }
}

function exportLines(
  context: CliContext,
  calls: Iterable<ExportedCall>,
  format: 'json' | 'csv' | 'ocsf',
): void {
  if (format === 'csv') context.out(csvHead());
  const write = {
    csv: csvRow,
    json: ({ record }: ExportedCall) => `${JSON.stringify(record)}\n`,
    ocsf: (call: ExportedCall) => `${JSON.stringify(ocsfEvent(call))}\n`,
  }[format];
  for (const call of calls) context.out(write(call));
}

async function exportOtlp(
  context: CliContext,
  calls: Iterable<ExportedCall>,
  { url, header = [] }: ExportOptions,
): Promise<void> {
  const endpoint = url === undefined ? undefined : logsEndpoint(url);
  const headers = headersOf(header);
  let sent = 0;
  for (const batch of batches(calls)) {
    const request = otlpRequest(batch, VERSION);
    if (endpoint === undefined) context.out(`${JSON.stringify(request)}\n`);
    else await sendOtlp(endpoint, request, headers);
    sent += batch.length;
  }
  if (endpoint !== undefined) context.out(`Sent ${plural(sent, 'call')} to ${endpoint.host}.\n`);
}

function* batches(calls: Iterable<ExportedCall>): Generator<readonly ExportedCall[]> {
  let batch: ExportedCall[] = [];
  for (const call of calls) {
    batch.push(call);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function headersOf(words: readonly string[]): { readonly [name: string]: string } {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      if (at > 0) return [word.slice(0, at), word.slice(at + 1)];
      throw new CliError(
        'bad-header',
        `"${word}" is no header.`,
        'For example: --header x-key=abc',
      );
    }),
  );
}
