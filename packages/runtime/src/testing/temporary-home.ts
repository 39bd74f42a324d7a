import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Place, Scope } from '../adapter.ts';

/** A person's machine in a temporary folder: nothing outside it is touched. */
export type TemporaryHome = {
  /** Folder that holds everything else; `remove` deletes it. */
  readonly folder: string;
  readonly home: string;
  readonly agsecHome: string;
  /** Folder of a project, inside the home. */
  readonly project: string;
  /** Prefix for `/etc` and `/usr/local`. */
  readonly root: string;
  /** All variables a process of that person has: PATH, HOME, AGSEC_HOME. */
  readonly environment: { readonly [name: string]: string };
  place(scope?: Scope): Place;
  /** Writes a file below `folder`, making its folders; returns its path. */
  write(path: string, text: string): string;
  /** Text of a file below `folder`, or undefined. */
  read(path: string): string | undefined;
  /** Writes `policies/test.yaml` of the state folder. */
  policies(yaml: string): void;
  remove(): void;
};

/** Makes one. Its state folder is private and empty, as after `agsec init` without policies. */
export function temporaryHome(): TemporaryHome {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-home-')));
  const home = join(folder, 'home');
  const agsecHome = join(home, '.agsec');
  const project = join(home, 'project');
  const root = join(folder, 'root');
  for (const path of [home, project, root]) mkdirSync(path, { recursive: true });
  mkdirSync(agsecHome, { mode: 0o700 });
  const write = (path: string, text: string): string => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const os: Place['os'] =
    process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
  const place = {
    home,
    user: 'dev',
    agsecHome,
    node: process.execPath,
    projects: [project],
    os,
    root,
  };
  return {
    folder,
    home,
    agsecHome,
    project,
    root,
    environment: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: home,
      AGSEC_HOME: agsecHome,
    },
    place: (scope = 'user') => ({ ...place, scope }),
    write,
    read: (path) => readIfThere(join(folder, path)),
    policies: (yaml) => {
      write('home/.agsec/policies/test.yaml', yaml);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
