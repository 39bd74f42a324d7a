/** Different things of one script that are followed one by one. */
const MOST_FOLLOWED = 256;

/**
 * The different things among those a script of another language does, each once, as far as they are
 * followed. What is left out has to be said to be unknown.
 */
export function followed<T>(things: readonly T[]): {
  readonly things: readonly T[];
  readonly isCut: boolean;
} {
  if (things.length < 2) return { things, isCut: false };
  const different = new Map<string, T>();
  for (const thing of things) {
    if (different.size > MOST_FOLLOWED) break;
    different.set(JSON.stringify(thing), thing);
  }
  const isCut = different.size > MOST_FOLLOWED;
  return { things: [...different.values()].slice(0, MOST_FOLLOWED), isCut };
}
