import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import type { HookEnvironment, Place } from '@agsec/runtime/hook';
import { copilotHomes, editorSettings, hookFiles, join, projectSettings } from './client-files.ts';
import { parseJson, readHookFile } from './hook-file.ts';
import { foreignHooks, registersOurHook } from './our-hook.ts';

/**
 * Whether our hook would still be asked about everything if the file at `path` had `text`
 * (`undefined`: no such file). Pure.
 *
 * The file that holds the hook must load and hold it unchanged. A project's files may neither
 * disable hooks nor bring any: a command no hook is asked about, or, of `preToolUse`, one that
 * rewrites a call after ours has judged it. Settings of VS Code may not say which hook files to read.
 */
export function staysEffective(
  path: string,
  text: string | undefined,
  place: Place,
  environment: HookEnvironment,
): boolean {
  const { scope = 'user' } = place;
  if (hookFiles(scope, place, environment).includes(path)) {
    const result = readHookFile(text ?? '');
    if (!result.ok || !registersOurHook(result.file, { place, scope })) return false;
    return scope !== 'project' || foreignHooks(result.file).length === 0;
  }
  if (text === undefined || text.trim() === '') return true;
  if (editorSettings(place).includes(path)) return !namesHookFiles(text);
  if (place.projects.some((project) => projectSettings(project).includes(path))) {
    return isHarmless(text, place.scope !== 'managed');
  }
  const ownSettings = copilotHomes(place, environment).map((home) => join(home, 'settings.json'));
  if (ownSettings.includes(path)) return isHarmless(text, false);
  return !path.endsWith('.json') || isHarmless(text, false);
}

/** Settings that say nothing of hooks. What is not plain JSON may be JSON to the client. */
function isHarmless(text: string, mayNotDisable: boolean): boolean {
  const parsed = parseJson(text.replace(/^\ufeff/, ''));
  const settings = parsed.ok ? fieldsOf(parsed.value) : undefined;
  if (settings === undefined) return false;
  if (mayNotDisable && field(settings, 'disableAllHooks') === true) return false;
  return foreignHooks(settings).length === 0 && plugins(settings).length === 0;
}

/** Plugins the settings switch on; they may bring hooks and servers. */
export function plugins(settings: Fields): readonly string[] {
  const enabled = fieldsOf(field(settings, 'enabledPlugins')) ?? {};
  return Object.keys(enabled).filter((name) => field(enabled, name) !== false);
}

/**
 * Whether settings of VS Code choose hook files or switch hooks off. They may hold comments, so this
 * is told by the text; an escape in it may be any letter.
 */
function namesHookFiles(text: string): boolean {
  return /"[^"\n]*chat[^"\n]*hook/i.test(text) || text.includes('\\u');
}
