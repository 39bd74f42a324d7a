import type { Place, ProtectedFile } from '@agsec/runtime/hook';
import {
  join,
  localSettings,
  managedFolder,
  projectSettings,
  userSettings,
} from './client-files.ts';

/** Folders below `.claude`, a person's and a project's, whose files the client runs or obeys. */
const EXECUTABLE_FOLDERS: readonly (readonly [string, string])[] = [
  ['agents', 'defines agents, which may bring hooks of their own'],
  ['commands', 'defines commands, which may run shell lines no hook sees'],
  ['hooks', 'is where hook scripts are kept'],
  ['plugins', 'holds plugins, which may bring hooks and servers'],
  ['skills', 'defines skills, which may run shell lines no hook sees'],
  ['workflows', 'holds workflow scripts'],
];

/**
 * What can switch the hook off, or run something no hook is asked about, as measured with 2.1.328.
 * A person's settings and root's are class A, a project's settings class B, what executes class C.
 */
export function protectedFiles(place: Place): readonly ProtectedFile[] {
  return [
    own(userSettings(place), 'file', 'holds the hook of Claude Code'),
    own(managedFolder(place), 'folder', 'holds the managed settings of Claude Code'),
    executable(join(place.home, '.claude.json'), 'file', 'lists the servers Claude Code starts'),
    ...executableFolders(join(place.home, '.claude')),
    ...place.projects.flatMap(projectFiles),
  ];
}

function projectFiles(project: string): readonly ProtectedFile[] {
  const why = 'could switch off the hook of Claude Code, or run commands no hook is asked about';
  const settings = [projectSettings(project), ...localSettings(project)];
  return [
    ...settings.map((path) => ({ path, kind: 'file', protection: 'hooks', why }) as const),
    executable(join(project, '.mcp.json'), 'file', 'lists the servers Claude Code starts'),
    ...executableFolders(join(project, '.claude')),
  ];
}

function executableFolders(folder: string): readonly ProtectedFile[] {
  return EXECUTABLE_FOLDERS.map(([name, why]) => executable(`${folder}/${name}`, 'folder', why));
}

function own(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'own', why };
}

function executable(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'executable', why };
}
