/** JSON of a value made of plain data, with the members of objects in one order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  // A list of pairs: an object would move keys that look like numbers, and lose `__proto__`.
  return { pairs: entries.map(([key, inner]) => [key, sorted(inner)]) };
}
