import { APPLY, ARCHIVE, BUNDLE, FORMAT_PATCH } from './archive.ts';
import { BRANCH } from './branch.ts';
import { CHECKOUT } from './checkout.ts';
import { CLEAN } from './clean.ts';
import { CLONE, INIT } from './clone.ts';
import { ADD, COMMIT } from './commit.ts';
import { CONFIG } from './config.ts';
import { CREDENTIAL, DIFFTOOL, SEND_EMAIL } from './credentials.ts';
import { CRYPT, SECRET } from './encryption.ts';
import { FETCH } from './fetch.ts';
import { GC, PRUNE, REPACK } from './gc.ts';
import type { GitVerb } from './git-verb.ts';
import { GREP } from './grep.ts';
import { LFS } from './lfs.ts';
import {
  CHECKOUT_INDEX,
  DAEMON,
  FOR_EACH_REPO,
  INTERPRET_TRAILERS,
  MERGE_FILE,
  READ_TREE,
  REMOTE_EXT,
  SUBTREE,
} from './plumbing.ts';
import { PUSH } from './push.ts';
import { BISECT, MERGE, REBASE, SUBMODULE } from './rebase.ts';
import { REFLOG } from './reflog.ts';
import { FAST_IMPORT, REMOTE, REPLACE, SYMBOLIC_REF, UPDATE_REF } from './refs.ts';
import { MOVE, REMOVE } from './remove.ts';
import { RESET } from './reset.ts';
import { RESTORE } from './restore.ts';
import { FILTER_BRANCH, FILTER_REPO } from './rewrite.ts';
import { BLAME, CAT_FILE, HASH_OBJECT, LS_FILES, SHOW } from './show.ts';
import { STASH } from './stash.ts';
import { SWITCH } from './switch.ts';
import { TAG } from './tag.ts';
import { WORKTREE } from './worktree.ts';

const VERBS: readonly GitVerb[] = [
  ADD,
  APPLY,
  ARCHIVE,
  BISECT,
  BLAME,
  BRANCH,
  BUNDLE,
  CAT_FILE,
  CHECKOUT,
  CHECKOUT_INDEX,
  CLEAN,
  CLONE,
  COMMIT,
  CONFIG,
  CREDENTIAL,
  CRYPT,
  DAEMON,
  DIFFTOOL,
  FAST_IMPORT,
  FETCH,
  FILTER_BRANCH,
  FILTER_REPO,
  FOR_EACH_REPO,
  FORMAT_PATCH,
  GC,
  GREP,
  HASH_OBJECT,
  INIT,
  INTERPRET_TRAILERS,
  LFS,
  LS_FILES,
  MERGE,
  MERGE_FILE,
  MOVE,
  PRUNE,
  PUSH,
  READ_TREE,
  REBASE,
  REFLOG,
  REMOTE,
  REMOTE_EXT,
  REMOVE,
  REPACK,
  REPLACE,
  RESET,
  RESTORE,
  SECRET,
  SEND_EMAIL,
  SHOW,
  STASH,
  SUBMODULE,
  SUBTREE,
  SWITCH,
  SYMBOLIC_REF,
  TAG,
  UPDATE_REF,
  WORKTREE,
];

let byName: ReadonlyMap<string, GitVerb> | undefined;

/** Knowledge of a git command; `undefined` for one that only reads, or is an alias or unknown. */
export function findVerb(name: string): GitVerb | undefined {
  byName ??= new Map(VERBS.flatMap((verb) => verb.names.map((each) => [each, verb] as const)));
  return byName.get(name);
}

/**
 * Commands that also exist as programs of their own (`git-push`, in git's exec path). Credential
 * helpers are programs called by their own names only.
 */
export function dashedNames(): readonly string[] {
  return VERBS.flatMap((verb) => verb.names)
    .filter((name) => !name.startsWith('credential-'))
    .map((name) => `git-${name}`);
}
