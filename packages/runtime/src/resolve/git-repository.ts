import { posix } from 'node:path';
import { type GitConfig, parseGitConfig } from './git-config.ts';
import type { Lookups } from './lookups.ts';

/** Bytes of a `.git` file, `HEAD` or configuration that are read. */
const GIT_FILE_LIMIT = 64 * 1024;

/** What the files of a repository say, without running git. */
export type GitRepository = {
  /** Folder of the working tree. */
  readonly root: string;
  /** The branch `HEAD` names; absent when detached, or when it cannot be read. */
  readonly branch?: string;
  /** `.git`, or a worktree's own folder below the `.git` of its main one. */
  readonly gitFolder: string;
};

/** The repository a folder is in: the nearest `.git` at or above it. */
export function findRepository(folder: string, lookups: Lookups): GitRepository | undefined {
  for (let root = posix.resolve('/', folder); ; root = posix.dirname(root)) {
    const gitFolder = gitFolderAt(root, lookups);
    if (gitFolder === 'spent') return undefined;
    if (gitFolder !== undefined) return describe(root, gitFolder, lookups);
    if (root === '/') return undefined;
  }
}

/** `.git` as a folder, or where a worktree's or submodule's `.git` file points. */
function gitFolderAt(root: string, lookups: Lookups): string | 'spent' | undefined {
  const path = root === '/' ? '/.git' : `${root}/.git`;
  const kind = lookups.kind(path);
  if (kind.spent) return 'spent';
  if (kind.found === 'folder') return path;
  if (kind.found !== 'file') return undefined;
  const target = /^gitdir: (.+?)\s*$/.exec(readSmall(path, lookups) ?? '')?.[1];
  return target === undefined ? undefined : posix.resolve(root, target);
}

function describe(root: string, gitFolder: string, lookups: Lookups): GitRepository {
  const head = readSmall(`${gitFolder}/HEAD`, lookups) ?? '';
  const branch = /^ref: refs\/heads\/(.+?)\s*$/.exec(head)?.[1];
  // A repository that keeps its references in a reftable has this in HEAD.
  if (branch === undefined || branch === '.invalid') return { root, gitFolder };
  return { root, branch, gitFolder };
}

/** Folder with `config`, shared by all worktrees of a repository. */
function commonFolder({ gitFolder }: GitRepository, lookups: Lookups): string {
  const shared = readSmall(`${gitFolder}/commondir`, lookups)?.trim();
  return shared ? posix.resolve(gitFolder, shared) : gitFolder;
}

/**
 * The settings that hold in a repository, the system's and the user's below its own.
 * `undefined` if some file that counts cannot be read.
 */
export function readGitSettings(
  repository: GitRepository,
  home: string | undefined,
  lookups: Lookups,
): GitConfig | undefined {
  const files = [
    '/etc/gitconfig',
    ...(home === undefined ? [] : [`${home}/.config/git/config`, `${home}/.gitconfig`]),
    `${commonFolder(repository, lookups)}/config`,
    `${repository.gitFolder}/config.worktree`,
  ];
  const configs: GitConfig[] = [];
  for (const file of files) {
    const read = lookups.readText(file, GIT_FILE_LIMIT);
    if (read.spent) return undefined;
    if (read.found.kind === 'text') configs.push(parseGitConfig(read.found.text));
    else if (read.found.kind !== 'missing') return undefined;
  }
  return {
    get: (name) => configs.findLast((config) => config.get(name) !== undefined)?.get(name),
    hasIncludes: configs.some((config) => config.hasIncludes),
  };
}

function readSmall(path: string, lookups: Lookups): string | undefined {
  const read = lookups.readText(path, GIT_FILE_LIMIT);
  return read.spent || read.found.kind !== 'text' ? undefined : read.found.text;
}
