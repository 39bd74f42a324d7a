import { parseOptions } from '../../options.ts';
import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { defineProgram, grammarOf } from '../shapes/define-program.ts';
import { joinValues, literal, prefixed, unknownValue, withoutPrefix } from '../shapes/values.ts';
import { curlBody } from './curl-body.ts';
import { configWords } from './curl-config.ts';
import { CURL_OPTIONS } from './curl-options.ts';
import { dockerSocket } from './docker-socket.ts';
import { asksVault } from './store-request.ts';
import { remoteName, webAddress, webFetch } from './web-address.ts';

/** Options whose value is a file that curl writes beside the download. */
const SIDE_FILES = [
  '-c',
  '-D',
  '--alt-svc',
  '--etag-save',
  '--hsts',
  '--libcurl',
  '--stderr',
  '--trace',
  '--trace-ascii',
];
const PROXIES = [
  '-x',
  '--preproxy',
  '--proxy1.0',
  '--socks4',
  '--socks4a',
  '--socks5',
  '--socks5-hostname',
];
/** Alternatives of one URL glob that are taken one by one. */
const MAX_URLS = 16;

/** `curl` (curl 8): what it fetches, sends, reads and writes. */
export const CURL: Program = defineProgram({
  names: ['curl'],
  summary:
    'URLs and methods, uploads of data, forms and files, outputs, config files, `file:` URLs',
  options: CURL_OPTIONS,
  describe(call, effects) {
    const { options } = call;
    if (options.has('-h') || options.has('-V') || options.has('-M')) return;
    const configured = withConfig(call, effects);
    const body = curlBody(configured, effects);
    for (const key of SIDE_FILES)
      for (const file of configured.options.values(key)) sideFile(effects, file);
    for (const file of configured.options.values('-b'))
      if (!file.text.includes('=') && file.text !== '') effects.reads(file);
    const urls = urlsOf(configured);
    const method = methodOf(configured, body.hasBody);
    const upload = body.hasBody && (body.fromFile || !configured.options.has('-G'));
    for (const [index, url] of urls.entries()) {
      if (webAddress(url).scheme === 'file') {
        localFile(configured, effects, url, index);
        continue;
      }
      webFetch(effects, url, { method, upload: upload || body.fromFile, body: body.body });
      readsVault(configured, effects, url, method);
      for (const stream of body.streams) effects.sends(stream, { url });
      saved(configured, effects, url, index);
    }
    detours(configured, effects, upload || body.fromFile);
    for (const socket of configured.options.values('--unix-socket'))
      for (const url of urls.length === 0 ? [undefined] : urls)
        dockerSocket(effects, socket, { method, url, body: body.body?.text });
    standardOutput(configured, effects, urls);
  },
});

function readsVault(call: Call, effects: Effects, url: Value, method: Value | string): void {
  const { host, port, path } = webAddress(url);
  if (asksVault({ host: host?.text, port, path }, method, call.options.values('-H')))
    effects.shows('vault');
}

/** The call with the options of its `-K` files as far as they are known. */
function withConfig(call: Call, effects: Effects): Call {
  const files = call.options.values('-K');
  if (files.length === 0) return call;
  const args = [...call.args];
  for (const file of files) {
    const stream = file.text === '-' ? call.stdin : effects.reads(file);
    if (stream?.text === undefined) args.push(literal('--url'), unknownValue(stream?.taint));
    else args.push(...configWords(stream.text));
  }
  return { ...call, args, options: parseOptions(args, grammarOf(CURL_OPTIONS)) };
}

function methodOf(call: Call, hasBody: boolean): Value | string {
  const { options } = call;
  const named = options.values('-X').at(-1);
  if (named !== undefined) return named.known ? named.text.toUpperCase() : named;
  if (options.has('-T')) return 'PUT';
  if (options.has('-I')) return 'HEAD';
  return hasBody && !options.has('-G') ? 'POST' : 'GET';
}

function urlsOf(call: Call): readonly Value[] {
  const { options } = call;
  const urls = [...options.values('--url'), ...options.operands];
  return options.has('-g') ? urls : urls.flatMap(expandBraces);
}

