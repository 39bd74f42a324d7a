import { posix } from 'node:path';
import { type Fields, field, fieldsOf } from '@agsec/runtime/adapter';
import type { DoctorFinding, DoctorInput } from '@agsec/runtime/hook';
import {
  hookEventOf,
  installedFiles,
  isPluginModule,
  join,
  projectHookFolders,
  projectPluginFolder,
  settingsFile,
  stateFile,
  userHookFolders,
  userPluginFolders,
} from './client-files.ts';
import { isOurPlugin } from './handover/plugin-text.ts';
import { isOurHook } from './hook-file.ts';

/**
 * What around the client stands between an installation and its promise. That hook and plugin are
 * there is for `isInstalled`, what nothing here changes for the table of capabilities.
 */
export function doctor(input: DoctorInput): readonly DoctorFinding[] {
  return [
    clientFinding(input.clientVersion),
    ...linkFindings(input),
    ...settingsFindings(input),
    ...hookFindings(input),
    ...pluginFindings(input),
  ];
}

function clientFinding(version: string | undefined): DoctorFinding {
  const check = 'client';
  if (version === undefined) {
    const detail =
      'The command line client of Cline was not found; the VS Code extension alone reads the hook, not the plugin';
    return { check, level: 'ok', detail };
  }
  return { check, level: 'ok', detail: `Cline ${version}` };
}

/** The command line client runs only plain files; a link to a folder above them it follows. */
function linkFindings({ place, scope, realPath }: DoctorInput): readonly DoctorFinding[] {
  return installedFiles(scope, place).flatMap(({ hook }) => {
    const real = realPath?.(hook);
    const folder = realPath?.(posix.dirname(hook));
    if (real === undefined || folder === undefined) return [];
    if (real === join(folder, posix.basename(hook))) return [];
    return [
      {
        check: 'link',
        level: 'open',
        detail: `${hook} is a symbolic link, which Cline passes over`,
        fix: `Remove ${hook}, then install again`,
      },
    ];
  });
}

/** What the clients' own settings switch off. */
function settingsFindings({ place, scope, readFile }: DoctorInput): readonly DoctorFinding[] {
  const settings = objectIn(readFile(settingsFile(place)));
  const disabled = field(settings, 'disabledPlugins');
  const plugins = installedFiles(scope, place)
    .map(({ plugin }) => plugin)
    .filter((plugin) => Array.isArray(disabled) && disabled.includes(plugin));
  const isOff = field(objectIn(readFile(stateFile(place))), 'hooksEnabled') === false;
  return [
    ...plugins.map(
      (plugin): DoctorFinding => ({
        check: 'plugin-disabled',
        level: 'warn',
        detail: `${plugin} is switched off: a call that is denied ends the run, and nobody reads why`,
        fix: `Take it out of disabledPlugins in ${settingsFile(place)}`,
      }),
    ),
    ...(isOff ? [hooksOff(stateFile(place))] : []),
  ];
}

function hooksOff(file: string): DoctorFinding {
  return {
    check: 'hooks-disabled',
    level: 'open',
    detail: `${file} switches hooks off: the VS Code extension asks none`,
    fix: 'Switch hooks on in the settings of the extension',
  };
}

function objectIn(text: string | undefined): Fields {
  try {
    return fieldsOf(JSON.parse(text ?? '{}')) ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** A person's own hooks are theirs; those of a project came with its repository. */
function hookFindings({ place, readFile, listFolder }: DoctorInput): readonly DoctorFinding[] {
  const folders = [...userHookFolders(place), ...place.projects.flatMap(projectHookFolders)];
  const paths = folders.flatMap((folder) =>
    (listFolder?.(folder) ?? []).map((name) => join(folder, name)),
  );
  const isOfProject = (path: string): boolean =>
    place.projects.some((project) => projectHookFolders(project).includes(posix.dirname(path)));
  return paths.flatMap((path): readonly DoctorFinding[] => {
    const event = hookEventOf(path);
    if (event === undefined || isOurHook(readFile(path) ?? '')) return [];
    const fix = 'Read it; remove it if you did not put it there';
    if (event === 'pretooluse') {
      const detail = `${path} is another hook that is asked about calls. With overrideInput it can rewrite one after agsec has judged it: the command line client then denies it, the VS Code extension takes no rewriting`;
      return [{ check: 'foreign-hooks', level: 'warn', detail, fix }];
    }
    if (!isOfProject(path)) return [];
    const detail = `${path} comes with the project, and Cline runs it unasked`;
    return [{ check: 'foreign-hooks', level: 'warn', detail, fix }];
  });
}

function pluginFindings({ place, readFile, listFolder }: DoctorInput): readonly DoctorFinding[] {
  const folders = [...userPluginFolders(place), ...place.projects.map(projectPluginFolder)];
  return folders.flatMap((folder) =>
    (listFolder?.(folder) ?? [])
      .map((name) => join(folder, name))
      .filter((path) => isPluginModule(path) || (listFolder?.(path)?.length ?? 0) > 0)
      .filter((path) => !isOurPlugin(readFile(path) ?? ''))
      .map((path) => ({
        check: 'foreign-plugins',
        level: 'warn',
        detail: `${path} is a plugin: Cline runs it unasked, and it can rewrite a call after agsec has judged it`,
        fix: 'Read it; remove it if you did not put it there',
      })),
  );
}
