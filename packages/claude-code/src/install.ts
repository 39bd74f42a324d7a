import {
  type EditRefusal,
  hooksFileEdit,
  type JsonEditOptions,
  type JsonEntry,
  jsonPosition,
  whyDropped,
} from '@agsec/runtime';
import { field, fieldsOf, randomToken } from '@agsec/runtime/adapter';
import type { FileEdit, InstallPlan, Place, Scope } from '@agsec/runtime/hook';
import { hookFiles } from './client-files.ts';
import {
  HOOK_EVENTS,
  type HookSetting,
  hookEntry,
  hookGroups,
  isOurs,
  registersOurHook,
  tokenOf,
} from './our-hook.ts';
import { readSettings } from './settings/read-settings.ts';
import { startPrograms } from './start-programs.ts';

const SKILL_SHELL = 'disableSkillShellExecution';

/**
 * What an installation changes. Pure but for `newToken`, which is asked once for each file that has
 * no hook of ours yet.
 */
export function plan(
  scope: Scope,
  place: Place,
  architecture: string,
  newToken: () => string = randomToken,
): InstallPlan {
  const setting = { place, scope, architecture };
  return {
    scope,
    edits: hookFiles(scope, place).map((file) => settingsEdit(file, setting, newToken)),
    programs: startPrograms(setting),
    notes: NOTES[scope],
  };
}

/** True if every settings file of the scope loads and holds our hook as it was installed. */
export function isInstalled(
  scope: Scope,
  place: Place,
  readFile: (path: string) => string | undefined,
  architecture: string,
): boolean {
  const files = hookFiles(scope, place);
  return (
    files.length > 0 &&
    files.every((path) => isDone(readFile(path), { place, scope, architecture }))
  );
}

const RESTART = 'Sessions of Claude Code that are open keep their settings; restart them.';

const NOTES: { readonly [scope in Scope]: readonly string[] } = {
  user: [
    RESTART,
    'If CLAUDE_CONFIG_DIR moves your settings, Claude Code does not see this hook.',
    'A repository can still switch user hooks off with disableAllHooks; --scope managed closes that.',
  ],
  project: [
    RESTART,
    'The command names programs of this machine: keep .claude/settings.json out of version control.',
    'A repository can still switch project hooks off with disableAllHooks; --scope managed closes that.',
  ],
  managed: [
    RESTART,
    'Shell lines inside skills and slash commands no longer run: no hook is asked about them.',
  ],
};

function settingsEdit(path: string, setting: HookSetting, newToken: () => string): FileEdit {
  return hooksFileEdit({
    path,
    events: HOOK_EVENTS,
    entries: (text) => entriesOf(setting, tokenIn(text ?? '') ?? newToken()),
    options: editOptions(setting),
    refusal: (_, before) => refuse(before, editOptions(setting)),
    holdsHooks: (text) => isDone(text, setting),
  });
}

/** The client takes strict JSON only. A drop-in of root's also keeps skills from running shell lines. */
function editOptions({ scope }: HookSetting): JsonEditOptions {
  const dialect = 'json';
  return scope === 'managed' ? { dialect, newFile: { [SKILL_SHELL]: true } } : { dialect };
}

function entriesOf(setting: HookSetting, token: string): readonly JsonEntry[] {
  const hooks = [hookEntry(setting, token)];
  return HOOK_EVENTS.map((event) => ({
    path: ['hooks', event],
    isOurs: isOurGroup,
    element: () => (event === 'PreToolUse' ? { matcher: '*', hooks } : { hooks }),
    inner: { key: 'hooks', isOurs },
  }));
}

/** Why our hook cannot go into a file: the client would drop it, or run no hooks at all. */
function refuse(text: string, options: JsonEditOptions): EditRefusal | undefined {
  const result = readSettings(text);
  const dropped = whyDropped(result, text, options, 'so Claude Code ignores the whole file');
  if (dropped !== undefined || !result.ok) return dropped;
  if (field(result.settings, 'disableAllHooks') !== true) return undefined;
  const message = '"disableAllHooks" is true, so no hook would run. Remove it, then install again.';
  return { ok: false, message, ...jsonPosition(text, ['disableAllHooks'], options.dialect) };
}

function isDone(text: string | undefined, setting: HookSetting): boolean {
  if (text === undefined) return false;
  const result = readSettings(text);
  if (!result.ok || result.problems.length > 0) return false;
  const { settings } = result;
  return field(settings, 'disableAllHooks') !== true && registersOurHook(settings, setting);
}

/** The token of a hook of ours that is there already, so that it stays the same. */
function tokenIn(text: string): string | undefined {
  const result = readSettings(text);
  if (!result.ok) return undefined;
  return HOOK_EVENTS.flatMap((event) => hookGroups(result.settings, event))
    .flatMap(({ entries }) => entries)
    .map(tokenOf)
    .find((token) => token !== undefined);
}

function isOurGroup(value: unknown): boolean {
  const entries = field(fieldsOf(value) ?? {}, 'hooks');
  return Array.isArray(entries) && entries.length > 0 && entries.every(isOurs);
}
