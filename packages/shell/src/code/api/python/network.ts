import { unknownValue } from '../../../values/value.ts';
import type { ApiCall, ApiEntry } from '../../interpret/knowledge.ts';
import {
  asWord,
  instance,
  type Thing,
  taintOf,
  unknownThing,
  word,
} from '../../interpret/thing.ts';
import { reportRequest } from '../entries.ts';

/** `requests.post(url, data=…)`; the method is the function's own name. */
function request(method: string | undefined, urlAt: number): ApiEntry {
  return (call) => {
    const sent =
      call.arg(99, 'data', 'json', 'files', 'content') ??
      (method === 'POST' || method === 'PUT' || method === 'PATCH'
        ? call.args[urlAt + 1]
        : undefined);
    const named = method ?? asWord(call.need(0, 'method')).text;
    return reportRequest(call, { url: call.word(urlAt, 'url'), method: named, sent });
  };
}

function urlopen(call: ApiCall): Thing {
  const target = call.need(0, 'url');
  const isRequest = target.kind === 'instance' && target.type === 'request';
  // What `Request(url, data)` is to send is its taint.
  const carried = isRequest && target.taint.secret ? unknownThing(target.taint) : undefined;
  const data = call.arg(1, 'data') ?? carried;
  return reportRequest(call, {
    url: asWord(isRequest ? target.of : target),
    method: data === undefined ? 'GET' : 'POST',
    sent: data,
  });
}

function connect(call: ApiCall): Thing | undefined {
  const [address] = call.args;
  const [host, port] = address?.kind === 'list' ? address.items.map(asWord) : [];
  call.findings.action('net.connect', {
    host: host ?? asWord(address ?? unknownThing()),
    port: port?.known ? Number(port.text) : undefined,
  });
  return instance('socket', word(host?.text ?? '*'));
}

const HTTP = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

function httpCalls(): Record<string, ApiEntry> {
  const calls: Record<string, ApiEntry> = {};
  for (const library of ['requests', 'httpx', 'session'])
    for (const method of HTTP)
      calls[library === 'session' ? `session#${method}` : `${library}.${method}`] = request(
        method.toUpperCase(),
        0,
      );
  calls['requests.request'] = request(undefined, 1);
  calls['httpx.request'] = request(undefined, 1);
  calls['session#request'] = request(undefined, 1);
  return calls;
}

/** Requests and sockets: `requests`, `urllib`, `socket`. */
export const PYTHON_NETWORK: { readonly [name: string]: ApiEntry } = {
  ...httpCalls(),
  'requests.Session': () => instance('session', unknownThing()),
  'httpx.Client': () => instance('session', unknownThing()),
  'urllib.request.urlopen': urlopen,
  'urllib.urlopen': urlopen,
  'urllib2.urlopen': urlopen,
  'urllib.request.Request': (call) =>
    instance('request', call.need(0, 'url'), taintOf(call.arg(1, 'data') ?? unknownThing())),
  'urllib.request.urlretrieve': (call) => {
    const fetched = urlopen(call);
    for (const path of call.words(1, 'filename'))
      call.findings.writes(path, unknownValue(taintOf(fetched)));
    return fetched;
  },
  'socket.socket': () => instance('socket', unknownThing()),
  'socket.create_connection': connect,
  'socket#connect': connect,
  'socket#send': sendsTo,
  'socket#sendall': sendsTo,
  'socket#bind': (call) => {
    const [address] = call.args;
    const [host, port] = address?.kind === 'list' ? address.items.map(asWord) : [];
    call.findings.action('net.listen', {
      host,
      port: port?.known ? Number(port.text) : undefined,
    });
    return undefined;
  },
  'http.server.HTTPServer': (call) => {
    call.findings.action('net.listen', { host: call.word(0) });
    return undefined;
  },
};

function sendsTo(call: ApiCall): Thing | undefined {
  call.findings.sends(taintOf(call.need(0)), { host: asWord(call.receiver) });
  return undefined;
}
