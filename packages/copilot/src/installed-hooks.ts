import type { InstalledHook } from '@agsec/runtime';
import { field, fieldsOf, textField } from '@agsec/runtime/adapter';
import { type HookEnvironment, MOST_WAIT, type Place, type Scope } from '@agsec/runtime/hook';
import { hookFiles } from './client-files.ts';
import { CLI_VARIABLE, PROJECT_VARIABLE } from './environment.ts';
import { entriesOf, readHookFile } from './hook-file.ts';
import { CLIENT_TIMEOUT, isOurs } from './our-hook.ts';

/** Seconds the client waits for a hook that says nothing of it (hooks reference). */
const DEFAULT_TIMEOUT = 30;

/**
 * Our preToolUse hooks as they stand in the hook files of a scope, whole or tampered with, started
 * as the client starts them: by a shell, in the project's folder.
 */
export function installedHooks(
  scope: Scope,
  place: Place,
  environment: HookEnvironment,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const [project = place.home] = place.projects;
  return hookFiles(scope, place, environment).flatMap((file) =>
    entriesIn(readFile(file)).map((entry) => ({
      hook: 'preToolUse',
      file,
      command: {
        kind: 'shell',
        line: textField(entry, 'bash') ?? textField(entry, 'command') ?? '',
      },
      environment: { [PROJECT_VARIABLE]: project, [CLI_VARIABLE]: '1' },
      cwd: project,
      timeout: secondsOf(field(entry, 'timeoutSec') ?? field(entry, 'timeout')),
    })),
  );
}

function entriesIn(text: string | undefined) {
  const result = readHookFile(text ?? '');
  if (!result.ok) return [];
  return entriesOf(result.file, 'preToolUse')
    .filter(isOurs)
    .map(fieldsOf)
    .filter((entry) => entry !== undefined);
}

function secondsOf(value: unknown): number {
  if (typeof value !== 'number' || value <= 0) return DEFAULT_TIMEOUT;
  return Math.min(value, CLIENT_TIMEOUT + MOST_WAIT);
}
