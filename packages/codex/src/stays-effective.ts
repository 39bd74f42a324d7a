import { type CodexPlace, hookFiles, projectConfig, userConfig } from './client-files.ts';
import { isOurs, registersOurHook } from './our-hook.ts';
import { foreignEvents } from './settings/hooks-table.ts';
import { holdsManagedHook } from './settings/managed-block.ts';
import { hooksSwitchedOff, readConfig } from './settings/read-config.ts';
import { readHooks } from './settings/read-hooks.ts';
import { unseenCommands } from './unseen-commands.ts';

/**
 * Whether our hook would still be asked about everything if the file at `path` had `text`
 * (`undefined`: no such file). Pure.
 *
 * The file that holds the hook must load and hold it unchanged. A project's may neither switch hooks
 * off (a trusted one's would switch off the person's too, as measured with 0.169) nor bring commands
 * that no hook is asked about. A managed hook no other file can switch off.
 */
export function staysEffective(path: string, text: string | undefined, place: CodexPlace): boolean {
  const { scope = 'user' } = place;
  const holdsHook = hookFiles(scope, place).includes(path);
  if (!holdsHook && scope === 'managed') return true;
  if (text === undefined) return !holdsHook;
  if (scope === 'managed') return holdsManagedHook(text, { place, scope });
  const configs = [userConfig(place), ...place.projects.map(projectConfig)];
  if (configs.includes(path)) return configStays(text, path !== userConfig(place));
  const result = readHooks(text);
  if (!result.ok) return false;
  const { hooks, problems } = result;
  if (holdsHook && (problems.length > 0 || !registersOurHook(hooks, { place, scope })))
    return false;
  const isOfProject = hookFiles('project', place).includes(path);
  return !isOfProject || foreignEvents(hooks, isOurs).length === 0;
}

/** Only a project's settings are another's word; what a person has in their own is theirs. */
function configStays(text: string, isOfProject: boolean): boolean {
  const result = readConfig(text);
  if (!result.ok || hooksSwitchedOff(result.config) !== undefined) return false;
  return !isOfProject || unseenCommands(result.config).length === 0;
}
