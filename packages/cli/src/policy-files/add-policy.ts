import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { agsecHome, type HomeLayout, homeLayout } from '@agsec/runtime';
import type { AddOptions } from '../commands/policy.ts';
import { type CliContext, CliError } from '../context.ts';
import { requireHuman } from '../human/require-human.ts';
import { findPack, listPacks, type Pack } from '../packs/packs.ts';
import { hasPolicies } from '../setup/create-state.ts';
import { showPath } from '../terminal/show-path.ts';
import { styleOf } from '../terminal/style.ts';
import { readConfig, writePacks } from './config-file.ts';
import { checkOwnLayer } from './own-policies.ts';
import { parseCondition } from './parse-condition.ts';
import { notePending } from './pending-changes.ts';
import { readTextFile } from './read-text-file.ts';
import { type NewStatement, withStatement } from './statement-text.ts';
import { writeOwnFile } from './write-own-file.ts';

/** File that statements are added to when no other is named. */
const OWN_FILE = '50_own.yaml';

/** Adds a pack or a statement. What allows something is for a person to add. */
export function addPolicy(
  context: CliContext,
  pack: string | undefined,
  options: AddOptions,
): void {
  const home = homeLayout(agsecHome(context.environment));
  if (!hasPolicies(home.policies))
    throw new CliError(
      'no-policies',
      `There are no policies in ${home.policies}.`,
      'Run: agsec init',
    );
  if (pack !== undefined) addPack(context, home, packNamed(pack), options);
  else addStatement(context, home, options);
}

function packNamed(name: string): Pack {
  const pack = findPack(name);
  if (pack !== undefined) return pack;
  const known = listPacks().map((each) => each.name);
  throw new CliError('unknown-pack', `There is no pack "${name}".`, `Packs: ${known.join(', ')}.`);
}

function addPack(context: CliContext, home: HomeLayout, pack: Pack, options: AddOptions): void {
  const given = (['sid', 'effect', 'actions', 'reason', 'hint', 'file'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (given !== undefined || options.when.length > 0)
    throw new CliError(
      'pack-and-statement',
      `A pack is added as it is: --${given ?? 'when'} is for a statement.`,
      `Run: agsec policy add ${pack.name}`,
    );
  const missing = pack.files.filter(({ name }) => !existsSync(join(home.policies, name)));
  const sources = missing.map(({ name, text }) => ({ file: name, text }));
  const policies = checkOwnLayer(home, sources);
  const added = policies.filter(({ file }) => sources.some((source) => source.file === file));
  if (added.some(({ statements }) => statements.some(({ effect }) => effect === 'allow')))
    requireHuman(context, `add the pack ${pack.name}, which also allows some actions`);
  for (const { name, text } of missing) writeOwnFile(home, join(home.policies, name), text);
  const packs = readConfig(home)?.packs ?? [];
  if (!packs.includes(pack.name)) writePacks(home, [...packs, pack.name]);
  const files = missing.map(({ name }) => join(home.policies, name));
  if (options.json) context.out(`${JSON.stringify({ pack: pack.name, created: files })}\n`);
  else if (files.length === 0) context.out(`The pack ${pack.name} is there already.\n`);
  else {
    const shown = files.map((file) => showPath(context, file)).join(', ');
    context.out(`Added ${styleOf(context).bold(pack.name)}: ${shown}\n`);
    notePending(context, home);
  }
}

function addStatement(context: CliContext, home: HomeLayout, options: AddOptions): void {
  const statement = newStatement(options);
  const file = options.file ?? OWN_FILE;
  if (!/^[A-Za-z0-9_][\w.-]*\.ya?ml$/.test(file))
    throw new CliError('bad-file', `"${file}" is no name of a policy file.`, `Write: ${OWN_FILE}`);
  const path = join(home.policies, file);
  const before = readTextFile(path);
  // Where a new line goes is read from a file that loads.
  checkOwnLayer(home, []);
  const after = withStatement(before, statement);
  const added = checkOwnLayer(home, [{ file, text: after }])
    .flatMap(({ statements }) => statements)
    .find(({ sid }) => sid === statement.sid);
  if (added?.effect !== 'deny' && added?.effect !== 'review')
    requireHuman(context, `allow ${statement.actions.join(', ')} (${statement.sid})`);
  writeOwnFile(home, path, after);
  if (options.json) context.out(`${JSON.stringify({ sid: statement.sid, file: path })}\n`);
  else {
    context.out(`Added ${styleOf(context).bold(statement.sid)} to ${showPath(context, path)}\n`);
    notePending(context, home);
  }
}

function newStatement({ sid, effect, actions, when, reason, hint }: AddOptions): NewStatement {
  if (sid === undefined || effect === undefined || actions === undefined)
    throw new CliError(
      'missing-option',
      'A statement needs --sid, --effect and --actions.',
      "For example: agsec policy add --sid NoVendor --effect deny --actions file.write --when 'params.file_path glob **/vendor/**'",
    );
  return {
    sid,
    effect,
    actions: actions.split(',').map((action) => action.trim()),
    ...(when.length === 0 ? {} : { conditions: Object.fromEntries(when.map(parseCondition)) }),
    ...(reason === undefined ? {} : { reason }),
    ...(hint === undefined ? {} : { hint }),
  };
}
