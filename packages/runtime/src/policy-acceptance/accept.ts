import type { HomeLayout } from '../state/agsec-home.ts';
import { type PolicyTexts, readAccepted, writeAccepted } from './accepted-policies.ts';
import { below, currentPolicies } from './current-policies.ts';

/** Accepts everything as it stands. Throws the file system's error. */
export function acceptAll(home: HomeLayout, now: number): void {
  writeAccepted(home, { at: now, texts: currentPolicies(home).texts });
}

/** A file that agsec itself has written for a person; `undefined`: there is, or was, none. */
export type WrittenFile = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/**
 * Accepts what agsec has just written, and nothing else: a file that had changed before, unaccepted,
 * stays so. Where nothing was ever accepted there is nothing to compare with, and nothing to do.
 */
export function acceptWritten(home: HomeLayout, files: readonly WrittenFile[], now: number): void {
  const accepted = readAccepted(home);
  if (accepted.kind !== 'accepted') return;
  const { texts } = accepted.policies;
  const changed = files
    .map(({ path, ...file }) => ({ ...file, name: below(home, path) }))
    .filter(({ name, before }) => ownText(texts, name) === before);
  if (changed.length === 0) return;
  const after = new Map(Object.entries(texts));
  for (const { name, after: text } of changed) {
    if (text === undefined) after.delete(name);
    else after.set(name, text);
  }
  writeAccepted(home, { at: now, texts: Object.fromEntries(after) });
}

function ownText(texts: PolicyTexts, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}
