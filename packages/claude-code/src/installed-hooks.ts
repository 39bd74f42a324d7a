import type { InstalledHook, Place, Scope } from '@agsec/runtime';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import { hookFiles } from './client-files.ts';
import { PROJECT_VARIABLE } from './environment.ts';
import { HOOK_TIMEOUT, hookGroups, isOurs } from './our-hook.ts';
import { readSettings } from './settings/read-settings.ts';

/**
 * Our PreToolUse hooks as they stand in the settings files of a scope, whole or tampered with,
 * started as the client starts them: without a shell, the project's folder filled in.
 */
export function installedHooks(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const [project = place.home] = place.projects;
  return hookFiles(scope, place).flatMap((file) =>
    entriesIn(readFile(file)).map((entry) => ({
      hook: 'PreToolUse',
      file,
      command: {
        kind: 'exec',
        command: textField(entry, 'command') ?? '',
        args: argumentsOf(entry, project),
      },
      environment: { [PROJECT_VARIABLE]: project },
      cwd: project,
      timeout: secondsOf(entry),
    })),
  );
}

function entriesIn(text: string | undefined): readonly Fields[] {
  const result = readSettings(text ?? '');
  if (!result.ok) return [];
  return hookGroups(result.settings, 'PreToolUse')
    .flatMap(({ entries }) => entries.filter(isOurs))
    .map(fieldsOf)
    .filter((entry) => entry !== undefined);
}

function argumentsOf(entry: Fields, project: string): readonly string[] {
  const args = field(entry, 'args');
  if (!Array.isArray(args)) return [];
  return args
    .filter((arg) => typeof arg === 'string')
    .map((arg) => arg.replaceAll(`\${${PROJECT_VARIABLE}}`, () => project));
}

function secondsOf(entry: Fields): number {
  const timeout = field(entry, 'timeout');
  return typeof timeout === 'number' && timeout > 0 ? timeout : HOOK_TIMEOUT;
}
