import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync } from 'node:fs';
import type { LayerName } from '@agsec/core';
import type { PolicyIssue, PolicySource } from '@agsec/core/policy';
import { readRegularFile } from '../resolve/regular-file.ts';
import { sha256Hex } from '../state/sha256.ts';
import { type Fingerprint, fingerprintOf, fingerprintOfStats, lastChange } from './fingerprint.ts';
import { LAYER_LIMIT, type LayerFolder, POLICY_FILE_LIMIT, type SourceSet } from './source-set.ts';

/** A path whose change makes the compiled form stale. */
export type Watched = readonly [path: string, print: Fingerprint];

export type LayerText = {
  readonly layer: LayerName;
  readonly folder: string;
  readonly sources: readonly PolicySource[];
};

/** The text of a source set, and what it looked like on disk when it was read. */
export type ReadSources = {
  readonly layers: readonly LayerText[];
  readonly config: PolicySource | 'absent' | 'unreadable';
  /** Files that cannot be read as policies; their paths are absolute. */
  readonly issues: readonly PolicyIssue[];
  readonly watched: readonly Watched[];
  /** Latest change of anything watched, in nanoseconds since 1970. */
  readonly changed: number;
  /** SHA-256 over every file's layer, path and content, and every issue. */
  readonly digest: string;
};

/** Reads the files of a set. A file that cannot be read is an issue, not a throw. */
export function readSources(set: SourceSet): ReadSources {
  const reader = new SourceReader();
  const layers = set.folders.map((folder) => reader.readLayer(folder));
  const config = set.config === undefined ? 'absent' : reader.readConfig(set.config);
  return { layers, config, ...reader.result() };
}

class SourceReader {
  readonly #issues: PolicyIssue[] = [];
  readonly #watched: Watched[] = [];
  readonly #contents: string[] = [];
  #changed = 0;

  result(): Pick<ReadSources, 'issues' | 'watched' | 'changed' | 'digest'> {
    const issues = this.#issues.map((issue) => JSON.stringify(issue));
    return {
      issues: this.#issues,
      watched: this.#watched,
      changed: this.#changed,
      digest: sha256Hex([...this.#contents, ...issues].join('\n')),
    };
  }

  readLayer({ layer, path: folder, followLinks }: LayerFolder): LayerText {
    const sources: PolicySource[] = [];
    let size = 0;
    for (const file of this.#list(folder)) {
      const text = this.#read(`${folder}/${file}`, layer, followLinks);
      if (typeof text !== 'object') continue;
      sources.push({ file, text: text.text });
      size += text.text.length;
      if (size <= LAYER_LIMIT) continue;
      this.#issue(folder, 'layer-too-large', 'The policies of a layer are at most 1 MiB together.');
      break;
    }
    return { layer, folder, sources };
  }

  readConfig(path: string): ReadSources['config'] {
    const text = this.#read(path, 'config', true);
    return typeof text === 'object' ? { file: path, text: text.text } : text;
  }

  #list(folder: string): readonly string[] {
    const { print, changed } = fingerprintOf(folder);
    this.#watch(folder, print, changed);
    if (print === 'absent') return [];
    try {
      return readdirSync(folder).filter(isPolicyName).sort();
    } catch (error) {
      this.#issue(folder, 'unreadable', `This folder cannot be read (${codeOf(error)}).`);
      return [];
    }
  }

  #read(
    path: string,
    layer: string,
    followLinks: boolean,
  ): { readonly text: string } | 'absent' | 'unreadable' {
    try {
      const file = readRegularFile(path, POLICY_FILE_LIMIT, { followLinks });
      if (file.kind === 'not-regular') {
        return this.#refuse(path, 'not-a-file', 'This is not a regular file.');
      }
      this.#watch(path, fingerprintOfStats(file.stats), lastChange(file.stats));
      if (file.kind === 'too-large') {
        return this.#issue(path, 'too-large', 'A policy file is at most 256 KiB; split it.');
      }
      if (!isUtf8(file.bytes)) return this.#issue(path, 'not-utf8', 'This is not UTF-8 text.');
      this.#contents.push(`${layer} ${sha256Hex(file.bytes)} ${path}`);
      return { text: file.bytes.toString('utf8') };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' && lstatSync(path, { throwIfNoEntry: false }) === undefined) {
        this.#watch(path, 'absent', 0);
        return 'absent';
      }
      return this.#refuse(path, 'unreadable', `This file cannot be read (${code}).`);
    }
  }

  /** An issue with a file that was not opened to the end, so that its print has to be looked up. */
  #refuse(path: string, code: string, message: string): 'unreadable' {
    const { print, changed } = fingerprintOf(path);
    this.#watch(path, print, changed);
    return this.#issue(path, code, message);
  }

  #watch(path: string, print: Fingerprint, changed: number): void {
    this.#watched.push([path, print]);
    if (changed > this.#changed) this.#changed = changed;
  }

  #issue(file: string, code: string, message: string): 'unreadable' {
    this.#issues.push({ file, line: 1, column: 1, code, message });
    return 'unreadable';
  }
}

/** Hidden files are not policies: editors keep their own state in them. */
function isPolicyName(name: string): boolean {
  return /^[^.].*\.ya?ml$/is.test(name);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return String(error.code);
}
