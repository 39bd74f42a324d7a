import { posix } from 'node:path';
import type { Place, Scope } from '@agsec/runtime/hook';

/** The user's settings. `CLAUDE_CONFIG_DIR` would move them; the installer does not follow it. */
export function userSettings({ home }: Pick<Place, 'home'>): string {
  return join(home, '.claude/settings.json');
}

/** Folder of the settings only root writes. */
export function managedFolder({ os, root }: Pick<Place, 'os' | 'root'>): string {
  const folder = os === 'darwin' ? '/Library/Application Support/ClaudeCode' : '/etc/claude-code';
  return `${root}${folder}`;
}

/** Settings of a project that its repository brings along. */
export function projectSettings(project: string): string {
  return join(project, '.claude/settings.json');
}

/**
 * Settings of a project for one person. The client also reads those at the root of the repository
 * that the project is in, and of its main checkout (measured with 2.1.328), so every folder above
 * counts.
 */
export function localSettings(project: string): readonly string[] {
  const files: string[] = [];
  for (let folder = project; ; folder = posix.dirname(folder)) {
    files.push(join(folder, '.claude/settings.local.json'));
    if (folder === posix.dirname(folder)) return files;
  }
}

/** The files a scope's hook is written to. */
export function hookFiles(scope: Scope, place: Place): readonly string[] {
  switch (scope) {
    case 'user':
      return [userSettings(place)];
    case 'project':
      return place.projects.map(projectSettings);
    case 'managed':
      return [`${managedFolder(place)}/managed-settings.d/10-agsec.json`];
  }
}

export function join(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}
