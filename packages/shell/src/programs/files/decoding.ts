const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The text that base64 (or base64url) stands for; `undefined` if it is not valid. */
export function decodeBase64(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return textOfBits(compact.replace(/=+$/, ''), 6, BASE64);
}

/** The text that base32 stands for; `undefined` if it is not valid. */
export function decodeBase32(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  return /^[A-Z2-7]*=*$/.test(compact)
    ? textOfBits(compact.replace(/=+$/, ''), 5, BASE32)
    : undefined;
}

/** The text that pairs of hexadecimal digits stand for; anything else in it is skipped. */
export function decodeHex(text: string): string | undefined {
  const digits = text.replace(/[^0-9A-Fa-f]/g, '');
  if (digits.length % 2 !== 0) return undefined;
  return textOfBits(digits.toLowerCase(), 4, '0123456789abcdef');
}

/** The text an `xxd` listing (`00000000: 726d 202d  rm -`) stands for. */
export function decodeHexListing(text: string): string | undefined {
  const digits = text
    .split('\n')
    .map(
      (line) => line.match(/^\s*[0-9A-Fa-f]+:? ?((?:[0-9A-Fa-f]{2,} )*[0-9A-Fa-f]*)/)?.[1] ?? '',
    );
  return decodeHex(digits.join(''));
}

function textOfBits(digits: string, width: number, alphabet: string): string | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return undefined;
    bits = ((bits << width) | value) & 0xffff;
    count += width;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
