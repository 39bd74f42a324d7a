import type { Program } from '../../program.ts';
import { defineProgram } from '../shapes/define-program.ts';
import { asksForHelp } from '../shapes/subcommands.ts';
import { literal } from '../shapes/values.ts';

/** Programs that give everyone who reaches a port the files of a folder. */
export const FILE_SERVERS: readonly Program[] = [
  defineProgram({
    names: [
      'serve',
      'http-server',
      'live-server',
      'local-web-server',
      'ws',
      'sirv',
      'sirv-cli',
      'miniserve',
      'darkhttpd',
      'simple-http-server',
      'webfsd',
      'thttpd',
      'static-server',
      'ecstatic',
      'dufs',
    ],
    summary: 'The folder it serves, the port it listens on',
    options: {
      flags:
        '-h|--help -v|--version -s|--single -d|--debug -n|--no-clipboard -L|--no-request-logging -C|--cors -S|--symlinks -u ' +
        '-g|--gzip -b|--brotli -o -i --no-browser --quiet -q -A|--allow-all -D|--dev -e|--etag -r --color-scheme --hidden -H',
      values:
        '-p|--port -l|--listen -c|--config -a|--address|--host -P|--proxy -t --ssl-cert --ssl-key -K --root -R --index --title -m',
    },
    describe(call, effects) {
      const { options } = call;
      if (asksForHelp(call) || options.has('-v')) return;
      const [folder = literal('.')] = [...options.values('--root'), ...options.operands];
      const port = Number([...options.values('-p'), ...options.values('-l')].at(-1)?.text);
      effects.action('file.read', { file_path: folder, recursive: true });
      effects.action('net.listen', Number.isInteger(port) ? { port } : {});
    },
  }),
];
