import type { Place, Scope } from '@agsec/runtime/hook';

/**
 * Where Codex keeps a person's files: `CODEX_HOME`, else `~/.codex`. A hook and an installation of
 * the same person come to the same answer, since the client hands the variable to its hooks.
 */
export type CodexPlace = Place & { readonly codexHome: string };

/** A place with the folder of Codex, given the value of `CODEX_HOME`. */
export function codexPlace(place: Place, codexHome: string | undefined): CodexPlace {
  const isSet = codexHome?.startsWith('/') === true;
  return { ...place, codexHome: isSet ? codexHome : defaultHome(place) };
}

/** Where the files are when nobody moves them. */
export function defaultHome({ home }: Pick<Place, 'home'>): string {
  return below(home, '.codex');
}

export function userHooks({ codexHome }: CodexPlace): string {
  return below(codexHome, 'hooks.json');
}

/** A person's settings; the client also keeps there which hooks they trust. */
export function userConfig({ codexHome }: CodexPlace): string {
  return below(codexHome, 'config.toml');
}

export function projectHooks(project: string): string {
  return below(project, '.codex/hooks.json');
}

export function projectConfig(project: string): string {
  return below(project, '.codex/config.toml');
}

/** Folder of the settings only root writes, on Linux and macOS alike. */
export function managedFolder({ root }: Pick<Place, 'root'>): string {
  return `${root}/etc/codex`;
}

export function managedRequirements(place: Pick<Place, 'root'>): string {
  return `${managedFolder(place)}/requirements.toml`;
}

/** The files a scope's hook is written to. */
export function hookFiles(scope: Scope, place: CodexPlace): readonly string[] {
  switch (scope) {
    case 'user':
      return [userHooks(place)];
    case 'project':
      return place.projects.map(projectHooks);
    case 'managed':
      return [managedRequirements(place)];
  }
}

export function below(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}
