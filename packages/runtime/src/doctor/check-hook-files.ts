import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DoctorFinding } from '../adapter.ts';
import { digestOfBundles, readBundles } from '../install/bundle-digest.ts';
import { replaceableThrough } from './private-path.ts';

/**
 * Whether the programs of the hook are there and as they were installed: the loader names a folder,
 * and the folder is named by the content of the bundles in it.
 */
export function checkHookFiles(bin: string, agent: string, uid: number): readonly DoctorFinding[] {
  const check = 'hook-files';
  const fix = `agsec install ${agent}`;
  const loader = join(bin, `${agent}.cjs`);
  if (!existsSync(loader)) {
    return [{ check, level: 'open', detail: `${loader} is not there`, fix }];
  }
  const name = namedFolder(readFileSync(loader, 'utf8'), agent);
  const folder = join(bin, name ?? '');
  if (name === undefined || !existsSync(folder)) {
    return [
      {
        check,
        level: 'open',
        detail: `${loader} was changed: it names no bundles that are there`,
        fix,
      },
    ];
  }
  if (`${agent}-${digestOfBundles(readBundles(folder))}` !== name) {
    const detail = `the bundles in ${folder} were changed, or one is missing`;
    return [{ check, level: 'open', detail, fix }];
  }
  const open = [loader, ...readdirSync(folder).map((file) => join(folder, file))]
    .map((path) => replaceableThrough(path, { uid, strict: uid === 0 }))
    .find((path) => path !== undefined);
  if (open !== undefined) {
    const detail = `other users can write ${open}, and so replace the hook`;
    return [{ check, level: 'open', detail, fix: `chmod go-w ${open}` }];
  }
  const isWarm = existsSync(join(folder, 'hook.cache'));
  if (!isWarm) {
    const detail = `there is no code cache in ${folder}: each call takes longer than it has to`;
    return [{ check, level: 'warn', detail, fix }];
  }
  return [
    { check, level: 'ok', detail: `the programs of the hook are as they were installed (${name})` },
  ];
}

/** The folder of bundles that a loader names. */
function namedFolder(loader: string, agent: string): string | undefined {
  const names = loader.match(/[a-z0-9-]+-[0-9a-f]{16}/g) ?? [];
  return names.find((name) => name.slice(0, -17) === agent);
}
