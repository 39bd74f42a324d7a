import type { HookEnvironment, Place, ProtectedFile } from '@agsec/runtime/hook';
import {
  copilotHomes,
  editorSettings,
  hookFiles,
  join,
  policyFolder,
  projectHooks,
  projectSettings,
} from './client-files.ts';

type Executable = readonly [path: string, kind: ProtectedFile['kind'], why: string];

/** What Copilot runs or obeys, below the folder it keeps a person's files in. */
const OF_PERSON: readonly Executable[] = [
  ['agents', 'folder', 'defines agents, which may bring hooks and servers'],
  ['extensions', 'folder', 'holds extensions, which Copilot runs'],
  ['installed-plugins', 'folder', 'holds plugins, which may bring hooks and servers'],
  ['lsp-config.json', 'file', 'lists the language servers Copilot starts'],
  ['mcp-config.json', 'file', 'lists the servers Copilot starts'],
];

/** The same below a project. */
const OF_PROJECT: readonly Executable[] = [
  ['.claude/agents', 'folder', 'defines agents, which may bring hooks and servers'],
  ['.github/agents', 'folder', 'defines agents, which may bring hooks and servers'],
  ['.github/extensions', 'folder', 'holds extensions, which Copilot runs'],
  ['.github/hooks', 'folder', 'is where hooks and their scripts are kept'],
  ['.github/lsp.json', 'file', 'lists the language servers Copilot starts'],
  ['.github/mcp.json', 'file', 'lists the servers Copilot starts'],
  ['.mcp.json', 'file', 'lists the servers Copilot starts'],
  ['.vscode/mcp.json', 'file', 'lists the servers VS Code starts'],
  ['.vscode/tasks.json', 'file', 'holds tasks, which VS Code may run by itself'],
];

/**
 * What can switch the hook off, or run something no hook is asked about, as measured with 1.0.102. A
 * person's hook files and settings and root's are class A, a project's class B, what executes class C.
 */
export function protectedFiles(
  place: Place,
  environment: HookEnvironment,
): readonly ProtectedFile[] {
  return [
    own(policyFolder(place), 'folder', 'holds the policy hooks of Copilot'),
    ...copilotHomes(place, environment).flatMap(personFiles),
    ...editorSettings(place).map((path) =>
      hooks(path, 'file', 'could keep VS Code from reading the hook of Copilot'),
    ),
    ...place.projects.flatMap(projectFiles),
    // By its own name too: whoever removes the folder removes the hook of project scope.
    ...hookFiles('project', place, environment).map((path) => hooks(path, 'file', OF_HOOKS)),
  ];
}

const OF_HOOKS = 'could switch off the hook of Copilot, or run commands no hook is asked about';

function personFiles(home: string): readonly ProtectedFile[] {
  return [
    own(`${home}/hooks`, 'folder', 'holds the hook of Copilot'),
    own(`${home}/settings.json`, 'file', 'holds settings and hooks of Copilot'),
    own(`${home}/config.json`, 'file', 'says which folders Copilot trusts'),
    ...executables(home, OF_PERSON),
  ];
}

function projectFiles(project: string): readonly ProtectedFile[] {
  return [
    ...projectSettings(project).map((path) => hooks(path, 'file', OF_HOOKS)),
    hooks(projectHooks(project), 'folder', OF_HOOKS),
    ...executables(project, OF_PROJECT),
  ];
}

function own(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'own', why };
}

function hooks(path: string, kind: ProtectedFile['kind'], why: string): ProtectedFile {
  return { path, kind, protection: 'hooks', why };
}

function executables(folder: string, list: readonly Executable[]): readonly ProtectedFile[] {
  return list.map(([path, kind, why]) => ({
    path: join(folder, path),
    kind,
    protection: 'executable',
    why,
  }));
}
