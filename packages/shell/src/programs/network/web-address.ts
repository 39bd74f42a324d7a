import type { Effects, Stream, Value } from '../../program.ts';
import { literal } from '../shapes/values.ts';
import { sqlRequest } from './store-request.ts';

/** What a URL says about where a request goes. */
export type WebAddress = {
  readonly scheme: string;
  /** Host as a connection is made to it: lower case, numeric forms of IPv4 written out. */
  readonly host?: Value;
  readonly port?: number;
  readonly path: string;
};

const DEFAULT_PORTS: { readonly [scheme: string]: number } = {
  ftp: 21,
  ftps: 990,
  http: 80,
  https: 443,
  sftp: 22,
  scp: 22,
  ws: 80,
  wss: 443,
};

/** Reads a URL as curl and wget do: the scheme, the user and superfluous slashes may be missing. */
export function webAddress(url: Value): WebAddress {
  const match = /^(?:([a-z][a-z0-9+.-]*):(?=\/)|([a-z]+):(?=\D))?[\\/]*([^/?#\\]*)([\s\S]*)$/i.exec(
    url.text,
  );
  const scheme = (match?.[1] ?? match?.[2] ?? 'http').toLowerCase();
  const path = match?.[4] ?? '';
  const authority = (match?.[3] ?? '').replace(/^.*@/s, '');
  const bracketed = /^\[([^\]]*)\](?::(\d+))?/.exec(authority);
  const plain = /^([^:]*)(?::(\d+))?/.exec(authority);
  const name = bracketed?.[1] ?? plain?.[1] ?? '';
  const port = bracketed?.[2] ?? plain?.[2];
  const defaultPort = Object.hasOwn(DEFAULT_PORTS, scheme) ? DEFAULT_PORTS[scheme] : undefined;
  const number = port === undefined ? defaultPort : Number(port);
  const host = hostValue(name, url);
  return {
    scheme,
    path,
    ...(host === undefined ? {} : { host }),
    ...(number === undefined ? {} : { port: number }),
  };
}

function hostValue(name: string, url: Value): Value | undefined {
  if (name === '') return undefined;
  const open = !url.known && name.includes('*');
  if (open) return { text: name, known: false, pattern: name, taint: url.taint };
  return literal(normalHost(name), url.taint);
}

/** The host as the URL standard writes it (`0x7f.1` is `127.0.0.1`); as written if it cannot. */
function normalHost(name: string): string {
  const candidate = `http://${name.includes(':') ? `[${name}]` : name}/`;
  if (!URL.canParse(candidate)) return name.toLowerCase();
  return new URL(candidate).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Report one HTTP request, and what a database that is asked so would do. */
export function webFetch(
  effects: Effects,
  url: Value,
  request: {
    readonly method?: Value | string | undefined;
    readonly upload?: boolean;
    readonly body?: Stream | undefined;
  } = {},
): void {
  const { host, port, path } = webAddress(url);
  effects.action('web.fetch', {
    url,
    host,
    port,
    method: upperCase(request.method ?? 'GET'),
    ...(request.upload === undefined ? {} : { upload: request.upload }),
  });
  sqlRequest(effects, { host: host?.text, port, path }, request.body);
}

function upperCase(method: Value | string): Value | string {
  if (typeof method === 'string') return method.toUpperCase();
  return method.known ? method.text.toUpperCase() : method;
}

/** The name a download is saved under: the last part of the URL's path. */
export function remoteName(url: Value): Value {
  const path = webAddress(url).path.replace(/[?#].*$/s, '');
  const name = path.slice(path.lastIndexOf('/') + 1);
  const open = !url.known && name.includes('*');
  if (open) return { text: name, known: false, pattern: name, taint: {} };
  return literal(name === '' ? 'index.html' : name);
}
