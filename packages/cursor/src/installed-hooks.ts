import type { InstalledHook, Place, Scope } from '@agsec/runtime';
import { type Fields, field, textField } from '@agsec/runtime/adapter';
import { hookFiles, managedFolder, userFolder } from './client-files.ts';
import { PROJECT_VARIABLE } from './environment.ts';
import { handlersOf, readHooks } from './hooks-file/read-hooks.ts';
import { HOOK_EVENTS, HOOK_TIMEOUT, isOurs } from './our-hook.ts';

/**
 * Our hooks as they stand in the files of a scope, whole or tampered with, started as the client
 * starts them: by a shell, in the folder that belongs to the scope. None where the client drops the
 * file.
 */
export function installedHooks(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const [project = place.home] = place.projects;
  return hookFiles(scope, place).flatMap((file) =>
    entriesIn(readFile(file)).map(({ hook, entry }) => ({
      hook,
      file,
      command: { kind: 'shell', line: textField(entry, 'command') ?? '' },
      environment: { [PROJECT_VARIABLE]: project },
      cwd: folderOf(scope, place, project),
      timeout: secondsOf(entry),
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

/** Where the client starts the hooks of a file (measured with the SDK 1.0.32). */
function folderOf(scope: Scope, place: Place, project: string): string {
  switch (scope) {
    case 'user':
      return userFolder(place);
    case 'project':
      return project;
    case 'managed':
      return managedFolder(place);
  }
}

function secondsOf(entry: Fields): number {
  const timeout = field(entry, 'timeout');
  return typeof timeout === 'number' && timeout > 0 ? timeout : HOOK_TIMEOUT;
}
