import type { Effects, Program, Stream, Value } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/** What somebody else types into the terminal. */
const TYPED_ELSEWHERE: Stream = { taint: { remote: 'terminal' } };

function serves(effects: Effects, argv: readonly Value[], port: Value | undefined): void {
  const number = Number(port?.text);
  effects.action('net.listen', {
    host: '0.0.0.0',
    port: Number.isInteger(number) ? number : undefined,
  });
  effects.run(argv.length > 0 ? argv : [literal('sh')], { stdin: TYPED_ELSEWHERE });
}

/** Programs that give a command's terminal to whoever comes over the network. */
export const SHARED_TERMINALS: readonly Program[] = [
  defineProgram({
    names: ['ttyd', 'gotty'],
    summary: 'The port it opens, and the command that takes what is typed there',
    options: {
      flags:
        '-W|--writable -O|--check-origin -o|--once -q|--exit-no-conn -B|--browser -6|--ipv6 -S|--ssl -a|--url-arg -w|--permit-write -r|--random-url -h|--help -v|--version --reconnect --permit-arguments',
      values:
        '-p|--port -i|--interface --address -U|--socket-owner -c|--credential -H|--auth-header -u|--uid -g|--gid -s|--signal --cwd -I|--index -b|--base-path -P|--ping-interval -t|--client-option -T|--terminal-type -m|--max-clients -C|--ssl-cert -K|--ssl-key -A|--ssl-ca -d|--debug --title-format --width --height --config --timeout',
      stopAtOperand: true,
      abbreviations: false,
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-v')) return;
      serves(effects, options.operands, options.values('-p').at(-1));
    },
  }),
  // `code tunnel` gives this machine to whoever signs in to an account; the server is for any browser.
  defineProgram({
    names: ['code', 'code-insiders', 'codium'],
    summary: 'The machine it opens with `tunnel` or `serve-web`',
    options: { stopAtOperand: true, clusters: false, abbreviations: false },
    describe(call, effects) {
      const [verb, ...rest] = call.options.operands;
      if (asksForHelp(call)) return;
      const word = rest.find(({ text }) => !text.startsWith('-'))?.text ?? '';
      const tells = /^(?:status|kill|unregister|rename|prune|user|help)$/.test(word);
      if (verb?.text === 'tunnel' && !tells)
        effects.action('net.connect', {
          host: 'global.rel.tunnels.api.visualstudio.com',
          upload: true,
        });
      const host = rest[rest.findIndex(({ text }) => text === '--host') + 1]?.text ?? '';
      const named = rest.find(({ text }) => text.startsWith('--host='))?.text.slice(7) ?? host;
      const isOpen = rest.some(({ text }) => text === '--without-connection-token');
      if (verb?.text === 'serve-web' && isOpen && !/^(?:|localhost|127\..*|::1|-.*)$/.test(named))
        effects.action('net.connect', { host: named, upload: true });
    },
  }),
  defineProgram({
    names: ['tmate', 'upterm'],
    summary: 'The terminal it gives to whoever has the address',
    options: { stopAtOperand: true, values: '-S -L -f -k -n' },
    describe(call, effects) {
      const [verb] = call.options.operands;
      if (asksForHelp(call) || asksAlone(call, '-V', '--version', '-h', 'version', 'help')) return;
      if (call.name === 'upterm' && verb?.text !== 'host') return;
      effects.action('net.connect', { host: call.name, upload: true });
    },
  }),
];
