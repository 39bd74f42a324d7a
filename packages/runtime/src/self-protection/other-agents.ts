import type { Adapter, Place, ProtectedFile } from '../adapter.ts';
import { binFolder } from '../install/bin-folder.ts';
import type { Lookups } from '../resolve/lookups.ts';

/** Stands for the folder of a project in the list. */
const PROJECT = '/<project>';

const LIMIT = 256 * 1024;

/** The protected files of one installed agent, those of a project below `/<project>`. */
export type AgentFiles = { readonly agent: string; readonly files: readonly ProtectedFile[] };

/** Its name, in the folder of hooks. */
export const PROTECTED_LIST = 'protected.json';

/** File with what every installed agent protects. It lies with the hooks, so it is protected itself. */
export function protectedListPath(place: Pick<Place, 'agsecHome' | 'root' | 'scope'>): string {
  return `${binFolder(place, place.scope ?? 'user')}/${PROTECTED_LIST}`;
}

/** What an installation adds to the list: each hook then also keeps the other agents' files. */
export function agentFiles(
  adapter: Pick<Adapter, 'id' | 'protectedFiles'>,
  place: Place,
): AgentFiles {
  return { agent: adapter.id, files: adapter.protectedFiles({ ...place, projects: [PROJECT] }) };
}

/**
 * What other installed agents protect, at this place; `undefined` if the list cannot be read whole. A
 * project file that could switch another agent's hook off cannot be judged by its result here, so it
 * is reviewed.
 */
export function otherAgentsFiles(
  agent: string,
  place: Place,
  lookups: Lookups,
): readonly ProtectedFile[] | undefined {
  const read = lookups.readText(protectedListPath(place), LIMIT);
  if (read.spent) return undefined;
  if (read.found.kind === 'missing') return [];
  const list = read.found.kind === 'text' ? parseProtectedList(read.found.text) : undefined;
  return list
    ?.filter((each) => each.agent !== agent)
    .flatMap(({ files }) => files)
    .flatMap((file) => atProjects(file, place.projects));
}

/** The list as it is written; `undefined` for text that is none. */
export function parseProtectedList(text: string): readonly AgentFiles[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every(isAgentFiles) ? list : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function atProjects(file: ProtectedFile, projects: readonly string[]): readonly ProtectedFile[] {
  const { path, protection } = file;
  const known = protection === 'hooks' ? { ...file, protection: 'executable' as const } : file;
  if (!path.startsWith(`${PROJECT}/`)) return [known];
  const below = path.slice(PROJECT.length);
  return projects.map((project) => ({
    ...known,
    path: `${project === '/' ? '' : project}${below}`,
  }));
}

function isAgentFiles(value: unknown): value is AgentFiles {
  return (
    typeof value === 'object' &&
    value !== null &&
    'agent' in value &&
    typeof value.agent === 'string' &&
    'files' in value &&
    Array.isArray(value.files) &&
    value.files.every(isProtectedFile)
  );
}

function isProtectedFile(value: unknown): value is ProtectedFile {
  if (typeof value !== 'object' || value === null) return false;
  if (!('path' in value && 'kind' in value && 'protection' in value && 'why' in value))
    return false;
  const { path, kind, protection, why } = value;
  return (
    typeof path === 'string' &&
    path.startsWith('/') &&
    (kind === 'file' || kind === 'folder') &&
    (protection === 'own' || protection === 'hooks' || protection === 'executable') &&
    typeof why === 'string'
  );
}
