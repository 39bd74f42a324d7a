import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { directChunks } from '../src/chunks/direct-chunks.ts';
import type { Machine } from '../src/decide/machine.ts';
import { nodeDisk } from '../src/resolve/disk.ts';

/** A machine of its own in a temporary folder: home, state, project, and `/etc` below it. */
export class TestHome {
  readonly root: string;
  readonly home: string;
  readonly agsecHome: string;
  readonly project: string;

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'agsec-machine-')));
    this.home = join(this.root, 'home');
    this.agsecHome = join(this.home, '.agsec');
    this.project = join(this.root, 'project');
    for (const folder of [this.agsecHome, this.project]) mkdirSync(folder, { recursive: true });
  }

  /** Writes a file; the path is relative to the temporary folder. Gives its absolute path. */
  put(path: string, content: string | Uint8Array): string {
    const absolute = join(this.root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    return absolute;
  }

  /** A policy of the user's. */
  policy(name: string, text: string): string {
    return this.put(`home/.agsec/policies/${name}`, text);
  }

  config(text: string): string {
    return this.put('home/.agsec/config.yaml', text);
  }

  get machine(): Machine {
    return {
      home: this.home,
      user: 'tess',
      os: 'linux',
      agsecHome: this.agsecHome,
      node: process.execPath,
      root: this.root,
      disk: nodeDisk('linux'),
      chunks: directChunks,
      now: Date.now,
      version: '1.0.0',
    };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A policy that allows all and denies reading `.env`. */
export const NO_ENV = `version: "1.0"
default: allow
statements:
  - sid: BlockEnv
    effect: deny
    actions: ["file.read"]
    conditions:
      params.file_path: { op: regex, value: "\\\\.env$" }
    reason: Environment files hold secrets
`;

/** A policy that allows everything. */
export const ALLOW_ALL = `version: "1.0"
statements:
  - sid: AllowAll
    effect: allow
    actions: ["*"]
`;
