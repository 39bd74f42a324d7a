import type { Call, Program, Value } from '../../program.ts';
import { asksAlone } from '../files/only-informs.ts';
import { defineProgram, type OptionList } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';

const OPTIONS: OptionList = {
  flags: '-h|--help --version -d|--debug --no-autoupdate --verify --bg --allow-anonymous',
  values:
    '-p|--port -s|--subdomain --url --domain --hostname --name --config --region --authtoken --log -l|--local-host ' +
    '--to --secret --https --set-path --tcp --http --token --protocol -t|--type -c --credentials-file --edge-ip-version',
};

/** Subcommands that only tell or set up something. */
const QUIET = new Set([
  'config',
  'version',
  'help',
  'login',
  'update',
  'status',
  'list',
  'info',
  'off',
  'reset',
  'credits',
  'diagnose',
]);

function opens(words: readonly Value[], options: readonly Value[]): number | undefined {
  for (const word of [...options, ...words]) {
    const port = Number(/(\d{2,5})$/.exec(word.text)?.[1]);
    if (Number.isInteger(port) && port > 0) return port;
  }
  return undefined;
}

const opensAlways = () => true;

/** `tailscale serve` and `funnel`; all else is about the network itself. */
function opensByTailscale({ options }: Call): boolean {
  return /^(?:funnel|serve)$/.test(options.operands[0]?.text ?? '');
}

/** `cloudflared tunnel run`, and any call with an address; all else is about tunnels that are not open. */
function opensByCloudflare({ options }: Call): boolean {
  return options.values('--url').length > 0 || options.operands.some(({ text }) => text === 'run');
}

/** Programs that make a port of this machine reachable from everywhere. */
export const TUNNELS: readonly Program[] = [
  {
    names: [
      'ngrok',
      'lt',
      'localtunnel',
      'bore',
      'frpc',
      'pagekite',
      'pagekite.py',
      'zrok',
      'tunnelmole',
      'tmole',
      'inlets',
      'devtunnel',
      'loophole',
      'sish',
      'chisel',
      'gost',
      'rathole',
      'playit',
      'telebit',
      'serveo',
    ],
    opensPort: opensAlways,
  },
  { names: ['cloudflared'], opensPort: opensByCloudflare },
  { names: ['tailscale'], opensPort: opensByTailscale },
].map(({ names, opensPort }) =>
  defineProgram({
    names,
    summary: 'The port it opens to the outside, and the connection it answers through',
    options: OPTIONS,
    describe(call, effects) {
      const [first, second] = call.options.operands;
      if (asksForHelp(call) || call.options.has('--version') || asksAlone(call, '-V', '-v')) return;
      if (QUIET.has(first?.text ?? '')) return;
      if (!opensPort(call) || QUIET.has(second?.text ?? '')) return;
      const named = ['-p', '--url', '--https', '--tcp'].flatMap((key) => call.options.values(key));
      effects.action('net.listen', { host: '0.0.0.0', port: opens(call.options.operands, named) });
      // What the port answers leaves through the service.
      effects.action('net.connect', { host: call.name, upload: true });
    },
  }),
);
