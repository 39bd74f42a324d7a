import { rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { FileEdit, HelperProgram, InstallPlan, Scope } from '../adapter.ts';
import { acquireLock } from '../audit/file-lock.ts';
import { redact } from '../redact/redact.ts';
import { makePrivateFolder } from '../state/agsec-home.ts';
import { backUp, backupFolders, noteFolders, readManifest } from './backup.ts';
import {
  commitFiles,
  FileChangeError,
  type FileWrite,
  removeEmptyFolders,
} from './file-transaction.ts';
import { decodeText, readTargetFile, realFolder, type TargetFile } from './target-file.ts';
import { unifiedDiff } from './unified-diff.ts';

export type ApplyOptions = {
  /** State folder: backups go to `<agsecHome>/backups`. For the managed scope, root's own. */
  readonly agsecHome: string;
  /** Only say what would change. */
  readonly dryRun?: boolean;
  /** Leave the helper programs where they are on removal, since another installation uses them. */
  readonly keepPrograms?: boolean;
  readonly now?: Date;
};

/** What happened, or would happen, to one file. */
export type FileChange = {
  readonly path: string;
  /** Where the bytes are, if `path` is or goes through a symbolic link. */
  readonly target: string;
  readonly kind: 'created' | 'changed' | 'removed' | 'unchanged';
  /** From the plan: what the change is about. */
  readonly summary: string;
  /** Unified diff with secrets redacted; '' for a program and where nothing changes. */
  readonly diff: string;
};

/** Why a plan was not applied. Lines and columns count from 1. */
export type ApplyFailure = {
  readonly path: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
};

export type ApplyResult =
  | {
      readonly ok: true;
      readonly changes: readonly FileChange[];
      /** Folder of the backup; absent when nothing changed. */
      readonly backup?: string;
    }
  /** No file was changed, or each that was is as before. */
  | { readonly ok: false; readonly failures: readonly ApplyFailure[] };

const LOCK_WAIT_MS = 10_000;

/**
 * Executes a plan: every edit is computed before the first byte is written, a backup is taken, and
 * either all files change or none. Applying a plan again changes nothing. Safe against a second
 * installation at the same time.
 */
export function applyPlan(plan: InstallPlan, options: ApplyOptions): ApplyResult {
  return execute(plan, options, 'install');
}

/** Takes a plan back: removes our entries and what was made for them, and nothing else. */
export function removePlan(plan: InstallPlan, options: ApplyOptions): ApplyResult {
  return execute(plan, options, 'uninstall');
}

type Action = 'install' | 'uninstall';

/** A file of the plan with what is to become of it. */
type Planned = FileWrite & {
  readonly path: string;
  readonly summary: string;
  readonly isProgram: boolean;
};

function execute(plan: InstallPlan, options: ApplyOptions, action: Action): ApplyResult {
  if (options.dryRun === true) {
    const planned = planFiles(plan, options, action);
    return planned.ok ? { ok: true, changes: planned.files.map(changeOf) } : planned;
  }
  if (action === 'uninstall') {
    const planned = planFiles(plan, options, action);
    const changes = planned.ok ? planned.files.map(changeOf) : [];
    if (!planned.ok) return planned;
    if (changes.every(({ kind }) => kind === 'unchanged')) return { ok: true, changes };
  }
  const { agsecHome } = options;
  let lock: ReturnType<typeof acquireLock>;
  try {
    makePrivateFolder(agsecHome);
    lock = acquireLock(join(agsecHome, 'install.lock'), Date.now() + LOCK_WAIT_MS);
  } catch (error) {
    return failed(agsecHome, error);
  }
  if (lock === undefined) {
    return failed(
      agsecHome,
      new Error('another installation is running; try again when it is done'),
    );
  }
  try {
    const planned = planFiles(plan, options, action);
    return planned.ok ? commit(planned.files, options, action) : planned;
  } finally {
    lock.release();
  }
}

type PlannedFiles =
  | { readonly ok: true; readonly files: readonly Planned[] }
  | { readonly ok: false; readonly failures: readonly ApplyFailure[] };

function planFiles(plan: InstallPlan, options: ApplyOptions, action: Action): PlannedFiles {
  const files = new Map<string, Planned>();
  const failures: ApplyFailure[] = [];
  for (const edit of editsOf(plan, action)) {
    try {
      const file = readTargetFile(edit.path);
      const earlier = files.get(file.target);
      const result = planEdit(edit, earlier ?? { file }, plan.scope, action);
      if ('message' in result) failures.push(result);
      else files.set(file.target, earlier === undefined ? result : joined(earlier, result));
    } catch (error) {
      failures.push(failureOf(edit.path, error));
    }
  }
  const programs: Planned[] = [];
  for (const program of options.keepPrograms === true ? [] : (plan.programs ?? [])) {
    try {
      programs.push(planProgram(program, plan.scope, action));
    } catch (error) {
      failures.push(failureOf(program.path, error));
    }
  }
  if (failures.length > 0) return { ok: false, failures };
  // What an entry starts has to be there before the entry, and until it is gone.
  const edits = [...files.values()];
  return {
    ok: true,
    files: action === 'install' ? [...programs, ...edits] : [...edits, ...programs],
  };
}

function editsOf({ edits, traces = [] }: InstallPlan, action: Action): readonly FileEdit[] {
  if (action === 'install') return edits;
  return [
    ...edits,
    ...traces.map((trace) => ({
      ...trace,
      apply: (text?: string) => ({ ok: true, text }) as const,
    })),
  ];
}

/** Two edits of one file. */
function joined(first: Planned, second: Planned): Planned {
  return { ...second, path: first.path, summary: `${first.summary}; ${second.summary}` };
}

function planEdit(
  edit: FileEdit,
  { file, bytes }: { readonly file: TargetFile; readonly bytes?: Uint8Array },
  scope: Scope,
  action: Action,
): Planned | ApplyFailure {
  if (action === 'install' && edit.noLinksBelow !== undefined) {
    const { noLinksBelow: folder, path } = edit;
    const message =
      'a symbolic link leads there, so the agent would not read it; put a plain file there';
    if (file.target !== join(realFolder(folder), relative(folder, path))) return { path, message };
  }
  const current = bytes ?? file.content?.bytes;
  const text = current === undefined ? undefined : decodeText(current);
  const outcome = action === 'install' ? edit.apply(text) : edit.remove(text);
  if (!outcome.ok) {
    const { message, line, column } = outcome;
    const place = {
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    };
    return { path: edit.path, message, ...place };
  }
  const wanted = outcome.text === undefined ? {} : { bytes: Buffer.from(outcome.text, 'utf8') };
  return {
    path: edit.path,
    summary: edit.summary,
    isProgram: false,
    file,
    ...wanted,
    mode: edit.mode ?? (scope === 'user' ? 0o600 : 0o644),
    ...(edit.mode === undefined || action === 'uninstall' ? {} : { setMode: true }),
    folderMode: scope === 'user' ? 0o700 : 0o755,
  };
}

function planProgram(program: HelperProgram, scope: Scope, action: Action): Planned {
  const file = readTargetFile(program.path);
  return {
    path: program.path,
    summary: program.summary,
    isProgram: program.mode === undefined,
    file,
    ...(action === 'install' ? { bytes: program.bytes } : {}),
    mode: program.mode ?? 0o755,
    setMode: true,
    folderMode: scope === 'managed' ? 0o755 : 0o700,
  };
}

function commit(files: readonly Planned[], options: ApplyOptions, action: Action): ApplyResult {
  const changes = files.map(changeOf);
  const writes = files.filter((_, index) => changes[index]?.kind !== 'unchanged');
  if (writes.length === 0) return { ok: true, changes };
  const backups = join(options.agsecHome, 'backups');
  let backup: string | undefined;
  try {
    backup = backUp(backups, action, writes, options.now ?? new Date());
    const { folders } = commitFiles(writes);
    noteFolders(backup, folders);
    if (action === 'uninstall') removeMadeFolders(backups, writes);
    return { ok: true, changes, backup };
  } catch (error) {
    if (backup !== undefined) rmSync(backup, { recursive: true, force: true });
    if (!(error instanceof FileChangeError)) return failed(backups, error);
    const write = writes.find(({ file }) => file.target === error.target);
    return failed(write?.path ?? error.target, error.cause);
  }
}

/** Folders that an earlier installation made for files that are gone now, if nothing else is in them. */
function removeMadeFolders(backups: string, writes: readonly Planned[]): void {
  const removed = writes.filter(({ bytes }) => bytes === undefined).map(({ file }) => file.target);
  const made = backupFolders(backups).flatMap((folder) => readManifest(folder)?.folders ?? []);
  removeEmptyFolders(made.filter((folder) => removed.some((target) => isAbove(folder, target))));
}

function isAbove(folder: string, target: string): boolean {
  return `${dirname(target)}/`.startsWith(`${folder}/`);
}

function changeOf({ path, summary, file, bytes, mode, setMode, isProgram }: Planned): FileChange {
  const { target, content } = file;
  const change = { path, target, summary };
  if (bytes === undefined && content === undefined)
    return { ...change, kind: 'unchanged', diff: '' };
  const keeps = setMode !== true || content?.mode === mode;
  if (bytes !== undefined && content !== undefined && keeps && content.bytes.equals(bytes)) {
    return { ...change, kind: 'unchanged', diff: '' };
  }
  const kind = bytes === undefined ? 'removed' : content === undefined ? 'created' : 'changed';
  if (isProgram) return { ...change, kind, diff: '' };
  const before = content === undefined ? undefined : decodeText(content.bytes);
  const after = bytes === undefined ? undefined : decodeText(bytes);
  return { ...change, kind, diff: redact(unifiedDiff(path, before, after)) };
}

function failed(path: string, error: unknown): ApplyResult {
  return { ok: false, failures: [failureOf(path, error)] };
}

function failureOf(path: string, error: unknown): ApplyFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const message =
      'it may not be written by this user; run the command as its owner (root, for the managed scope)';
    return { path, message };
  }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { path, message: 'there is no space on the disk' };
  return { path, message: error instanceof Error ? error.message : String(error) };
}