/** The alternatives of `{a,b}` in a URL; ranges in brackets stay as they are. */
function expandBraces(url: Value): readonly Value[] {
  let texts = [url.text];
  for (let round = 0; round < 3; round += 1)
    texts = texts.flatMap((text) => {
      const match = /^([^{}]*)\{([^{}]*)\}([\s\S]*)$/.exec(text);
      if (match === null) return [text];
      const [, before = '', inner = '', after = ''] = match;
      return inner.split(',').map((choice) => before + choice + after);
    });
  if (texts.length === 1 || !url.known) return [url];
  return texts.slice(0, MAX_URLS).map((text) => literal(text, url.taint));
}

/** The file a download goes to; `undefined` for standard output. */
function outputOf(call: Call, url: Value, index: number): Value | undefined {
  const { options } = call;
  const named =
    options.values('-o')[index] ?? (index === 0 ? undefined : options.values('-o').at(-1));
  if (named?.text === '-') return undefined;
  const wantsName = options.has('-O') || options.has('--remote-name-all') || options.has('-J');
  const file = named ?? (wantsName ? remoteName(url) : undefined);
  const folder = options.values('--output-dir').at(-1);
  if (file === undefined || folder === undefined || file.text.startsWith('/')) return file;
  return joinValues([folder, prefixed('/', file)], '');
}

function saved(call: Call, effects: Effects, url: Value, index: number): void {
  const output = outputOf(call, url, index);
  if (output !== undefined) effects.writes(output, { taint: { remote: url.text } });
}

function localFile(call: Call, effects: Effects, url: Value, index: number): void {
  const path = withoutPrefix(
    url,
    /^file:(?:\/\/(?:localhost|127\.0\.0\.1)?(?=\/))?/i.exec(url.text)?.[0].length ?? 0,
  );
  const stream = effects.reads(path);
  const output = outputOf(call, url, index);
  if (output === undefined) effects.stdout(stream);
  else effects.writes(output, stream);
}

function sideFile(effects: Effects, file: Value): void {
  if (file.text !== '-' && file.text !== '%') effects.action('file.write', { file_path: file });
}

/** Other hosts the bytes pass: proxies, and those that stand in for the URL's host. */
function detours(call: Call, effects: Effects, upload: boolean): void {
  const { options } = call;
  for (const proxy of PROXIES.flatMap((key) => options.values(key)))
    if (proxy.text !== '') webFetch(effects, proxy, { method: 'CONNECT', upload });
  for (const mapping of options.values('--connect-to')) {
    const target = /^[^:]*:\d*:(.+)$/.exec(mapping.text)?.[1];
    if (target !== undefined && !target.startsWith(':'))
      webFetch(effects, literal(target, mapping.taint), { method: 'CONNECT', upload });
  }
  for (const mapping of options.values('--resolve')) {
    const address = /^[+-]?[^:]*:\d+:(.+)$/.exec(mapping.text)?.[1]?.split(',')[0];
    if (address !== undefined)
      webFetch(effects, literal(address, mapping.taint), { method: 'CONNECT', upload });
  }
}

/** Write-out formats that print something the server chose. */
const FORMAT_OF_SERVER = /%header|%\{(?:json|header_json|redirect_url|content_type|errormsg)\}/;

/** With every download saved, only the `-w` text is printed. */
function standardOutput(call: Call, effects: Effects, urls: readonly Value[]): void {
  const { options } = call;
  const prints =
    ['-i', '-I', '-v'].some((key) => options.has(key)) ||
    options.values('-D').some(({ text }) => text === '-');
  const allSaved =
    urls.length > 0 && urls.every((url, index) => outputOf(call, url, index) !== undefined);
  if (!allSaved || prints) return;
  const formats = options.values('-w');
  if (formats.some(({ text }) => FORMAT_OF_SERVER.test(text))) return;
  const printed: Stream =
    formats.length === 0 ? { text: '', taint: {} } : { taint: { unknown: true } };
  effects.stdout(printed);
}
