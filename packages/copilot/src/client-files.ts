import type { HookEnvironment, Place, Scope } from '@agsec/runtime/hook';
import { HOME_VARIABLE } from './environment.ts';

/** The one file of ours in each folder of hook files. */
const OUR_FILE = 'agsec.json';

/**
 * Folders the client keeps a person's files in. `COPILOT_HOME` moves the command line's; VS Code,
 * started without it, keeps to `~/.copilot`. So with it there are two.
 */
export function copilotHomes(
  { home }: Pick<Place, 'home'>,
  environment: HookEnvironment,
): readonly [string, ...(readonly string[])] {
  const usual = join(home, '.copilot');
  const moved = environment[HOME_VARIABLE]?.replace(/(?<=.)\/+$/, '');
  return moved?.startsWith('/') && moved !== usual ? [usual, moved] : [usual];
}

/** Folder of the hook files only root writes; the same on Linux and macOS (hooks reference). */
export function policyFolder({ root }: Pick<Place, 'root'>): string {
  return `${root}/etc/github-copilot`;
}

/** Folder of a project's hook files. */
export function projectHooks(project: string): string {
  return join(project, '.github/hooks');
}

/**
 * Settings of a project that the client reads in a trusted folder, Claude Code's among them. Each
 * may switch all hooks off, or bring some (measured with 1.0.102).
 */
export function projectSettings(project: string): readonly string[] {
  return ['.github/copilot', '.claude'].flatMap((folder) =>
    ['settings.json', 'settings.local.json'].map((file) => join(project, `${folder}/${file}`)),
  );
}

/** Settings of VS Code: of a project, and a person's own. They may leave hook files out. */
export function editorSettings({ home, os, projects }: Place): readonly string[] {
  const folder = os === 'darwin' ? 'Library/Application Support' : '.config';
  const own = ['Code', 'Code - Insiders'].map((name) =>
    join(home, `${folder}/${name}/User/settings.json`),
  );
  return [...own, ...projects.map((project) => join(project, '.vscode/settings.json'))];
}

/** The files a scope's hook is written to. */
export function hookFiles(
  scope: Scope,
  place: Place,
  environment: HookEnvironment,
): readonly string[] {
  switch (scope) {
    case 'user':
      return copilotHomes(place, environment).map((folder) => join(folder, `hooks/${OUR_FILE}`));
    case 'project':
      return place.projects.map((project) => join(projectHooks(project), OUR_FILE));
    case 'managed':
      return [`${policyFolder(place)}/policy.d/10-${OUR_FILE}`];
  }
}

export function join(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}
