import type { Place, ProtectedFile } from '@agsec/runtime/hook';
import {
  projectHookFolders,
  projectPluginFolder,
  serverList,
  settingsFile,
  stateFile,
  userHookFolders,
  userPluginFolders,
} from './client-files.ts';

/**
 * What can switch the hook off, rewrite a call after it, or run something no hook is asked about, as
 * measured with 3.0.65. A person's files are class A, a project's hooks and plugins class B, lists of
 * programs class C.
 */
export function protectedFiles(place: Place): readonly ProtectedFile[] {
  const rewrites = 'is where Cline takes hooks from, which may rewrite a call after agsec';
  const loads = 'is where Cline loads plugins from, which may rewrite a call after agsec';
  return [
    ...userHookFolders(place).map((path) => own(path, 'folder', rewrites)),
    ...userPluginFolders(place).map((path) => own(path, 'folder', loads)),
    own(settingsFile(place), 'file', 'can switch off the plugin of agsec'),
    own(stateFile(place), 'file', 'can switch off the hooks of the VS Code extension'),
    {
      path: serverList(place),
      kind: 'file',
      protection: 'executable',
      why: 'lists the servers Cline starts',
    },
    ...place.projects.flatMap(projectFiles),
  ];
}

function projectFiles(project: string): readonly ProtectedFile[] {
  const why = 'could switch off the hook of agsec, rewrite a call after it, or run unasked';
  return [...projectHookFolders(project), projectPluginFolder(project)].map((path) => ({
    path,
    kind: 'folder',
    protection: 'hooks',
    why,
  }));
}

function own(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'own', why };
}
