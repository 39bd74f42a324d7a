/** Letters and digits that people do not mistake for each other (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const LENGTH = 8;

/**
 * A new id under which a reviewed call waits, short enough to type. It names a request, it proves
 * nothing: approving one takes a person at a terminal.
 */
export function newRequestId(): string {
  let id = '';
  while (id.length < LENGTH) id += ALPHABET[Math.floor(Math.random() * ALPHABET.length)];
  return id;
}
