import { agsecHome, homeLayout } from '@agsec/runtime';
import type { CliContext } from '../context.ts';
import { readConfig } from '../policy-files/config-file.ts';
import { styleOf } from '../terminal/style.ts';
import { table } from '../terminal/table.ts';
import { listPacks } from './packs.ts';

/** Shows the packs there are, and which are in use. */
export function showPacks(context: CliContext, json: boolean): void {
  const used = readConfig(homeLayout(agsecHome(context.environment)))?.packs ?? [];
  const packs = listPacks().map(({ files, ...pack }) => ({
    ...pack,
    files: files.map((file) => file.name),
    in_use: used.includes(pack.name),
  }));
  if (json) {
    context.out(`${JSON.stringify(packs)}\n`);
    return;
  }
  const { bold, dim, green } = styleOf(context);
  const rows = packs.map((pack) => [
    bold(pack.name),
    pack.in_use ? green('in use') : dim('–'),
    pack.summary,
  ]);
  context.out(`${table(rows)}\n`);
  const unused = packs.find((pack) => !pack.in_use);
  if (unused !== undefined) context.out(`\nAdd one:  agsec policy add ${unused.name}\n`);
}
