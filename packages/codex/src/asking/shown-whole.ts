/** Most columns and lines of a command that a person sees at once in the client's prompt. */
const MOST_COLUMNS = 1000;
const MOST_LINES = 12;

/** A tab moves by up to as many columns. */
const TAB = ' '.repeat(8);

/** Control characters but tab and line feed, marks of format but the one that joins emoji, other line ends. */
const HIDDEN = /(?![\t\n\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * Whether a person sees all of a command where the client asks about it: nothing that moves the
 * cursor, turns the direction of the text or takes no room, and not more than fits a screen.
 */
export function isShownWhole(command: string): boolean {
  const columns = command.replaceAll('\t', TAB).length;
  const lines = command.split('\n').length;
  return columns <= MOST_COLUMNS && lines <= MOST_LINES && !HIDDEN.test(command);
}
