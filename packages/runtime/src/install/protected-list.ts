import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AgsecError } from '@agsec/core';
import type { Adapter, Place } from '../adapter.ts';
import { acquireLock } from '../audit/file-lock.ts';
import {
  type AgentFiles,
  agentFiles,
  PROTECTED_LIST,
  parseProtectedList,
} from '../self-protection/other-agents.ts';
import { replaceFile } from '../state/replace-file.ts';

/** Time to wait for another installation, in milliseconds. */
const LOCK_WAIT = 10_000;

/**
 * Adds an agent's protected files to the list that every hook of this folder of hooks reads. Throws
 * `AgsecError` `busy` while another installation holds the list, and file system errors.
 */
export function noteProtectedFiles(
  bin: string,
  adapter: Pick<Adapter, 'id' | 'protectedFiles'>,
  place: Place,
  mode: number,
): void {
  const own = agentFiles(adapter, place);
  change(bin, mode, (all) => [...all.filter(({ agent }) => agent !== own.agent), own]);
}

/** Takes an agent from the list. Throws as `noteProtectedFiles`. */
export function forgetProtectedFiles(bin: string, id: string): void {
  const path = join(bin, PROTECTED_LIST);
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  if (mode === undefined) return;
  change(bin, mode & 0o777, (all) => all.filter(({ agent }) => agent !== id));
}

function change(
  bin: string,
  mode: number,
  edit: (all: readonly AgentFiles[]) => readonly AgentFiles[],
): void {
  const path = join(bin, PROTECTED_LIST);
  const lock = acquireLock(`${path}.lock`, Date.now() + LOCK_WAIT);
  if (lock === undefined)
    throw new AgsecError({
      code: 'busy',
      message: 'Another installation is running. Try again when it is done.',
    });
  try {
    const before = textOf(path);
    // A damaged one begins anew: doctor tells which agents are then missing from it.
    const all = edit(parseProtectedList(before) ?? []);
    const after = `${JSON.stringify(all)}\n`;
    if (all.length === 0) rmSync(path, { force: true });
    else if (after !== before) replaceFile(path, after, { mode });
  } finally {
    lock.release();
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
