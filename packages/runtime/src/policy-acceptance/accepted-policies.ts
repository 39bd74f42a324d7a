import { ensureReviewKey, readReviewKey } from '../review/review-key.ts';
import { readSealed, writeSealed } from '../review/sealed-file.ts';
import { type HomeLayout, makePrivateFolder } from '../state/agsec-home.ts';

/** Text of files by their path below the state folder: `policies/01_base.yaml`, `config.yaml`. */
export type PolicyTexts = { readonly [path: string]: string };

/** A person's policies and configuration as they last stood behind them. */
export type AcceptedPolicies = {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly texts: PolicyTexts;
};

export type AcceptedResult =
  | { readonly kind: 'accepted'; readonly policies: AcceptedPolicies }
  /** The file was written by nobody who has the key. */
  | { readonly kind: 'forged' }
  /** Nothing was ever accepted: what stands there counts as it is. */
  | { readonly kind: 'absent' };

/** What was accepted last. Never throws for what it finds. */
export function readAccepted(home: Pick<HomeLayout, 'accepted' | 'reviewKey'>): AcceptedResult {
  const found = readSealed(home.accepted, 'policies', () => readReviewKey(home.reviewKey));
  if (found.kind !== 'genuine') return { kind: found.kind };
  const { at, texts } = found.fields;
  if (typeof at !== 'number' || !isTexts(texts)) return { kind: 'forged' };
  return { kind: 'accepted', policies: { at, texts } };
}

/** Notes what a person stands behind from now on. Throws the file system's error. */
export function writeAccepted(home: HomeLayout, policies: AcceptedPolicies): void {
  makePrivateFolder(home.root);
  writeSealed(home.accepted, 'policies', policies, ensureReviewKey(home.reviewKey));
}

function isTexts(value: unknown): value is PolicyTexts {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}
