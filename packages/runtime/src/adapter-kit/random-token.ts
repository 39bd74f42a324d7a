const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** 130 random bits as 26 lower-case letters and digits: a word no repository can know. */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
