import type { Place, Scope } from '@agsec/runtime/hook';

/** Folder of what only root writes. */
export function managedFolder({ os, root }: Pick<Place, 'os' | 'root'>): string {
  const folder = os === 'darwin' ? '/Library/Application Support/Windsurf' : '/etc/windsurf';
  return `${root}${folder}`;
}

/** The hooks a workspace brings along. */
export function projectHooks(project: string): string {
  return below(project, '.windsurf/hooks.json');
}

/** A person's hooks: of the editor, and of the plugin for JetBrains editors. */
export function userHooks({ home }: Pick<Place, 'home'>): readonly [string, string] {
  return [below(home, '.codeium/windsurf/hooks.json'), below(home, '.codeium/hooks.json')];
}

/** The files a scope's hooks are written to (docs.windsurf.com/windsurf/cascade/hooks). */
export function hookFiles(scope: Scope, place: Place): readonly string[] {
  switch (scope) {
    case 'user':
      return userHooks(place);
    case 'project':
      return place.projects.map(projectHooks);
    case 'managed':
      return [`${managedFolder(place)}/hooks.json`];
  }
}

export function below(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}
