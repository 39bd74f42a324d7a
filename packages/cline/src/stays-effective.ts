import type { Place } from '@agsec/runtime/hook';
import {
  hookEventOf,
  installedFiles,
  isPluginModule,
  projectHookFolders,
  projectPluginFolder,
} from './client-files.ts';
import { pluginText } from './handover/plugin-text.ts';
import { hookText } from './hook-file.ts';

/**
 * Whether our hook would still be asked about everything, and have the last word, if the file at
 * `path` had `text` (`undefined`: no such file). Pure.
 *
 * Our own files must be there unchanged. A project may have no other hook and no plugin: the client
 * runs them without asking anybody, and they may rewrite a call after ours has judged it.
 */
export function staysEffective(path: string, text: string | undefined, place: Place): boolean {
  const { scope = 'user', projects } = place;
  for (const { hook, plugin } of installedFiles(scope, place)) {
    if (path === hook) return text === hookText(place, scope);
    if (path === plugin) return text === pluginText(place.agsecHome);
    if (text === undefined && (isIn(hook, path) || isIn(plugin, path))) return false;
  }
  if (text === undefined) return true;
  const isHook = projects.some((project) =>
    projectHookFolders(project).some((folder) => isIn(path, folder) && hookEventOf(path)),
  );
  const isPlugin = projects.some(
    (project) => isIn(path, projectPluginFolder(project)) && isPluginModule(path),
  );
  return !isHook && !isPlugin;
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
