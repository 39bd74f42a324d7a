import { mkdirSync } from 'node:fs';
import { AgsecError } from '@agsec/core';

/** Where agsec keeps what (DESIGN "State"). All absolute. */
export type HomeLayout = {
  readonly root: string;
  /** `config.yaml`: mode, what allow means, audit. */
  readonly config: string;
  /** Policies of the user layer. */
  readonly policies: string;
  /** `agents/<agent>/*.yaml`: overlays. */
  readonly agents: string;
  /** Loaders and bundles of installed hooks. */
  readonly bin: string;
  readonly cache: string;
  readonly audit: string;
  /** A person's answers to reviewed calls, one file each, named by what the call is. */
  readonly grants: string;
  /** Calls that wait for a person, likewise. */
  readonly reviews: string;
  /** One empty file for each question an agent was about to ask a person about a held call. */
  readonly questions: string;
  /** Authenticates requests and answers. */
  readonly reviewKey: string;
  /** The person's policies and configuration as they last accepted them. */
  readonly accepted: string;
  readonly backups: string;
  /** One file a session: its roots and what its calls wrote. */
  readonly sessions: string;
};

/**
 * The state folder: `AGSEC_HOME`, else `.agsec` below `HOME`. Throws `AgsecError` `no-home` if
 * neither is an absolute path. In a hook both come from the installed command, never from what a
 * repository's agent settings can set.
 */
export function agsecHome(environment: { readonly [name: string]: string | undefined }): string {
  const named = environment['AGSEC_HOME'];
  if (named?.startsWith('/')) return named;
  const home = environment['HOME'];
  if (!named && home?.startsWith('/')) return `${home === '/' ? '' : home}/.agsec`;
  throw new AgsecError({
    code: 'no-home',
    message: named
      ? `AGSEC_HOME must be an absolute path, not "${named}".`
      : 'HOME is not set. Set HOME, or AGSEC_HOME to the folder agsec keeps its state in.',
  });
}

/** The files and folders below a state folder. */
export function homeLayout(root: string): HomeLayout {
  return {
    root,
    config: `${root}/config.yaml`,
    policies: `${root}/policies`,
    agents: `${root}/agents`,
    bin: `${root}/bin`,
    cache: `${root}/cache`,
    audit: `${root}/audit`,
    grants: `${root}/grants`,
    reviews: `${root}/reviews`,
    questions: questionsFolder(root),
    reviewKey: `${root}/review.key`,
    accepted: `${root}/accepted.json`,
    backups: `${root}/backups`,
    sessions: `${root}/sessions`,
  };
}

/** `HomeLayout.questions` of a state folder. */
export function questionsFolder(root: string): string {
  return `${root}/questions`;
}

/** Makes one state folder with its parents, readable by its owner alone. Existing ones stay as they are. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}
