import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 in lower-case hex. Text is hashed as UTF-8. Without `node:crypto`, which a hook cannot afford to load. */
export function sha256Hex(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? Buffer.from(content, 'utf8') : content));
}
