import type { Effects, Program, Stream, Value } from '../../program.ts';
import { remotePath } from '../archives/remote-path.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal, valueOfStream } from '../shapes/values.ts';
import { remoteName, webFetch } from './web-address.ts';

const UPLOADS = new Set(['put', 'mput', 'send', 'append', 'reput', 'mirror']);
const DOWNLOADS = new Set(['get', 'mget', 'recv', 'reget', 'newer', 'pget']);
const REMOVES = new Set(['rm', 'mrm', 'delete', 'mdelete', 'del', 'rmdir', 'deltree']);

/** Commands of ftp, sftp, lftp and smbclient, one a line or separated by `;`. */
function transferCommands(text: Value, effects: Effects, host: Value | undefined): void {
  if (!text.known) return;
  for (const line of text.text.split(/[\n;]/)) {
    const words = (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
      word.replace(/^(["'])(.*)\1$/, '$2'),
    );
    const [verb = '', ...rest] = words;
    const shell = /^\s*(?:!|shell\s+)(.*)$/.exec(line)?.[1];
    if (shell !== undefined) effects.line(literal(shell, text.taint));
    else transferCommand(verb.replace(/^[-@]+/, '').toLowerCase(), rest, effects, host);
  }
}

function transferCommand(
  verb: string,
  words: readonly string[],
  effects: Effects,
  host: Value | undefined,
): void {
  const paths = words.filter((word) => !word.startsWith('-')).map((word) => literal(word));
  const [first, second] = paths;
  const reversed = verb !== 'mirror' || words.some((word) => word === '-R' || word === '--reverse');
  if (first === undefined) return;
  if (UPLOADS.has(verb) && reversed) {
    const files = verb.startsWith('m') && verb !== 'mirror' ? paths : [first];
    for (const file of files)
      effects.sends(effects.reads(file), host === undefined ? {} : { host });
  } else if (DOWNLOADS.has(verb) || verb === 'mirror') {
    const name = first.text.slice(first.text.lastIndexOf('/') + 1);
    effects.writes(second ?? literal(name), { taint: { remote: host?.text ?? first.text } });
  } else if (REMOVES.has(verb))
    effects.run([literal('rm'), ...paths], { wrapper: 'ftp', elsewhere: true });
}

function session(
  effects: Effects,
  host: Value | undefined,
  port: number,
  scripts: readonly (Value | Stream | undefined)[],
): void {
  if (host !== undefined) effects.action('net.connect', { host, port });
  for (const script of scripts)
    if (script !== undefined)
      transferCommands('known' in script ? script : valueOfStream(script), effects, host);
}

function portOf(value: Value | undefined, fallback: number): number {
  const port = Number(value?.text);
  return Number.isInteger(port) ? port : fallback;
}

/** Interactive file transfer: the commands are on standard input, in a file or in an option. */
export const FILE_TRANSFER: readonly Program[] = [
  defineProgram({
    names: ['ftp', 'tnftp', 'pftp', 'ncftp'],
    summary: 'Commands of standard input: files sent and fetched, `!` lines; URLs',
    options: {
      flags: '-4 -6 -A -a -d -e -f -g -i -n -p -R -t -V -v -?',
      values: '-N -o -P -q -r -s -T -u -w -k',
    },
    describe(call, effects) {
      const { options } = call;
      const [first, second] = options.operands;
      if (asksForHelp(call) || first === undefined) return;
      if (/^\w+:\/\//.test(first.text)) {
        webFetch(effects, first);
        const output = options.values('-o').at(-1) ?? remoteName(first);
        if (output.text !== '-') effects.writes(output, { taint: { remote: first.text } });
      } else session(effects, first, portOf(second, 21), [call.stdin]);
      const upload = options.values('-u').at(-1);
      if (upload === undefined) return;
      for (const file of options.operands) effects.sends(effects.reads(file), { url: upload });
    },
  }),
  defineProgram({
    names: ['lftp', 'ncftpput', 'ncftpget'],
    summary: 'Commands of `-c`, `-e`, `-f` and standard input; files sent and fetched',
    options: {
      flags: '-d -h -v -R -m -A -F -b -z -Z -a -DD -D',
      values: '-c -e -f -p -u -s -P -o -W -X -Y',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-h')) return;
      const [first, ...rest] = options.operands;
      const host = first === undefined ? undefined : (remotePath(first)?.host ?? first);
      if (call.name === 'ncftpput')
        for (const file of rest.slice(1))
          effects.sends(effects.reads(file), host === undefined ? {} : { host });
      const inline = [...options.values('-c'), ...options.values('-e')];
      const files =
        call.name === 'lftp' ? options.values('-f').map((file) => effects.reads(file)) : [];
      session(effects, host, 21, [
        ...inline,
        ...files,
        inline.length === 0 ? call.stdin : undefined,
      ]);
    },
  }),
  defineProgram({
    names: ['smbclient'],
    summary: 'Commands of `-c` and standard input: files sent and fetched, `!` lines',
    options: {
      flags: '-N -E -g -k -P -q -e',
      values: '-A -b -c -d -D -I -i -L -l -M -m -n -O -p -R -s -T -t -U -W --command',
    },
    describe(call, effects) {
      const host = /^[\\/]{2}([^\\/]+)/.exec(call.options.operands[0]?.text ?? '')?.[1];
      const commands = [...call.options.values('-c'), ...call.options.values('--command')];
      session(effects, host === undefined ? undefined : literal(host), 445, [
        ...commands,
        commands.length === 0 ? call.stdin : undefined,
      ]);
    },
  }),
  defineProgram({
    names: ['tftp', 'atftp'],
    summary: 'The file it sends or fetches',
    options: { flags: '-4 -6 -g -p -v -m -V', values: '-l -r -b -R --get --put' },
    describe(call, effects) {
      const { options } = call;
      const [host, port] = options.operands;
      // `-c` takes all the words behind it.
      const at = call.args.findIndex((word) => word.text === '-c');
      const words = call.args.slice(at + 1).map((word) => word.text);
      const script = at < 0 ? call.stdin : literal(words.join(' '));
      session(effects, host, portOf(port, 69), [script]);
      if (!options.has('-p')) return;
      for (const file of options.values('-l'))
        effects.sends(effects.reads(file), host === undefined ? {} : { host });
    },
  }),
  defineProgram({
    names: ['telnet', 'rlogin', 'tn3270'],
    summary: 'The connection, what is sent and what comes in',
    options: {
      flags: '-4 -6 -8 -E -K -L -a -c -d -r -f -F',
      values: '-S -X -b -e -k -l -n -x',
      stopAtOperand: true,
    },
    describe(call, effects) {
      const [host, port] = call.options.operands;
      if (host === undefined) return;
      effects.action('net.connect', {
        host,
        port: portOf(port, 23),
        upload: call.stdin !== undefined,
      });
      if (call.stdin !== undefined) effects.sends(call.stdin, { host });
      effects.stdout({ taint: { remote: host.text } });
    },
  }),
  defineProgram({
    names: ['rsh', 'rexec', 'remsh'],
    summary: 'The remote line',
    options: { flags: '-4 -6 -d -K -n -x', values: '-k -l', stopAtOperand: true },
    describe(call, effects) {
      const [host, ...words] = call.options.operands;
      if (host === undefined) return;
      effects.action('net.connect', { host, port: 514 });
      effects.run(words, { wrapper: call.name, elsewhere: true });
    },
  }),
];
