import type { ToolOperation } from '../adapter.ts';
import type { InputReader } from './input-reader.ts';
import { one } from './tool-operation.ts';

/** Where a request goes, as far as its URL says. */
export type WebTarget = { readonly host: string; readonly port: number };

const PORTS: { readonly [protocol: string]: number } = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
};

/**
 * Host (lower case, numeric forms of IPv4 written out, no brackets, no final dot) and port of a
 * URL; `undefined` if it is none, or of a protocol the client's tools do not speak.
 */
export function webTarget(url: string): WebTarget | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const number = port === '' ? PORTS[protocol] : Number(port);
  return host === '' || number === undefined || !(protocol in PORTS)
    ? undefined
    : { host, port: number };
}

/** A request that sends nothing but its address, which stands in the input as `name`. */
export function requestTo(
  url: string,
  name: string,
  cwd: string,
  input: InputReader,
): readonly ToolOperation[] {
  const target = webTarget(url);
  if (target === undefined) input.refuse(`${name} is not a web address`);
  return one('web.fetch', { cwd, url, ...target, method: 'GET', upload: false });
}
