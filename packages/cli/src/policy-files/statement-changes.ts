import type { PolicyTexts } from '@agsec/runtime';
import { unifiedDiff } from '@agsec/runtime';
import { parse, stringify } from 'yaml';

/** One thing that differs between two versions of a person's policies and configuration. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Below the state folder: `policies/50_own.yaml`. */
  readonly file: string;
  /** The sid of a statement, or a key of the file: `default`, `mode`. */
  readonly name: string;
  /** YAML of it, before and now. */
  readonly before?: string;
  readonly now?: string;
};

/** What differs, statement by statement and key by key. Texts that are no YAML differ as a whole. */
export function changesBetween(before: PolicyTexts, now: PolicyTexts): readonly Change[] {
  const files = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return files
    .filter((file) => before[file] !== now[file])
    .flatMap((file) => changesOf(file, partsOf(before[file]), partsOf(now[file])));
}

/** The change as lines with `-` and `+`, without the head of a diff. */
export function changeLines({ name, before, now }: Change): readonly string[] {
  return unifiedDiff(name, before, now).trimEnd().split('\n').slice(3);
}

type Parts = ReadonlyMap<string, string>;

function changesOf(file: string, before: Parts, now: Parts): readonly Change[] {
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names.flatMap((name): readonly Change[] => {
    const [one, other] = [before.get(name), now.get(name)];
    if (one === other) return [];
    if (one === undefined) return [{ kind: 'added', file, name, now: other ?? '' }];
    if (other === undefined) return [{ kind: 'removed', file, name, before: one }];
    return [{ kind: 'changed', file, name, before: one, now: other }];
  });
}

/** Statements under their sid, other keys under their name; comments and order are no part of it. */
function partsOf(text: string | undefined): Parts {
  const parts = new Map<string, string>();
  if (text === undefined) return parts;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null) return parts.set('the file', text);
  for (const [key, inner] of Object.entries(value)) {
    if (key !== 'statements' || !Array.isArray(inner)) parts.set(key, stringify({ [key]: inner }));
    else for (const [at, item] of inner.entries()) parts.set(sidOf(item, at), stringify(item));
  }
  return parts;
}

function sidOf(item: unknown, at: number): string {
  const isNamed = typeof item === 'object' && item !== null && 'sid' in item;
  return isNamed ? String(item.sid) : `statement ${at + 1}`;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
