/** One field of a split text and where it stood. */
export type Field = { readonly start: number; readonly end: number };

/**
 * Word splitting as POSIX 2.6.5 has it: white space of IFS counts once and not at the ends, any
 * other character of it ends a field each time.
 */
export function splitFields(text: string, separators: string): readonly Field[] {
  if (separators === '') return text === '' ? [] : [{ start: 0, end: text.length }];
  const fields: Field[] = [];
  const isBlank = (index: number) =>
    separators.includes(text.charAt(index)) && /[ \t\n]/.test(text.charAt(index));
  const isSeparator = (index: number) => separators.includes(text.charAt(index));
  let index = 0;
  while (index < text.length && isBlank(index)) index += 1;
  while (index < text.length) {
    const start = index;
    while (index < text.length && !isSeparator(index)) index += 1;
    fields.push({ start, end: index });
    while (index < text.length && isBlank(index)) index += 1;
    if (index < text.length && isSeparator(index) && !isBlank(index)) {
      index += 1;
      while (index < text.length && isBlank(index)) index += 1;
    }
  }
  return fields;
}
