import type { Call, Effects, Program, Value } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp, defineSubcommands, type Subcommand } from '../shapes/subcommands.ts';
import { joinValues, literal, streamOfValue, withoutPrefix } from '../shapes/values.ts';
import { loginHost } from './login-host.ts';
import { webFetch } from './web-address.ts';

/** A mail leaves for its addresses with standard input and its attachments. */
function sendsMail(
  call: Call,
  effects: Effects,
  to: readonly Value[],
  files: readonly Value[],
): void {
  const hosts = to.map((address) => withoutPrefix(address, address.text.lastIndexOf('@') + 1));
  const streams = [
    ...files.map((file) => effects.reads(file)),
    ...(call.stdin ? [call.stdin] : []),
  ];
  for (const host of hosts) {
    effects.action('net.connect', { host, port: 25, upload: true });
    for (const stream of streams) effects.sends(stream, { host });
  }
}

/** Files or standard input go to a service by its host. */
function sendsTo(call: Call, effects: Effects, host: string, files: readonly Value[]): void {
  const to = literal(host);
  effects.action('net.connect', { host: to, port: 443, upload: true });
  for (const file of files) effects.sends(effects.reads(file), { host: to });
  if (files.length === 0 && call.stdin !== undefined) effects.sends(call.stdin, { host: to });
}

function sendCommand(host: string): Subcommand {
  return {
    options: { values: '--code --text --relay --pass --port -t', flags: '--zip --no-compress' },
    describe(call, effects) {
      for (const text of call.options.values('--text'))
        effects.sends(streamOfValue(text), { host: literal(host) });
      sendsTo(call, effects, host, call.options.operands);
    },
  };
}

/** Nothing is sent by a call for the help, the version or, bare and without input, the usage. */
function tellsAboutItself(call: Call): boolean {
  if (call.args.length === 0 && call.stdin === undefined) return true;
  return asksForHelp(call) || asksAlone(call, '--version', '-h', '-v', '-V', 'help', 'version');
}

/** Verbs of `ntfy` and `signal-cli` that only take in, or list. */
function fetchesMessages({ name, options }: Call): boolean {
  const verb = options.operands[0]?.text ?? '';
  if (name === 'ntfy') return /^(?:subscribe|sub|user|access|token)$/.test(verb);
  return name === 'signal-cli' && /^(?:receive|list\w+|version|daemon)$/.test(verb);
}

