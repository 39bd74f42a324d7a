import type { Severity } from './threats.ts';

/** How much could have been harmed, from 0 to 10, by what was let through. */
export type BlastRadius = {
  readonly score: number;
  readonly label: 'none' | 'low' | 'moderate' | 'high' | 'critical';
};

/** Weight of one action that was let through. */
const WEIGHTS: { readonly [severity in Severity]: number } = {
  critical: 4,
  high: 2,
  medium: 1,
  low: 0.25,
};

const HIGHEST = 10;

/** The sum of what was let through, by severity, at most 10. */
export function blastRadius(passed: { readonly [severity in Severity]: number }): BlastRadius {
  const sum =
    WEIGHTS.critical * passed.critical +
    WEIGHTS.high * passed.high +
    WEIGHTS.medium * passed.medium +
    WEIGHTS.low * passed.low;
  const score = Math.min(HIGHEST, sum);
  return { score, label: labelOf(score) };
}

function labelOf(score: number): BlastRadius['label'] {
  if (score === 0) return 'none';
  if (score <= 2) return 'low';
  if (score <= 5) return 'moderate';
  return score <= 8 ? 'high' : 'critical';
}
