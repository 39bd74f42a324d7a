/** First words of the hash: fractions of the square roots of the first 8 primes (FIPS 180-4, 5.3.3). */
const INITIAL: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

/** A word for each round: fractions of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
const ROUND_WORDS = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

const BLOCK = 64;
/** A one bit and the length stand behind the content. */
const LEAST_PADDING = 9;

/**
 * SHA-256 in lower-case hex (FIPS 180-4). Text is hashed as UTF-8. Plain loops, without
 * `node:crypto`, which a hook cannot afford to load: what counts here is how little has to be set up
 * for the kilobyte of one record, and how few steps an interpreter takes for it.
 */
export function sha256Hex(content: string | Uint8Array): string {
  let hex = '';
  for (const word of sha256Words(typeof content === 'string' ? Buffer.from(content) : content)) {
    hex += (word >>> 0).toString(16).padStart(8, '0');
  }
  return hex;
}

/** The same as eight words of 32 bits, the first bits first. */
export function sha256Words(content: Uint8Array): Int32Array {
  const padded = pad(content);
  const state = new Int32Array(INITIAL);
  const words = new Int32Array(BLOCK);
  for (let at = 0; at < padded.length; at += BLOCK) {
    expand(padded, at, words);
    compress(state, words);
  }
  return state;
}

/** The content, a one bit, zeros, and its length in bits, in whole blocks. */
function pad(bytes: Uint8Array): Uint8Array {
  const blocks = Math.ceil((bytes.length + LEAST_PADDING) / BLOCK);
  const padded = new Uint8Array(blocks * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  return padded;
}

/** The 64 words of a block's rounds: its own 16, then each made of four before it. */
function expand(padded: Uint8Array, at: number, words: Int32Array): void {
  for (let round = 0, from = at; round < 16; round++, from += 4) {
    words[round] =
      ((padded[from] ?? 0) << 24) |
      ((padded[from + 1] ?? 0) << 16) |
      ((padded[from + 2] ?? 0) << 8) |
      (padded[from + 3] ?? 0);
  }
  for (let round = 16; round < BLOCK; round++) {
    const near = words[round - 15] ?? 0;
    const far = words[round - 2] ?? 0;
    const low = ((near >>> 7) | (near << 25)) ^ ((near >>> 18) | (near << 14)) ^ (near >>> 3);
    const high = ((far >>> 17) | (far << 15)) ^ ((far >>> 19) | (far << 13)) ^ (far >>> 10);
    words[round] = low + high + (words[round - 7] ?? 0) + (words[round - 16] ?? 0);
  }
}

/** Mixes a block's words into the state. The names are those of the standard. */
function compress(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < BLOCK; round++) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = g ^ (e & (f ^ g));
    const first = (h + high + choice + (ROUND_WORDS[round] ?? 0) + (words[round] ?? 0)) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) | (c & (a | b));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + low + majority) | 0;
  }
  const mixed = [a, b, c, d, e, f, g, h];
  for (let at = 0; at < 8; at++) state[at] = (state[at] ?? 0) + (mixed[at] ?? 0);
}
