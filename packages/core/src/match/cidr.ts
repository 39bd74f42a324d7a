import { parseAddress, V4_PREFIX_SHIFT } from './cidr-address.ts';

/** Tests whether a host is an address of a network. A host name never is. */
export type Cidr = (host: string) => boolean;

const BITS = 128;

/**
 * Compiles a network in CIDR notation (`10.0.0.0/8`, `fd00::/8`) or one address. An IPv4 network
 * also holds the IPv4-mapped IPv6 spellings of its addresses. `undefined` if it is not a network.
 */
export function compileCidr(network: string): Cidr | undefined {
  const [address = '', prefix, ...rest] = network.split('/');
  const base = parseAddress(address);
  if (base === undefined || rest.length > 0) return undefined;
  const isV4 = !address.includes(':');
  const most = isV4 ? BITS - V4_PREFIX_SHIFT : BITS;
  const length = prefix === undefined ? most : parsePrefix(prefix, most);
  if (length === undefined) return undefined;
  const shift = BigInt(most - length);
  const wanted = base >> shift;
  return (host) => {
    const given = parseAddress(host);
    return given !== undefined && given >> shift === wanted;
  };
}

function parsePrefix(text: string, most: number): number | undefined {
  if (!/^[0-9]{1,3}$/.test(text)) return undefined;
  const length = Number.parseInt(text, 10);
  return length <= most ? length : undefined;
}
