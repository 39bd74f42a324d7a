import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { severityOfName } from '../infrastructure/severity.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { joinValues, literal, prefixed, slice } from '../shapes/values.ts';
import { dockerSocket, isEngineSocket } from './docker-socket.ts';

/** One address of a socat call: its type, its parameters and its `,name=value` options. */
type Address = {
  readonly type: string;
  readonly rest: Value;
  readonly options: readonly string[];
};

const LISTENS =
  /^(?:TCP|TCP4|TCP6|UDP|UDP4|UDP6|OPENSSL|SSL|SCTP|SCTP4|SCTP6|VSOCK|DTLS|UNIX)-?(?:DTLS-?)?(?:L|LISTEN|RECVFROM|RECV|SERVER)$/;
const CONNECTS =
  /^(?:TCP|TCP4|TCP6|UDP|UDP4|UDP6|OPENSSL|SSL|SCTP|SCTP4|SCTP6|DTLS)(?:-CONNECT|-SENDTO|-DATAGRAM|-CLIENT)?$/;
const PROXIES = /^(?:PROXY|PROXY-CONNECT|SOCKS4A?|SOCKS5(?:-CONNECT)?)$/;
const FILES = /^(?:OPEN|FILE|GOPEN|CREATE|CREAT|PIPE|FIFO)$/;

/** `socat` (socat(1)): two addresses, bytes from each going to the other. */
export const SOCAT: Program = defineProgram({
  names: ['socat', 'socat1'],
  summary: 'Both addresses: connections, listening, files, `EXEC`, `SYSTEM` and what flows between',
  options: {
    flags:
      '-V -h -hh -hhh -? -d -dd -ddd -dddd -d0 -d1 -d2 -d3 -d4 -D -v -x -u -U -g -4 -6 -0 -s -S --experimental --statistics',
    values: '-lf -lp -lm -ly -b -r -R -t -T -L -W -ls -lu -lh',
    clusters: false,
    stopAtOperand: true,
  },
  describe(call, effects) {
    if (['-V', '-h', '-?'].some((key) => call.options.has(key))) return;
    for (const key of ['-r', '-R', '-lf'])
      for (const file of call.options.values(key))
        effects.action('file.write', { file_path: file });
    const [left, right] = call.options.operands;
    if (left === undefined || right === undefined) return;
    const [leftReads, leftWrites] = halves(left);
    const [rightReads, rightWrites] = halves(right);
    if (!call.options.has('-U')) transfer(call, effects, leftReads, rightWrites);
    if (!call.options.has('-u')) transfer(call, effects, rightReads, leftWrites);
  },
});

/** `A!!B`: read from A, written to B. */
function halves(value: Value): readonly [Address, Address] {
  const at = value.text.indexOf('!!');
  if (at < 0) return [parseAddress(value), parseAddress(value)];
  return [parseAddress(slice(value, 0, at)), parseAddress(slice(value, at + 2, value.text.length))];
}

function parseAddress(value: Value): Address {
  const colon = /^([\w-]+):/.exec(value.text)?.[1];
  const type = (colon ?? value.text.split(',', 1)[0] ?? '').toUpperCase();
  const start =
    colon === undefined ? (/^[\w-]+(?=,|$)/.exec(value.text)?.[0].length ?? 0) : colon.length + 1;
  if (colon === undefined && value.text.includes('/'))
    return { type: 'GOPEN', ...optionsAfter(value, 0) };
  return { type, ...optionsAfter(value, start) };
}

/** Cuts `rest,option,option=value` outside quotes, brackets and escapes. */
function optionsAfter(value: Value, start: number): Pick<Address, 'rest' | 'options'> {
  const text = value.text.slice(start);
  let end = text.length;
  for (const match of text.matchAll(/\\[\s\S]|"[^"]*"|'[^']*'|\[[^\]]*\]|,/g)) {
    if (match[0] !== ',') continue;
    end = match.index;
    break;
  }
  return { rest: slice(value, start, start + end), options: text.slice(end + 1).split(',') };
}

/** Bytes flow from one address to the other. */
function transfer(call: Call, effects: Effects, from: Address, to: Address): void {
  const stream = sourceOf(call, effects, from);
  const { type } = to;
  if (type === 'EXEC') effects.run(execWords(to), { stdin: stream, wrapper: 'socat' });
  else if (type === 'SYSTEM' || type === 'SHELL')
    effects.line(unescaped(to.rest), { stdin: stream, wrapper: 'socat' });
  else if (isControlSocket(to)) commandsSocket(effects, to, stream);
  else if (FILES.test(type)) effects.writes(pathOf(to), stream);
  else if (type === 'STDIO' || type === 'STDOUT' || type === '-') effects.stdout(stream);
  else {
    const host = connect(effects, to, true);
    effects.sends(stream, host === undefined ? {} : { host });
  }
}

