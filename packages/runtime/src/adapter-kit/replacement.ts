/** One replacement of the Edit tools. */
export type Replacement = {
  readonly from: string;
  readonly to: string;
  readonly all: boolean;
};

/**
 * The text of a file after replacements, one after the other. An empty `from` makes a new file.
 * `undefined` where the client would refuse, or would look for a similar text: what it finds then
 * is not known.
 */
export function applyReplacements(
  current: string | undefined,
  replacements: readonly Replacement[],
): string | undefined {
  let text = current;
  for (const replacement of replacements) {
    const next = applyOne(text, replacement);
    if (next === undefined) return undefined;
    text = next;
  }
  return text;
}

function applyOne(text: string | undefined, { from, to, all }: Replacement): string | undefined {
  if (from === '') return text === undefined || text === '' ? to : undefined;
  if (text === undefined) return undefined;
  const parts = text.split(from);
  if (parts.length < 2) return undefined;
  if (!all && parts.length > 2) return undefined;
  return parts.join(to);
}
