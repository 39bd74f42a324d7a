import type { Decision } from '@agsec/core';
import type { HookFailure } from '../../adapter.ts';

const none = { layers: [], actions: [] } as const;

/** The decisions that an `AnswerTable` answers. */
export const SAMPLE_DECISIONS = {
  allow: {
    ...none,
    effect: 'allow',
    matched_by: 'explicit_allow',
    statement: { sid: 'AllowReads', policy: '01_base.yaml', layer: 'user' },
    reason: 'Reading is allowed',
  },
  deny: {
    ...none,
    effect: 'deny',
    matched_by: 'explicit_deny',
    statement: { sid: 'BlockEnvAccess', policy: '03_files.yaml', layer: 'user' },
    reason: 'Block access to environment files',
    hint: 'Read .env.example instead.',
  },
  review: {
    ...none,
    effect: 'review',
    matched_by: 'explicit_review',
    statement: { sid: 'ReviewPush', policy: '05_git.yaml', layer: 'user' },
    reason: 'Pushing needs a human',
  },
} as const satisfies Record<string, Decision>;

/** Id of the review that waits in the sample. */
export const SAMPLE_REVIEW_ID = 'ab12cd';

/** The failure that an `AnswerTable` answers. */
export const SAMPLE_FAILURE: Omit<HookFailure, 'hook'> = {
  code: 'policy-error',
  message: 'The policies do not load: 03_files.yaml:4:5: unknown effect.',
};