function sourceOf(call: Call, effects: Effects, from: Address): Stream {
  const { type } = from;
  if (type === 'EXEC') return effects.run(execWords(from), { wrapper: 'socat' });
  if (type === 'SYSTEM' || type === 'SHELL')
    return effects.line(unescaped(from.rest), { wrapper: 'socat' });
  if (isControlSocket(from)) return { taint: { unknown: true } };
  if (FILES.test(type)) return effects.reads(pathOf(from));
  if (type === 'STDIO' || type === 'STDIN' || type === '-') return call.stdin ?? { taint: {} };
  const host = connect(effects, from, false);
  const isNetwork = LISTENS.test(type) || CONNECTS.test(type) || PROXIES.test(type);
  return { taint: isNetwork ? { remote: host?.text ?? from.rest.text } : { unknown: true } };
}

/** A socket of this machine by which a service takes commands. */
function isControlSocket(address: Address): boolean {
  return (
    /^(?:GOPEN|UNIX|UNIX-CONNECT|UNIX-CLIENT)$/.test(address.type) &&
    /\.sock(?:et)?$/.test(address.rest.text)
  );
}

/** HAProxy's runtime commands that take a server or a front end out of service. */
const TAKES_OUT = /^(?:disable\b|set server .*\b(?:maint|drain|down)\b|set weight .* 0\b)/;

/** Each line written to such a socket is a command of the service. */
function commandsSocket(effects: Effects, address: Address, stream: Stream): void {
  if (isEngineSocket(address.rest.text)) {
    const [, method = '', path = ''] = /^\s*([A-Z]+) (\S+)/.exec(stream.text ?? '') ?? [];
    const body = stream.text
      ?.split(/\r?\n\r?\n/)
      .slice(1)
      .join('\n\n');
    const url = path === '' ? undefined : literal(`http://engine${path}`);
    dockerSocket(effects, address.rest, { method: method || 'POST', url, body });
    return;
  }
  for (const line of (stream.text ?? '').split('\n')) {
    const [verb = ''] = line.trim().split(/\s+/, 1);
    if (verb === '') continue;
    const severity = TAKES_OUT.test(line.trim()) ? 'destroy' : severityOfName(verb)?.severity;
    effects.action('system.service', {
      verb: line.trim(),
      target: address.rest,
      ...(severity === 'destroy' ? { destructive: true } : {}),
    });
  }
}

/** Reports the connection of an address; gives the host, if it has one. */
function connect(effects: Effects, address: Address, upload: boolean): Value | undefined {
  const parts = address.rest.text.split(':');
  if (LISTENS.test(address.type)) {
    const port = Number(parts[0]);
    effects.action('net.listen', Number.isInteger(port) ? { port } : {});
    return undefined;
  }
  const isProxy = PROXIES.test(address.type);
  if (!isProxy && !CONNECTS.test(address.type)) return undefined;
  const at = isProxy ? 1 : 0;
  const [text = '', portText = ''] = [parts[at], parts[at + 1]];
  const open = !address.rest.known && text.includes('*');
  const host = open
    ? { text, known: false, pattern: text, taint: address.rest.taint }
    : literal(text, address.rest.taint);
  const port = Number(portText);
  effects.action('net.connect', { host, ...(Number.isInteger(port) ? { port } : {}), upload });
  return host;
}

/** A file address with its `chdir=` option. */
function pathOf(address: Address): Value {
  const folder = address.options
    .map((option) => /^(?:chdir|cd)=(.*)$/i.exec(option)?.[1])
    .find((found) => found !== undefined);
  if (folder === undefined || address.rest.text.startsWith('/')) return address.rest;
  return joinValues([literal(folder), prefixed('/', address.rest)], '');
}

function unescaped(value: Value): Value {
  if (!value.known) return value;
  const quoted = /^(["'])([\s\S]*)\1$/.exec(value.text)?.[2] ?? value.text;
  return literal(quoted.replace(/\\([\s\S])/g, '$1'), value.taint);
}

/** Words of `EXEC`: blanks separate them, quotes and backslashes are removed (socat(1)). */
function execWords(address: Address): readonly Value[] {
  const command = unescaped(address.rest);
  if (!command.known) return [command];
  const words = command.text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => literal(word.replace(/["']/g, ''), command.taint));
}
