import type { InstalledHook, Place, Scope } from '@agsec/runtime';
import { type Fields, textField } from '@agsec/runtime/adapter';
import { hookFiles } from './client-files.ts';
import { FOLDER_VARIABLE } from './environment.ts';
import { handlersOf, readHooks } from './hooks-file/read-hooks.ts';
import { HOOK_EVENTS, HOOK_TIMEOUT, isOurs } from './our-hook.ts';

/**
 * Our hooks as they stand in the files of a scope, whole or tampered with, started as the client
 * starts them: by bash, in the folder of the workspace.
 */
export function installedHooks(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const [cwd = place.home] = place.projects;
  return hookFiles(scope, place).flatMap((file) =>
    entriesIn(readFile(file)).map(({ hook, entry }) => ({
      hook,
      file,
      command: {
        kind: 'exec',
        command: '/bin/bash',
        args: ['-c', textField(entry, 'command') ?? ''],
      },
      environment: { [FOLDER_VARIABLE]: cwd },
      cwd,
      timeout: HOOK_TIMEOUT,
    })),
  );
}

function entriesIn(
  text: string | undefined,
): readonly { readonly hook: string; readonly entry: Fields }[] {
  const result = readHooks(text ?? '');
  if (!result.ok || result.problems.length > 0) return [];
  const { file } = result;
  return HOOK_EVENTS.flatMap((hook) =>
    handlersOf(file, hook)
      .filter(isOurs)
      .map((entry) => ({ hook, entry })),
  );
}
