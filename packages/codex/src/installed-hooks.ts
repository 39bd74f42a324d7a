import type { InstalledHook, Scope } from '@agsec/runtime';
import { type Fields, field, fieldsOf, textField } from '@agsec/runtime/adapter';
import { type CodexPlace, hookFiles } from './client-files.ts';
import { HOME_VARIABLE } from './environment.ts';
import { HOOK_TIMEOUT, isOurs } from './our-hook.ts';
import { groupsOf } from './settings/hooks-table.ts';
import { readConfig, tableIn } from './settings/read-config.ts';
import { readHooks } from './settings/read-hooks.ts';

/** The events by which a call can be stopped. */
const BLOCKING = ['PreToolUse', 'PermissionRequest'] as const;

/**
 * Our hooks as they stand in the files of a scope, whole or tampered with, started as the client
 * starts them: by a shell, in the folder of the call.
 */
export function installedHooks(
  scope: Scope,
  place: CodexPlace,
  readFile: (path: string) => string | undefined,
): readonly InstalledHook[] {
  const [cwd = place.home] = place.projects;
  return hookFiles(scope, place).flatMap((file) =>
    handlersIn(readFile(file) ?? '', scope).map(({ hook, handler }) => ({
      hook,
      file,
      command: {
        kind: 'exec',
        command: '/bin/bash',
        args: ['-c', textField(handler, 'command') ?? ''],
      },
      environment: { [HOME_VARIABLE]: place.codexHome },
      cwd,
      timeout: secondsOf(handler),
    })),
  );
}

function handlersIn(
  text: string,
  scope: Scope,
): readonly { readonly hook: string; readonly handler: Fields }[] {
  const hooks = scope === 'managed' ? managedHooks(text) : fileHooks(text);
  return BLOCKING.flatMap((hook) =>
    groupsOf(hooks, hook)
      .flatMap(({ handlers }) => handlers.filter(isOurs))
      .map((handler) => ({ hook, handler: fieldsOf(handler) ?? {} })),
  );
}

function managedHooks(text: string): Fields {
  const read = readConfig(text);
  return read.ok ? tableIn(read.config, 'hooks') : {};
}

function fileHooks(text: string): Fields {
  const result = readHooks(text);
  return result.ok && result.problems.length === 0 ? result.hooks : {};
}

function secondsOf(handler: Fields): number {
  const timeout = field(handler, 'timeout');
  return typeof timeout === 'number' && timeout > 0 ? timeout : HOOK_TIMEOUT;
}
