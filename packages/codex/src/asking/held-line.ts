import type { HeldCall } from '@agsec/runtime/hook';

/** Characters of a token, as `randomToken` makes it. */
const TOKEN = '[a-z2-7]{26}';

/**
 * A call as the client is to ask about it and run it: our program, the line, `why` a person is
 * asked (for them), the token of the question. One plain command, which is what
 * the client matches rules against. Its reader asks nobody about one whose name is quoted, or that has
 * a `\'` in it (measured with 0.169): a quote of the line stands in a word of the other quote, and
 * there is no such command where the program's path would need any (`undefined`).
 */
export function heldLine({ program, line, token }: HeldCall, why: string): string | undefined {
  if (!PLAIN.test(program)) return undefined;
  return `${program} ${quoted(line)} ${quoted(why)} ${token}`;
}

/** What such a text says; `undefined` for any other text. */
export function readHeldLine(text: string): HeldCall | undefined {
  const match = HELD.exec(text);
  if (match?.groups === undefined) return undefined;
  const { program = '', line = '', token = '' } = match.groups;
  return { program, line: unquoted(line), token };
}

const WORD = `'[^']*'(?:"'"'[^']*')*`;

const PLAIN = /^[\w@%+:,./-]+$/;

const HELD = new RegExp(`^(?<program>[^\\s'"]+) (?<line>${WORD}) ${WORD} (?<token>${TOKEN})$`);

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}

function unquoted(word: string): string {
  return word.slice(1, -1).replaceAll(`'"'"'`, "'");
}
