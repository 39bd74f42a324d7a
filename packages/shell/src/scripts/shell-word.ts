/** A shell parameter that no line sets: a reader of lines knows that it does not know it. */
export const UNKNOWN_PARAMETER = '$AGSEC_UNKNOWN';

/** One word that a POSIX shell reads as exactly this text. */
export function quoteWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same for a word in which `*` stands for text nobody knows. */
export function quotePartlyKnown(text: string): string {
  return text.split('*').map(quoteWord).join(`"${UNKNOWN_PARAMETER}"`);
}
