import type { ProtectedFile } from '@agsec/runtime/hook';
import {
  below,
  type CodexPlace,
  defaultHome,
  managedFolder,
  projectConfig,
  projectHooks,
} from './client-files.ts';
import { profilesIn } from './profiles.ts';

/** Below Codex's own folder: what may not be changed by the agent at all. */
const OWN: readonly (readonly [string, ProtectedFile['kind'], string])[] = [
  ['hooks.json', 'file', 'holds the hook of Codex'],
  ['config.toml', 'file', 'says which hooks of Codex are trusted, and can switch them off'],
  ['plugins', 'folder', 'holds plugins, which may bring hooks and servers'],
  ['rules', 'folder', 'says which commands Codex asks about'],
  ['sessions', 'folder', 'is where Codex writes down who answers its questions'],
  ['app-server-control', 'folder', 'is how programs steer Codex, and answer its questions'],
];

/** Below a person's folder and a project's: what the client runs or obeys. */
const EXECUTABLE: readonly (readonly [string, string])[] = [
  ['agents', 'defines agents of Codex'],
  ['prompts', 'defines prompts of Codex'],
  ['skills', 'defines skills, which may bring scripts'],
];

/**
 * What can switch the hook off, or run something no hook is asked about, as measured with 0.169. A
 * person's files and root's are class A, a project's class B, what executes class C.
 */
export function protectedFiles(place: CodexPlace): readonly ProtectedFile[] {
  const homes = [...new Set([place.codexHome, defaultHome(place)])];
  return [
    {
      path: managedFolder(place),
      kind: 'folder',
      protection: 'own',
      why: 'holds the managed settings of Codex',
    },
    ...homes.flatMap(personFiles),
    ...place.projects.flatMap(projectFiles),
  ];
}

function personFiles(home: string): readonly ProtectedFile[] {
  const own = OWN.map(
    ([name, kind, why]) => ({ path: below(home, name), kind, protection: 'own', why }) as const,
  );
  const profiles = profilesIn(home).map((path) => ({ path, kind: 'file', ...PROFILE }) as const);
  return [...own, ...profiles, ...executables(home)];
}

/** What `--profile` lays over `config.toml`. One that is made anew does nothing until a person names it. */
const PROFILE = {
  protection: 'own',
  why: 'is a profile of Codex, which can switch its hooks off',
} as const;

function projectFiles(project: string): readonly ProtectedFile[] {
  const why = 'could switch off the hook of Codex, or run commands no hook is asked about';
  const files = [projectConfig(project), projectHooks(project)];
  const folder = below(project, '.codex');
  return [
    ...files.map((path) => ({ path, kind: 'file', protection: 'hooks', why }) as const),
    executable(below(folder, 'rules'), 'says which commands Codex asks about'),
    ...executables(folder),
    executable(below(project, '.agents/skills'), 'defines skills, which may bring scripts'),
  ];
}

function executables(folder: string): readonly ProtectedFile[] {
  return EXECUTABLE.map(([name, why]) => executable(below(folder, name), why));
}

function executable(path: string, why: string): ProtectedFile {
  return { path, kind: 'folder', protection: 'executable', why };
}
