import type { Adapter, ParsedEvent, Place, Scope } from '../adapter.ts';
import type { Chunks } from '../chunks/chunks.ts';
import { managedSet, type SourceSet, userSet } from '../policy-store/source-set.ts';
import type { Disk } from '../resolve/disk.ts';
import { type HomeLayout, homeLayout } from '../state/agsec-home.ts';

/** The machine a decision is made on, and how agsec is installed on it. */
export type Machine = {
  readonly home?: string;
  readonly user?: string;
  readonly os: 'linux' | 'darwin' | 'win32';
  /** The state folder; see `agsecHome`. */
  readonly agsecHome: string;
  /** Absolute path of the node that runs the hook. */
  readonly node: string;
  /** Scope the running hook is installed at; absent: `user`. */
  readonly scope?: Scope;
  /** As `Place.reviewWait` of the running hook. */
  readonly reviewWait?: number;
  /** Prefix for `/etc` and `/usr/local`; empty outside tests. */
  readonly root: string;
  readonly disk: Disk;
  readonly chunks: Chunks;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Version of agsec, part of the compiled cache's identity. */
  readonly version: string;
};

/** Where the policies of a decision come from. */
export type PolicySources = {
  readonly managed?: SourceSet;
  readonly user: SourceSet;
  /** Whether projects may bring policies of their own. */
  readonly projects: boolean;
};

/** The policies of an installation, for one agent. */
export function installedSources(machine: Machine, agent: string): PolicySources {
  const managed = managedSet(machine.root);
  return { managed, user: userSet(layoutOf(machine), agent), projects: true };
}

/** The files and folders of the machine's state. */
export function layoutOf(machine: Machine): HomeLayout {
  return homeLayout(machine.agsecHome);
}

/** What an adapter needs to say which files can switch it off. */
export function placeOf(machine: Machine, event: Pick<ParsedEvent, 'context'>): Place {
  const { workspace_roots: roots, cwd } = event.context;
  const projects = roots ?? (cwd === undefined ? [] : [cwd]);
  const { home = '/', user, agsecHome, node, os, scope, reviewWait, root } = machine;
  return {
    home,
    ...(user === undefined ? {} : { user }),
    agsecHome,
    node,
    projects,
    os,
    ...(scope === undefined ? {} : { scope }),
    ...(reviewWait === undefined ? {} : { reviewWait }),
    root,
  };
}

/** The part of an adapter that decisions need. */
export type Guarded = Pick<Adapter, 'id' | 'protectedFiles' | 'staysEffective'>;
