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
  readonly review?: {
    /** Whether an agent's own prompt may answer a review; `never`: only `agsec approve` does. */
    readonly native?: 'auto' | 'never';
  };
  /** Managed configuration only: values that a user's configuration cannot change. */
  readonly pin?: {
    readonly mode?: Mode;
    readonly allow_means?: AllowMeans;
    readonly review?: { readonly native?: 'auto' | 'never' };
  };
};

/** What holds for a call, defaults filled in and pins applied. */
export type Settings = {
  /** Mode of the user, agent and project layers. */
  readonly mode: Mode;
  /** Mode of the managed layer; a user's mode does not touch it. */
  readonly managedMode: Mode;
  readonly allowMeans: AllowMeans;
  readonly nativeReview: 'auto' | 'never';
  readonly audit: { readonly keepDays: number; readonly maxMegabytes: number };
};

/** Puts a user's configuration under the managed one. Either may be absent. */
export function settingsOf(user: Config = {}, managed: Config = {}): Settings {
  return {
    mode: managed.pin?.mode ?? user.mode ?? 'enforce',
    managedMode: managed.mode ?? 'enforce',
    allowMeans: managed.pin?.allow_means ?? user.allow_means ?? 'pass',
    nativeReview: managed.pin?.review?.native ?? user.review?.native ?? 'auto',
    audit: {
      keepDays: managed.audit?.keep_days ?? user.audit?.keep_days ?? 90,
      maxMegabytes: managed.audit?.max_mb ?? user.audit?.max_mb ?? 512,
    },
  };
}
