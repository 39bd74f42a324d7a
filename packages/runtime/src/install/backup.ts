import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../state/replace-file.ts';
import { sha256Hex } from '../state/sha256.ts';
import type { FileWrite } from './file-transaction.ts';

/** One file of a backup. */
export type BackedUpFile = {
  /** Where the file is, symbolic links followed. */
  readonly target: string;
  /** Name of its former bytes in the backup's folder; absent: there was no file. */
  readonly backup?: string;
  readonly mode?: number;
  /** SHA-256 of the file as agsec left it; absent: agsec removed it. */
  readonly after?: string;
};

/** What `manifest.json` in a backup's folder says. */
export type BackupManifest = {
  readonly v: 1;
  readonly made_at: string;
  readonly action: 'install' | 'uninstall' | 'restore';
  readonly files: readonly BackedUpFile[];
  /** Folders that were made for the files, outermost first. */
  readonly folders: readonly string[];
};

export const MANIFEST = 'manifest.json';

/** Copies files that are about to change to a new folder below `backups`, and returns that folder. */
export function backUp(
  backups: string,
  action: BackupManifest['action'],
  writes: readonly FileWrite[],
  now: Date,
): string {
  const folder = makeFolder(backups, now);
  const files = writes.map(({ file, bytes }, index): BackedUpFile => {
    const after = bytes === undefined ? {} : { after: sha256Hex(bytes) };
    if (file.content === undefined) return { target: file.target, ...after };
    const backup = `${index + 1}-${file.target.slice(file.target.lastIndexOf('/') + 1)}`;
    replaceFile(join(folder, backup), file.content.bytes, { mode: 0o600, durable: true });
    return { target: file.target, backup, mode: file.content.mode, ...after };
  });
  const manifest: BackupManifest = { v: 1, made_at: now.toISOString(), action, files, folders: [] };
  writeManifest(folder, manifest);
  return folder;
}

/** Adds to a backup's manifest which folders were made. */
export function noteFolders(folder: string, folders: readonly string[]): void {
  const manifest = readManifest(folder);
  if (manifest !== undefined && folders.length > 0) writeManifest(folder, { ...manifest, folders });
}

function writeManifest(folder: string, manifest: BackupManifest): void {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  replaceFile(join(folder, MANIFEST), text, { mode: 0o600, durable: true });
}

/** Folders below `backups`, oldest first. */
export function backupFolders(backups: string): readonly string[] {
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => /^[0-9]{8}T[0-9]{9}Z(?:-[0-9]+)?$/.test(name))
    .sort()
    .map((name) => join(backups, name));
}

/** The manifest of a backup; undefined if there is none that can be read. */
export function readManifest(folder: string): BackupManifest | undefined {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return undefined;
  const json = parseJson(readFileSync(path, 'utf8'));
  if (!isObject(json) || json['v'] !== 1 || typeof json['made_at'] !== 'string') return undefined;
  const { files, folders, action, made_at: madeAt } = json;
  if (action !== 'install' && action !== 'uninstall' && action !== 'restore') return undefined;
  if (!Array.isArray(files) || !files.every(isFile)) return undefined;
  if (!Array.isArray(folders) || !folders.every((one) => typeof one === 'string')) return undefined;
  return { v: 1, made_at: madeAt, action, files, folders };
}

function isFile(value: unknown): value is BackedUpFile {
  if (!isObject(value) || typeof value['target'] !== 'string') return false;
  const { backup, after, mode } = value;
  const isName = typeof backup === 'string' && /^[0-9]+-[^/]+$/.test(backup);
  return (
    (backup === undefined || isName) &&
    (after === undefined || typeof after === 'string') &&
    (mode === undefined || typeof mode === 'number')
  );
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function makeFolder(backups: string, now: Date): string {
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const name = now.toISOString().replace(/[-:.]/g, '');
  for (let copy = 1; ; copy += 1) {
    const folder = join(backups, copy === 1 ? name : `${name}-${copy}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  }
}
