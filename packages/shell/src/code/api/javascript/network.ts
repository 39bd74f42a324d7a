import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import { asWord, instance, type Thing, taintOf, unknownThing } from '../../interpret/thing.ts';
import { reportRequest } from '../entries.ts';

function fetchUrl(call: ApiCall): Thing {
  const target = call.need(0);
  // `axios({ url, method, data })` takes all as one record.
  const at = target.kind === 'record' ? 0 : 1;
  const given = target.kind === 'record' ? (target.entries.get('url') ?? unknownThing()) : target;
  const url = given.kind === 'instance' && given.type === 'url' ? given.of : given;
  const method = call.option(at, 'method');
  return reportRequest(call, {
    url: asWord(url),
    method: method === undefined ? undefined : asWord(method).text,
    sent: call.option(at, 'body') ?? call.option(at, 'data'),
  });
}

/** `http.request(url | options, …)`. */
function request(call: ApiCall): Thing {
  const [first] = call.args;
  const options = call.args.find((arg) => arg.kind === 'record');
  const entries = options?.kind === 'record' ? options.entries : new Map<string, Thing>();
  const host = entries.get('hostname') ?? entries.get('host');
  const url = first?.kind === 'record' ? host : first;
  const method = entries.get('method');
  const found = reportRequest(call, {
    url: asWord(url ?? unknownThing()),
    method: method === undefined ? undefined : asWord(method).text,
  });
  return found.kind === 'instance' ? { ...found, type: 'request' } : found;
}

function axios(method: string | undefined): ApiEntry {
  return (call) =>
    reportRequest(call, {
      url: call.word(0),
      method: method ?? 'GET',
      sent: method === 'POST' || method === 'PUT' || method === 'PATCH' ? call.args[1] : undefined,
    });
}

function connect(call: ApiCall): Thing {
  const [first, second] = call.args;
  const options = first?.kind === 'record' ? first.entries : undefined;
  const port = options?.get('port') ?? first;
  const host = options?.get('host') ?? second;
  const portWord = port === undefined ? undefined : asWord(port);
  call.findings.action('net.connect', {
    host: host === undefined ? 'localhost' : asWord(host),
    port: portWord?.known ? Number(portWord.text) : undefined,
  });
  return instance('socket', host ?? unknownThing());
}

/** A name that is looked up goes to whoever answers for its domain. */
function lookUp(call: ApiCall): Thing | undefined {
  const host = call.word(0);
  call.findings.sends(host.taint, { host });
  return undefined;
}

function sendsTo(call: ApiCall): Thing | undefined {
  const [data] = call.args;
  if (data !== undefined) call.findings.sends(taintOf(data), { host: asWord(call.receiver) });
  return undefined;
}

/** Requests, sockets and names that are looked up. */
export const JAVASCRIPT_NETWORK: { readonly [name: string]: ApiEntry } = {
  fetch: fetchUrl,
  'undici.fetch': fetchUrl,
  'undici.request': fetchUrl,
  'node-fetch': fetchUrl,
  'http.get': request,
  'http.request': request,
  'https.get': request,
  'https.request': request,
  axios: fetchUrl,
  'axios.get': axios('GET'),
  'axios.post': axios('POST'),
  'axios.put': axios('PUT'),
  'axios.patch': axios('PATCH'),
  'axios.delete': axios('DELETE'),
  URL: (call) => instance('url', call.need(0)),
  got: fetchUrl,
  'got.post': axios('POST'),
  'got.put': axios('PUT'),
  'ky.post': axios('POST'),
  'needle.post': axios('POST'),
  'superagent.post': axios('POST'),
  'dns.lookup': lookUp,
  'dns.resolve': lookUp,
  'dns.resolve4': lookUp,
  'dns.resolve6': lookUp,
  'dns.resolveTxt': lookUp,
  'net.connect': connect,
  'net.createConnection': connect,
  'tls.connect': connect,
  'socket#write': sendsTo,
  'request#write': sendsTo,
  'request#end': sendsTo,
  'response#text': (call) => unknownThing(taintOf(call.receiver)),
  'response#json': (call) => unknownThing(taintOf(call.receiver)),
};
