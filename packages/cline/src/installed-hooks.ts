import type { InstalledHook, Place, Scope } from '@agsec/runtime';
import { installedFiles } from './client-files.ts';
import { isOurHook } from './hook-file.ts';
import { HOOK } from './parse.ts';

/** Seconds until the more impatient of the clients, the extension, gives up on a hook. */
const CLIENT_TIMEOUT = 30;

/**
 * Our hook files as they stand at the places of a scope, whole or tampered with, started as the
 * client starts them: by the interpreter of their first line, in the project's folder.
 */
export function installedHooks(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const [project = place.home] = place.projects;
  return installedFiles(scope, place).flatMap(({ hook }) =>
    isOurHook(readFile(hook) ?? '')
      ? [
          {
            hook: HOOK,
            file: hook,
            command: { kind: 'exec', command: '/bin/sh', args: [hook] },
            environment: {},
            cwd: project,
            timeout: CLIENT_TIMEOUT,
          },
        ]
      : [],
  );
}
