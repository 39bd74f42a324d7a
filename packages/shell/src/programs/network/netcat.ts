import type { Call, Effects, Program, Stream, Value } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/** The program and its words in `-e "/bin/sh -i"`. */
function wordsIn(value: Value): readonly Value[] {
  if (!value.known) return [value];
  return value.text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => literal(word, value.taint));
}

/**
 * `nc`, `ncat`, `netcat`: traditional, OpenBSD, nmap and busybox. What comes in is remote; with
 * `-e` and `-c` it goes to a program, which makes a shell of it a remote shell.
 */
export const NETCAT: Program = defineProgram({
  names: [
    'nc',
    'ncat',
    'netcat',
    'nc.openbsd',
    'nc.traditional',
    'cryptcat',
    'nc6',
    'pwncat',
    'sbd',
  ],
  summary: 'Connections, listening, programs of `-e` and `-c`, what is sent',
  options: {
    flags:
      '-4 -6 -b -C|--crlf -D -F -h|--help -k|--keep-open -l|--listen -L -N -n|--nodns -r -S -t|--telnet ' +
      '-U|--unixsock -u|--udp -v|--verbose -z --broker --chat --ssl --ssl-verify --send-only ' +
      '--recv-only --no-shutdown --append-output --sctp --vsock --version',
    values:
      '-c|--sh-exec -e|--exec -g -G -I -i|--idle-timeout -M -m|--max-conns -o|--output -O -P -p|--source-port ' +
      '-q -s|--source -T -V -w|--wait -W -X -x|--hex-dump --lua-exec --proxy --proxy-type --proxy-auth ' +
      '--proxy-dns --allow --allowfile --deny --denyfile --ssl-cert --ssl-key --ssl-trustfile ' +
      '--ssl-ciphers --ssl-servername --ssl-alpn -d|--delay --max-packets',
  },
  describe(call, effects) {
    if (asksForHelp(call) || call.options.has('-h')) return;
    const { host, port, listens } = endpointOf(call);
    const number = Number(port?.text);
    const where = { host, ...(Number.isInteger(number) ? { port: number } : {}) };
    const remote: Stream = { taint: { remote: host?.text ?? `port ${port?.text ?? ''}` } };
    if (listens) effects.action('net.listen', where);
    else if (host !== undefined)
      effects.action('net.connect', {
        ...where,
        upload: call.stdin !== undefined && !call.options.has('-z'),
      });
    else if (programsOf(call).length === 0) return;
    for (const file of call.options.values('-o')) effects.action('file.write', { file_path: file });
    const to = host === undefined ? {} : { host };
    if (call.stdin !== undefined) effects.sends(call.stdin, to);
    for (const value of call.options.values('-e'))
      effects.sends(effects.run(wordsIn(value), { stdin: remote, wrapper: 'nc' }), to);
    for (const value of call.options.values('-c'))
      effects.sends(effects.line(value, { stdin: remote, wrapper: 'nc' }), to);
    for (const value of call.options.values('--lua-exec')) runLua(effects, value);
    effects.stdout(remote);
  },
});

function runLua(effects: Effects, file: Value): void {
  effects.script({ path: file.text, language: 'lua', args: [] });
}

function programsOf(call: Call): readonly Value[] {
  return ['-e', '-c', '--lua-exec'].flatMap((key) => call.options.values(key));
}

/** `nc host port`; `nc -l [-p] port`, `nc -l host port`, `nc -lp port`. */
function endpointOf(call: Call): {
  readonly host?: Value;
  readonly port?: Value;
  readonly listens: boolean;
} {
  const { options } = call;
  const listens = options.has('-l') || options.has('-L');
  const [first, second] = options.operands;
  const source = options.values('-p').at(-1);
  if (!listens)
    return { ...(first ? { host: first } : {}), ...(second ? { port: second } : {}), listens };
  const port = source ?? second ?? first;
  const host = second !== undefined ? first : options.values('-s').at(-1);
  return { ...(host ? { host } : {}), ...(port ? { port } : {}), listens };
}