/** Programs made to send text or files to somebody else. */
export const SENDERS: readonly Program[] = [
  defineProgram({
    names: ['mail', 'mailx', 's-nail', 'nail', 'bsd-mailx', 'mutt', 'neomutt'],
    summary: 'Addresses, attachments and the text that leaves',
    options: {
      flags: '-B -d -E -e -F -H -I -i -N -n -R -t -V -v -~ -x -p -y -Z -z',
      values: '-A -b -c -f -m -q -r -s -S -T -u -X -Q -h -k --attach --to --subject -D',
      optional: '-a',
    },
    describe(call, effects) {
      if (asksForHelp(call)) return;
      const { options } = call;
      const to = [...options.operands, ...options.values('-b'), ...options.values('-c')];
      const files = ['-A', '-a', '--attach'].flatMap((key) => options.values(key));
      sendsMail(
        call,
        effects,
        to.filter((word) => word.text.includes('@')),
        [...files, ...attachmentsOf(call)],
      );
    },
  }),
  defineProgram({
    names: ['sendmail', 'msmtp', 'ssmtp', 'exim', 'exim4', 'postdrop'],
    summary: 'Addresses and the text that leaves',
    options: {
      flags: '-t -i -v -bm -n -oi -bp -bi',
      values: '-f -F -r -a -C -N -R -V -X -B --host --from',
      optional: '-o -q',
    },
    describe(call, effects) {
      const to = call.options.operands.filter((word) => word.text.includes('@'));
      const host = call.options.values('--host');
      const listed = to.length + host.length > 0 ? [...to, ...host] : [literal('localhost')];
      if (call.stdin !== undefined) sendsMail(call, effects, listed, []);
    },
  }),
  defineProgram({
    names: ['swaks'],
    summary: 'Server, addresses, attachments and the text that leaves',
    options: {
      values:
        '-t|--to -f|--from -s|--server -p|--port --attach --body -d|--data --header -au -ap --h-Subject --ehlo',
      flags: '-tls --help --version',
      clusters: false,
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call)) return;
      const files = ['--attach', '--body', '-d']
        .flatMap((key) => options.values(key))
        .filter((word) => word.text.startsWith('@'))
        .map((word) => withoutPrefix(word, 1));
      sendsMail(call, effects, [...options.values('-s'), ...options.values('-t')], files);
    },
  }),
  defineSubcommands({
    names: ['croc'],
    summary: 'The files it sends',
    options: {
      flags: '--yes --stdout --debug --local',
      values: '--relay --pass --out --code --text --port',
    },
    commands: { send: sendCommand('croc.schollz.com') },
  }),
  defineSubcommands({
    names: ['wormhole', 'wormhole-william', 'magic-wormhole'],
    summary: 'The files it sends',
    options: { values: '--relay-url --transit-helper --appid' },
    commands: { 'send|tx': sendCommand('relay.magic-wormhole.io') },
  }),
  defineSubcommands({
    names: ['ffsend'],
    summary: 'The files it sends',
    options: { values: '-h|--host' },
    commands: { 'upload|up|u': sendCommand('send.vis.ee') },
  }),
  defineProgram({
    names: ['pastebinit', 'wgetpaste', 'gist', 'ix', 'transfer', 'onionshare-cli'],
    summary: 'The files or the text it publishes',
    options: {
      flags: '-p -h -v -P -c -o -R -a --website',
      optional: '-l',
      values: '-i -b -f -t -u -d -j -m -n -s -x',
    },
    describe(call, effects) {
      if (tellsAboutItself(call) || (call.name === 'gist' && call.options.has('-l'))) return;
      const files = [...call.options.values('-i'), ...call.options.operands];
      sendsTo(call, effects, call.options.values('-b').at(-1)?.text ?? call.name, files);
    },
  }),
  defineProgram({
    names: [
      'slackcat',
      'telegram-send',
      'slack-cli',
      'discord-send',
      'apprise',
      'ntfy',
      'signal-cli',
    ],
    summary: 'The message and the files it sends',
    options: {
      flags: '-h|--help --version -s|--stream -t|--tee --noop --stdin --silent',
      values:
        '-c|--channel --config --format -f|--file -n|--filename -m|--comment -i|--image --video --audio -a|--attach -b|--body -u',
    },
    describe(call, effects) {
      if (tellsAboutItself(call) || fetchesMessages(call)) return;
      const named = ['-f', '-i', '-a', '--video', '--audio'].flatMap((key) =>
        call.options.values(key),
      );
      const files = call.name === 'slackcat' ? [...named, ...call.options.operands] : named;
      sendsTo(call, effects, call.name, files);
    },
  }),
  defineProgram({
    names: ['ssh-copy-id'],
    summary: 'The key it lets into another machine',
    options: {
      flags: '-f -n -s -h -? -x',
      values: '-i -p -o -F -t',
    },
    describe(call, effects) {
      const [host] = call.options.operands;
      if (host === undefined || call.options.has('-n')) return;
      for (const key of call.options.values('-i'))
        effects.action('file.read', { file_path: publicKey(key) });
      effects.action('net.connect', { ...loginHost(host), upload: true });
    },
  }),
  defineProgram({
    names: ['websocat', 'wscat'],
    summary: 'The address it connects to or listens at, commands it runs, what is sent',
    options: {
      flags:
        '-t|--text -b|--binary -k -n|--no-close -1|--one-message -E|--exit-on-eof -S --strict -v -q -u -U -s|--server-mode',
      values:
        '-c|--connect -l|--listen -x|--execute -H|--header -P --protocol --origin --basic-auth -w -B --ws-c-uri',
    },
    describe(call, effects) {
      const { options } = call;
      for (const port of [...options.values('-l'), ...(options.has('-s') ? options.operands : [])])
        effects.action('net.listen', { port: Number(port.text.replace(/^.*:/, '')) });
      for (const address of [...options.values('-c'), ...options.operands]) {
        const command = /^(?:sh-c|cmd|exec):/.exec(address.text)?.[0].length;
        if (command !== undefined)
          effects.line(withoutPrefix(address, command), {
            stdin: { taint: { remote: 'websocket' } },
          });
        else if (/^wss?:/.test(address.text)) {
          webFetch(effects, address, { upload: call.stdin !== undefined });
          if (call.stdin !== undefined) effects.sends(call.stdin, { url: address });
          for (const message of options.values('-x'))
            effects.sends(streamOfValue(message), { url: address });
        }
      }
    },
  }),
  defineProgram({
    names: ['mosquitto_pub', 'grpcurl', 'kcat', 'kafkacat'],
    summary: 'The host and what is sent',
    options: {
      values:
        '-h -p -t -m -f -d -H -b -u -P -i -q -V -X -A --cafile --cert --key -import-path -proto -rpc-header',
      flags: '-l -r -s -n -v -plaintext -insecure -C -L -e --help',
      clusters: false,
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call)) return;
      const named =
        options.values('-h').at(-1) ?? options.values('-b').at(-1) ?? options.operands[0];
      if (named === undefined) return;
      const host = literal(named.text.replace(/:\d+$/, ''), named.taint);
      const streams = [
        ...options.values('-f').map((file) => effects.reads(file)),
        ...[...options.values('-m'), ...options.values('-d')].map(streamOfValue),
        ...(call.stdin === undefined ? [] : [call.stdin]),
      ];
      effects.action('net.connect', { host, upload: streams.length > 0 });
      for (const stream of streams) effects.sends(stream, { host });
    },
  }),
];

/** `-i KEY` names the key pair; its public half is what is sent. */
function publicKey(key: Value): Value {
  return key.text.endsWith('.pub') ? key : joinValues([key, literal('.pub')], '');
}

/** mutt: `-a FILE … -- ADDRESS`. */
function attachmentsOf(call: Call): readonly Value[] {
  if (!/mutt$/.test(call.name)) return [];
  const start = call.args.findIndex((word) => word.text === '-a');
  const end = call.args.findIndex((word) => word.text === '--');
  return start < 0 ? [] : call.args.slice(start + 1, end < start ? undefined : end);
}
