import { agsecHome, homeLayout, isCallRecord, readRecords } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { showPath } from '../terminal/show-path.ts';
import { styleOf } from '../terminal/style.ts';
import { callLine } from './call-line.ts';
import { type FilterOptions, filterOf, limitOf } from './filter.ts';

/** Shows the newest calls that fit, oldest first; as JSON the records themselves, one a line. */
export function showCalls(
  context: CliContext,
  options: FilterOptions,
  limit: string,
  json: boolean,
): void {
  const { audit } = homeLayout(agsecHome(context.environment));
  const style = styleOf(context);
  const filter = filterOf(options);
  const items = readRecords(audit, { ...filter, kind: 'call' }, { limit: limitOf(limit) });
  let shown = 0;
  for (const item of items) {
    if (item.kind === 'unreadable') {
      const place = `${showPath(context, item.file.path)}:${item.line}`;
      context.err(`${style.red('unreadable')}  ${place}; see: agsec audit verify\n`);
    } else if (isCallRecord(item.record)) {
      shown += 1;
      const line = json ? JSON.stringify(item.record) : callLine(style, item.record);
      context.out(`${line}\n`);
    }
  }
  if (shown === 0 && !json)
    context.out(
      Object.keys(filter).length === 0
        ? 'No calls are recorded yet.\n'
        : 'No recorded call fits.\n',
    );
}
