/** A stretch of text that is a secret; `end` is exclusive. */
export type Span = {
  readonly start: number;
  readonly end: number;
  /** Tag that replaces it. */
  readonly kind: string;
};

/**
 * Spans in order and without overlap. Where two overlap they become one, which keeps the kind of
 * the one that starts first (of two that start together, the longer one's).
 */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Span[] = [];
  for (const span of sorted) {
    const last = merged.at(-1);
    if (last === undefined || span.start >= last.end) merged.push(span);
    else if (span.end > last.end) merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}
