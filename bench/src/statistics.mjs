/** Middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  if (sorted.length === 0) throw new RangeError('no numbers');
  return sorted.length % 2 === 1
    ? sorted[Math.floor(middle)]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * A 95 % confidence interval of the median: the order statistics between which it lies with that
 * probability, whatever the distribution (a sign test turned round).
 */
export function medianInterval(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const count = sorted.length;
  const skipped = Math.max(0, Math.floor((count - 1.96 * Math.sqrt(count)) / 2) - 1);
  return [sorted[skipped], sorted[count - 1 - skipped]];
}
