import type { AllowMeans } from '../adapter.ts';

/** What a layer's answers do: block, are only logged, or everything is blocked. */
export type Mode = 'enforce' | 'observe' | 'halt';

/** `config.yaml` as written; what is absent has its default. */
export type Config = {
  readonly mode?: Mode;
  readonly allow_means?: AllowMeans;
  /** Names of installed policy packs, kept by `agsec policy`. */
  readonly packs?: readonly string[];
  readonly audit?: {
    /** Days an audit file is kept. */
    readonly keep_days?: number;
    /** Size of all audit files above which the oldest go. */
    readonly max_mb?: number;
  };
  readonly review?: ReviewConfig;
  /** Managed configuration only: values that a user's configuration cannot change. */
  readonly pin?: {
    readonly mode?: Mode;
    readonly allow_means?: AllowMeans;
    readonly review?: ReviewConfig;
  };
  /** Managed configuration only: which reviews a person's grant lifts. */
  readonly grants?: Liftable;
};

/** How a reviewed call reaches a person. */
export type ReviewConfig = {
  /** Whether an agent's own prompt may answer a review; `never`: only `agsec approve` does. */
  readonly native?: 'auto' | 'never';
  /** Seconds a hook waits for the answer before it denies; as many as it was installed for, at most. */
  readonly wait?: number;
};

/** Which reviews a grant lifts: none, those of a person's own layers, or root's as well. */
export type Liftable = 'none' | 'own' | 'all';

/** What holds for a call, defaults filled in and pins applied. */
export type Settings = {
  /** Mode of the user, agent and project layers. */
  readonly mode: Mode;
  /** Mode of the managed layer; a user's mode does not touch it. */
  readonly managedMode: Mode;
  readonly allowMeans: AllowMeans;
  readonly nativeReview: 'auto' | 'never';
  /** Seconds; 0: the hook does not wait. */
  readonly reviewWait: number;
  readonly liftable: Liftable;
  readonly audit: { readonly keepDays: number; readonly maxMegabytes: number };
};

/** Puts a user's configuration under the managed one. Either may be absent. */
export function settingsOf(user: Config = {}, managed: Config = {}): Settings {
  return {
    mode: managed.pin?.mode ?? user.mode ?? 'enforce',
    managedMode: managed.mode ?? 'enforce',
    allowMeans: managed.pin?.allow_means ?? user.allow_means ?? 'pass',
    nativeReview: managed.pin?.review?.native ?? user.review?.native ?? 'auto',
    reviewWait: managed.pin?.review?.wait ?? user.review?.wait ?? 0,
    liftable: managed.grants ?? 'own',
    audit: {
      keepDays: managed.audit?.keep_days ?? user.audit?.keep_days ?? 90,
      maxMegabytes: managed.audit?.max_mb ?? user.audit?.max_mb ?? 512,
    },
  };
}

/** How much each mode holds back. */
const STRENGTH: { readonly [mode in Mode]: number } = { observe: 0, enforce: 1, halt: 2 };

/**
 * What holds while a change of the configuration waits to be accepted: of each setting the careful
 * one of before and now.
 */
export function carefulSettings(now: Settings, before: Settings): Settings {
  const isApproved = now.allowMeans === 'approve' && before.allowMeans === 'approve';
  const isNever = now.nativeReview === 'never' || before.nativeReview === 'never';
  return {
    ...now,
    mode: STRENGTH[now.mode] >= STRENGTH[before.mode] ? now.mode : before.mode,
    allowMeans: isApproved ? 'approve' : 'pass',
    nativeReview: isNever ? 'never' : 'auto',
    audit: {
      keepDays: Math.max(now.audit.keepDays, before.audit.keepDays),
      maxMegabytes: Math.max(now.audit.maxMegabytes, before.audit.maxMegabytes),
    },
  };
}
