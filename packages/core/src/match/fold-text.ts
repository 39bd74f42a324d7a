/**
 * Text in which letters that ASCII letters equal without case stand as the small ASCII letter: the
 * long s and the Kelvin sign included, as Unicode's simple case folding has it.
 */
export function foldText(text: string): string {
  return text.toLowerCase().replaceAll('\u017f', 's');
}
