/**
 * Reads a host that is an IP address, as a 128-bit number; IPv4 stands as IPv4-mapped IPv6
 * (`::ffff:a.b.c.d`), so that both spellings of an address are one. `undefined` for a name.
 *
 * Takes what a C library's `inet_aton` takes (`2130706433`, `0x7f.1`, `0177.0.0.1`), brackets, a
 * zone (`fe80::1%eth0`) and a trailing dot, because a program that is given these connects.
 */
export function parseAddress(host: string): bigint | undefined {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (bare.length > 64) return undefined;
  if (bare.includes(':')) return parseV6(bare.split('%', 1)[0] ?? '');
  const v4 = parseV4(bare.endsWith('.') ? bare.slice(0, -1) : bare);
  return v4 === undefined ? undefined : V4_MAPPED | v4;
}

/** The prefix of IPv4-mapped addresses, `::ffff:0:0/96`. */
const V4_MAPPED = 0xffff_0000_0000n;

/** Bits an IPv4 prefix length grows by when it becomes an IPv6 one. */
export const V4_PREFIX_SHIFT = 96;

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  const numbers: number[] = [];
  for (const part of parts) {
    const number = parseNumber(part);
    if (number === undefined) return undefined;
    numbers.push(number);
  }
  const last = numbers.pop() ?? 0;
  // The last number fills all bytes the others leave: `127.1` is `127.0.0.1`.
  if (last >= 256 ** (4 - numbers.length)) return undefined;
  let value = BigInt(last);
  for (const [index, number] of numbers.entries()) {
    if (number > 255) return undefined;
    value += BigInt(number) << BigInt(8 * (3 - index));
  }
  return value;
}

function parseNumber(text: string): number | undefined {
  if (/^0x[0-9a-f]*$/i.test(text)) return Number.parseInt(text.slice(2) || '0', 16);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  if (/^[1-9][0-9]*$/.test(text)) return Number.parseInt(text, 10);
  return undefined;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

const DOTTED_QUAD = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/;

/** Groups of 16 bits; a dotted IPv4 may stand for the last two. */
function parseGroups(text: string, last: boolean): readonly bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && DOTTED_QUAD.test(part)) {
      const v4 = parseV4(part);
      if (v4 === undefined) return undefined;
      groups.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
