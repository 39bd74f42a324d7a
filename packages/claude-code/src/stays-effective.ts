import { type Fields, field } from '@agsec/runtime/adapter';
import type { Place } from '@agsec/runtime/hook';
import { hookFiles, localSettings, projectSettings } from './client-files.ts';
import { copiesAreEqual, registersOurHook } from './our-hook.ts';
import { readSettings } from './settings/read-settings.ts';
import { unseenCommands } from './unseen-commands.ts';

/**
 * Whether our hook would still be asked about everything if the settings file at `path` had `text`
 * (`undefined`: no such file). Pure.
 *
 * The file that holds the hook must load and hold it unchanged. No other may disable hooks, register
 * our command a second time (the client would run only that one), or bring commands that no hook is
 * asked about. A managed hook no other file can switch off.
 */
export function staysEffective(
  path: string,
  text: string | undefined,
  place: Place,
  architecture: string,
): boolean {
  const { scope = 'user' } = place;
  const holdsHook = hookFiles(scope, place).includes(path);
  if (!holdsHook && scope === 'managed') return true;
  if (text === undefined) return !holdsHook;
  const result = readSettings(text);
  if (!result.ok) return false;
  const { settings, problems } = result;
  if (field(settings, 'disableAllHooks') === true) return false;
  const setting = { place, scope, architecture };
  const isInOrder = holdsHook
    ? problems.length === 0 && registersOurHook(settings, setting)
    : copiesAreEqual(settings, setting);
  return isInOrder && !bringsUnseen(path, settings, place);
}

/** Only a project's settings are another's word; what a person has in their own is theirs. */
function bringsUnseen(path: string, settings: Fields, { projects }: Place): boolean {
  const isOfProject = projects.some(
    (project) => path === projectSettings(project) || localSettings(project).includes(path),
  );
  return isOfProject && unseenCommands(settings).length > 0;
}
