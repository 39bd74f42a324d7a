const ALPHABET = /^[A-Za-z0-9+/=._~:%-]+$/;
/** `util_1.encoding.base64Encode`: a member of an object in a program's source. */
const MEMBER = /^[A-Za-z_$][\w$]{0,23}(?:\.[A-Za-z_$][\w$]{0,23})+$/;

/**
 * Whether a value looks made by a random generator: long enough, letters and digits mixed
 * throughout, and not a path, an address, a version or words joined by hyphens. Used where the name
 * beside it only hints at a secret.
 */
export function looksRandom(value: string): boolean {
  if (value.length < 16 || value.length > 4096 || !ALPHABET.test(value)) return false;
  if (value.includes('://') || /^[./~]/.test(value) || MEMBER.test(value)) return false;
  const digits = count(value, /[0-9]/g);
  const letters = count(value, /[A-Za-z]/g);
  if (digits < 2 || letters < 2) return false;
  if (/^[0-9a-f-]+$/i.test(value)) return digits >= 4 && entropy(value) >= 2.8;
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value);
  const changes = count(value, /[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])/g);
  return changes >= (mixed ? 2 : 4) && entropy(value) >= 3.2;
}

function count(value: string, pattern: RegExp): number {
  return value.match(pattern)?.length ?? 0;
}

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const times of counts.values()) {
    const share = times / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
