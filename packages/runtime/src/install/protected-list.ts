import { readFileSync, rmSync } from 'node:fs';
import { AgsecError } from '@agsec/core';
import type { Adapter, Place } from '../adapter.ts';
import { acquireLock } from '../audit/file-lock.ts';
import {
  type AgentFiles,
  agentFiles,
  parseProtectedList,
  protectedListPath,
} from '../self-protection/other-agents.ts';
import { replaceFile } from '../state/replace-file.ts';

/** Time to wait for another installation, in milliseconds. */
const LOCK_WAIT = 10_000;

/**
 * Adds an agent's protected files to the list that every hook of this scope reads. The folder of
 * hooks must be there. Throws `AgsecError` `busy` while another installation holds the list, and
 * file system errors.
 */
export function noteProtectedFiles(
  adapter: Pick<Adapter, 'id' | 'protectedFiles'>,
  place: Place,
): void {
  const own = agentFiles(adapter, place);
  change(place, (all) => [...all.filter(({ agent }) => agent !== own.agent), own]);
}

/** Takes an agent from the list. Throws as `noteProtectedFiles`. */
export function forgetProtectedFiles(id: string, place: Place): void {
  change(place, (all) => all.filter(({ agent }) => agent !== id));
}

function change(place: Place, edit: (all: readonly AgentFiles[]) => readonly AgentFiles[]): void {
  const path = protectedListPath(place);
  const lock = acquireLock(`${path}.lock`, Date.now() + LOCK_WAIT);
  if (lock === undefined)
    throw new AgsecError({
      code: 'busy',
      message: 'Another installation is running. Try again when it is done.',
    });
  try {
    const before = textOf(path);
    const all = edit(parseProtectedList(before));
    const after = `${JSON.stringify(all)}\n`;
    // Root's list is read by everybody's hook.
    if (all.length === 0) rmSync(path, { force: true });
    else if (after !== before)
      replaceFile(path, after, place.scope === 'managed' ? { mode: 0o644 } : {});
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
