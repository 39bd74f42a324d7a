import { posix } from 'node:path';
import type { Place, Scope } from '@agsec/runtime/hook';

/**
 * Folders whose hook files the command line client runs, in its order (3.0.65). The extension knows
 * the first and the third. Those of a project run without anybody being asked.
 */
export function userHookFolders({ home }: Pick<Place, 'home'>): readonly [string, string] {
  return [join(home, 'Documents/Cline/Hooks'), join(home, '.cline/hooks')];
}

export function projectHookFolders(project: string): readonly [string, string] {
  return [join(project, '.clinerules/hooks'), join(project, '.cline/hooks')];
}

/** Folders whose modules the client loads as plugins, with everything below them. */
export function userPluginFolders({ home }: Pick<Place, 'home'>): readonly [string, string] {
  return [join(home, '.cline/plugins'), join(home, 'Documents/Cline/Plugins')];
}

export function projectPluginFolder(project: string): string {
  return join(project, '.cline/plugins');
}

/** Settings of both clients: `hooksEnabled` of the extension stands there. */
export function stateFile({ home }: Pick<Place, 'home'>): string {
  return join(home, '.cline/data/globalState.json');
}

/** Settings of the command line client: `disabledPlugins` stands there. */
export function settingsFile({ home }: Pick<Place, 'home'>): string {
  return join(home, '.cline/data/settings/global-settings.json');
}

/** The servers the clients start. */
export function serverList({ home }: Pick<Place, 'home'>): string {
  return join(home, '.cline/data/settings/cline_mcp_settings.json');
}

/** The files an installation consists of. */
export type InstalledFiles = {
  /** The hook: every client asks it. */
  readonly hook: string;
  /** The plugin: the command line client tells the model what it says. */
  readonly plugin: string;
};

/** The files of each place a scope installs to. */
export function installedFiles(scope: Scope, place: Place): readonly InstalledFiles[] {
  switch (scope) {
    case 'user': {
      const [hooks] = userHookFolders(place);
      const [plugins] = userPluginFolders(place);
      return [filesIn(hooks, plugins)];
    }
    case 'project':
      return place.projects.map((project) => {
        const [hooks] = projectHookFolders(project);
        return filesIn(hooks, projectPluginFolder(project));
      });
    case 'managed':
      return [];
  }
}

function filesIn(hooks: string, plugins: string): InstalledFiles {
  return { hook: join(hooks, 'PreToolUse'), plugin: join(plugins, 'agsec.js') };
}

const EVENTS =
  'TaskStart TaskResume TaskCancel TaskComplete TaskError PreToolUse PostToolUse UserPromptSubmit PreCompact SessionShutdown'
    .toLowerCase()
    .split(' ');

const EXTENSIONS = '.sh .bash .zsh .js .mjs .cjs .ts .mts .cts .py .ps1'.split(' ');

/** The event a file of a hook folder is run for, in lower case; `undefined`: for none. */
export function hookEventOf(path: string): string | undefined {
  const name = posix.basename(path).toLowerCase();
  const extension = EXTENSIONS.find((each) => name.endsWith(each)) ?? '';
  const event = name.slice(0, name.length - extension.length).trim();
  return EVENTS.find((each) => each === event);
}

/** True if the client would load a file of a plugin folder. */
export function isPluginModule(path: string): boolean {
  return /\.(?:js|ts)$/.test(path) || posix.basename(path) === 'package.json';
}

export function join(folder: string, path: string): string {
  return `${folder === '/' ? '' : folder}/${path}`;
}
