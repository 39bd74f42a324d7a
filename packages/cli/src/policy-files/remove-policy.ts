import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { agsecHome, type HomeLayout, homeLayout } from '@agsec/runtime';
import { type CliContext, CliError } from '../context.ts';
import { requireHuman } from '../human/require-human.ts';
import { DEFAULT_PACK, findPack, type Pack } from '../packs/packs.ts';
import { showPath } from '../terminal/show-path.ts';
import { styleOf } from '../terminal/style.ts';
import { readConfig, writePacks } from './config-file.ts';
import { checkOwnLayer, ownSources } from './own-policies.ts';
import { notePending } from './pending-changes.ts';
import { withoutStatement } from './statement-text.ts';
import { writeOwnFile } from './write-own-file.ts';

/** Removes a statement of the person's own policies, or a pack, after asking at the terminal. */
export function removePolicy(context: CliContext, name: string, json: boolean): void {
  const home = homeLayout(agsecHome(context.environment));
  const pack = findPack(name);
  if (pack === undefined) removeStatement(context, home, name, json);
  else removePack(context, home, pack, json);
}

function removeStatement(context: CliContext, home: HomeLayout, sid: string, json: boolean): void {
  const source = ownSources(home).find(({ text }) => withoutStatement(text, sid) !== undefined);
  const after = source === undefined ? undefined : withoutStatement(source.text, sid);
  if (source === undefined || after === undefined)
    throw new CliError(
      'no-such-statement',
      `Your policies have no statement "${sid}".`,
      'See: agsec policy list',
    );
  checkOwnLayer(home, [{ file: source.file, text: after }]);
  requireHuman(context, `remove the statement ${sid} from ${source.file}`);
  const path = join(home.policies, source.file);
  writeOwnFile(home, path, after);
  if (json) context.out(`${JSON.stringify({ sid, file: path })}\n`);
  else {
    context.out(`Removed ${styleOf(context).bold(sid)} from ${showPath(context, path)}\n`);
    notePending(context, home);
  }
}

function removePack(context: CliContext, home: HomeLayout, pack: Pack, json: boolean): void {
  if (pack.name === DEFAULT_PACK)
    throw new CliError(
      'default-pack',
      'Without the default pack nothing is allowed.',
      'Remove single statements instead. See: agsec policy list',
    );
  const files = pack.files.map(({ name }) => join(home.policies, name)).filter(existsSync);
  if (files.length === 0)
    throw new CliError('pack-not-used', `The pack ${pack.name} is not in use.`);
  requireHuman(context, `remove the pack ${pack.name}`);
  for (const file of files) writeOwnFile(home, file, undefined);
  const packs = readConfig(home)?.packs ?? [];
  writePacks(
    home,
    packs.filter((each) => each !== pack.name),
  );
  if (json) context.out(`${JSON.stringify({ pack: pack.name, removed: files })}\n`);
  else context.out(`Removed ${styleOf(context).bold(pack.name)}\n`);
}
