import type { Place, Scope } from '@agsec/runtime/hook';

/** A person's folder of the client. */
export function userFolder({ home }: Pick<Place, 'home'>): string {
  return below(home, '.cursor');
}

/** Folder of what only root writes. */
export function managedFolder({ os, root }: Pick<Place, 'os' | 'root'>): string {
  const folder = os === 'darwin' ? '/Library/Application Support/Cursor' : '/etc/cursor';
  return `${root}${folder}`;
}

/** The hooks a project brings along. The client reads them in folders a person trusts. */
export function projectHooks(project: string): string {
  return below(project, '.cursor/hooks.json');
}

/** The files a scope's hooks are written to (cursor.com/docs/hooks, "Configuration"). */
export function hookFiles(scope: Scope, place: Place): readonly string[] {
  switch (scope) {
    case 'user':
      return [`${userFolder(place)}/hooks.json`];
    case 'project':
      return place.projects.map(projectHooks);
    case 'managed':
      return [`${managedFolder(place)}/hooks.json`];
  }
}

export function below(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}
