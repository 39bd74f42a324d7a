import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, slice, streamOfValue, withoutPrefix } from '../shapes/values.ts';
import { webFetch } from './web-address.ts';

/** Separators of request items, longest first (HTTPie docs, "Request items"). */
const SEPARATOR = /:=@|=@|==|:=|:@|@|=|:/;

/** `http`, `https` (HTTPie) and `xh`: `[METHOD] URL [ITEM …]`. */
export const HTTPIE: Program = defineProgram({
  names: ['http', 'https', 'xh', 'xhs', 'httpie', 'curlie'],
  summary: 'URL, method, request items and files they name, outputs',
  options: {
    flags:
      '-j|--json -f|--form --multipart -x|--compress -h|--headers -m|--meta -b|--body -v|--verbose ' +
      '--all -S|--stream -d|--download -c|--continue -q|--quiet --ignore-netrc --offline -F|--follow ' +
      '--check-status --chunked --path-as-is -I|--ignore-stdin -N|--no-verify --debug --traceback ' +
      '--version --help --manual --sorted --unsorted -4 -6 --http2',
    values:
      '--raw -p|--print -P|--history-print --pretty -s|--style --format-options --response-charset ' +
      '--response-mime -o|--output --session --session-read-only -a|--auth -A|--auth-type --proxy ' +
      '--max-redirects --max-headers --timeout --verify --ssl --ciphers --cert --cert-key ' +
      '--cert-key-pass --default-scheme --boundary --resolve --interface --bearer --http-version',
  },
  describe(call, effects) {
    const { options } = call;
    if (asksForHelp(call) || options.has('--version') || options.has('--offline')) return;
    const { method, url, items } = requestOf(options.operands);
    if (url === undefined) return;
    const sent = [
      ...items.flatMap((item) => itemStreams(call, effects, item)),
      ...options.values('--raw').map(streamOfValue),
      ...options.values('-a').map(streamOfValue),
    ];
    const readsInput = call.stdin !== undefined && !options.has('-I');
    const hasBody = readsInput || options.has('--raw') || items.some(isBody);
    const target = /^:/.test(url.text)
      ? literal(`localhost${localPath(url.text)}`, url.taint)
      : url;
    webFetch(effects, target, {
      method: method ?? (hasBody ? 'POST' : 'GET'),
      upload: hasBody,
      body: options.values('--raw').map(streamOfValue)[0] ?? (readsInput ? call.stdin : undefined),
    });
    for (const stream of sent) effects.sends(stream, { url: target });
    if (readsInput && call.stdin !== undefined) effects.sends(call.stdin, { url: target });
    for (const proxy of options.values('--proxy'))
      webFetch(effects, withoutPrefix(proxy, proxy.text.indexOf(':') + 1), {
        method: 'CONNECT',
        upload: hasBody,
      });
    for (const file of options.values('-o'))
      effects.writes(file, { taint: { remote: target.text } });
  },
});

/** `:8080/x` and `:/x` are on this machine. */
function localPath(text: string): string {
  return /^:\d/.test(text) ? text : text.slice(1);
}

function requestOf(operands: readonly Value[]): {
  readonly method?: string;
  readonly url?: Value;
  readonly items: readonly Value[];
} {
  const [first, second, ...rest] = operands;
  if (first === undefined) return { items: [] };
  const isMethod =
    second !== undefined && /^[A-Za-z]+$/.test(first.text) && first.text !== 'localhost';
  if (isMethod && !SEPARATOR.test(first.text))
    return { method: first.text.toUpperCase(), url: second, items: rest };
  return { url: first, items: operands.slice(1) };
}

function itemSeparator(item: Value): string | undefined {
  return SEPARATOR.exec(item.text)?.[0];
}

function isBody(item: Value): boolean {
  const separator = itemSeparator(item);
  return separator !== undefined && separator !== '==' && separator !== ':' && separator !== ':@';
}

function itemStreams(call: Call, effects: Effects, item: Value): readonly Stream[] {
  const separator = itemSeparator(item);
  if (separator === undefined) return [streamOfValue(item)];
  const start = item.text.indexOf(separator) + separator.length;
  if (!separator.endsWith('@')) return [streamOfValue(withoutPrefix(item, start))];
  const end = item.text.indexOf(';type=', start);
  const file = slice(item, start, end < 0 ? item.text.length : end);
  return [file.text === '-' ? (call.stdin ?? { taint: {} }) : effects.reads(file)];
}
