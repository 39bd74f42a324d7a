import type { Place, ProtectedFile } from '@agsec/runtime/hook';
import { below, managedFolder, projectHooks, userHooks } from './client-files.ts';

const DEVIN_HOOKS = 'may hold hooks of Devin Local, which run commands no hook is asked about';
const CLAUDE_HOOKS = 'may hold hooks in the form of Claude Code, which Devin Local runs as well';
const SERVERS = 'lists the servers Windsurf starts';

/**
 * What can switch the hook off, or run something no hook is asked about. A person's hooks and root's
 * are class A, a workspace's hooks class B, what executes class C.
 */
export function protectedFiles(place: Place): readonly ProtectedFile[] {
  const { home } = place;
  return [
    ...userHooks(place).map((path) => own(path, 'file', 'holds the hook of Windsurf')),
    own(managedFolder(place), 'folder', 'holds the managed hooks of Windsurf'),
    executable(below(home, '.codeium/windsurf/mcp_config.json'), SERVERS),
    executable(below(home, '.codeium/mcp_config.json'), SERVERS),
    executable(below(home, '.config/devin/config.json'), DEVIN_HOOKS),
    executable(below(home, '.claude/settings.json'), CLAUDE_HOOKS),
    ...place.projects.flatMap(projectFiles),
  ];
}

function projectFiles(project: string): readonly ProtectedFile[] {
  const why = 'could bring commands no hook is asked about';
  return [
    { path: projectHooks(project), kind: 'file', protection: 'hooks', why },
    ...['hooks.v1.json', 'config.json', 'config.local.json'].map((name) =>
      executable(below(project, `.devin/${name}`), DEVIN_HOOKS),
    ),
    ...['settings.json', 'settings.local.json'].map((name) =>
      executable(below(project, `.claude/${name}`), CLAUDE_HOOKS),
    ),
  ];
}

function own(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'own', why };
}

function executable(path: string, why: string): ProtectedFile {
  return { path, kind: 'file', protection: 'executable', why };
}
