import type { CompiledLayer } from '@agsec/core';
import type { PolicyIssue } from '@agsec/core/policy';
import { carefulSettings, type Settings, settingsOf } from '../state/config.ts';
import { sha256Hex } from '../state/sha256.ts';
import type { LoadedSet } from './cache-entry.ts';

/** The policies that speak about one event, the managed layer apart because its mode is. */
export type Policies = {
  readonly settings: Settings;
  readonly managed: PolicyPart;
  /** User, agent and project layers. */
  readonly own: PolicyPart;
  /**
   * The same as it was last accepted, where the user's files have changed since: the call has to pass
   * both.
   */
  readonly accepted?: PolicyPart;
  /** SHA-256 over all sources. */
  readonly digest: string;
};

/** Layers that load together, or why they do not. */
export type PolicyPart = {
  readonly layers: readonly CompiledLayer[];
  readonly problem?: string;
};

/** Issues shown in one denial. */
const ISSUES_SHOWN = 3;

const NO_POLICIES =
  'agsec has no policies to judge this call by. A person has to run `agsec init` at a terminal.';

/** Puts loaded sets together. A set that does not load speaks as one problem, not as no policy. */
export function policiesOf(
  managed: LoadedSet,
  user: LoadedSet,
  projects: readonly LoadedSet[],
): Policies {
  const own = [user, ...projects];
  const isMissing = user.files === 0 && managed.files === 0 && user.issues.length === 0;
  const digests = [managed, ...own].map((set) => set.digest).filter((digest) => digest !== '');
  const { accepted } = user;
  return {
    settings: settingsFor(user, managed),
    managed: part([managed], undefined),
    own: part(own, isMissing ? NO_POLICIES : undefined),
    ...(accepted === undefined
      ? {}
      : { accepted: part([{ ...accepted, issues: [] }, ...projects], undefined) }),
    digest: digests.length === 1 ? (digests[0] ?? '') : sha256Hex(digests.join(' ')),
  };
}

/** What holds by a user's and root's configuration, a change that nobody has accepted yet included. */
export function settingsFor(
  user: Pick<LoadedSet, 'config' | 'accepted'>,
  managed: Pick<LoadedSet, 'config'>,
): Settings {
  const now = settingsOf(user.config, managed.config);
  if (user.accepted === undefined) return now;
  return carefulSettings(now, settingsOf(user.accepted.config, managed.config));
}

function part(
  sets: readonly Pick<LoadedSet, 'issues' | 'layers'>[],
  missing: string | undefined,
): PolicyPart {
  const issues = sets.flatMap((set) => set.issues);
  const problem = issues.length > 0 ? describeIssues(issues) : missing;
  const layers = sets.flatMap((set) => set.layers);
  return problem === undefined ? { layers } : { layers: [], problem };
}

/** What is wrong with policies, for the model and the human: places first. */
export function describeIssues(issues: readonly PolicyIssue[]): string {
  const shown = issues
    .slice(0, ISSUES_SHOWN)
    .map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  const rest = issues.length - shown.length;
  const more = rest > 0 ? ` (and ${rest} more; \`agsec validate\` lists them)` : '';
  return `The policies do not load, so nothing is allowed. ${shown.join(' ')}${more}`;
}
