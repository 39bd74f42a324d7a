import { agsecHome, followRecords, homeLayout, isCallRecord } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { styleOf } from '../terminal/style.ts';
import { callLine } from './call-line.ts';
import { type FilterOptions, filterOf } from './filter.ts';

/** Shows calls as they happen, until the process is told to end. */
export async function tail(
  context: CliContext,
  options: FilterOptions,
  json: boolean,
): Promise<void> {
  const { audit } = homeLayout(agsecHome(context.environment));
  const style = styleOf(context);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  for await (const item of followRecords(audit, {
    filter: filterOf(options),
    signal: stop.signal,
  })) {
    if (item.kind !== 'record' || !isCallRecord(item.record)) continue;
    context.out(`${json ? JSON.stringify(item.record) : callLine(style, item.record)}\n`);
  }
}
