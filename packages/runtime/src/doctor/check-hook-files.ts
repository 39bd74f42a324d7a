import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorFinding } from '../adapter.ts';
import { digestOfBundles, readBundles } from '../install/bundle-digest.ts';
import { bundleState, tableIn } from '../install/bundle-table.ts';
import { PROTECTED_LIST, parseProtectedList } from '../self-protection/other-agents.ts';
import { replaceableThrough } from './private-path.ts';

/** Of a finding that `agsec doctor` mends itself: it only puts agsec's own programs back. */
export const CHANGED_FILES = 'changed-files';

/**
 * Whether the programs of the hook are there and as they were installed: the loader names a folder,
 * the folder is named by the content of the bundles in it, and the loader knows all files there.
 */
export function checkHookFiles(bin: string, agent: string, uid: number): readonly DoctorFinding[] {
  const check = 'hook-files';
  const fix = `agsec install ${agent}`;
  const loader = join(bin, `${agent}.cjs`);
  if (!existsSync(loader)) {
    return [{ check, level: 'open', detail: `${loader} is not there`, fix }];
  }
  const text = readFileSync(loader, 'utf8');
  const name = namedFolder(text, agent);
  const folder = join(bin, name ?? '');
  if (name === undefined || !existsSync(folder)) {
    return [
      {
        check: CHANGED_FILES,
        level: 'open',
        detail: `${loader} was changed: it names no bundles that are there`,
        fix,
      },
    ];
  }
  if (`${agent}-${digestOfBundles(readBundles(folder))}` !== name) {
    const detail = `the bundles in ${folder} were changed, or one is missing`;
    return [{ check: CHANGED_FILES, level: 'open', detail, fix }];
  }
  const state = bundleState(folder, tableIn(text) ?? '');
  const [changed] = state.changed;
  if (changed !== undefined) {
    const detail = `${join(folder, changed)} is not the file that was installed`;
    return [{ check: CHANGED_FILES, level: 'open', detail, fix }];
  }
  if (!isListed(bin, agent)) {
    const detail = `${join(bin, PROTECTED_LIST)} does not name the files of ${agent}: hooks of other agents leave them alone`;
    return [{ check, level: 'open', detail, fix }];
  }
  const open = [loader, ...readdirSync(folder).map((file) => join(folder, file))]
    .map((path) => replaceableThrough(path, { uid, strict: uid === 0 }))
    .find((path) => path !== undefined);
  if (open !== undefined) {
    const detail = `other users can write ${open}, and so replace the hook`;
    return [{ check, level: 'open', detail, fix: `chmod go-w ${open}` }];
  }
  if (state.missing.length > 0 || !existsSync(join(folder, 'hook.cache'))) {
    const detail = `there is no code cache in ${folder}: each call takes longer than it has to`;
    return [{ check, level: 'warn', detail, fix }];
  }
  if (state.moved.length > 0) {
    const detail = `the files in ${folder} were copied or restored: each call has to look at their content`;
    return [{ check, level: 'warn', detail, fix }];
  }
  return [
    { check, level: 'ok', detail: `the programs of the hook are as they were installed (${name})` },
  ];
}

/** Whether the hooks of other agents know what this one protects. */
function isListed(bin: string, agent: string): boolean {
  const path = join(bin, PROTECTED_LIST);
  const list = existsSync(path) ? parseProtectedList(readFileSync(path, 'utf8')) : undefined;
  return list?.some((each) => each.agent === agent) === true;
}

/** The folder of bundles that a loader names. */
function namedFolder(loader: string, agent: string): string | undefined {
  const names = loader.match(/[a-z0-9-]+-[0-9a-f]{16}/g) ?? [];
  return names.find((name) => name.slice(0, -17) === agent);
}
