import type { Place, ProtectedFile } from '@agsec/runtime/hook';
import { below, managedFolder, projectHooks, userFolder } from './client-files.ts';

/** What below `.cursor`, a person's and a project's, the client starts or obeys. */
const EXECUTABLE: readonly (readonly [string, ProtectedFile['kind'], string])[] = [
  ['agents', 'folder', 'defines agents of Cursor'],
  ['commands', 'folder', 'defines commands of Cursor'],
  ['hooks', 'folder', 'is where hook scripts of Cursor are kept'],
  ['mcp.json', 'file', 'lists the servers Cursor starts'],
  ['plugins', 'folder', 'holds plugins of Cursor, which may bring hooks and servers'],
  ['skills', 'folder', 'defines skills of Cursor'],
];

/** Those that only a project has. */
const OF_PROJECT: readonly (readonly [string, ProtectedFile['kind'], string])[] = [
  ['environment.json', 'file', 'holds commands that cloud agents of Cursor run'],
  ['worktrees.json', 'file', 'holds commands that Cursor runs in a new worktree'],
];

const CLAUDE_HOOKS = 'may hold hooks in the form of Claude Code, which Cursor runs as well';

/**
 * What can switch the hook off, or run something no hook is asked about. A person's hooks and root's
 * are class A, a project's hooks class B, what executes class C.
 */
export function protectedFiles(place: Place): readonly ProtectedFile[] {
  const user = userFolder(place);
  return [
    own(`${user}/hooks.json`, 'file', 'holds the hook of Cursor'),
    own(managedFolder(place), 'folder', 'holds the managed hooks of Cursor'),
    ...EXECUTABLE.map(([name, kind, why]) => executable(`${user}/${name}`, kind, why)),
    executable(below(place.home, '.claude/settings.json'), 'file', CLAUDE_HOOKS),
    ...place.projects.flatMap(projectFiles),
  ];
}

function projectFiles(project: string): readonly ProtectedFile[] {
  const why =
    'could bring commands no hook is asked about, or change calls after agsec judged them';
  const folder = below(project, '.cursor');
  return [
    { path: projectHooks(project), kind: 'file', protection: 'hooks', why },
    ...[...EXECUTABLE, ...OF_PROJECT].map(([name, kind, reason]) =>
      executable(`${folder}/${name}`, kind, reason),
    ),
    ...['.claude/settings.json', '.claude/settings.local.json'].map((name) =>
      executable(below(project, name), 'file', CLAUDE_HOOKS),
    ),
  ];
}

function own(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'own', why };
}

function executable(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'executable', why };
}
